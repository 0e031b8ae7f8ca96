"""Where the measurements happen: network namespaces of their own and machines with real systemd.

    wsb-net   clients at 10.99.N.1, a peer at 185.20.0.50
       |
    wsb-NAME  a machine at 10.99.N.2
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

project = Path(__file__).resolve().parents[2]
sys.path += [str(project / "templates/node"), str(project / "__tests__/integration/nodes")]

from lab.container import Container  # noqa: E402
from lab.network import in_namespace  # noqa: E402
from lab.programs import run  # noqa: E402
from lab.trees import BASE  # noqa: E402
from lab.waiting import wait_for  # noqa: E402

CLIENTS = "wsb-net"
#: The network that the program was started in; it moves into that of the clients.
HOST_NETWORK = os.environ.get("WEBRTC_BENCH_HOST_NETWORK", "")
#: A public address: private ones are no peers to a hardened coturn.
PEER = "185.20.0.50"
#: Another, of those who watch.
VIEWER = "185.20.0.60"
SECRET = "bench-" + "s" * 40


def render(request: dict[str, Any]) -> dict[str, Any]:
    """What modules/nodes renders; see render.ts."""
    script = str(Path(__file__).parent / "render.ts")
    answer: dict[str, Any] = json.loads(run("npx", "--no-install", "tsx", script, input=json.dumps(request), cwd=project))
    return answer


def make_network() -> None:
    remove_network()
    run("ip", "netns", "add", CLIENTS)
    for words in ("ip link set lo up", f"ip addr add {PEER}/32 dev lo", f"ip addr add {VIEWER}/32 dev lo"):
        run(*in_namespace(CLIENTS, *words.split()))


def remove_network() -> None:
    present = subprocess.run(["ip", "netns", "list"], capture_output=True, text=True, check=False).stdout
    for line in present.splitlines():
        if line.startswith("wsb-"):
            subprocess.run(["ip", "netns", "del", line.split()[0]], check=False)


class Machine(Container):
    """A machine that the clients reach over a link of its own."""

    def __init__(self, name: str, number: int):
        super().__init__(f"wsb-{name}", BASE)
        self.clients, self.address = f"10.99.{number}.1", f"10.99.{number}.2"
        link = f"ip link add v{number} type veth peer name eth0 netns {self.namespace}"
        for words in (link, f"ip addr add {self.clients}/24 dev v{number}", f"ip link set v{number} up"):
            run(*in_namespace(CLIENTS, *words.split()))
        self.connect(self.address, self.clients)

    def install(self, rendered: dict[str, Any], secrets: dict[str, str]) -> None:
        """A node without a cloud: addresses and secrets are given."""
        self.lay_bundle(rendered)
        for path, value in secrets.items():
            self.write(path, value, 0o600)
        address = {"private": self.address, "public": "185.10.0.1", "hostname": "node.example.com"}
        parameters = {**rendered["parameters"], "platform": "given", "address": address}
        self.write("etc/webrtc/parameters.json", json.dumps(parameters))

    def wait_for_service(self) -> None:
        """Until webrtc-boot says that the node serves."""
        wait_for(f"{self.namespace} in service", lambda: '"serving"' in self.call("cat", "/run/webrtc/state.json", check=False))

    def process(self, unit: str) -> int:
        """Main process of a unit, as the host numbers it."""
        inner = str(self.main_process(unit))
        inside = os.readlink(f"/proc/{self.leader()}/ns/pid")
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                numbers = next(line for line in status.read_text().splitlines() if line.startswith("NSpid:")).split()[1:]
                if len(numbers) > 1 and numbers[-1] == inner and os.readlink(status.parent / "ns/pid") == inside:
                    return int(numbers[0])
            except (OSError, StopIteration):
                continue
        raise RuntimeError(f"{self.namespace}: {unit} has no process")

    def __enter__(self) -> "Machine":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
