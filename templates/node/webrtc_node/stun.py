"""STUN and TURN messages: RFC 8489 (and its predecessor 5389) and RFC 8656, as far as a client that probes needs them.

The tests hold the vectors of RFC 5769."""

import hashlib
import hmac
import ipaddress
import os
import struct
import zlib
from dataclasses import dataclass, field

MAGIC_COOKIE = 0x2112A442
_FINGERPRINT_MASK = 0x5354554E
_HEADER = struct.Struct("!HHI12s")

# Methods, RFC 8489 section 18.2 and RFC 8656 section 17.
BINDING, ALLOCATE, REFRESH, SEND, DATA, CREATE_PERMISSION, CHANNEL_BIND = 0x001, 0x003, 0x004, 0x006, 0x007, 0x008, 0x009
# Classes, as bits of the message type.
REQUEST, INDICATION, SUCCESS, ERROR = 0x000, 0x010, 0x100, 0x110

USERNAME, MESSAGE_INTEGRITY, ERROR_CODE, CHANNEL_NUMBER, LIFETIME = 0x0006, 0x0008, 0x0009, 0x000C, 0x000D
XOR_PEER_ADDRESS, DATA_ATTRIBUTE, REALM, NONCE, XOR_RELAYED_ADDRESS = 0x0012, 0x0013, 0x0014, 0x0015, 0x0016
REQUESTED_ADDRESS_FAMILY, REQUESTED_TRANSPORT, XOR_MAPPED_ADDRESS = 0x0017, 0x0019, 0x0020
SOFTWARE, FINGERPRINT = 0x8022, 0x8028


class StunError(ValueError):
    """Bytes that are no STUN message."""


@dataclass(frozen=True)
class Message:
    method: int
    kind: int
    attributes: tuple[tuple[int, bytes], ...] = ()
    transaction: bytes = field(default_factory=lambda: os.urandom(12))

    def get(self, attribute: int) -> bytes | None:
        """First value of an attribute; later ones are to be ignored (RFC 8489 section 14)."""
        return next((value for name, value in self.attributes if name == attribute), None)

    def address(self, attribute: int) -> tuple[str, int] | None:
        value = self.get(attribute)
        return None if value is None else decode_address(value, self.transaction)

    @property
    def error(self) -> tuple[int, str]:
        value = self.get(ERROR_CODE)
        if value is None or len(value) < 4:
            return 0, ""
        return (value[2] & 0x07) * 100 + value[3], value[4:].decode(errors="replace")


def _type(method: int, kind: int) -> int:
    return (method & 0xF80) << 2 | (method & 0x070) << 1 | (method & 0x00F) | kind


def encode(message: Message, key: bytes | None = None, fingerprint: bool = True) -> bytes:
    """Message as bytes, with MESSAGE-INTEGRITY when a key is given."""
    body = b"".join(_attribute(name, value) for name, value in message.attributes)
    if key is not None:
        # The length counts what is signed and the signature itself, not what follows it.
        signed = _header(message, len(body) + 24) + body
        body += _attribute(MESSAGE_INTEGRITY, hmac.new(key, signed, hashlib.sha1).digest())
    if fingerprint:
        checked = _header(message, len(body) + 8) + body
        body += _attribute(FINGERPRINT, struct.pack("!I", zlib.crc32(checked) ^ _FINGERPRINT_MASK))
    return _header(message, len(body)) + body


def decode(data: bytes) -> Message:
    if len(data) < 20 or data[0] & 0xC0:
        raise StunError("not a STUN message")
    number, length, cookie, transaction = _HEADER.unpack_from(data)
    if cookie != MAGIC_COOKIE or length % 4 or len(data) < 20 + length:
        raise StunError("not a whole STUN message")
    attributes, offset, end = [], 20, 20 + length
    while offset + 4 <= end:
        name, size = struct.unpack_from("!HH", data, offset)
        if offset + 4 + size > end:
            raise StunError("an attribute runs over the end of the message")
        attributes.append((name, data[offset + 4 : offset + 4 + size]))
        offset += 4 + size + (-size % 4)
    method = (number & 0x3E00) >> 2 | (number & 0x00E0) >> 1 | (number & 0x000F)
    return Message(method, number & 0x0110, tuple(attributes), transaction)


def integrity_holds(data: bytes, key: bytes) -> bool:
    """Whether the message carries a MESSAGE-INTEGRITY that this key made."""
    offset = _find(data, MESSAGE_INTEGRITY)
    if offset is None:
        return False
    head = data[:2] + struct.pack("!H", offset + 24 - 20) + data[4:offset]
    return hmac.compare_digest(hmac.new(key, head, hashlib.sha1).digest(), data[offset + 4 : offset + 24])


def fingerprint_holds(data: bytes) -> bool:
    offset = _find(data, FINGERPRINT)
    if offset is None:
        return False
    return struct.pack("!I", zlib.crc32(data[:offset]) ^ _FINGERPRINT_MASK) == data[offset + 4 : offset + 8]


def long_term_key(username: str, realm: str, password: str) -> bytes:
    return hashlib.md5(f"{username}:{realm}:{password}".encode(), usedforsecurity=False).digest()


def encode_address(host: str, port: int, transaction: bytes) -> bytes:
    address = ipaddress.ip_address(host)
    family = 1 if address.version == 4 else 2
    mask = struct.pack("!I", MAGIC_COOKIE) + transaction
    return struct.pack("!BBH", 0, family, port ^ (MAGIC_COOKIE >> 16)) + _xor(address.packed, mask)


def decode_address(value: bytes, transaction: bytes) -> tuple[str, int]:
    if len(value) not in (8, 20):
        raise StunError("an address of a wrong length")
    port = struct.unpack_from("!H", value, 2)[0] ^ (MAGIC_COOKIE >> 16)
    mask = struct.pack("!I", MAGIC_COOKIE) + transaction
    return str(ipaddress.ip_address(_xor(value[4:], mask))), port


def _find(data: bytes, attribute: int) -> int | None:
    offset = 20
    while offset + 4 <= len(data):
        name, size = struct.unpack_from("!HH", data, offset)
        if name == attribute:
            return offset
        offset += 4 + size + (-size % 4)
    return None


def _header(message: Message, length: int) -> bytes:
    return _HEADER.pack(_type(message.method, message.kind), length, MAGIC_COOKIE, message.transaction)


def _attribute(name: int, value: bytes) -> bytes:
    return struct.pack("!HH", name, len(value)) + value + b"\0" * (-len(value) % 4)


def _xor(data: bytes, mask: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(data, mask, strict=False))
