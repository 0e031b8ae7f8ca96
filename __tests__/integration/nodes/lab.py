"""Nodes in a small internet of network namespaces: each a systemd machine of its own (nspawn), behind one-to-one NAT as in a
cloud, with a metadata service and an AWS to talk to.

    wsd-net  clients and peers, 185.30.0.0/16 and 185.20.0.50
       |
    wsd-router  185.10.0.N <-> 10.88.0.N, metadata at 169.254.169.254, AWS at 10.88.0.1:5000; this program runs here
       |
    wsd-n1 ... wsd-n4  10.88.0.11 ...
"""

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

here = Path(__file__).resolve().parent
project = here.parents[2]
sys.path.insert(0, str(project / "templates/node"))

ROUTER, INTERNET = "wsd-router", "wsd-net"
PEER = "185.20.0.50"
CACHE = Path(os.environ.get("WEBRTC_DRILL_CACHE", "/var/tmp/wsd"))
PACKAGES = (
    "systemd,systemd-sysv,dbus,python3,python3-boto3,coturn,janus,nftables,ethtool,openssl,iproute2,"
    "prometheus-node-exporter,ca-certificates,procps"
)

#: Program and the package of Debian that has it.
PROGRAMS = {
    "turnutils_peer": "coturn",
    "nginx": "nginx",
    "haproxy": "haproxy",
    "nft": "nftables",
    "ip": "iproute2",
    "systemd-nspawn": "systemd-container",
    "debootstrap": "debootstrap",
    "openssl": "openssl",
    "promtool": "prometheus",
    "npx": "nodejs",
}


def require_programs() -> None:
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if not Path("/usr/lib/nginx/modules/ngx_stream_module.so").exists():
        missing.append("libnginx-mod-stream")
    if missing:
        sys.exit(f"Missing programs. Install them: apt-get install --no-install-recommends {' '.join(sorted(set(missing)))}")
    if os.geteuid() != 0:
        sys.exit("The drills make network namespaces and machines: run them as root on Linux.")


def run(*words: str, **options: Any) -> str:
    result = subprocess.run(words, capture_output=True, text=True, check=False, **options)
    if result.returncode:
        raise RuntimeError(f"{' '.join(words)}: {result.stderr.strip() or result.stdout.strip()}")
    return result.stdout


def render(request: dict[str, Any]) -> dict[str, Any]:
    """What modules/nodes renders; see render.ts."""
    answer: dict[str, Any] = json.loads(
        run("npx", "--no-install", "tsx", str(here / "render.ts"), input=json.dumps(request), cwd=project)
    )
    return answer


