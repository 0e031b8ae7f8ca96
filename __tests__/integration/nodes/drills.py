"""The drills, in the order in which they run: what disturbs a node comes after what only looks."""

import base64
import hashlib
import hmac
import json
import re
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
from urllib.parse import quote

import lab
from cloud import POOL, Cloud
from lab import INTERNET, PEER, Machine, inside, render, run, wait_for
from webrtc_node.engines.http_json import ask
from webrtc_node.errors import NodeError
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
        self.secret = SECRET
        self.machines: list[Machine] = []
        self.turn: list[Machine] = []
        lab.start_echo()
        store = self.cloud.emulator.secrets
        store.create_secret(Name="drill-turn", SecretString=SECRET)
        store.create_secret(Name="drill-certificate", SecretString=self.certificate_secret("turn.example.com"))
        for slot in range(1, 5):
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
        relayed = client.allocate(issue(site.secret, "alice", 60))
        times.append(f"{transport} {(time.monotonic() - began) * 1000:.1f} ms")
        expect(relayed and relayed[0] == address, f"{transport}: relayed address {relayed}")
        client.permit(PEER, 3480)
        expect(client.echo(PEER, 3480, b"x" * 200), f"{transport}: the peer did not echo")
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


DENIED = [
    "0.1.2.3", "10.88.0.1", "10.88.0.12", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.0.0.1", "192.0.2.1",
    "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
]  # fmt: skip


@drill("peers: private, special and metadata addresses are forbidden, a public one echoes")
def peers(site: Site) -> str:
    node = site.node()
    client = site.client(machine_address(site, node))
    client.allocate(issue(site.secret, "peers", 60))
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
    client.close()
    # coturn gives up an allocation whose datagram the packet filter stopped.
    client = site.client(machine_address(site, node))
    client.allocate(issue(site.secret, "peers", 60))
    client.permit(PEER, 3480)
    expect(client.echo(PEER, 3480, b"public"), "the public peer did not echo")
    client.refresh(0)
    client.close()
    try:
        six = site.client(machine_address(site, node))
        six.allocate(issue(site.secret, "peers", 60), family=6)
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


@drill("bandwidth: the cap of an allocation holds")
def bandwidth(site: Site) -> str:
    address = machine_address(site, site.node())
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
        status, _ = node.health()
        times.append((time.monotonic() - began) * 1000)
        expect(status == 200, "a live node is red")
    process = node.main_process("coturn")
    node.call("kill", "-STOP", str(process))
    began = time.monotonic()
    wait_for("503", lambda: node.health()[0] == 503, 4)
    red = time.monotonic() - began
    time.sleep(2.1)
    began = time.monotonic()
    status, body = node.health()
    answer = time.monotonic() - began
    node.call("kill", "-CONT", str(process))
    expect(status == 503, "a frozen node is green")
    expect(red <= 2.0, f"red only after {red:.1f} s")
    wait_for("green again", lambda: node.health()[0] == 200, 5)
    return f"live {sorted(times)[2]:.1f} ms, frozen 503 after {red:.2f} s, each answer {answer:.2f} s ({body['reason']})"


CLUSTER_ADDRESS = "185.10.0.100"


def cluster(site: Site) -> dict[str, Any]:
    return {
        "realm": REALM,
        "balancerAddress": CLUSTER_ADDRESS,
        "tls": "node",
        "coturnVersion": "4.6.1",
        "limits": LIMITS,
        "nodes": [
            {
                "name": f"turn{node.number}",
                "privateAddress": node.private,
                "publicAddress": site.cloud.address_of(node),
                "port": 3478,
                "healthPort": 8089,
                "relay": {"from": 49152, "to": 65535},
            }
            for node in site.nodes()
        ],
    }


