"""UDP that remembers with what time to live each datagram arrived."""

import socket
import struct

from webrtc_node.transport import UdpTransport


#: `IP_RECVTTL` of Linux, ip(7); Python has no name for it.
_IP_RECVTTL = 12


class TtlTransport(UdpTransport):
    def __init__(self, host: str, port: int, source: str):
        super().__init__(host, port, source)
        ask_for_ttl(self._socket)
        self.ttls: list[int] = []

    def receive(self, timeout: float) -> bytes:
        self._socket.settimeout(max(timeout, 0.001))
        data, ttl = receive_with_ttl(self._socket)
        self.ttls.append(ttl)
        return data


def ask_for_ttl(opened: socket.socket) -> None:
    opened.setsockopt(socket.IPPROTO_IP, _IP_RECVTTL, 1)


def receive_with_ttl(opened: socket.socket) -> tuple[bytes, int]:
    data, ancillary, _, _ = opened.recvmsg(65535, socket.CMSG_SPACE(4))
    return data, next(
        struct.unpack("i", value)[0]
        for level, kind, value in ancillary
        if (level, kind) == (socket.IPPROTO_IP, socket.IP_TTL)
    )