def base_tree() -> Path:
    """A small Debian with the packages of a node; made once and kept."""
    tree = CACHE / "base"
    if not (tree / ".complete").exists():
        shutil.rmtree(tree, ignore_errors=True)
        CACHE.mkdir(parents=True, exist_ok=True)
        # The archive that this machine uses itself.
        archives = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages").split()
        mirror = next(uri for uri in archives if "security" not in uri)
        run("debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(tree), mirror)
        # Packages enable their services; here webrtc-boot starts them, as the playbook arranges it on a node.
        for unit in ("coturn", "janus"):
            (tree / f"etc/systemd/system/multi-user.target.wants/{unit}.service").unlink(missing_ok=True)
        (tree / ".complete").touch()
    return tree


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


def wait_for(what: str, condition: Callable[[], Any], seconds: float = 30.0, pause: float = 0.05) -> Any:
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {seconds:g} s")
        time.sleep(pause)


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


class Machine:
    """A node: its files from modules/nodes on top of the base tree, real systemd as its first process."""

    def __init__(self, number: int, rendered: dict[str, Any], parameters: dict[str, Any] | None = None):
        self.number = number
        self.namespace = f"wsd-n{number}"
        self.private = f"10.88.0.{10 + number}"
        self.instance_id = ""
        self.directory = Path(tempfile.mkdtemp(prefix=f"wsd-n{number}.", dir=CACHE))
        self.tree = self.directory / "root"
        self._process: subprocess.Popen[bytes] | None = None
        self._make_tree()
        self.install(rendered, parameters or rendered["parameters"])

    def _make_tree(self) -> None:
        for name in ("root", "upper", "work"):
            (self.directory / name).mkdir()
        options = f"lowerdir={base_tree()},upperdir={self.directory}/upper,workdir={self.directory}/work"
        run("mount", "-t", "overlay", "overlay", "-o", options, str(self.tree))
        run("ip", "netns", "add", self.namespace)
        name = f"wsd-v{self.number}"
        run("ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", self.namespace)
        run("ip", "link", "set", name, "master", "nodes", "up")
        for words in ("ip link set lo up", f"ip addr add {self.private}/24 dev eth0", "ip link set eth0 up", "ip route add default via 10.88.0.1"):
            run(*in_namespace(self.namespace, *words.split()))

    def install(self, rendered: dict[str, Any], parameters: dict[str, Any]) -> None:
        """Puts the bundle where the playbook puts it."""
        variables = next(json.loads(f["content"]) for f in rendered["files"] if f["path"] == "ansible/variables.json")
        for file in rendered["files"]:
            if file["path"].startswith("root/") and "apt/sources" not in file["path"]:
                self.write(file["path"].removeprefix("root/"), file["content"], file["mode"])
        for part in variables["webrtc_parts"].values():
            for link in part["enable"]:
                wants = self.tree / f"etc/systemd/system/{link['wanted_by']}.wants"
                wants.mkdir(parents=True, exist_ok=True)
                target = wants / Path(link["unit"]).name
                target.unlink(missing_ok=True)
                target.symlink_to(link["unit"])
        self.write("etc/webrtc/parameters.json", json.dumps(parameters), 0o644)
        self.write("etc/webrtc/environment", "AWS_ENDPOINT_URL=http://10.88.0.1:5000\n", 0o644)

    def write(self, path: str, content: str, mode: int = 0o644) -> None:
        target = self.tree / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content)
        target.chmod(mode)

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                "systemd-nspawn", "--quiet", "--directory", str(self.tree), "--register=no", "--keep-unit", "--boot",
                f"--network-namespace-path=/run/netns/{self.namespace}", f"--machine={self.namespace}",
                "--capability=CAP_NET_ADMIN", "--resolv-conf=off", "--link-journal=no", "--console=pipe",
            ],
            stdin=subprocess.DEVNULL,
            stdout=open(self.directory / "console", "wb"),
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        wait_for(f"{self.namespace} boots", lambda: self.leader() and self.call("systemctl", "is-system-running", "--wait", check=False))

    def leader(self) -> int | None:
        """First process of the machine, as the host numbers it."""
        assert self._process
        if self._process.poll() is not None:
            raise RuntimeError(f"{self.namespace} ended: {(self.directory / 'console').read_text(errors='replace')[-2000:]}")
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        return int(children[0]) if children else None

    def command(self, *words: str) -> list[str]:
        return ["nsenter", "--target", str(self.leader()), "--mount", "--uts", "--ipc", "--net", "--pid", "--", *words]

    def call(self, *words: str, check: bool = True) -> str:
        if self._process is None or self._process.poll() is not None:
            return ""
        result = subprocess.run(self.command(*words), capture_output=True, text=True, check=False)
        if check and result.returncode:
            raise RuntimeError(f"{self.namespace}: {' '.join(words)}: {result.stderr.strip() or result.stdout.strip()}")
        return result.stdout.strip()

    def journal(self, unit: str = "", lines: int = 40) -> str:
        return self.call("journalctl", "--no-pager", f"--lines={lines}", *([f"--unit={unit}"] if unit else []), check=False)

    def main_process(self, unit: str) -> int:
        return int(self.call("systemctl", "show", "--property=MainPID", "--value", unit))

    def health(self) -> tuple[int, dict[str, Any]]:
        return http_get(f"http://{self.private}:8089/healthz")

    def state(self) -> dict[str, Any]:
        text = self.call("cat", "/run/webrtc/state.json", check=False)
        loaded: dict[str, Any] = json.loads(text) if text else {}
        return loaded

    def power_off(self) -> None:
        """At once: nothing in the machine is told."""
        if self._process and self._process.poll() is None:
            leader = self.leader()
            if leader:
                os.kill(leader, 9)
            self._process.wait(20)

    def stop(self) -> None:
        self.power_off()
        subprocess.run(["umount", "--lazy", str(self.tree)], check=False, capture_output=True)
        subprocess.run(["ip", "netns", "del", self.namespace], check=False, capture_output=True)
        shutil.rmtree(self.directory, ignore_errors=True)


def http_get(url: str, timeout: float = 5.0) -> tuple[int, dict[str, Any]]:
    import urllib.error
    import urllib.request

    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())
    except (OSError, ValueError):
        return 0, {}


def start_echo(address: str = PEER, port: int = 3480) -> None:
    """A UDP echo server in the internet."""
    import socket

    with inside(INTERNET):
        server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((address, port))

    def serve() -> None:
        while True:
            data, sender = server.recvfrom(65535)
            server.sendto(data, sender)

    threading.Thread(target=serve, daemon=True).start()