@dataclass
class Balancer:
    """nginx or HAProxy in the router, started from the rendered file."""

    process: "subprocess.Popen[bytes]"

    @staticmethod
    def start(site: Site, kind: str, *command: str) -> "Balancer":
        subprocess.run(["ip", "addr", "add", f"{CLUSTER_ADDRESS}/32", "dev", "lo"], check=False, capture_output=True)
        rendered = render({"kind": kind, "cluster": cluster(site)})
        [file] = rendered["files"]
        path = site.scratch / file["path"]
        path.write_text(file["content"])
        Path("/run/haproxy").mkdir(exist_ok=True)
        log = open(site.scratch / f"{kind}.log", "wb")
        balancer = Balancer(subprocess.Popen([*command, str(path)], stdout=log, stderr=log))
        time.sleep(1)
        expect(balancer.process.poll() is None, f"{kind} ended: {(site.scratch / f'{kind}.log').read_text()}")
        return balancer

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def sessions(site: Site, address: str, transport: TransportName, count: int, user: str) -> list[TurnClient]:
    """Live allocations from different sources, each with permission for the echo server."""

    def begin(number: int) -> TurnClient:
        client = site.client(address, transport, f"185.30.0.{10 + number % 40}", timeout=5)
        client.allocate(issue(site.secret, f"{user}{number}", 120))
        client.permit(PEER, 3480)
        return client

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(begin, range(count)))


def end(clients: list[TurnClient]) -> None:
    for client in clients:
        client.refresh(0)
        client.close()


def echoes(clients: list[TurnClient], rounds: int = 5) -> int:
    def ask(client: TurnClient) -> int:
        return sum(client.echo(PEER, 3480, b"%d" % number * 20) for number in range(rounds))

    with ThreadPoolExecutor(8) as pool:
        return sum(pool.map(ask, clients))


def nodes_of(clients: list[TurnClient]) -> set[str]:
    return {client.relayed[0] for client in clients if client.relayed}


@drill("nginx: 30 UDP, 8 TCP and 8 TLS clients of three nodes, nothing lost, each stays on its node")
def nginx(site: Site) -> str:
    site.nodes()
    balancer = Balancer.start(site, "nginx", "nginx", "-g", "daemon off;", "-c")
    figures = []
    try:
        for transport, count in (("udp", 30), ("tcp", 8), ("tls", 8)):
            clients = sessions(site, CLUSTER_ADDRESS, transport, count, f"nginx-{transport}")  # type: ignore[arg-type]
            answered = echoes(clients)
            expect(answered == count * 5, f"{transport}: {answered} of {count * 5} echoes")
            # A refresh that reaches another node is answered with 437.
            for client in clients:
                client.refresh(600)
            figures.append(f"{transport} {answered}/{count * 5} echoes on {len(nodes_of(clients))} nodes")
            end(clients)
    finally:
        balancer.stop()
    return ", ".join(figures)


@drill("HAProxy: 12 TCP and 12 TLS clients of three nodes; a frozen node is out within its bound")
def haproxy(site: Site) -> str:
    victim = site.nodes()[1]
    # -n: fewer connections than the file says, where this machine does not give as many descriptors.
    balancer = Balancer.start(site, "haproxy", "haproxy", "-W", "-n", "4000", "-f")
    figures = []
    try:
        for transport in ("tcp", "tls"):
            clients = sessions(site, CLUSTER_ADDRESS, transport, 12, f"haproxy-{transport}")  # type: ignore[arg-type]
            answered = echoes(clients)
            expect(answered == 60, f"{transport}: {answered} of 60 echoes")
            figures.append(f"{transport} {answered}/60 on {len(nodes_of(clients))} nodes")
            end(clients)
        process = victim.main_process("coturn")
        victim.call("kill", "-STOP", str(process))
        began = time.monotonic()
        down = lambda: f"/turn{victim.number} is DOWN" in (site.scratch / "haproxy.log").read_text()  # noqa: E731
        wait_for("HAProxy takes the frozen node out", down, 10)
        out = time.monotonic() - began
        clients = sessions(site, CLUSTER_ADDRESS, "tcp", 12, "haproxy-after")
        expect(site.cloud.address_of(victim) not in nodes_of(clients), "a client reached the frozen node")
        end(clients)
        victim.call("kill", "-CONT", str(process))
    finally:
        balancer.stop()
    wait_for("green again", lambda: victim.health()[0] == 200, 10)
    return ", ".join(figures) + f"; frozen node out after {out:.1f} s, then 12/12 elsewhere"


