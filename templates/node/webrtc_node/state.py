"""What the boot service knows, for the others to read, and the reasons to drain."""

import json
import time
from dataclasses import dataclass
from typing import Any

from .files import write_atomically
from .paths import Paths


@dataclass(frozen=True)
class State:
    #: `starting`, `warm`, `failed`, `serving`
    phase: str
    reason: str = ""
    private_ip: str = ""
    public_ip: str = ""
    hostname: str = ""
    slot: str = ""
    instance_id: str = ""

    @property
    def serving(self) -> bool:
        return self.phase == "serving"


def write_state(paths: Paths, state: State) -> None:
    write_atomically(paths.state, json.dumps(vars(state)).encode() + b"\n")


def read_state(paths: Paths) -> State:
    try:
        values: dict[str, Any] = json.loads(paths.state.read_text())
        return State(**values)
    except (OSError, ValueError, TypeError):
        return State("starting", "the boot service has not reported yet")


def drain_reasons(paths: Paths) -> list[str]:
    try:
        return sorted(file.name for file in paths.drain.iterdir())
    except FileNotFoundError:
        return []


def drain_seconds(paths: Paths) -> float:
    """Seconds since the oldest reason to drain appeared, 0 without one."""
    try:
        began = min((file.stat().st_mtime for file in paths.drain.iterdir()), default=time.time())
    except FileNotFoundError:
        return 0.0
    return max(0.0, time.time() - began)


def add_drain_reason(paths: Paths, reason: str) -> None:
    paths.drain.mkdir(parents=True, exist_ok=True)
    file = paths.drain / reason
    # Touching again would move the beginning of the drain.
    if not file.exists():
        file.touch()


def remove_drain_reason(paths: Paths, reason: str) -> None:
    (paths.drain / reason).unlink(missing_ok=True)
