"""A TURN client that probes: it allocates, asks for permissions, relays a few datagrams and gives everything back."""

import struct
import time

from . import stun
from .credentials import Credential
from .transport import Transport

_UDP = b"\x11\0\0\0"
_TCP = b"\x06\0\0\0"


class Refused(Exception):
    """The server answered with an error."""

    def __init__(self, code: int, reason: str):
        super().__init__(f"{code} {reason}")
        self.code = code


class TurnClient:
    """`timeout` bounds one request with all its repetitions, in seconds."""

    def __init__(self, transport: Transport, timeout: float = 1.0, tries: int = 3):
        self._transport = transport
        self._timeout = timeout
        self._tries = tries if transport.unreliable else 1
        self._credential: Credential | None = None
        self._realm = self._nonce = b""
        self.relayed: tuple[str, int] | None = None
        self.mapped: tuple[str, int] | None = None
        self.lifetime = 0

    def close(self) -> None:
        self._transport.close()

    def binding(self) -> tuple[str, int] | None:
        answer = self._request(stun.BINDING, ())
        return answer.address(stun.XOR_MAPPED_ADDRESS)

    def allocate(
        self, credential: Credential | None, lifetime: int = 600, family: int = 4, relay_tcp: bool = False
    ) -> tuple[str, int] | None:
        wanted = [(stun.REQUESTED_TRANSPORT, _TCP if relay_tcp else _UDP), (stun.LIFETIME, struct.pack("!I", lifetime))]
        if family == 6:
            wanted.append((stun.REQUESTED_ADDRESS_FAMILY, b"\x02\0\0\0"))
        self._credential = None
        try:
            answer = self._request(stun.ALLOCATE, tuple(wanted))
        except Refused as refusal:
            if refusal.code != 401 or credential is None:
                raise
            self._credential = credential
            answer = self._request(stun.ALLOCATE, tuple(wanted))
        self.relayed = answer.address(stun.XOR_RELAYED_ADDRESS)
        self.mapped = answer.address(stun.XOR_MAPPED_ADDRESS)
        self.lifetime = _number(answer, stun.LIFETIME)
        return self.relayed

    def refresh(self, lifetime: int) -> int:
        answer = self._request(stun.REFRESH, ((stun.LIFETIME, struct.pack("!I", lifetime)),))
        return _number(answer, stun.LIFETIME)

    def permit(self, host: str, port: int = 0) -> None:
        message = stun.Message(stun.CREATE_PERMISSION, stun.REQUEST)
        self._request(
            stun.CREATE_PERMISSION,
            ((stun.XOR_PEER_ADDRESS, stun.encode_address(host, port, message.transaction)),),
            message.transaction,
        )

    def send(self, host: str, port: int, data: bytes) -> None:
        empty = stun.Message(stun.SEND, stun.INDICATION)
        address = stun.encode_address(host, port, empty.transaction)
        attributes = ((stun.XOR_PEER_ADDRESS, address), (stun.DATA_ATTRIBUTE, data))
        self._transport.send(stun.encode(stun.Message(stun.SEND, stun.INDICATION, attributes, empty.transaction)))

    def receive(self, timeout: float | None = None) -> tuple[tuple[str, int] | None, bytes]:
        """Next datagram that a peer sent through the relay."""
        deadline = time.monotonic() + (self._timeout if timeout is None else timeout)
        while True:
            message = self._next(deadline)
            if message.method == stun.DATA and message.kind == stun.INDICATION:
                return message.address(stun.XOR_PEER_ADDRESS), message.get(stun.DATA_ATTRIBUTE) or b""

    def echo(self, host: str, port: int, data: bytes) -> bool:
        self.send(host, port, data)
        try:
            return self.receive()[1] == data
        except TimeoutError:
            return False

    def _request(
        self, method: int, attributes: tuple[tuple[int, bytes], ...], transaction: bytes | None = None
    ) -> stun.Message:
        """Sends a request and returns the answer. A stale nonce (438) is replaced once, as RFC 8489 section 9.2.5 asks."""
        for last in (False, True):
            answer = self._exchange(method, attributes, transaction)
            if answer.kind == stun.SUCCESS:
                return answer
            code, reason = answer.error
            if code in (401, 438) and answer.get(stun.NONCE) is not None:
                self._realm = answer.get(stun.REALM) or self._realm
                self._nonce = answer.get(stun.NONCE) or b""
            if last or code != 438 or self._credential is None:
                raise Refused(code, reason)
        raise AssertionError("unreachable")

    def _exchange(
        self, method: int, attributes: tuple[tuple[int, bytes], ...], transaction: bytes | None
    ) -> stun.Message:
        key = None
        if self._credential is not None:
            attributes += (
                (stun.USERNAME, self._credential.username.encode()),
                (stun.REALM, self._realm),
                (stun.NONCE, self._nonce),
            )
            key = stun.long_term_key(self._credential.username, self._realm.decode(), self._credential.password)
        message = stun.Message(method, stun.REQUEST, attributes, **({"transaction": transaction} if transaction else {}))
        data = stun.encode(message, key)
        deadline = time.monotonic() + self._timeout
        for attempt in range(self._tries):
            self._transport.send(data)
            until = deadline if attempt == self._tries - 1 else time.monotonic() + self._timeout / self._tries
            try:
                while True:
                    answer = self._next(until)
                    if answer.transaction == message.transaction:
                        return answer
            except TimeoutError:
                continue
            except ConnectionRefusedError:
                # An ICMP error of an earlier datagram: the server may be starting.
                time.sleep(max(0.0, until - time.monotonic()))
        raise TimeoutError("no answer")

    def _next(self, deadline: float) -> stun.Message:
        while True:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise TimeoutError("no answer")
            try:
                return stun.decode(self._transport.receive(remaining))
            except stun.StunError:
                continue


def _number(message: stun.Message, attribute: int) -> int:
    value = message.get(attribute)
    return 0 if value is None else int.from_bytes(value, "big")
