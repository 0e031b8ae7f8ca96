"""A client that asks for a peer in both ways that TURN has."""

import struct
from collections.abc import Callable

from webrtc_node import stun
from webrtc_node.turn_client import Refused, TurnClient

#: First channel number, RFC 8656 section 12.
_FIRST_CHANNEL = 0x4000


class PeerClient(TurnClient):
    def bind(self, host: str, port: int, channel: int = _FIRST_CHANNEL) -> None:
        message = stun.Message(stun.CHANNEL_BIND, stun.REQUEST)
        attributes = (
            (stun.CHANNEL_NUMBER, struct.pack("!HH", channel, 0)),
            (stun.XOR_PEER_ADDRESS, stun.encode_address(host, port, message.transaction)),
        )
        self._request(stun.CHANNEL_BIND, attributes, message.transaction)

    def refusals(self, host: str, port: int) -> tuple[int, int]:
        """Codes with which a permission and a channel are refused; 0 for one that is granted."""
        return self._code(self.permit, host, port), self._code(self.bind, host, port)

    @staticmethod
    def _code(ask: Callable[[str, int], None], host: str, port: int) -> int:
        try:
            ask(host, port)
            return 0
        except Refused as refused:
            return refused.code
