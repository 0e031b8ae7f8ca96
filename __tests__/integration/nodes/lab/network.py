"""The internet of the lab: namespaces, routes, address translation and a peer that echoes."""

import ctypes
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from .programs import run

ROUTER, INTERNET = "wsd-router", "wsd-net"
PEER = "185.20.0.50"


@contextmanager
def inside(namespace: str) -> Iterator[None]:
    """Sockets that this thread makes belong to the namespace, and stay there."""
    libc = ctypes.CDLL(None, use_errno=True)

    def enter(descriptor: int) -> None:
        if libc.setns(descriptor, 0x40000000):
            raise OSError(ctypes.get_errno(), f"setns {namespace}")

    with open("/proc/thread-self/ns/net") as own, open(f"/run/netns/{namespace}") as other:
        enter(other.fileno())
        try:
            yield
        finally:
            enter(own.fileno())


def in_namespace(namespace: str, *words: str) -> list[str]:
    return ["ip", "netns", "exec", namespace, *words]


def make_network() -> None:
    """Run in the host's namespace, before this program moves into the router."""
    remove_network()
    for namespace in (ROUTER, INTERNET):
        run("ip", "netns", "add", namespace)
        run(*in_namespace(namespace, "ip", "link", "set", "lo", "up"))
    run("ip", "link", "add", "wsd-up", "netns", ROUTER, "type", "veth", "peer", "name", "eth0", "netns", INTERNET)
    script = [
        (ROUTER, "ip addr add 185.30.0.1/16 dev wsd-up"),
        (ROUTER, "ip link set wsd-up up"),
        (ROUTER, "ip link add nodes type bridge"),
        (ROUTER, "ip addr add 10.88.0.1/24 dev nodes"),
        (ROUTER, "ip link set nodes up"),
        (ROUTER, "ip addr add 169.254.169.254/32 dev lo"),
        (ROUTER, f"ip route add {PEER}/32 dev wsd-up"),
        (ROUTER, "sysctl -qw net.ipv4.ip_forward=1"),
        (INTERNET, "ip link set eth0 up"),
        *((INTERNET, f"ip addr add 185.30.0.{10 + number}/16 dev eth0") for number in range(40)),
        (INTERNET, f"ip addr add {PEER}/32 dev lo"),
        (INTERNET, "ip route add default via 185.30.0.1"),
    ]
    for namespace, words in script:
        run(*in_namespace(namespace, *words.split()))
    run(*in_namespace(ROUTER, "nft", "-f", "-"), input=_TRANSLATION)


_TRANSLATION = """table ip nat {
  chain pre { type nat hook prerouting priority dstnat; }
  chain post { type nat hook postrouting priority srcnat; }
}
"""


def remove_network() -> None:
    present = subprocess.run(["ip", "netns", "list"], capture_output=True, text=True, check=False).stdout
    for line in present.splitlines():
        if line.startswith("wsd-"):
            subprocess.run(["ip", "netns", "del", line.split()[0]], check=False)


def start_echo(address: str = PEER, port: int = 3480) -> None:
    """A UDP echo server in the internet."""
    with inside(INTERNET):
        server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((address, port))

    def serve() -> None:
        while True:
            data, sender = server.recvfrom(65535)
            server.sendto(data, sender)

    threading.Thread(target=serve, daemon=True).start()
