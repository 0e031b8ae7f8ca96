"""Makes a started machine into a node in service: address, secrets, configuration, server, proof, hook.

Each step may fail and each is safe to repeat. A failure ends in a log line, a red health answer, an unhealthy mark for Auto
Scaling and another try; the server is started only after everything it reads is in place."""

import os
import random
import time

from .addresses import claim
from .configuration import configure_certificate, configure_database, configure_files, leave_address
from .errors import NodeError, ParameterError
from .faults import read_faults, write_faults
from .log import log
from .node import Node, this_node
from .paths import Paths
from .secret_store import Secrets, read_secrets, save_secrets
from .state import State, read_state, write_state

#: Seconds that metadata may take to show an address after it was associated, and between two looks.
_ADDRESS_SECONDS = 60
_ADDRESS_PAUSE = 0.1
#: Seconds from the start of the server to its first good answer.
_SERVER_SECONDS = 30
_LONGEST_PAUSE = 60.0


def main(paths: Paths) -> int:
    boot(this_node(paths))
    return 0


def boot(node: Node) -> None:
    """Returns when the node serves."""
    pause = 2.0
    while True:
        try:
            bring_into_service(node)
            return
        except ParameterError:
            raise
        except (NodeError, OSError) as error:
            report_failure(node, str(error))
        node.sleep(pause * random.uniform(0.8, 1.2))
        pause = min(pause * 2, _LONGEST_PAUSE)


def bring_into_service(node: Node) -> None:
    wait_while_warm(node)
    require_packet_filter(node)
    place = find_place(node)
    # Until here a lost address is a fault: the state of before may still say that the node serves.
    write_faults(node.paths, {})
    secrets = read_secrets(node.parameters, node.cloud)
    changed = configure(node, place, secrets)
    write_state(node.paths, _with_phase(place, "starting-server", "the server has not proved itself yet"))
    if changed and node.services.is_active(node.parameters.unit):
        node.services.restart(node.parameters.unit)
    else:
        node.services.start(node.parameters.unit)
    wait_for_server(node)
    write_state(node.paths, _with_phase(place, "serving", ""))
    log(f"in service at {place.public_ip}")
    if node.cloud:
        node.cloud.complete_hook(node.parameters.launchingHook or "", place.instance_id)
        node.cloud.set_health(place.instance_id, True)


def wait_while_warm(node: Node) -> None:
    """A node of the warm pool holds no address: it only says that it is ready to be stopped."""
    if node.imds is None or node.cloud is None:
        return
    if not node.imds.target_state().startswith("Warmed:"):
        return
    write_state(node.paths, State("warm", "waits in the warm pool"))
    log("waits in the warm pool, without an address")
    node.cloud.complete_hook(node.parameters.launchingHook or "", node.imds.require("instance-id"))
    while node.imds.target_state().startswith("Warmed:"):
        node.sleep(2)


def require_packet_filter(node: Node) -> None:
    """Nothing serves without it."""
    fault = node.packet_filter_fault()
    faults = {subject: reason for subject, reason in read_faults(node.paths).items() if subject != "packet filter"}
    write_faults(node.paths, {**faults, "packet filter": fault} if fault else faults)
    if fault:
        raise NodeError(fault)


def find_place(node: Node) -> State:
    """Addresses of this node, proven against instance metadata."""
    if node.imds is None or node.cloud is None:
        given = node.parameters.address
        assert given
        return State("starting", "", given.private, given.public, given.hostname, "0", os.uname().nodename)
    instance_id = node.imds.require("instance-id")
    before = read_state(node.paths).slot
    write_state(node.paths, State("starting", "claims an address", slot=before, instance_id=instance_id))
    slot = claim(node.cloud, node.parameters.addressPool or "", instance_id, before, sleep=node.sleep)
    for _ in range(round(_ADDRESS_SECONDS / _ADDRESS_PAUSE)):
        seen = node.imds.get("public-ipv4")
        if seen == slot.public_ip:
            break
        node.sleep(_ADDRESS_PAUSE)
    else:
        raise NodeError(f"instance metadata shows the public address {seen}, the claimed one is {slot.public_ip}")
    return State(
        "starting",
        "",
        node.imds.require("local-ipv4"),
        slot.public_ip,
        slot.hostname or slot.public_ip,
        str(slot.number),
        instance_id,
    )


def configure(node: Node, place: State, secrets: Secrets) -> bool:
    """Puts in place everything that the server reads. Says whether a running server has to read it again."""
    configure_certificate(node)
    configure_database(node, secrets)
    leave_address(node, place)
    changed = configure_files(node, place, secrets)
    save_secrets(node.paths, secrets)
    return changed


def wait_for_server(node: Node) -> None:
    deadline = time.monotonic() + _SERVER_SECONDS
    while True:
        try:
            return node.engine.check()
        except NodeError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def report_failure(node: Node, reason: str) -> None:
    log(f"not in service: {reason}", "error")
    write_state(node.paths, State("failed", reason, slot=read_state(node.paths).slot))
    if node.imds is None or node.cloud is None:
        return
    try:
        node.cloud.set_health(node.imds.require("instance-id"), False)
    except NodeError as error:
        log(f"the unhealthy mark was not taken: {error}", "warning")


def _with_phase(place: State, phase: str, reason: str) -> State:
    return State(**{**vars(place), "phase": phase, "reason": reason})