@drill("failover: one of three nodes loses power under 30 live sessions, and comes back")
def failover(site: Site) -> str:
    nodes = site.nodes()
    victim, others = nodes[2], nodes[:2]
    lost_address = site.cloud.address_of(victim)
    addresses = [site.cloud.address_of(node) for node in others]
    live = [client for address in addresses for client in sessions(site, address, "udp", 10, f"live-{address}-")]
    victims = sessions(site, lost_address, "udp", 10, "victim")
    victim.power_off()
    began = time.monotonic()
    taken = []

    def again(number: int) -> str:
        """What a browser does with the node URLs that the credential API gave it: it tries them all."""
        for address in (lost_address, *addresses):
            try:
                client = site.client(address, timeout=1.5)
                client.allocate(issue(site.secret, f"again{number}", 60))
                client.refresh(0)
                return address
            except (TimeoutError, OSError):
                continue
        return ""

    with ThreadPoolExecutor(10) as pool:
        taken = list(pool.map(again, range(10)))
    elsewhere = time.monotonic() - began
    expect("" not in taken, "a client of the lost node found no other")
    expect(elsewhere <= 5, f"new allocations only after {elsewhere:.1f} s")
    answered = echoes(live)
    expect(answered == 100, f"the other nodes' sessions lost {100 - answered} of 100 echoes")
    end(live)
    for client in victims:
        client.close()
    began = time.monotonic()
    victim.start()
    wait_for("the node is back", lambda: victim.health()[0] == 200, 60)
    back = time.monotonic() - began
    expect(site.cloud.address_of(victim) == lost_address, "the node came back with another address")
    end(sessions(site, lost_address, "udp", 3, "back"))
    return f"others 100/100 echoes, 10/10 clients elsewhere after {elsewhere:.1f} s, node back after {back:.1f} s with its address"


@drill("rotation: 20 live sessions see two rotations and none is dropped")
def rotation(site: Site) -> str:
    address = machine_address(site, site.node())
    live = sessions(site, address, "udp", 20, "rotation")
    store = site.cloud.emulator.secrets
    old, first, second = site.secret, "second-" + "t" * 40, "third-" + "u" * 40
    store.put_secret_value(SecretId="drill-turn", SecretString=first)
    began = time.monotonic()
    wait_for("the new secret", lambda: site.refusal(address, issue(first, "r", 60)) == 0, 60, 0.5)
    taken = time.monotonic() - began
    expect(site.refusal(address, issue(old, "r", 60)) == 0, "the previous secret is refused")
    store.put_secret_value(SecretId="drill-turn", SecretString=second)
    wait_for("the old secret is refused", lambda: site.refusal(address, issue(old, "r", 60)) == 401, 60, 0.5)
    site.secret = second
    expect(site.refusal(address, issue(second, "r", 60)) == 0, "the third secret is refused")
    answered = echoes(live)
    expect(answered == 100, f"{answered} of 100 echoes after two rotations")
    for client in live:
        client.refresh(600)
    end(live)
    expect(site.node().call("systemctl", "show", "--property=NRestarts", "--value", "coturn") == "0", "coturn was restarted")
    return f"new secret after {taken:.1f} s, old one refused after its slot, 100/100 echoes, 20/20 refreshes, 0 restarts"


@drill("certificate: a new one is served to new connections, garbage is refused")
def certificates(site: Site) -> str:
    node = site.node()
    address = machine_address(site, node)
    store = site.cloud.emulator.secrets

    def served() -> bytes:
        client = site.client(address, "tls")
        try:
            return client._transport.certificate  # type: ignore[attr-defined,no-any-return]
        finally:
            client.close()

    before = served()
    live = sessions(site, address, "tls", 1, "certificate")
    store.put_secret_value(SecretId="drill-certificate", SecretString=site.certificate_secret("new.example.com"))
    began = time.monotonic()
    wait_for("the new certificate", lambda: served() != before, 60, 0.5)
    taken = time.monotonic() - began
    expect(echoes(live) == 5, "the session that was open lost data")
    new = served()
    garbage = json.dumps({"fullchain": "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n", "privkey": "x"})
    store.put_secret_value(SecretId="drill-certificate", SecretString=garbage)
    wait_for("the refusal in the log", lambda: "certificate refused" in node.journal("webrtc-refresh"), 60, 0.5)
    expect(served() == new, "the certificate changed")
    expect(echoes(live) == 5, "the session that was open lost data")
    end(live)
    days = next(line for line in node.call("cat", "/run/webrtc/metrics/webrtc.prom").splitlines() if line.startswith("webrtc_certificate_days"))
    store.put_secret_value(SecretId="drill-certificate", SecretString=site.certificate_secret("turn.example.com"))
    return f"new one served after {taken:.1f} s, open session 10/10 echoes, garbage refused; {days}"


