"""Whom a client may reach through a node."""

import ipaddress
import socket

from lab.machine import Machine
from lab.network import PEER, ROUTER, in_namespace, inside
from lab.peer_client import PeerClient
from lab.programs import render, run
from lab.site import Site
from lab.waiting import wait_for
from webrtc_node.credentials import issue
from webrtc_node.turn_client import Refused

from .registry import drill, expect

#: Addresses of the lab itself, beside the ends of every special block and the platforms of clouds.
LAB = ["10.88.0.1", "10.88.0.12"]


def never_peers(version: int) -> list[str]:
    """What the table of special addresses holds, of one version of IP."""
    addresses = render({"kind": "never peers"})["addresses"]
    return [address for address in addresses if ipaddress.ip_address(address).version == version]


def expect_denied(client: PeerClient, addresses: list[str]) -> str:
    granted = {peer: codes for peer in addresses if (codes := client.refusals(peer, 80)) != (403, 403)}
    expect(len(addresses) > 20 and not granted, f"permission and channel were not both refused with 403: {granted}")
    return f"{len(addresses)} of {len(addresses)} addresses 403 as permission and as channel"


@drill("peers: private, special and metadata addresses are forbidden, a public one echoes")
def peers(site: Site) -> str:
    node = site.node()
    client = site.client(site.cloud.address_of(node))
    client.allocate(issue(site.secret, "peers", 60))
    denied = expect_denied(client, LAB + never_peers(4))
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
    return f"{denied}, own address: 0 datagrams arrived, IPv6 440, public peer echoes"


NODE_IPV6, PEER_IPV6 = "2a05:d018:88::11", "2a05:d018:88::1"
PORT_IPV6 = 3490
#: IPv4 addresses in the guises that IPv6 has for them.
MAPPED = ["::ffff:8.8.8.8", "::ffff:169.254.169.254", "64:ff9b::808:808", "2002:a58:c::1"]


@drill("IPv6 peers: a second coturn with our file and an IPv6 relay address denies every special block")
def peers_ipv6(site: Site) -> str:
    """Nodes relay to IPv4 only (440 above); what would be denied if somebody gave one an IPv6 address."""
    node = site.node()
    run("ip", "-6", "addr", "replace", f"{PEER_IPV6}/64", "dev", "nodes", "nodad")
    run(*in_namespace(node.namespace, "ip", "-6", "addr", "replace", f"{NODE_IPV6}/64", "dev", "eth0", "nodad"))
    conf = plain_conf(node, PORT_IPV6) + f"listening-ip={NODE_IPV6}\nrelay-ip={NODE_IPV6}\n"
    start_second(node, "with-ipv6", conf)
    try:
        return _deny(site, node)
    finally:
        node.call("systemctl", "stop", "with-ipv6")


def plain_conf(node: Machine, port: int) -> str:
    """The node's own file for a second coturn beside the first: another port, no TLS."""
    own = ("listening-port=", "tls-listening-port=", "aux-server=", "cert=", "pkey=", "cipher-list=")
    lines = node.call("cat", "/run/webrtc/config/turnserver.conf").splitlines()
    return "\n".join([*(line for line in lines if not line.startswith(own)), "no-tls", "no-dtls", f"listening-port={port}", ""])


def start_second(node: Machine, unit: str, conf: str) -> None:
    path = f"/run/webrtc/{unit}.conf"
    node.call("sh", "-c", f"cat > {path} <<'END'\n{conf}END")
    node.call("systemd-run", "--quiet", f"--unit={unit}", "--property=User=turnserver", "turnserver", "-c", path, "--pidfile=")


def wait_listening(site: Site, node: Machine, port: int) -> None:
    def listening() -> bool:
        try:
            client = site.client(site.cloud.address_of(node), port=port, timeout=0.3)
            client.binding()
            client.close()
            return True
        except (OSError, TimeoutError):
            return False

    wait_for("the second coturn", listening, 10)


def _deny(site: Site, node: Machine) -> str:
    with inside(node.namespace):
        own = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    own.bind((NODE_IPV6, 8053))
    own.settimeout(1)
    echo = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    echo.bind((PEER_IPV6, 3481))
    echo.settimeout(2)

    wait_listening(site, node, PORT_IPV6)
    client = site.client(site.cloud.address_of(node), port=PORT_IPV6)
    relayed = client.allocate(issue(site.secret, "ipv6", 60), family=6)
    expect(relayed and relayed[0] == NODE_IPV6, f"relayed address {relayed}")
    denied = expect_denied(client, MAPPED + never_peers(6))
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
    return f"{denied}, own address: 0 datagrams arrived, public peer echoes"


#: The platform of Azure, at a public address, and its resolver's port.
PLATFORM, PLATFORM_PORT = "168.63.129.16", 53
PORT_UNGUARDED = 3491


@drill("platform: the packet filter keeps a coturn without its list from Azure's platform, and lets the machine's own through")
def platform(site: Site) -> str:
    node = site.node()
    run(*in_namespace(ROUTER, "ip", "address", "replace", f"{PLATFORM}/32", "dev", "lo"))
    resolver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    resolver.bind((PLATFORM, PLATFORM_PORT))
    resolver.settimeout(1)
    conf = plain_conf(node, PORT_UNGUARDED)
    start_second(node, "unguarded", "".join(line for line in conf.splitlines(True) if not line.startswith("denied-peer-ip=")))
    try:
        wait_listening(site, node, PORT_UNGUARDED)
        client = site.client(site.cloud.address_of(node), port=PORT_UNGUARDED)
        client.allocate(issue(site.secret, "platform", 60))
        expect(client.refusals(PLATFORM, PLATFORM_PORT) == (0, 0), "coturn refused by itself: nothing is left for the packet filter")
        for _ in range(3):
            client.send(PLATFORM, PLATFORM_PORT, b"relayed")
        try:
            raise AssertionError(f"{resolver.recv(100)!r} reached the platform")
        except TimeoutError:
            pass
        client.close()
    finally:
        node.call("systemctl", "stop", "unguarded")
    ask = f"import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'own', ('{PLATFORM}', {PLATFORM_PORT}))"
    node.call("python3", "-c", ask)
    own = resolver.recv(100)
    resolver.close()
    expect(own == b"own", f"the platform heard {own!r} of the machine's resolver")
    return "0 of 3 relayed datagrams arrived at 168.63.129.16, the machine's own did"
