"""What a client gets from a node, and what it does not get."""

import json
import threading
import time

from lab.machine import Machine
from lab.network import PEER
from lab.site import LIMITS, Site
from webrtc_node.credentials import Credential, issue
from webrtc_node.transport import TransportName
from webrtc_node.turn_client import Refused

from .registry import drill, expect


@drill("allocate: UDP, TCP, TLS, TLS on 443, DTLS with a time-limited credential; anything else is refused")
def allocate(site: Site) -> str:
    address = site.cloud.address_of(site.node())
    times = []
    ways: list[tuple[TransportName, int]] = [("udp", 3478), ("tcp", 3478), ("tls", 5349), ("tls", 443), ("dtls", 5349)]
    for transport, port in ways:
        client = site.client(address, transport, port=port)
        began = time.monotonic()
        relayed = client.allocate(issue(site.secret, "alice", 60))
        times.append(f"{transport} {port} {(time.monotonic() - began) * 1000:.1f} ms")
        expect(relayed and relayed[0] == address, f"{transport} {port}: relayed address {relayed}")
        client.permit(PEER, 3480)
        expect(client.echo(PEER, 3480, b"x" * 200), f"{transport} {port}: the peer did not echo")
        client.refresh(0)
        client.close()
    good = issue(site.secret, "alice", 60)
    wrong = {
        "wrong secret": issue("w" * 40, "alice", 60),
        "expired": issue(site.secret, "alice", -10),
        "tampered": Credential(good.username.replace(good.username[:10], str(int(good.username[:10]) + 3600)), good.password),
        "none": None,
    }
    for name, credential in wrong.items():
        expect(site.refusal(address, credential) == 401, f"{name} was not refused")
    return ", ".join(times) + "; wrong, expired, tampered, none: 401"


@drill("quota: the allocation after the last one of a user is refused")
def quota(site: Site) -> str:
    address = site.cloud.address_of(site.node())
    codes, clients = [], []
    for number in range(7):
        client = site.client(address)
        clients.append(client)
        try:
            client.allocate(issue(site.secret, "greedy", 60 + number))
            codes.append(0)
        except Refused as refused:
            codes.append(refused.code)
    for client, code in zip(clients, codes, strict=True):
        if code == 0:
            client.refresh(0)
        client.close()
    expect(codes == [0] * 5 + [486] * 2, f"{codes}")
    counts = lambda: json.loads(site.node().call("cat", "/run/webrtc/counts/log.json", check=False) or "{}")  # noqa: E731
    deadline = time.monotonic() + 10
    while counts().get("quota_refusals") != 2 and time.monotonic() < deadline:
        time.sleep(0.2)
    expect(counts().get("quota_refusals") == 2, f"two refusals were counted as {counts()}")
    return "5 granted, then 486; counted from the log: 2"


def _sent(node: Machine) -> int:
    """Bytes that a node sent to others."""
    interfaces = (line.split(":") for line in node.call("cat", "/proc/net/dev").splitlines()[2:])
    return sum(int(counts.split()[8]) for name, counts in interfaces if name.strip() != "lo")


@drill("bandwidth: the cap of an allocation holds in each direction, so that the node sends twice as much")
def bandwidth(site: Site) -> str:
    address = site.cloud.address_of(site.node())
    client = site.client(address)
    client.allocate(issue(site.secret, "fast", 60))
    client.permit(PEER, 3480)
    cap, size, seconds = LIMITS["bytesPerSecondPerAllocation"], 500, 6.0
    received = [0]
    done = threading.Event()

    def receive() -> None:
        while not done.is_set():
            try:
                received[0] += len(client.receive(0.2)[1])
            except TimeoutError:
                continue

    receiver = threading.Thread(target=receive)
    receiver.start()
    sent_before = _sent(site.node())
    # Twice what the cap lets through, evenly.
    began, sent = time.monotonic(), 0
    while (elapsed := time.monotonic() - began) < seconds:
        if sent < elapsed * 2 * cap:
            client.send(PEER, 3480, b"x" * size)
            sent += size
        else:
            time.sleep(0.001)
    done.set()
    receiver.join()
    client.refresh(0)
    client.close()
    rate = received[0] / seconds
    sent_by_node = (_sent(site.node()) - sent_before) / seconds
    expect(rate <= cap * 1.1, f"{rate:.0f} B/s passed, the cap is {cap}")
    expect(rate >= cap * 0.9, f"only {rate:.0f} B/s passed, the cap is {cap}")
    # To the peer and to the client, with headers: a cap of both directions together would let half of it through.
    expect(1.8 * cap <= sent_by_node <= 2.8 * cap, f"the node sent {sent_by_node:.0f} B/s, the cap is {cap}")
    return (
        f"offered {sent / seconds / 1000:.0f} kB/s, passed {rate / 1000:.1f} kB/s there and back, "
        f"the node sent {sent_by_node / 1000:.1f} kB/s with headers, cap {cap / 1000:.0f} kB/s"
    )