@drill("crash: coturn is killed six times in a row and comes back by itself")
def crash(site: Site) -> str:
    node = site.node()
    times = []
    for _ in range(6):
        process = node.main_process("coturn")
        node.call("kill", "-KILL", str(process))
        began = time.monotonic()
        wait_for("another process", lambda: node.main_process("coturn") not in (0, process), 10)
        wait_for("an allocation", lambda: allocates(site, node), 10)
        times.append(time.monotonic() - began)
    return f"back after {max(times):.1f} s at most"


def allocates(site: Site, node: Machine) -> bool:
    try:
        return site.refusal(machine_address(site, node), issue(site.secret, "crash", 60)) == 0
    except (OSError, TimeoutError):
        return False


@drill("reboot: the machine restarts and serves again with the same address")
def reboot(site: Site) -> str:
    node = site.node()
    address = machine_address(site, node)
    node.power_off()
    began = time.monotonic()
    node.start()
    wait_for("in service", lambda: node.health()[0] == 200, 60)
    seconds = time.monotonic() - began
    expect(machine_address(site, node) == address, "another address")
    expect(site.refusal(address, issue(site.secret, "reboot", 60)) == 0, "no allocation")
    return f"in service {seconds:.1f} s after power on"


QUERY_WORDS = re.compile(r"\b(?:webrtc|node)_[a-z0-9_]+\b")


def queries() -> dict[str, set[str]]:
    """Names of series that each file asks for, without those that our recording rules make."""
    found: dict[str, set[str]] = {}
    directory = lab.project / "templates/observability"
    for file in sorted(directory.rglob("*")):
        if file.suffix == ".json":
            texts = [t["expr"] for panel in json.loads(file.read_text())["panels"] for t in panel.get("targets", [])]
        elif file.name in ("recording.yml", "alerts.yml"):
            texts = [line.split("expr:", 1)[1] for line in file.read_text().splitlines() if "expr:" in line]
        else:
            continue
        names = {name for text in texts for name in QUERY_WORDS.findall(re.sub(r"\b\w+:[\w:]+", "", text))}
        found[file.name] = names
    return found


@drill("observability: rules hold in promtool, every query names what a node really exports")
def observability(site: Site) -> str:
    node = site.node()
    directory = lab.project / "templates/observability"
    run("promtool", "check", "config", "--syntax-only", str(directory / "prometheus.yml"))
    run("promtool", "check", "rules", str(directory / "rules/recording.yml"), str(directory / "rules/alerts.yml"))
    run("promtool", "test", "rules", str(directory / "rules/tests.yml"))
    fetch = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:9100/metrics').read().decode())"
    # Exist on machines of the cloud, or on media nodes, only; the unit tests hold their names to the code.
    elsewhere = {"webrtc_allowance_exceeded_packets_total", "webrtc_media_sessions"}
    asked = queries()
    exported: set[str] = set()

    def all_exported() -> bool:
        shown = node.call("python3", "-c", fetch, check=False)
        exported.update(re.findall(r"^([a-z_0-9]+)", shown, re.MULTILINE), re.findall(r"^# TYPE (\S+)", shown, re.MULTILINE))
        return set().union(*asked.values()) <= exported | elsewhere

    # Figures are taken once a minute; a node that has just booted took its first before it had a certificate.
    try:
        wait_for("every figure", all_exported, 75, 2.0)
    except AssertionError:
        pass  # said below, by file and name
    for file, names in asked.items():
        missing = names - exported - elsewhere
        expect(names and not missing, f"{file} asks for {sorted(missing)}, which no exporter has")
    # The same figures reach CloudWatch under the names that scaling and alarms wait for.
    table = (lab.project / "modules/shared/metrics.ts").read_text()
    sent = lambda: {m["MetricName"] for m in site.cloud.emulator.cloudwatch.list_metrics(Namespace="WebRTC/Turn")["Metrics"]}  # noqa: E731
    wait_for("CloudWatch", lambda: "Allocations" in sent(), 70)
    unknown = {name for name in sent() if f'"{name}"' not in table}
    expect(not unknown, f"CloudWatch gets {unknown}, which modules/shared/metrics.ts does not list")
    return f"{sum(map(len, asked.values()))} names in {len(asked)} files all exported; CloudWatch: {', '.join(sorted(sent()))}"


