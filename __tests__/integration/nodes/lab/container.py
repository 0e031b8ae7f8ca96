"""A tree of Debian that runs as a machine: systemd-nspawn in a network namespace of its own."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from . import CACHE
from .network import in_namespace
from .programs import run
from .waiting import wait_for


class Container:
    """Real systemd as the first process, on what it changes of the tree below it."""

    def __init__(self, namespace: str, lower: Path):
        self.namespace = namespace
        self.directory = Path(tempfile.mkdtemp(prefix=f"{namespace}.", dir=CACHE))
        self.tree = self.directory / "root"
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("root", "upper", "work"):
            (self.directory / name).mkdir()
        options = f"lowerdir={lower},upperdir={self.directory}/upper,workdir={self.directory}/work"
        run("mount", "-t", "overlay", "overlay", "-o", options, str(self.tree))
        run("ip", "netns", "add", namespace)

    def connect(self, address: str, router: str) -> None:
        """Gives the device `eth0`, which is in the namespace already, its address and a way out."""
        lines = ("link set lo up", f"addr add {address}/24 dev eth0", "link set eth0 up", f"route add default via {router}")
        for words in lines:
            run(*in_namespace(self.namespace, "ip", *words.split()))

    def write(self, path: str, content: str, mode: int = 0o644) -> None:
        target = self.tree / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content)
        target.chmod(mode)

    def enable(self, unit: str, wanted_by: str) -> None:
        wants = self.tree / f"etc/systemd/system/{wanted_by}.wants"
        wants.mkdir(parents=True, exist_ok=True)
        link = wants / Path(unit).name
        link.unlink(missing_ok=True)
        link.symlink_to(unit)

    def lay_bundle(self, rendered: dict[str, Any]) -> None:
        """Puts the files of a bundle where the playbook puts them, on a tree that has the packages."""
        contents = {file["path"]: file for file in rendered["files"]}
        for path, file in contents.items():
            if path.startswith("root/") and "apt/sources" not in path:
                self.write(path.removeprefix("root/"), file["content"], file["mode"])
        parts = json.loads(contents["ansible/variables.json"]["content"])["webrtc_parts"]
        for link in (link for part in parts.values() for link in part["enable"]):
            self.enable(link["unit"], link["wanted_by"])

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

    def main_process(self, unit: str) -> int:
        """As the machine numbers it; 0 without one."""
        return int(self.call("systemctl", "show", "--property=MainPID", "--value", unit))

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
