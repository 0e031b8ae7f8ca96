"""The drills, in the order in which they run: what disturbs a node comes after what only looks."""

import json
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lab
from cloud import POOL, Cloud
from lab import INTERNET, PEER, Machine, inside, render, run, wait_for
from webrtc_node.credentials import Credential, issue
from webrtc_node.transport import TransportName, open_transport
from webrtc_node.turn_client import Refused, TurnClient

SECRET = "first-" + "s" * 40
REALM = "example.com"
LIMITS = {
    "allocationsPerUser": 5,
    "allocationsPerNode": 60,
    "bytesPerSecondPerAllocation": 50_000,
    "bytesPerSecondPerNode": 60 * 50_000,
}


class Site:
    """The nodes of all drills: three TURN nodes, which are launched at the same moment."""

    def __enter__(self) -> "Site":
        self.cloud = Cloud()
        self.scratch = Path(tempfile.mkdtemp(prefix="wsd-drill."))
        self.authority = self._make_certificate("turn.example.com")
        self.machines: list[Machine] = []
        self.turn: list[Machine] = []
        lab.start_echo()
        store = self.cloud.emulator.secrets
        store.create_secret(Name="drill-turn", SecretString=SECRET)
        store.create_secret(Name="drill-certificate", SecretString=self.certificate_secret("turn.example.com"))
        for slot in range(1, 4):
            self.cloud.add_address(f"185.10.0.{slot}", POOL, slot, f"turn-{slot}.eu-west-1.example.com")
        self.rendered = render({"kind": "turn", "tls": "node", "limits": LIMITS, "drainLimitSeconds": 25})
        return self

    def __exit__(self, *_: object) -> None:
        for machine in self.machines:
            machine.stop()

    def add(self, number: int, rendered: dict[str, Any], parameters: dict[str, Any] | None = None) -> Machine:
        machine = Machine(number, rendered, parameters)
        self.machines.append(machine)
        self.cloud.add_instance(machine)
        return machine

    def nodes(self) -> list[Machine]:
        """The TURN nodes in service; launched at the first call."""
        if not self.turn:
            self.turn = [self.add(number, self.rendered) for number in (1, 2, 3)]
            with ThreadPoolExecutor() as pool:
                list(pool.map(Machine.start, self.turn))
        for machine in self.turn:
            wait_for(f"{machine.namespace} in service", lambda: machine.health()[0] == 200, 60)
        return self.turn

    def node(self) -> Machine:
        return self.nodes()[0]

    def report(self) -> None:
        """What an operator would look at first."""
        for machine in self.machines:
            print(f"--- {machine.namespace} {machine.health()} {machine.state()}")
            print(machine.journal("webrtc-*", 15))
            print(machine.journal("coturn", 8))

    def _make_certificate(self, name: str) -> Path:
        chain, key = self.scratch / f"{name}.pem", self.scratch / f"{name}.key"
        run(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
            "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-keyout", str(key), "-out", str(chain),
        )  # fmt: skip
        return chain

    def certificate_secret(self, name: str) -> str:
        chain = self._make_certificate(name)
        return json.dumps({"fullchain": chain.read_text(), "privkey": chain.with_suffix(".key").read_text()})

    def client(
        self, address: str, transport: TransportName = "udp", source: str = "185.30.0.10", timeout: float = 2.0, port: int = 0
    ) -> TurnClient:
        with inside(INTERNET):
            opened = open_transport(
                transport,
                address,
                port or (5349 if transport in ("tls", "dtls") else 3478),
                timeout,
                verify=False,
                name="turn.example.com",
                source=source if transport != "dtls" else None,
            )
        return TurnClient(opened, timeout)

    def refusal(self, address: str, credential: Credential | None) -> int:
        client = self.client(address)
        try:
            client.allocate(credential)
            client.refresh(0)
            return 0
        except Refused as refused:
            return refused.code
        finally:
            client.close()


@dataclass(frozen=True)
class Drill:
    name: str
    run: Callable[[Site], str]


all_drills: list[Drill] = []


def drill(name: str) -> Callable[[Callable[[Site], str]], None]:
    def register(function: Callable[[Site], str]) -> None:
        all_drills.append(Drill(name, function))

    return register


def expect(condition: object, message: str) -> None:
    if not condition:
        raise AssertionError(message)


def machine_address(site: Site, machine: Machine) -> str:
    return site.cloud.address_of(machine)


@drill("boot: three nodes claim addresses at once, each ends with one of its own")
def boot(site: Site) -> str:
    began = time.monotonic()
    nodes = site.nodes()
    seconds = time.monotonic() - began
    held = [site.cloud.address_of(node) for node in nodes]
    expect(len(set(held)) == 3, f"addresses {held}")
    for node in nodes:
        wait_for("the launching hook", lambda: "CompleteLifecycleAction" in site.cloud.actions(node), 10)
        expect(f"external-ip={site.cloud.address_of(node)}/{node.private}" in node.call("cat", "/run/webrtc/config/turnserver.conf"), "external-ip")
    started = nodes[0].call("systemctl", "show", "webrtc-boot", "--property=ExecMainStartTimestampMonotonic,ExecMainExitTimestampMonotonic", "--value")
    first, last = sorted(int(value) for value in started.split())
    return f"3 of 3 in service {seconds:.1f} s after the machines were made; boot service {(last - first) / 1e6:.2f} s"


