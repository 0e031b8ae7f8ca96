"""The servers that a node may run, behind one face."""

from typing import Protocol

from ..parameters import Parameters
from ..paths import Paths


class Engine(Protocol):
    #: Group that may read its configuration.
    group: str

    def check(self) -> None:
        """Returns when the server does its work; raises an error that says why not. Within 2 seconds."""

    def alive(self) -> None:
        """Returns when the server answers at all."""

    def live(self) -> int:
        """Allocations or sessions that would be lost if the server ended now."""

    def refuse_new(self) -> None:
        """Takes no more work, keeps what it has."""

    def accept_new(self) -> None:
        """Undoes `refuse_new`."""


def make_engine(parameters: Parameters, paths: Paths) -> Engine:
    from .coturn import CoturnEngine
    from .janus import JanusEngine
    from .live import LiveEngine
    from .mediasoup import MediasoupEngine

    if parameters.coturn:
        return CoturnEngine(parameters.coturn, paths)
    if parameters.janus:
        return JanusEngine(parameters.janus, paths)
    if parameters.live:
        return LiveEngine(parameters.live, paths)
    assert parameters.mediasoup
    return MediasoupEngine(parameters.mediasoup)
