"""What is wrong with a node whose server answers all the same: written by those who look, read by the health service and the figures."""

import json
from typing import Literal

from .files import read_if_present, write_atomically
from .paths import Paths

Subject = Literal["address", "packet filter"]

#: Reason by subject; empty: nothing is known to be wrong.
Faults = dict[Subject, str]


def read_faults(paths: Paths) -> Faults:
    content = read_if_present(paths.faults)
    faults: Faults = json.loads(content) if content else {}
    return faults


def write_faults(paths: Paths, faults: Faults) -> None:
    write_atomically(paths.faults, json.dumps(faults).encode() + b"\n")
