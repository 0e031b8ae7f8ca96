"""The nodes of all drills: three TURN nodes, which are launched at the same moment, and what clients do to them."""

import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from webrtc_node.credentials import Credential
from webrtc_node.transport import TransportName, open_transport
from webrtc_node.turn_client import Refused

from .cloud import POOL, Cloud
from .machine import Machine
from .network import INTERNET, inside
from .peer_client import PeerClient
from .programs import render, run
from .trees import BASE
from .waiting import wait_for

SECRET = "first-" + "s" * 40
REALM = "example.com"
LIMITS = {
    "allocationsPerUser": 5,
    "allocationsPerNode": 60,
    "bytesPerSecondPerAllocation": 50_000,
    "bytesPerSecondPerNode": 60 * 50_000,
}


class Site:
    def __enter__(self) -> "Site":
        self.cloud = Cloud()
        self.scratch = Path(tempfile.mkdtemp(prefix="wsd-drill."))
        self.secret = SECRET
        self.machines: list[Machine] = []
        self.turn: list[Machine] = []
        store = self.cloud.emulator.secrets
        store.create_secret(Name="drill-turn", SecretString=SECRET)
        store.create_secret(Name="drill-certificate", SecretString=self.certificate_secret("turn.example.com"))
        for slot in range(1, 5):
            self.cloud.add_address(f"185.10.0.{slot}", POOL, slot, f"turn-{slot}.eu-west-1.example.com")
        self.rendered = render({"kind": "turn", "tls": "node", "addressPool": POOL, "limits": LIMITS, "drainLimitSeconds": 25})
        return self

    def __exit__(self, *_: object) -> None:
        with ExitStack() as ends:
            ends.callback(shutil.rmtree, self.scratch)
            ends.callback(self.cloud.stop)
            for machine in self.machines:
                ends.callback(machine.stop)

    def add(self, number: int, rendered: dict[str, Any], parameters: dict[str, Any] | None = None) -> Machine:
        machine = self.add_bare(number, BASE)
        machine.install(rendered, parameters or rendered["parameters"])
        return machine

    def add_bare(self, number: int, tree: Path) -> Machine:
        """A machine that the cloud knows, without our files."""
        machine = Machine(number, tree)
        self.machines.append(machine)
        self.cloud.add_instance(machine)
        return machine

    def remove(self, machine: Machine) -> None:
        self.machines.remove(machine)
        machine.stop()
        self.cloud.end_instance(machine)

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

    def make_certificate(self, name: str) -> Path:
        """A certificate that it signed itself; the key lies beside it."""
        chain, key = self.scratch / f"{name}.pem", self.scratch / f"{name}.key"
        run(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
            "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-keyout", str(key), "-out", str(chain),
        )  # fmt: skip
        return chain

    def certificate_secret(self, name: str) -> str:
        chain = self.make_certificate(name)
        return json.dumps({"fullchain": chain.read_text(), "privkey": chain.with_suffix(".key").read_text()})

    def client(
        self, address: str, transport: TransportName = "udp", source: str = "185.30.0.10", timeout: float = 2.0, port: int = 0
    ) -> PeerClient:
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
        return PeerClient(opened, timeout)

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
