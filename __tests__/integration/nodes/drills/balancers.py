"""Three nodes behind one address, for teams without a cloud's balancer."""

import json
import re
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab.machine import Machine
from lab.programs import render, run
from lab.site import LIMITS, REALM, Site
from lab.waiting import wait_for
from webrtc_node.transport import TransportName

from .registry import drill, expect
from .sessions import echoes, end, nodes_of, sessions


CLUSTER_ADDRESS = "185.10.0.100"


def cluster(site: Site, nodes: list[Machine], tls: str = "node") -> dict[str, Any]:
    return {
        "realm": REALM,
        "balancerAddress": CLUSTER_ADDRESS,
        "tls": tls,
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
            for node in nodes
        ],
    }


@dataclass
class Balancer:
    """nginx or HAProxy in the router, started from the rendered file."""

    process: "subprocess.Popen[bytes]"

    @staticmethod
    def start(site: Site, settings: dict[str, Any], kind: str, *command: str) -> "Balancer":
        subprocess.run(["ip", "addr", "add", f"{CLUSTER_ADDRESS}/32", "dev", "lo"], check=False, capture_output=True)
        rendered = render({"kind": kind, "cluster": settings})
        [file] = rendered["files"]
        path = site.scratch / file["path"]
        path.write_text(file["content"])
        Path("/run/haproxy").mkdir(exist_ok=True)
        log = open(site.scratch / f"{kind}.log", "wb")
        balancer = Balancer(subprocess.Popen([*command, str(path)], stdout=log, stderr=log))
        time.sleep(1)
        expect(balancer.process.poll() is None, f"{kind} ended: {(site.scratch / f'{kind}.log').read_text()}")
        return balancer

    def reload(self, number: signal.Signals) -> None:
        self.process.send_signal(number)
        time.sleep(1)
        expect(self.process.poll() is None, "the balancer ended instead of reading its file again")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@drill("nginx: 30 UDP, 8 TCP and 8 TLS clients of three nodes, nothing lost, each stays on its node")
def nginx(site: Site) -> str:
    balancer = Balancer.start(site, cluster(site, site.nodes()), "nginx", "nginx", "-g", "daemon off;", "-c")
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
            if transport != "udp":
                balancer.reload(signal.SIGHUP)
                expect(echoes(clients) == count * 5, f"{transport}: a reload cut connections")
            end(clients)
    finally:
        balancer.stop()
    return ", ".join(figures) + "; TCP and TLS live through a reload"


def is_down(log: Path, node: Machine) -> bool:
    """Whether the worker that takes connections knows. One that was replaced by a reload judges on while it has connections."""
    text = log.read_text()
    worker = re.findall(r"New worker \((\d+)\) forked", text)[-1]
    return re.search(rf"\({worker}\) : Server \S+/turn{node.number} is DOWN", text) is not None


@drill("HAProxy: 12 TCP and 12 TLS clients of three nodes; a frozen node is out within its bound")
def haproxy(site: Site) -> str:
    victim = site.nodes()[1]
    # -n: fewer connections than the file says, where this machine does not give as many descriptors.
    balancer = Balancer.start(site, cluster(site, site.nodes()), "haproxy", "haproxy", "-W", "-n", "4000", "-f")
    figures = []
    try:
        for transport in ("tcp", "tls"):
            clients = sessions(site, CLUSTER_ADDRESS, transport, 12, f"haproxy-{transport}")  # type: ignore[arg-type]
            answered = echoes(clients)
            expect(answered == 60, f"{transport}: {answered} of 60 echoes")
            balancer.reload(signal.SIGUSR2)
            expect(echoes(clients) == 60, f"{transport}: a reload cut connections")
            figures.append(f"{transport} {answered}/60 on {len(nodes_of(clients))} nodes")
            end(clients)
        with victim.frozen("coturn"):
            began = time.monotonic()
            wait_for("HAProxy takes the frozen node out", lambda: is_down(site.scratch / "haproxy.log", victim), 10)
            out = time.monotonic() - began
            clients = sessions(site, CLUSTER_ADDRESS, "tcp", 12, "haproxy-after")
            expect(site.cloud.address_of(victim) not in nodes_of(clients), "a client reached the frozen node")
            end(clients)
    finally:
        balancer.stop()
    wait_for("green again", lambda: victim.health()[0] == 200, 10)
    return ", ".join(figures) + f"; frozen node out after {out:.1f} s, then 12/12 elsewhere; connections live through a reload"


@drill("TLS at the balancer: HAProxy and nginx end it on 5349 and 443, coturn knows the client by PROXY protocol")
def proxy_protocol(site: Site) -> str:
    for slot in (1, 2, 3):
        site.cloud.add_address(f"185.10.0.{60 + slot}", "drill-behind", slot, f"behind-{slot}.eu-west-1.example.com")
    rendered = render({"kind": "turn", "tls": "nlb", "addressPool": "drill-behind", "limits": LIMITS, "drainLimitSeconds": 25})
    nodes = [site.add(number, rendered) for number in (10, 11, 12)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(Machine.start, nodes))
    for node in nodes:
        wait_for(f"{node.namespace} in service", lambda: node.health()[0] == 200, 60)
    pair = json.loads(site.certificate_secret(REALM))
    for directory, name, content in (
        ("/etc/haproxy", "turn.pem", pair["fullchain"] + pair["privkey"]),
        ("/etc/nginx", "fullchain.pem", pair["fullchain"]),
        ("/etc/nginx", "privkey.pem", pair["privkey"]),
    ):
        _place(Path(directory), name, content)
    figures = []
    settings = cluster(site, nodes, "nlb")
    for command in (("haproxy", "haproxy", "-W", "-n", "4000", "-f"), ("nginx", "nginx", "-g", "daemon off;", "-c")):
        balancer = Balancer.start(site, settings, *command)
        try:
            figures.append(f"{command[0]}: {_through(site, command[0])}")
        finally:
            balancer.stop()
    for node in nodes:
        site.remove(node)
    return "; ".join(figures)


def _place(directory: Path, name: str, content: str) -> None:
    """A file below a directory of the machine that this run alone sees."""
    if not (directory / "tls").exists():
        run("mount", "-t", "tmpfs", "tmpfs", str(directory))
        (directory / "tls").mkdir()
    (directory / "tls" / name).write_text(content)


def _through(site: Site, user: str) -> str:
    counts = []
    ways: list[tuple[TransportName, int]] = [("tcp", 3478), ("tls", 5349), ("tls", 443)]
    for transport, port in ways:
        clients = sessions(site, CLUSTER_ADDRESS, transport, 8, f"{user}-{port}-", port)
        answered = echoes(clients)
        expect(answered == 40, f"{user} {transport} {port}: {answered} of 40 echoes")
        seen = {client.mapped[0] for client in clients if client.mapped}
        expect(seen == {f"185.30.0.{10 + number}" for number in range(8)}, f"{user} {transport} {port}: coturn saw {seen}")
        counts.append(f"{transport} {port} 40/40 on {len(nodes_of(clients))} nodes")
        end(clients)
    return ", ".join(counts) + ", each client known by its own address"