@drill("allocate: UDP, TCP, TLS, DTLS with a time-limited credential; anything else is refused")
def allocate(site: Site) -> str:
    address = machine_address(site, site.node())
    times = []
    for transport in ("udp", "tcp", "tls", "dtls"):
        client = site.client(address, transport)  # type: ignore[arg-type]
        began = time.monotonic()
        relayed = client.allocate(issue(SECRET, "alice", 60))
        times.append(f"{transport} {(time.monotonic() - began) * 1000:.1f} ms")
        expect(relayed and relayed[0] == address, f"{transport}: relayed address {relayed}")
        client.permit(PEER, 3480)
        expect(client.echo(PEER, 3480, b"x" * 200), f"{transport}: the peer did not echo")
        client.refresh(0)
        client.close()
    good = issue(SECRET, "alice", 60)
    wrong = {
        "wrong secret": issue("w" * 40, "alice", 60),
        "expired": issue(SECRET, "alice", -10),
        "tampered": Credential(good.username.replace(good.username[:10], str(int(good.username[:10]) + 3600)), good.password),
        "none": None,
    }
    for name, credential in wrong.items():
        expect(site.refusal(address, credential) == 401, f"{name} was not refused")
    return ", ".join(times) + "; wrong, expired, tampered, none: 401"


DENIED = [
    "0.1.2.3", "10.88.0.1", "10.88.0.12", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.0.0.1", "192.0.2.1",
    "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
]  # fmt: skip


@drill("peers: private, special and metadata addresses are forbidden, a public one echoes")
def peers(site: Site) -> str:
    node = site.node()
    client = site.client(machine_address(site, node))
    client.allocate(issue(SECRET, "peers", 60))
    for peer in DENIED:
        try:
            client.permit(peer, 80)
            raise AssertionError(f"permission for {peer} was granted")
        except Refused as refused:
            expect(refused.code == 403, f"{peer}: {refused.code}")
    # coturn lets its own private address pass; the packet filter stops what is no relay port.
    service = socket.socket
    seen: list[bytes] = []
    with inside(node.namespace):
        own = service(socket.AF_INET, socket.SOCK_DGRAM)
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
    client.permit(PEER, 3480)
    expect(client.echo(PEER, 3480, b"public"), "the public peer did not echo")
    client.refresh(0)
    client.close()
    try:
        six = site.client(machine_address(site, node))
        six.allocate(issue(SECRET, "peers", 60), family=6)
        raise AssertionError("an IPv6 allocation was granted")
    except Refused as refused:
        expect(refused.code == 440, f"IPv6: {refused.code}")
    return f"{len(DENIED)} of {len(DENIED)} classes 403, own address: 0 datagrams arrived, IPv6 440, public peer echoes"


@drill("quota: the allocation after the last one of a user is refused")
def quota(site: Site) -> str:
    address = machine_address(site, site.node())
    codes, clients = [], []
    for number in range(7):
        client = site.client(address)
        clients.append(client)
        try:
            client.allocate(issue(SECRET, "greedy", 60 + number))
            codes.append(0)
        except Refused as refused:
            codes.append(refused.code)
    for client, code in zip(clients, codes, strict=True):
        if code == 0:
            client.refresh(0)
        client.close()
    expect(codes == [0] * 5 + [486] * 2, f"{codes}")
    wait_for("the counter of refusals", lambda: '"quota_refusals": 2' in site.node().call("cat", "/run/webrtc/counts/log.json", check=False), 10)
    return "5 granted, then 486; counted from the log: 2"


@drill("bandwidth: the cap of an allocation holds")
def bandwidth(site: Site) -> str:
    address = machine_address(site, site.node())
    client = site.client(address)
    client.allocate(issue(SECRET, "fast", 60))
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
    expect(rate <= cap * 1.1, f"{rate:.0f} B/s passed, the cap is {cap}")
    expect(rate >= cap * 0.5, f"only {rate:.0f} B/s passed, the cap is {cap}")
    return f"offered {sent / seconds / 1000:.0f} kB/s, passed {rate / 1000:.1f} kB/s, cap {cap / 1000:.0f} kB/s"


@drill("health: a live answer, and a frozen coturn is red within 2 s")
def frozen(site: Site) -> str:
    node = site.nodes()[1]
    times = []
    for _ in range(5):
        time.sleep(2.1)
        began = time.monotonic()
        status, _body = node.health()
        times.append((time.monotonic() - began) * 1000)
        expect(status == 200, "a live node is red")
    process = node.main_process("coturn")
    node.call("kill", "-STOP", str(process))
    began = time.monotonic()
    wait_for("503", lambda: node.health()[0] == 503, 4)
    red = time.monotonic() - began
    began = time.monotonic()
    time.sleep(2.1)
    began = time.monotonic()
    status, body = node.health()
    answer = time.monotonic() - began
    node.call("kill", "-CONT", str(process))
    expect(status == 503, "a frozen node is green")
    expect(red <= 2.9, f"red only after {red:.1f} s")
    wait_for("green again", lambda: node.health()[0] == 200, 5)
    return f"live {sorted(times)[2]:.1f} ms, frozen 503 after {red:.2f} s, each answer {answer:.2f} s ({body['reason']})"
