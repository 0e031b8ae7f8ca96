"""From a started machine to a node: data, software, service, and word to the Auto Scaling group."""

import time
import traceback
import urllib.request
from typing import Any, Optional

from . import imds, volume
from .aws import Aws
from .errors import NodeError
from .journal import Journal
from .parameters import Parameters
from .software import install


def boot(parameters: Parameters, sleep: Any = time.sleep) -> int:
    instance = imds.require("instance-id")
    aws = Aws(parameters.region, sleep)
    journal = Journal(aws, parameters.logGroup, instance)
    try:
        journal.say(f"{parameters.role} {parameters.slot or ''} on {instance}")
        if parameters.slot:
            volume.take(aws, parameters.slot, instance, journal.say, sleep)
        install(parameters, aws, journal)
        # Not waited for: a master is ready only when enough of the others are, and they start after this one.
        volume.run("systemctl", "start", "--no-block", "openvidu")
        wait_for_health(parameters, journal, sleep)
    except Exception as error:  # noqa: BLE001: whatever it is, it has to reach CloudWatch
        if not isinstance(error, NodeError):
            journal.say(traceback.format_exc())
        journal.say(f"failed: {error}")
        ship_patiently(journal, sleep)
        give_up(parameters, aws, instance, journal, sleep)
        return 1
    journal.say("in service")
    ship_patiently(journal, sleep)
    complete(parameters, aws, instance, "CONTINUE")
    return 0


def wait_for_health(parameters: Parameters, journal: Journal, sleep: Any) -> None:
    if not parameters.healthUrl:
        return
    deadline = time.monotonic() + parameters.healthSeconds
    reason: Optional[object] = None
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(parameters.healthUrl, timeout=5) as answer:
                if answer.status == 200:
                    return
                reason = answer.status
        except OSError as error:
            reason = error
        journal.ship()
        sleep(5)
    raise NodeError(f"{parameters.healthUrl} does not answer after {parameters.healthSeconds} s: {reason}")


def ship_patiently(journal: Journal, sleep: Any) -> None:
    """The log comes first: who is told of a failure looks there next."""
    for pause in (2, 4, 8, 16, 30, 30):
        if journal.ship():
            return
        sleep(pause)


def give_up(parameters: Parameters, aws: Aws, instance: str, journal: Journal, sleep: Any) -> None:
    if parameters.keepFailedNodes:
        journal.say("is kept for somebody to look at, for two days at most")
        journal.ship()
        keep(parameters, aws, instance, sleep)
        return
    try:
        complete(parameters, aws, instance, "ABANDON")
    except NodeError:
        # No launch waits for word of this node: it was in service before.
        aws.call("autoscaling", "set-instance-health", "--instance-id", instance, "--health-status", "Unhealthy")


def keep(parameters: Parameters, aws: Aws, instance: str, sleep: Any) -> None:
    """Heartbeats hold the launch open. AWS ends it after 100 timeouts of the hook, or 48 hours."""
    while True:
        try:
            aws.call("autoscaling", "record-lifecycle-action-heartbeat", *_hook(parameters, parameters.launchingHook), "--instance-id", instance)
        except NodeError:
            return
        sleep(600)


def complete(parameters: Parameters, aws: Aws, instance: str, result: str, hook: Optional[str] = None) -> None:
    name = hook or parameters.launchingHook
    try:
        aws.call(
            "autoscaling",
            "complete-lifecycle-action",
            *_hook(parameters, name),
            "--instance-id",
            instance,
            "--lifecycle-action-result",
            result,
        )
    except NodeError as error:
        # After a restart there is no launch to complete.
        if result != "CONTINUE" or "No active Lifecycle Action" not in str(error):
            raise


def _hook(parameters: Parameters, name: str) -> "tuple[str, ...]":
    return ("--auto-scaling-group-name", parameters.group, "--lifecycle-hook-name", name)
