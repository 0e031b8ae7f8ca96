"""`npm run bench:nodes`: figures of real coturn and Janus that were started from our rendered files, side by side with what
they are compared to. Prints a table; `--json FILE` writes the same for programs; a name such as `relay` runs that part alone."""

import json
import os
import sys

from health import health
from place import CLIENTS, make_network, remove_network
from relay import relay

_PARTS = {"relay": relay, "health": health}


def main(words: list[str]) -> int:
    target = words[words.index("--json") + 1] if "--json" in words else None
    wanted = [word for word in words if word in _PARTS] or list(_PARTS)
    figures = []
    for name in wanted:
        for figure in _PARTS[name]():
            figures.append(figure)
            mark = "ok  " if figure.holds else "MISS"
            print(f"{mark} {figure.what:66} {figure.value:8.2f}  {figure.kind} {figure.limit:g}   {figure.detail}", flush=True)
    if target:
        with open(target, "w") as file:
            json.dump([vars(figure) | {"holds": figure.holds} for figure in figures], file, indent=2)
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    if "WEBRTC_BENCH_INSIDE" not in os.environ:
        make_network()
        os.environ["WEBRTC_BENCH_INSIDE"] = "1"
        # Mounts of this run end with it.
        enter = ["nsenter", f"--net=/run/netns/{CLIENTS}", "unshare", "--mount", "--propagation=private"]
        os.execvp(enter[0], [*enter, sys.executable, *sys.argv])
    try:
        sys.exit(main(sys.argv[1:]))
    finally:
        remove_network()
