"""A WebRTC receiver that costs little: real ICE, DTLS and an answer in SDP; the SRTP that arrives is counted, not deciphered."""

import hashlib
import os
import re
import socket
import struct
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from OpenSSL import SSL, crypto
from webrtc_node import stun

PAYLOAD_TYPE = 100
_USE_CANDIDATE = 0x0025


class Identity:
    """A certificate that all receivers share, and what SDP says of it."""

    def __init__(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "bench")])
        now = datetime.now()
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=2))
            .sign(key, hashes.SHA256())
        )
        digest = hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest().upper()
        self.fingerprint = ":".join(re.findall("..", digest))
        self.context = SSL.Context(SSL.DTLS_METHOD)
        self.context.use_certificate(crypto.X509.from_cryptography(certificate))
        self.context.use_privatekey(crypto.PKey.from_cryptography_key(key))
        self.context.set_verify(SSL.VERIFY_PEER, lambda *_: True)
        self.context.set_tlsext_use_srtp(b"SRTP_AES128_CM_SHA1_80")


class Receiver:
    def __init__(self, identity: Identity, address: str):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((address, 0))
        self.socket.setblocking(False)
        self.packets = 0
        self.connected = False
        self._identity = identity
        self._user, self._password = os.urandom(4).hex(), os.urandom(16).hex()
        self._dtls = SSL.Connection(identity.context)
        self._dtls.set_connect_state()
        self._server: tuple[str, int] | None = None

    def answer(self, offer: str) -> str:
        """Ice-lite, so that Janus alone has to find the way; active, so that the handshake starts here."""
        address, port = self.socket.getsockname()
        mid = re.search(r"a=mid:(\S+)", offer)
        assert mid
        lines = [
            "v=0", f"o=- 1 1 IN IP4 {address}", "s=-", "t=0 0", f"a=group:BUNDLE {mid[1]}", "a=ice-lite",
            f"m=video 9 UDP/TLS/RTP/SAVPF {PAYLOAD_TYPE}", f"c=IN IP4 {address}", f"a=mid:{mid[1]}", "a=recvonly", "a=rtcp-mux",
            f"a=rtpmap:{PAYLOAD_TYPE} VP8/90000", f"a=ice-ufrag:{self._user}", f"a=ice-pwd:{self._password}",
            f"a=fingerprint:sha-256 {self._identity.fingerprint}", "a=setup:active",
            f"a=candidate:1 1 udp 2130706431 {address} {port} typ host", "a=end-of-candidates",
        ]  # fmt: skip
        return "\r\n".join(lines) + "\r\n"

    def readable(self) -> None:
        try:
            while True:
                data, sender = self.socket.recvfrom(2048)
                if 128 <= data[0] <= 191:
                    # Beside media there are reports, of another type.
                    self.packets += data[1] & 0x7F == PAYLOAD_TYPE
                elif data[0] < 4:
                    self._check(data, sender)
                elif 20 <= data[0] <= 63:
                    self._dtls.bio_write(data)
                    self._handshake()
        except BlockingIOError:
            pass

    def tick(self) -> None:
        """OpenSSL repeats what was lost of the handshake when it is asked again."""
        if self._server and not self.connected:
            self._handshake()

    def _check(self, data: bytes, sender: tuple[str, int]) -> None:
        """Answers a connectivity check (RFC 8445 section 7.3)."""
        request = stun.decode(data)
        if request.method != stun.BINDING or request.kind != stun.REQUEST:
            return
        mapped = stun.encode_address(*sender, request.transaction)
        response = stun.Message(stun.BINDING, stun.SUCCESS, ((stun.XOR_MAPPED_ADDRESS, mapped),), request.transaction)
        self.socket.sendto(stun.encode(response, self._password.encode()), sender)
        if request.get(_USE_CANDIDATE) is not None and self._server is None:
            self._server = sender
            self._handshake()

    def _handshake(self) -> None:
        assert self._server
        if not self.connected:
            try:
                self._dtls.do_handshake()
                self.connected = True
            except SSL.WantReadError:
                pass
        try:
            while True:
                self.socket.sendto(self._dtls.bio_read(1200), self._server)
        except SSL.WantReadError:
            pass


def rtp(sequence: int, size: int) -> bytes:
    """A datagram of video; nothing looks at its payload on the way."""
    header = struct.pack("!BBHII", 0x80, PAYLOAD_TYPE, sequence & 0xFFFF, sequence * 700 & 0xFFFFFFFF, 1)
    return header + bytes(size - len(header))
