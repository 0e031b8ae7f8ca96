"""Empties a node before it leaves: red health, no new work, then wait for what lives, within the limit."""

import os
import signal
import time
from collections.abc import Callable

from .cloud import Cloud
from .engines import Engine, make_engine
from .errors import NodeError
from .imds import Imds
from .log import log
from .parameters import Parameters, load_parameters
from .paths import Paths
from .service_manager import ServiceManager
from .state import add_drain_reason, drain_reasons, drain_seconds

#: Seconds between two looks at what Auto Scaling wants and at what still lives.
_POLL = 2.0


class Drain:
    def __init__(
        self,
        parameters: Parameters,
        paths: Paths,
        engine: Engine,
        services: ServiceManager,
        sleep: Callable[[float], None] = time.sleep,
    ):
        self._parameters = parameters
        self._paths = paths
        self._engine = engine
        self._services = services
        self._sleep = sleep
        self._refusing = False

    def follow_reasons(self) -> None:
        """Refuses new work while there is a reason to drain. Asking the server again cures a request that failed."""
        wanted = bool(drain_reasons(self._paths))
        if wanted == self._refusing:
            return
        try:
            if wanted:
                log(f"drains: {', '.join(drain_reasons(self._paths))}")
                self._engine.refuse_new()
            else:
                log("takes new work again")
                self._engine.accept_new()
            self._refusing = wanted
        except NodeError as error:
            log(f"the server did not take the request: {error}", "warning")

    def left(self) -> int | None:
        """What still lives; None while the server cannot say. A server that ended has nothing left."""
        try:
            return self._engine.live()
        except (NodeError, OSError, KeyError):
            return None if self._services.is_active(self._parameters.unit) else 0

    def wait_until_empty(self, beat: Callable[[], None] = lambda: None) -> bool:
        """Says whether the node is empty; False: the limit came first."""
        said = None
        last_beat = time.monotonic()
        while (left := self.left()) != 0:
            if drain_seconds(self._paths) >= self._parameters.drainLimitSeconds:
                log(f"the drain's limit of {self._parameters.drainLimitSeconds} s is over, {left} left", "warning")
                return False
            self.follow_reasons()
            if left != said:
                log(f"{left} left")
                said = left
            # Half the interval, so that one lost heartbeat does not end the wait.
            if time.monotonic() - last_beat >= self._parameters.drainHeartbeatSeconds / 2:
                beat()
                last_beat = time.monotonic()
            self._sleep(_POLL)
        log(f"empty after {drain_seconds(self._paths):.0f} s")
        return True


def main(paths: Paths) -> int:
    """The service: watches for reasons and for the end that Auto Scaling plans."""
    parameters = load_parameters(paths.parameters)
    drain = Drain(parameters, paths, make_engine(parameters, paths), ServiceManager())
    if parameters.platform == "given":
        while True:
            drain.follow_reasons()
            time.sleep(_POLL)
    imds, cloud = Imds(), Cloud(parameters)
    wait_for_termination(drain, imds)
    add_drain_reason(paths, "terminate")
    leave(parameters, drain, imds, cloud)
    return 0


def wait_for_termination(drain: Drain, imds: Imds, sleep: Callable[[float], None] = time.sleep) -> None:
    while True:
        drain.follow_reasons()
        try:
            if imds.target_state() == "Terminated":
                return
        except NodeError as error:
            log(str(error), "warning")
        sleep(_POLL)


def leave(parameters: Parameters, drain: Drain, imds: Imds, cloud: Cloud, sleep: Callable[[float], None] = time.sleep) -> None:
    instance_id = imds.require("instance-id")
    hook = parameters.terminatingHook or ""

    def beat() -> None:
        try:
            cloud.heartbeat(hook, instance_id)
        except NodeError as error:
            log(f"heartbeat: {error}", "warning")

    drain.follow_reasons()
    drain.wait_until_empty(beat)
    pause = 1.0
    while True:
        try:
            cloud.complete_hook(hook, instance_id)
            log("terminating hook completed")
            return
        except NodeError as error:
            log(f"terminating hook: {error}", "error")
        sleep(pause)
        pause = min(pause * 2, 60)


def stop(paths: Paths) -> int:
    """`ExecStop=` of the server: drains, then ends the process, also one that no longer listens to SIGTERM."""
    process = int(os.environ.get("MAINPID") or 0)
    # systemd runs ExecStop= after a crash too: there is nothing left to wait for then.
    if not process or not _exists(process):
        return 0
    parameters = load_parameters(paths.parameters)
    add_drain_reason(paths, "stop")
    drain = Drain(parameters, paths, make_engine(parameters, paths), ServiceManager())
    drain.follow_reasons()
    drain.wait_until_empty()
    for number, seconds in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
        if not _exists(process):
            break
        os.kill(process, number)
        deadline = time.monotonic() + seconds
        while _exists(process) and time.monotonic() < deadline:
            time.sleep(0.05)
    return 0


def _exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
