"""A node: a systemd machine of its own."""

import json
import os
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from . import CACHE
from .network import in_namespace
from .programs import run
from .trees import BASE
from .waiting import wait_for


class Machine:
    """A tree of Debian with real systemd as its first process; with `install` a node."""

    def __init__(self, number: int, lower: Path = BASE):
        self.number = number
        self.namespace = f"wsd-n{number}"
        self.private = f"10.88.0.{10 + number}"
        self.instance_id = ""
        self.directory = Path(tempfile.mkdtemp(prefix=f"wsd-n{number}.", dir=CACHE))
        self.tree = self.directory / "root"
        self._process: subprocess.Popen[bytes] | None = None
        self._make_tree(lower)

    def _make_tree(self, lower: Path) -> None:
        for name in ("root", "upper", "work"):
            (self.directory / name).mkdir()
        options = f"lowerdir={lower},upperdir={self.directory}/upper,workdir={self.directory}/work"
        run("mount", "-t", "overlay", "overlay", "-o", options, str(self.tree))
        run("ip", "netns", "add", self.namespace)
        name = f"wsd-v{self.number}"
        run("ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", self.namespace)
        run("ip", "link", "set", name, "master", "nodes", "up")
        for words in ("ip link set lo up", f"ip addr add {self.private}/24 dev eth0", "ip link set eth0 up", "ip route add default via 10.88.0.1"):
            run(*in_namespace(self.namespace, *words.split()))

    def install(self, rendered: dict[str, Any], parameters: dict[str, Any]) -> None:
        """Puts the bundle where the playbook puts it, on a tree that has the packages."""
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
        self.use_emulator()

    def use_emulator(self) -> None:
        self.write("etc/webrtc/environment", "AWS_ENDPOINT_URL=http://10.88.0.1:5000\n", 0o644)

    def write(self, path: str, content: str, mode: int = 0o644) -> None:
        target = self.tree / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content)
        target.chmod(mode)

    def _enter(self, *words: str) -> list[str]:
        return [
            "systemd-nspawn", "--quiet", "--directory", str(self.tree), "--register=no", "--keep-unit",
            f"--network-namespace-path=/run/netns/{self.namespace}", f"--machine={self.namespace}",
            "--capability=CAP_NET_ADMIN", "--resolv-conf=off", "--link-journal=no", "--console=pipe", *words,
        ]  # fmt: skip

    def execute(self, *words: str, environment: dict[str, str] | None = None) -> str:
        """Runs one program in the tree of a machine that does not run, as an image build does."""
        settings = {"HOME": "/root", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **(environment or {})}
        return run(*self._enter(*(f"--setenv={name}={value}" for name, value in settings.items()), *words))

    def power_on(self) -> None:
        self._process = subprocess.Popen(
            self._enter("--boot"),
            stdin=subprocess.DEVNULL,
            stdout=open(self.directory / "console", "wb"),
            stderr=subprocess.STDOUT,
        )

    def start(self) -> None:
        """Returns when systemd has started what it starts."""
        self.power_on()
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

    def reboot(self) -> None:
        """`systemctl reboot` in the machine. nspawn ends with 133 then, and leaves the second start to whoever started it."""
        assert self._process
        self.call("systemctl", "reboot")
        code = self._process.wait(90)
        if code != 133:
            raise RuntimeError(f"{self.namespace} ended with {code} instead of a reboot")
        self.power_on()

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
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())
    except (OSError, ValueError):
        return 0, {}
