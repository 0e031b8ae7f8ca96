"""`npm run test:nodes`: drives real programs that were started from our rendered files. Each drill prints its figure.

`npm run test:nodes -- NAME…` runs those whose name contains a word; `--list` names them; `--keep` leaves the machines of a
failed drill standing until Enter. Fails if a drill does; one that hangs is ended and fails."""

import fcntl
import os
import shutil
import signal
import sys
import time

from drills import all_drills
from lab import CACHE
from lab.network import ROUTER, make_network, remove_network, start_echo
from lab.packages import make_archive
from lab.programs import require_programs
from lab.runner import Runner, total
from lab.site import Site
from lab.trees import make_trees

#: Seconds that all drills take on a machine with nothing else to do, at most.
USUAL = 12 * 60


def main(words: list[str]) -> int:
    wanted = [word for word in words if not word.startswith("--")]
    chosen = [drill for drill in all_drills if not wanted or any(word in drill.name for word in wanted)]
    if "--list" in words:
        print("\n".join(drill.name for drill in chosen))
        return 0
    began = time.monotonic()
    start_echo()
    runner = Runner(Site, keep if "--keep" in words else Site.report)
    runner.run(chosen)
    print(total(len(chosen), runner.failures, time.monotonic() - began, USUAL))
    return 1 if runner.failures or not chosen else 0


def keep(site: Site) -> None:
    site.report()
    input("Machines are left standing. Enter ends them. ")


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
    # As Ctrl-C: the machines end, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    code = 1
    try:
        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        print("The run was interrupted.", file=sys.stderr)
    finally:
        remove_network()
        sys.stdout.flush()
    # Threads of a drill that hung may never end: nobody waits for them.
    os._exit(code)
