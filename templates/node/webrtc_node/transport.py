"""Ways to carry STUN: UDP, TCP, TLS and DTLS, all with the same three calls."""

import os
import select
import socket
import ssl
import struct
import subprocess
import time
from typing import Literal, Protocol

TransportName = Literal["udp", "tcp", "tls", "dtls"]


class Transport(Protocol):
    #: Whether a request has to be repeated until it is answered.
    unreliable: bool

    def send(self, data: bytes) -> None: ...

    def receive(self, timeout: float) -> bytes:
        """Next whole message; raises TimeoutError."""
        ...

    def close(self) -> None: ...


class UdpTransport:
    unreliable = True

    def __init__(self, host: str, port: int, source: str | None = None):
        self._socket = socket.socket(_family(host), socket.SOCK_DGRAM)
        if source:
            self._socket.bind((source, 0))
        self._socket.connect((host, port))

    def send(self, data: bytes) -> None:
        self._socket.send(data)

    def receive(self, timeout: float) -> bytes:
        self._socket.settimeout(max(timeout, 0.001))
        return self._socket.recv(65535)

    def close(self) -> None:
        self._socket.close()


class TcpTransport:
    unreliable = False

    def __init__(self, host: str, port: int, timeout: float, source: str | None = None):
        self._buffer = b""
        self._socket: socket.socket = socket.create_connection(
            (host, port), timeout, source_address=(source, 0) if source else None
        )

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def receive(self, timeout: float) -> bytes:
        deadline = time.monotonic() + timeout
        while (size := _message_size(self._buffer)) is None or len(self._buffer) < size:
            self._socket.settimeout(max(deadline - time.monotonic(), 0.001))
            data = self._socket.recv(65535)
            if not data:
                raise ConnectionError("the server closed the connection")
            self._buffer += data
        message, self._buffer = self._buffer[:size], self._buffer[size:]
        return message

    def close(self) -> None:
        self._socket.close()


class TlsTransport(TcpTransport):
    def __init__(
        self, host: str, port: int, timeout: float, name: str | None, authorities: str | None, verify: bool, source: str | None = None
    ):
        super().__init__(host, port, timeout, source)
        context = ssl.create_default_context(cafile=authorities)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if not verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        self._socket = context.wrap_socket(self._socket, server_hostname=name or host)
        self.certificate = self._socket.getpeercert(True) or b""  # type: ignore[attr-defined]


class DtlsTransport:
    """DTLS through `openssl s_client`: Python's ssl module has no DTLS."""

    unreliable = True

    def __init__(self, host: str, port: int, name: str | None, authorities: str | None, verify: bool):
        target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        command = ["openssl", "s_client", "-dtls1_2", "-quiet", "-connect", target]
        command += ["-servername", name] if name else []
        command += ["-CAfile", authorities] if authorities else []
        command += ["-verify_return_error", "-verify_hostname", name or host] if verify else []
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )

    def send(self, data: bytes) -> None:
        assert self._process.stdin
        self._process.stdin.write(data)

    def receive(self, timeout: float) -> bytes:
        assert self._process.stdout
        if not select.select([self._process.stdout], [], [], max(timeout, 0))[0]:
            raise TimeoutError("no answer")
        data = os.read(self._process.stdout.fileno(), 65535)
        if not data:
            raise ConnectionError("the server refused the DTLS handshake")
        return data

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


def open_transport(
    kind: TransportName,
    host: str,
    port: int,
    timeout: float,
    *,
    name: str | None = None,
    authorities: str | None = None,
    verify: bool = True,
    source: str | None = None,
) -> Transport:
    match kind:
        case "udp":
            return UdpTransport(host, port, source)
        case "tcp":
            return TcpTransport(host, port, timeout, source)
        case "tls":
            return TlsTransport(host, port, timeout, name, authorities, verify, source)
        case "dtls":
            return DtlsTransport(host, port, name, authorities, verify)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _message_size(buffer: bytes) -> int | None:
    """Bytes of the first message of a stream: STUN, or ChannelData, which is padded to four bytes over a stream."""
    if len(buffer) < 4:
        return None
    first, length = struct.unpack("!HH", buffer[:4])
    return 20 + length if first < 0x4000 else 4 + length + (-length % 4)