@drill("hardening: exposure of our own services <= 4.0, of coturn <= 5.6")
def hardening(site: Site) -> str:
    node = site.node()
    ours = ("boot", "refresh", "drain", "health", "metrics", "logs")
    figures = [f"{name} {exposure(node, f'webrtc-{name}', 4.0)}" for name in ours]
    return ", ".join([*figures, f"coturn {exposure(node, 'coturn', 5.6)}"])


def exposure(node: Machine, unit: str, limit: float) -> float:
    text = node.call("systemd-analyze", "security", "--no-pager", f"{unit}.service", check=False)
    line = next((line for line in text.splitlines() if "Overall exposure level" in line), "")
    expect(line, f"{unit}: no answer of systemd-analyze: {text[-300:]}")
    value = float(line.split(":")[1].split()[0])
    expect(value <= limit, f"{unit}: exposure {value}, limit {limit}")
    return value


@drill("failures: an unreadable secret and slow metadata end unhealthy, without a server, and heal")
def failures(site: Site) -> str:
    site.nodes()
    parameters = {**site.rendered["parameters"], "secrets": {"turn": "drill-later"}}
    node = site.add(4, site.rendered, parameters)
    site.cloud.metadata[node.private]["delay"] = 5
    node.start()
    wait_for("the failure", lambda: "metadata does not answer" in node.state().get("reason", ""), 30)
    wait_for("503 with the reason", lambda: "metadata" in node.health()[1].get("reason", ""), 10)
    site.cloud.metadata[node.private]["delay"] = 0
    wait_for("the next failure", lambda: "ResourceNotFoundException" in node.state().get("reason", ""), 60)
    expect(node.health()[0] == 503, "green without a secret")
    expect(node.call("systemctl", "is-active", "coturn", check=False) == "inactive", "coturn runs")
    expect(node.call("ls", "/run/webrtc/config", check=False) == "", "a configuration was rendered")
    wait_for("the unhealthy mark", lambda: "SetInstanceHealth" in site.cloud.actions(node), 10)
    expect("CompleteLifecycleAction" not in site.cloud.actions(node), "the hook was completed")
    site.cloud.emulator.secrets.create_secret(Name="drill-later", SecretString="later-" + "x" * 40)
    began = time.monotonic()
    wait_for("in service", lambda: node.health()[0] == 200, 70)
    return f"503 with the reason, marked unhealthy, coturn not started; in service {time.monotonic() - began:.1f} s after the cause was gone"


