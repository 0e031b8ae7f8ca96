"""`npm run bench:nodes`: figures of real coturn and Janus that were started from our rendered files, side by side with what
they are compared to. Prints a table; `--json FILE` writes the same for programs; a name such as `relay` runs that part alone."""

import json
import os
import shutil
import sys
from pathlib import Path

from figure import Figure
from health import health
from janus import janus
from place import CLIENTS, HOST_NETWORK, make_network, remove_network
from ready import ready
from relay import relay

from lab.trees import make_trees

_PARTS = {"relay": relay, "health": health, "janus": janus, "ready": ready}

#: Program and the package of Debian that has it.
_PROGRAMS = {"systemd-nspawn": "systemd-container", "debootstrap": "debootstrap", "ip": "iproute2", "npx": "nodejs"}


def require_programs() -> None:
    missing = {package for program, package in _PROGRAMS.items() if shutil.which(program) is None}
    if not Path("/usr/lib/python3/dist-packages/OpenSSL").exists():
        missing.add("python3-openssl")
    if missing:
        sys.exit(f"Missing programs. Install them: apt-get install --no-install-recommends {' '.join(sorted(missing))}")
    if os.geteuid() != 0:
        sys.exit("The measurements make network namespaces and machines: run them as root on Linux.")


def main(words: list[str]) -> int:
    target = words[words.index("--json") + 1] if "--json" in words else None
    figures: list[Figure] = []
    failed = False
    for name in [word for word in words if word in _PARTS] or list(_PARTS):
        try:
            found = _PARTS[name]()
        except (RuntimeError, AssertionError, OSError) as error:
            print(f"FAIL {name}: {error}", flush=True)
            failed = True
            continue
        for figure in found:
            print(figure, flush=True)
        figures += found
    if target:
        Path(target).write_text(json.dumps([vars(figure) | {"holds": figure.holds} for figure in figures], indent=2) + "\n")
    return 0 if not failed and all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    if not HOST_NETWORK:
        require_programs()
        make_trees()
        make_network()
        # Whoever started this program stays where it is.
        os.environ["WEBRTC_BENCH_HOST_NETWORK"] = f"/proc/{os.getppid()}/ns/net"
        # Mounts of this run end with it.
        enter = ["nsenter", f"--net=/run/netns/{CLIENTS}", "unshare", "--mount", "--propagation=private"]
        os.execvp(enter[0], [*enter, sys.executable, *sys.argv])
    try:
        sys.exit(main(sys.argv[1:]))
    finally:
        remove_network()
