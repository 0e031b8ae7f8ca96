"""Looks for what the server's own answers do not show: a public address that is gone, a packet filter that is not there."""

from collections.abc import Callable

from .errors import NodeError
from .faults import Faults, Subject, read_faults, write_faults
from .log import log
from .node import Node
from .state import State, drain_reasons, read_state


#: Seconds between the two looks that a new fault needs: metadata may answer wrongly for a moment, and a filter be loaded anew.
_SECOND_LOOK = 3.0


def watch(node: Node) -> None:
    """One look at a node that serves. The boot service takes a lost address back; until then the node is red."""
    place = read_state(node.paths)
    before = read_faults(node.paths)
    faults, unknown = _look(node, place, before)
    if faults.keys() - before.keys():
        node.sleep(_SECOND_LOOK)
        faults, unknown = _look(node, place, before)
    if read_state(node.paths) != place:
        # The boot service has looked since, and what was seen here is about the place of before.
        return
    if faults != before:
        log(f"fault: {'; '.join(faults.values())}" if faults else "no fault is left", "error" if faults else "info")
        write_faults(node.paths, faults)
    if "address" in faults and node.cloud and not drain_reasons(node.paths):
        node.services.queue_restart("webrtc-boot.service")
    if unknown:
        raise NodeError("; ".join(unknown))


def _look(node: Node, place: State, before: Faults) -> tuple[Faults, list[str]]:
    """The faults, and what could not be asked."""
    faults: Faults = {}
    unknown = []
    for subject, fault_of in _looks.items():
        try:
            fault = fault_of(node, place)
        except NodeError as error:
            # Who cannot be asked has not said that it changed.
            fault = before.get(subject, "")
            unknown.append(str(error))
        if fault:
            faults[subject] = fault
    return faults, unknown


def _address_fault(node: Node, place: State) -> str:
    if node.azure:
        return node.azure.address_fault(place.public_ip)
    if node.imds is None:
        return ""
    seen = node.imds.get("public-ipv4")
    if seen == place.public_ip:
        return ""
    return f"the public address {place.public_ip} is gone: instance metadata shows {seen or 'none'}"


_looks: dict[Subject, Callable[[Node, State], str]] = {
    "address": _address_fault,
    "packet filter": lambda node, _: node.packet_filter_fault(),
}
