"""Empties a media node before it leaves: nothing new, then wait for what lives, within the limit."""

import subprocess
import time
from typing import Any, List, Optional, Set

from . import imds
from .aws import Aws
from .boot import complete
from .errors import NodeError
from .journal import Journal
from .parameters import Parameters

#: Containers that carry sessions; each ends by itself after SIGQUIT, once its last one is over.
_SERVICES = ["openvidu", "ingress", "egress"]
_AGENTS = "label=openvidu-agent=true"
_POLL = 5.0


def drain(parameters: Parameters, sleep: Any = time.sleep) -> int:
    wait_for_termination(sleep)
    instance = imds.require("instance-id")
    aws = Aws(parameters.region, sleep)
    journal = Journal(aws, parameters.logGroup, f"{instance}-drain")
    hook = parameters.terminatingHook or ""
    journal.say("drains: takes no new room")
    began = last_beat = time.monotonic()
    said: Optional[List[str]] = []
    asked: Set[str] = set()
    while (left := living()) != []:
        # Also those that Docker did not name at first.
        for name in sorted(set(left or []) - asked):
            subprocess.run(["docker", "kill", "--signal=SIGQUIT", name], capture_output=True, check=False)
            asked.add(name)
        if time.monotonic() - began >= parameters.drainLimitSeconds:
            journal.say(f"the limit of {parameters.drainLimitSeconds} s is over, still there: {describe(left)}")
            break
        if left != said:
            journal.say(f"waits for {describe(left)}")
            journal.ship()
            said = left
        # Half the interval, so that one lost heartbeat does not end the wait.
        if time.monotonic() - last_beat >= parameters.drainHeartbeatSeconds / 2:
            beat(parameters, aws, hook, instance, journal)
            last_beat = time.monotonic()
        sleep(_POLL)
    journal.say(f"{'leaves' if left else 'empty'} after {time.monotonic() - began:.0f} s")
    journal.ship()
    leave(parameters, aws, hook, instance, journal, sleep)
    return 0


def wait_for_termination(sleep: Any) -> None:
    while True:
        try:
            if imds.get("autoscaling/target-lifecycle-state") == "Terminated":
                return
        except NodeError as error:
            print(error, flush=True)
        sleep(_POLL)


def living() -> Optional[List[str]]:
    """Names of containers that carry sessions and still run; None while Docker cannot say. Without Docker there is nothing."""
    try:
        running = _names()
        return sorted({name for name in running if name in _SERVICES} | set(_names("--filter", _AGENTS)))
    except FileNotFoundError:
        return []
    except (OSError, NodeError):
        return None


def describe(names: Optional[List[str]]) -> str:
    return "Docker, which does not answer" if names is None else ", ".join(names)


def _names(*options: str) -> List[str]:
    done = subprocess.run(["docker", "ps", *options, "--format", "{{.Names}}"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NodeError(done.stderr.strip())
    return done.stdout.split()


def beat(parameters: Parameters, aws: Aws, hook: str, instance: str, journal: Journal) -> None:
    try:
        aws.call(
            "autoscaling",
            "record-lifecycle-action-heartbeat",
            "--auto-scaling-group-name",
            parameters.group,
            "--lifecycle-hook-name",
            hook,
            "--instance-id",
            instance,
        )
    except NodeError as error:
        journal.say(f"heartbeat: {error}")


def leave(parameters: Parameters, aws: Aws, hook: str, instance: str, journal: Journal, sleep: Any) -> None:
    pause = 1.0
    while True:
        try:
            complete(parameters, aws, instance, "CONTINUE", hook)
            return
        except NodeError as error:
            journal.say(f"terminating hook: {error}")
            journal.ship()
        sleep(pause)
        pause = min(pause * 2, 60)
