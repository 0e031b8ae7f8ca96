"""How much sooner a node serves that starts from an image: the drill that builds both, asked for its figure."""

import re
import subprocess
import sys

from figure import Figure
from place import HOST_NETWORK, project


def ready() -> list[Figure]:
    drills = str(project / "__tests__/integration/nodes/run.py")
    # The drills make a network of their own, beside the one that this program is in.
    words = ["nsenter", f"--net={HOST_NETWORK}", sys.executable, drills, "paths:"]
    result = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    found = re.search(r"first allocation .*?: (\d+) times sooner", result.stdout)
    if not found:
        raise RuntimeError(f"the drill gave no figure: {result.stdout[-2000:]}{result.stderr[-2000:]}")
    what = "node from an image, times sooner in service than one that configures itself"
    return [Figure(what, float(found[1]), 40.0, "at least", found[0])]