@drill("stop: systemctl stop waits for the live allocation, within the limit")
def stop(site: Site) -> str:
    node = site.nodes()[2]
    address = machine_address(site, node)
    [client] = sessions(site, address, "udp", 1, "stop")
    stopping = subprocess.Popen(node.command("systemctl", "stop", "coturn"))
    began = time.monotonic()
    wait_for("red", lambda: node.health()[1].get("draining"), 5)
    red = time.monotonic() - began
    time.sleep(4)
    expect(client.echo(PEER, 3480, b"alive"), "the live allocation was cut")
    expect(stopping.poll() is None, "systemctl stop did not wait")
    end([client])
    ended = time.monotonic()
    stopping.wait(20)
    after = time.monotonic() - ended
    node.call("systemctl", "start", "coturn")
    wait_for("green again", lambda: node.health()[0] == 200, 10)
    [client] = sessions(site, address, "udp", 1, "stop")
    began = time.monotonic()
    node.call("systemctl", "stop", "coturn")
    bound = time.monotonic() - began
    client.close()
    expect(24 <= bound <= 32, f"the limit of 25 s ended it after {bound:.1f} s")
    node.call("systemctl", "start", "coturn")
    wait_for("green again", lambda: node.health()[0] == 200, 10)
    return f"red after {red:.2f} s, stopped {after:.1f} s after the last allocation ended; a held one was cut after {bound:.1f} s (limit 25 s)"


@drill("drain: Auto Scaling ends a node; the hook is completed when the last allocation left")
def drain(site: Site) -> str:
    node = site.nodes()[1]
    address = machine_address(site, node)
    site.cloud.take_free_addresses(POOL)
    waiting = site.add(5, site.rendered)
    waiting.start()
    wait_for("the pool is empty", lambda: "no free address" in waiting.state().get("reason", ""), 60)
    wait_for("red without an address", lambda: waiting.health()[0] == 503, 10)
    [client] = sessions(site, address, "udp", 1, "drain")
    site.cloud.metadata[node.private]["autoscaling/target-lifecycle-state"] = "Terminated"
    began = time.monotonic()
    wait_for("red", lambda: node.health()[1].get("draining"), 10)
    red = time.monotonic() - began
    time.sleep(8)
    expect(client.echo(PEER, 3480, b"alive"), "the live allocation was cut")
    beats = site.cloud.actions(node).count("RecordLifecycleActionHeartbeat")
    expect(beats >= 1, f"{beats} heartbeats")
    completed = lambda: site.cloud.actions(node).count("CompleteLifecycleAction") == 2  # noqa: E731
    expect(not completed(), "the hook was completed too early")
    end([client])
    ended = time.monotonic()
    wait_for("the terminating hook", completed, 10)
    after = time.monotonic() - ended
    expect(after <= 5, f"the hook was completed only after {after:.1f} s")
    # The cloud ends the instance and frees its address, which the waiting node claims.
    node.power_off()
    site.cloud.end_instance(node)
    began = time.monotonic()
    wait_for("the waiting node is in service", lambda: waiting.health()[0] == 200, 90)
    expect(site.cloud.address_of(waiting) == address, "another address")
    streams = site.cloud.emulator.logs.describe_log_streams(logGroupName="/drill/turn")["logStreams"]
    expect(any(stream["logStreamName"] == node.instance_id for stream in streams), "the node's log did not reach its group")
    return (
        f"red after {red:.1f} s, {beats} heartbeats, hook {after:.1f} s after the last allocation; "
        f"a node that waited took over the address after {time.monotonic() - began:.1f} s"
    )


JANUS_TOKEN, JANUS_ADMIN = "token-" + "v" * 40, "admin-" + "w" * 40

OFFER = "\r\n".join(
    [
        "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0", "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "c=IN IP4 0.0.0.0", "a=mid:0", "a=sendrecv", "a=rtcp-mux", "a=rtpmap:111 opus/48000/2", "a=ice-ufrag:abcd",
        "a=ice-pwd:abcdefghijklmnopqrstuvwx", "a=setup:actpass", "a=fingerprint:sha-256 " + ":".join(["AA"] * 32), "",
    ]
)  # fmt: skip


class JanusClient:
    """What the signalling service and a browser ask of Janus' HTTP API."""

    def __init__(self, node: Machine, token: str | None = None):
        self._url = f"http://{node.private}:8088/janus"
        self._token = token

    def ask(self, path: str = "", **body: Any) -> dict[str, Any]:
        token = {"token": self._token} if self._token else {}
        return ask("POST", self._url + path, {"transaction": "t", **token, **body}, timeout=3)

    def create(self) -> int:
        answer = self.ask(janus="create")
        if answer["janus"] != "success":
            raise Refused(answer["error"]["code"], answer["error"]["reason"])
        return int(answer["data"]["id"])

    def events(self, session: int) -> dict[str, Any]:
        return ask("GET", f"{self._url}/{session}?token={quote(self._token or '', safe='')}&maxev=1", timeout=5)


