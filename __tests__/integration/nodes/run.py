"""`npm run test:nodes`: drives real programs that were started from our rendered files. Each drill prints its figure.

`npm run test:nodes -- NAME…` runs those whose name contains a word; `--list` names them; `--keep` leaves the machines of a
failed run standing until Enter."""

import fcntl
import os
import shutil
import signal
import sys
import time
import traceback

from drills import all_drills
from lab import CACHE
from lab.network import ROUTER, make_network, remove_network
from lab.packages import make_archive
from lab.programs import require_programs
from lab.site import Site
from lab.trees import make_trees

DEADLINE = 12 * 60


def main(words: list[str]) -> int:
    wanted = [word for word in words if not word.startswith("--")]
    chosen = [drill for drill in all_drills if not wanted or any(word in drill.name for word in wanted)]
    if "--list" in words:
        print("\n".join(drill.name for drill in chosen))
        return 0
    began = time.monotonic()
    failed = []
    with Site() as site:
        for drill in chosen:
            at = time.monotonic()
            try:
                figure, result = drill.run(site), "ok"
            except Exception as error:
                figure, result = str(error) or type(error).__name__, "FAILED"
                failed.append(drill.name)
                if not isinstance(error, AssertionError):
                    traceback.print_exc()
                site.report()
            print(f"{result:6} {time.monotonic() - at:5.1f} s  {drill.name}: {figure}", flush=True)
        if failed and "--keep" in words:
            input("Machines are left standing. Enter ends them. ")
    seconds = time.monotonic() - began
    print(f"{len(chosen)} drills, {len(failed)} failed, {seconds:.0f} s of at most {DEADLINE} s")
    return 1 if failed or not chosen or seconds > DEADLINE else 0


def alone() -> None:
    """One run at a time: they share names of namespaces. The lock is kept over `exec` and ends with the process."""
    CACHE.mkdir(parents=True, exist_ok=True)
    lock = os.open(CACHE / "lock", os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("Another run of the drills is under way on this machine.")
    os.set_inheritable(lock, True)
    # Of a run that was killed.
    for left in CACHE.glob("wsd-*"):
        shutil.rmtree(left)


if __name__ == "__main__":
    if "--list" in sys.argv:
        sys.exit(main(sys.argv[1:]))
    if "WEBRTC_DRILL_INSIDE" not in os.environ:
        require_programs()
        alone()
        make_trees()
        make_archive()
        make_network()
        os.environ["WEBRTC_DRILL_INSIDE"] = "1"
        # Not by "ip netns exec", which hides the control groups that machines need. Mounts of this run end with it.
        enter = ["nsenter", f"--net=/run/netns/{ROUTER}", "unshare", "--mount", "--propagation=private"]
        os.execvp(enter[0], [*enter, sys.executable, *sys.argv])
    # Ends the machines too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))
    try:
        sys.exit(main(sys.argv[1:]))
    finally:
        remove_network()
