"""Where the measurements happen: network namespaces of their own and machines with real systemd.

    wsb-net   clients at 10.99.N.1, a peer at 185.20.0.50
       |
    wsb-NAME  a machine at 10.99.N.2
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

project = Path(__file__).resolve().parents[2]
sys.path += [str(project / "templates/node"), str(project / "__tests__/integration/nodes")]

from lab import CACHE  # noqa: E402
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


class Machine:
    """Debian with the packages of a node, real systemd as its first process."""

    def __init__(self, name: str, number: int):
        self.name = name
        self.clients, self.address = f"10.99.{number}.1", f"10.99.{number}.2"
        self._namespace = f"wsb-{name}"
        self._directory = Path(tempfile.mkdtemp(prefix=f"wsb-{name}.", dir=CACHE))
        self.tree = self._directory / "root"
        self._process: subprocess.Popen[bytes] | None = None
        for part in ("root", "upper", "work"):
            (self._directory / part).mkdir()
        options = f"lowerdir={BASE},upperdir={self._directory}/upper,workdir={self._directory}/work"
        run("mount", "-t", "overlay", "overlay", "-o", options, str(self.tree))
        run("ip", "netns", "add", self._namespace)
        link = f"ip link add v{number} type veth peer name eth0 netns {self._namespace}"
        for words in (link, f"ip addr add {self.clients}/24 dev v{number}", f"ip link set v{number} up"):
            run(*in_namespace(CLIENTS, *words.split()))
        for words in (
            "ip link set lo up",
            f"ip addr add {self.address}/24 dev eth0",
            "ip link set eth0 up",
            f"ip route add default via {self.clients}",
        ):
            run(*in_namespace(self._namespace, *words.split()))

    def install(self, rendered: dict[str, Any], secrets: dict[str, str]) -> None:
        """Puts the bundle where the playbook puts it, for a machine without a cloud: addresses and secrets are given."""
        contents = {file["path"]: file for file in rendered["files"]}
        for path, file in contents.items():
            if path.startswith("root/") and "apt/sources" not in path:
                self.write(path.removeprefix("root/"), file["content"], file["mode"])
        parts = json.loads(contents["ansible/variables.json"]["content"])["webrtc_parts"]
        for link in (link for part in parts.values() for link in part["enable"]):
            self.enable(link["unit"], link["wanted_by"])
        for path, value in secrets.items():
            self.write(path, value, 0o600)
        address = {"private": self.address, "public": "185.10.0.1", "hostname": "node.example.com"}
        parameters = {**rendered["parameters"], "platform": "given", "address": address}
        self.write("etc/webrtc/parameters.json", json.dumps(parameters))

    def enable(self, unit: str, wanted_by: str) -> None:
        wants = self.tree / f"etc/systemd/system/{wanted_by}.wants"
        wants.mkdir(parents=True, exist_ok=True)
        link = wants / Path(unit).name
        link.unlink(missing_ok=True)
        link.symlink_to(unit)

    def write(self, path: str, content: str, mode: int = 0o644) -> None:
        target = self.tree / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content)
        target.chmod(mode)

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                "systemd-nspawn", "--quiet", "--directory", str(self.tree), "--register=no", "--keep-unit", "--boot",
                f"--network-namespace-path=/run/netns/{self._namespace}", f"--machine={self._namespace}",
                "--capability=CAP_NET_ADMIN", "--resolv-conf=off", "--link-journal=no", "--console=pipe",
            ],
            stdin=subprocess.DEVNULL,
            stdout=open(self._directory / "console", "wb"),
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        wait_for(f"{self.name} boots", lambda: self._leader() and self._state() in ("running", "degraded"))

    def wait_for_service(self) -> None:
        """Until webrtc-boot says that the node serves."""
        wait_for(f"{self.name} is in service", lambda: '"serving"' in self.call("cat", "/run/webrtc/state.json", check=False))

    def _state(self) -> str:
        return self.call("systemctl", "is-system-running", "--wait", check=False)

    def _leader(self) -> int | None:
        """First process of the machine, as the host numbers it."""
        assert self._process
        if self._process.poll() is not None:
            raise RuntimeError(f"{self.name} ended: {(self._directory / 'console').read_text(errors='replace')[-2000:]}")
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        return int(children[0]) if children else None

    def call(self, *words: str, check: bool = True) -> str:
        command = ["nsenter", "--target", str(self._leader()), "--mount", "--uts", "--ipc", "--net", "--pid", "--", *words]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if check and result.returncode:
            raise RuntimeError(f"{self.name}: {' '.join(words)}: {result.stderr.strip() or result.stdout.strip()}")
        return result.stdout.strip()

    def process(self, unit: str) -> int:
        """Main process of a unit, as the host numbers it."""
        inner = self.call("systemctl", "show", "--property=MainPID", "--value", unit)
        inside = os.readlink(f"/proc/{self._leader()}/ns/pid")
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                numbers = next(line for line in status.read_text().splitlines() if line.startswith("NSpid:")).split()[1:]
                if len(numbers) > 1 and numbers[-1] == inner and os.readlink(status.parent / "ns/pid") == inside:
                    return int(numbers[0])
            except (OSError, StopIteration):
                continue
        raise RuntimeError(f"{self.name}: {unit} has no process")

    def __enter__(self) -> "Machine":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process and self._process.poll() is None:
            leader = self._leader()
            if leader:
                os.kill(leader, 9)
            self._process.wait(20)
        subprocess.run(["umount", "--lazy", str(self.tree)], check=False, capture_output=True)
        subprocess.run(["ip", "netns", "del", self._namespace], check=False, capture_output=True)
        shutil.rmtree(self._directory, ignore_errors=True)
