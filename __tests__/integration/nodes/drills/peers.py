"""Whom a client may reach through a node."""

import socket
import time

from lab.machine import Machine
from lab.network import PEER, in_namespace, inside
from lab.programs import run
from lab.site import Site
from lab.waiting import wait_for
from webrtc_node.credentials import issue
from webrtc_node.turn_client import Refused

from .registry import drill, expect

DENIED = [
    "0.1.2.3", "10.88.0.1", "10.88.0.12", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.0.0.1", "192.0.2.1",
    "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
]  # fmt: skip


@drill("peers: private, special and metadata addresses are forbidden, a public one echoes")
def peers(site: Site) -> str:
    node = site.node()
    client = site.client(site.cloud.address_of(node))
    client.allocate(issue(site.secret, "peers", 60))
    for peer in DENIED:
        try:
            client.permit(peer, 80)
            raise AssertionError(f"permission for {peer} was granted")
        except Refused as refused:
            expect(refused.code == 403, f"{peer}: {refused.code}")
    # coturn lets its own private address pass; the packet filter stops what is no relay port.
    seen: list[bytes] = []
    with inside(node.namespace):
        own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    own.bind((node.private, 8053))
    own.settimeout(1)
    client.permit(node.private, 8053)
    client.send(node.private, 8053, b"to the node itself")
    try:
        seen.append(own.recv(100))
    except TimeoutError:
        pass
    own.close()
    expect(not seen, "a datagram reached a service on the node's own address")
    client.close()
    # coturn gives up an allocation whose datagram the packet filter stopped.
    client = site.client(site.cloud.address_of(node))
    client.allocate(issue(site.secret, "peers", 60))
    client.permit(PEER, 3480)
    expect(client.echo(PEER, 3480, b"public"), "the public peer did not echo")
    client.refresh(0)
    client.close()
    try:
        six = site.client(site.cloud.address_of(node))
        six.allocate(issue(site.secret, "peers", 60), family=6)
        raise AssertionError("an IPv6 allocation was granted")
    except Refused as refused:
        expect(refused.code == 440, f"IPv6: {refused.code}")
    return f"{len(DENIED)} of {len(DENIED)} IPv4 classes 403, own address: 0 datagrams arrived, IPv6 440, public peer echoes"


#: One address of each block in which no peer may be.
DENIED_IPV6 = [
    "::1", "::ffff:8.8.8.8", "::ffff:169.254.169.254", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "100:0:0:1::1", "2001::1",
    "2001:db8::1", "2002:a58:c::1", "3fff::1", "5f00::1", "fd00:ec2::254", "fd00:ec2::253", "fc00::1", "fe80::1", "fec0::1",
    "ff02::1", "ff0e::1",
]  # fmt: skip
NODE_IPV6, PEER_IPV6 = "2a05:d018:88::11", "2a05:d018:88::1"
PORT_IPV6 = 3490


@drill("IPv6 peers: a second coturn with our file and an IPv6 relay address denies every special block")
def peers_ipv6(site: Site) -> str:
    """Nodes relay to IPv4 only (440 above); what would be denied if somebody gave one an IPv6 address."""
    node = site.node()
    run("ip", "-6", "addr", "replace", f"{PEER_IPV6}/64", "dev", "nodes", "nodad")
    run(*in_namespace(node.namespace, "ip", "-6", "addr", "replace", f"{NODE_IPV6}/64", "dev", "eth0", "nodad"))
    text = node.call("cat", "/run/webrtc/config/turnserver.conf").replace("listening-port=3478", f"listening-port={PORT_IPV6}")
    own = ("tls-listening-port=", "aux-server=", "cert=", "pkey=", "cipher-list=")
    lines = [line for line in text.splitlines() if not line.startswith(own)]
    lines += ["no-tls", "no-dtls", f"listening-ip={NODE_IPV6}", f"relay-ip={NODE_IPV6}"]
    path = "/run/webrtc/with-ipv6.conf"
    node.call("sh", "-c", f"cat > {path} <<'END'\n" + "\n".join(lines) + "\nEND")
    node.call("systemd-run", "--quiet", "--unit=with-ipv6", "--property=User=turnserver", "turnserver", "-c", path, "--pidfile=")
    try:
        return _deny(site, node)
    finally:
        node.call("systemctl", "stop", "with-ipv6")


def _deny(site: Site, node: Machine) -> str:
    with inside(node.namespace):
        own = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    own.bind((NODE_IPV6, 8053))
    own.settimeout(1)
    echo = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    echo.bind((PEER_IPV6, 3481))
    echo.settimeout(2)

    def listening() -> bool:
        try:
            client = site.client(site.cloud.address_of(node), port=PORT_IPV6, timeout=0.3)
            client.binding()
            client.close()
            return True
        except (OSError, TimeoutError):
            return False

    wait_for("the second coturn", listening, 10)
    client = site.client(site.cloud.address_of(node), port=PORT_IPV6)
    relayed = client.allocate(issue(site.secret, "ipv6", 60), family=6)
    expect(relayed and relayed[0] == NODE_IPV6, f"relayed address {relayed}")
    for peer in DENIED_IPV6:
        try:
            client.permit(peer, 80)
            raise AssertionError(f"permission for {peer} was granted")
        except Refused as refused:
            expect(refused.code == 403, f"{peer}: {refused.code}")
    client.permit(PEER_IPV6, 3481)
    client.send(PEER_IPV6, 3481, b"public")
    data, sender = echo.recvfrom(100)
    echo.sendto(data, sender)
    expect(client.receive()[1] == b"public", "the public IPv6 peer did not echo")
    client.permit(NODE_IPV6, 8053)
    client.send(NODE_IPV6, 8053, b"to the node itself")
    try:
        raise AssertionError(f"{own.recv(100)!r} reached a service on the node's own address")
    except TimeoutError:
        pass
    client.close()
    own.close()
    echo.close()
    return f"{len(DENIED_IPV6)} of {len(DENIED_IPV6)} addresses 403, own address: 0 datagrams arrived, public peer echoes"