def janus_token(secret: str, seconds: int = 600) -> str:
    """A signed token: who made it proves that it knows the secret; Janus keeps no list."""
    data = f"{int(time.time()) + seconds},janus,janus.plugin.echotest"
    return f"{data}:{base64.b64encode(hmac.new(secret.encode(), data.encode(), hashlib.sha1).digest()).decode()}"


@drill("Janus: the candidate is the public address in our range; default secrets are refused; it drains")
def janus(site: Site) -> str:
    site.cloud.add_address("185.10.0.30", "drill-media", 1, "media-1.eu-west-1.example.com")
    store = site.cloud.emulator.secrets
    store.create_secret(Name="drill-janus-token", SecretString=JANUS_TOKEN)
    store.create_secret(Name="drill-janus-admin", SecretString=JANUS_ADMIN)
    node = site.add(6, render({"kind": "janus", "drainLimitSeconds": 60}))
    node.start()
    wait_for("in service", lambda: node.health()[0] == 200, 60)
    for token in (None, "janusrocks", janus_token("x" * 40), janus_token(JANUS_TOKEN, -10)):
        try:
            JanusClient(node, token).create()
            raise AssertionError(f"a session with the token {token} was made")
        except Refused as refused:
            expect(refused.code == 403, f"{token}: {refused.code}")
    admin = "import json,sys,urllib.request as u; print(u.urlopen(u.Request('http://127.0.0.1:7088/admin', json.dumps({'janus':'list_sessions','transaction':'t','admin_secret':'janusoverlord'}).encode())).read().decode())"
    expect('"code": 403' in node.call("python3", "-c", admin) or '"code":403' in node.call("python3", "-c", admin), "the default admin secret works")
    try:
        ask("GET", f"http://{node.private}:7088/admin/info", timeout=1)
        raise AssertionError("the admin API answers on the private address")
    except NodeError:
        pass
    client = JanusClient(node, janus_token(JANUS_TOKEN))
    session = client.create()
    handle = int(client.ask(f"/{session}", janus="attach", plugin="janus.plugin.echotest")["data"]["id"])
    client.ask(f"/{session}/{handle}", janus="message", body={"audio": True}, jsep={"type": "offer", "sdp": OFFER})
    text = ""
    for _ in range(6):
        text += json.dumps(client.events(session))
        if found := re.search(r"udp \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host", text):
            break
    else:
        raise AssertionError(f"no candidate in {text}")
    address, port = found[1], int(found[2])
    expect(address == site.cloud.address_of(node), f"candidate {address}")
    expect(20000 <= port <= 40000, f"candidate port {port}")
    expect(node.private not in re.findall(r"udp \d+ (\S+) \d+ typ host", text), "the private address is announced")
    exposed = exposure(node, "janus", 5.6)
    site.cloud.metadata[node.private]["autoscaling/target-lifecycle-state"] = "Terminated"
    began = time.monotonic()
    wait_for("red", lambda: node.health()[1].get("draining"), 10)

    def refused() -> int:
        try:
            client.create()
            return 0
        except Refused as refusal:
            return refusal.code

    wait_for("472 for a new session", lambda: refused() == 472, 10)
    red = time.monotonic() - began
    expect(client.ask(f"/{session}", janus="keepalive")["janus"] == "ack", "the live session was cut")
    time.sleep(3)
    expect(site.cloud.actions(node).count("CompleteLifecycleAction") == 1, "the hook was completed too early")
    client.ask(f"/{session}", janus="destroy")
    ended = time.monotonic()
    wait_for("the terminating hook", lambda: site.cloud.actions(node).count("CompleteLifecycleAction") == 2, 10)
    return (
        f"candidate {address}:{port}; no, wrong, expired token and the default admin secret 403; "
        f"new sessions 472 after {red:.1f} s, live one kept, hook {time.monotonic() - ended:.1f} s after it ended; exposure {exposed}"
    )
