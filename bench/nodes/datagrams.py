"""Many datagrams per system call: sendmmsg and recvmmsg, which Python has no words for. One datagram per call would cost the
sender more than the server that is measured."""

import ctypes
import socket

_libc = ctypes.CDLL(None, use_errno=True)

#: Wait for the first datagram, then take what is there.
_WAIT_FOR_ONE = 0x10000


class _Buffer(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


class _Header(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_void_p),
        ("name_length", ctypes.c_uint),
        ("buffers", ctypes.POINTER(_Buffer)),
        ("buffer_count", ctypes.c_size_t),
        ("control", ctypes.c_void_p),
        ("control_length", ctypes.c_size_t),
        ("flags", ctypes.c_int),
    ]


class _Message(ctypes.Structure):
    _fields_ = [("header", _Header), ("length", ctypes.c_uint)]


class Burst:
    """The same datagram, up to `count` times, on a connected socket."""

    def __init__(self, datagram: bytes, count: int):
        self._content = ctypes.create_string_buffer(datagram, len(datagram))
        self._buffer = _Buffer(ctypes.addressof(self._content), len(datagram))
        self._messages = (_Message * count)()
        self._count = count
        for message in self._messages:
            message.header.buffers = ctypes.pointer(self._buffer)
            message.header.buffer_count = 1

    def send(self, descriptor: int) -> int:
        """Datagrams that the kernel took."""
        return int(max(_libc.sendmmsg(descriptor, self._messages, self._count, 0), 0))


class Inbox:
    """Room for `count` datagrams of `size` bytes with their senders."""

    def __init__(self, size: int, count: int = 64):
        self._contents = [ctypes.create_string_buffer(size) for _ in range(count)]
        self._names = [ctypes.create_string_buffer(16) for _ in range(count)]
        self._buffers = (_Buffer * count)()
        self._messages = (_Message * count)()
        self._count = count
        for index, message in enumerate(self._messages):
            self._buffers[index] = _Buffer(ctypes.addressof(self._contents[index]), size)
            message.header.name = ctypes.addressof(self._names[index])
            message.header.name_length = 16
            message.header.buffers = ctypes.pointer(self._buffers[index])
            message.header.buffer_count = 1

    def receive(self, descriptor: int) -> int:
        """Datagrams taken; waits for the first unless the socket does not block."""
        return int(max(_libc.recvmmsg(descriptor, self._messages, self._count, _WAIT_FOR_ONE, None), 0))

    def send_back(self, descriptor: int, count: int) -> int:
        """Sends the first `count` to where they came from. All have the size of this inbox."""
        return int(max(_libc.sendmmsg(descriptor, self._messages, count, 0), 0))


def echo(address: str, port: int, size: int) -> None:
    """A peer that sends every datagram of `size` bytes back, for as long as the process lives."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    # Root may pass the kernel's limit: the peer must not be what loses datagrams.
    server.setsockopt(socket.SOL_SOCKET, 33, 8 << 20)  # SO_RCVBUFFORCE
    server.setsockopt(socket.SOL_SOCKET, 32, 8 << 20)  # SO_SNDBUFFORCE
    server.bind((address, port))
    inbox = Inbox(size)
    while True:
        inbox.send_back(server.fileno(), inbox.receive(server.fileno()))
