"""TCP ports of a server: one that lost a listener goes on with the others, and says so in its log at most."""

import socket
import time

from ..errors import NodeError

#: Seconds that a good answer is believed: each look is four lines in coturn's log.
_SECONDS = 30


class Listeners:
    def __init__(self, server: str, ports: tuple[int, ...]):
        self._server = server
        self._ports = ports
        self._at = float("-inf")

    def check(self, host: str) -> None:
        if time.monotonic() - self._at < _SECONDS:
            return
        for port in self._ports:
            try:
                socket.create_connection((host, port), 0.3).close()
            except OSError:
                raise NodeError(f"{self._server} does not listen on TCP {port}") from None
        self._at = time.monotonic()
