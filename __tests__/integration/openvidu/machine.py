"""A machine of the drill: a tree of Debian with real systemd, what cloud-init would have written, and stand-ins for the cloud."""

import base64
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Callable

here = Path(__file__).parent
CACHE = Path("/var/tmp/ovd")

#: What the secrets hold; no line of a log may show a value.
CREDENTIALS = {
    name: f"{name.title().replace('_', '')}Value0123"
    for name in (
        "REDIS_PASSWORD", "MONGO_ADMIN_USERNAME", "MONGO_ADMIN_PASSWORD", "MONGO_REPLICA_SET_KEY", "MINIO_ACCESS_KEY",
        "MINIO_SECRET_KEY", "DASHBOARD_ADMIN_USERNAME", "DASHBOARD_ADMIN_PASSWORD", "GRAFANA_ADMIN_USERNAME",
        "GRAFANA_ADMIN_PASSWORD", "MEET_INITIAL_ADMIN_USER", "MEET_INITIAL_ADMIN_PASSWORD", "MEET_INITIAL_API_KEY",
        "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET",
    )
}  # fmt: skip
LICENSE = "LicenseKeyValue0123"

_METADATA_UNIT = """[Unit]
Before=openvidu-node.service openvidu-drain.service
[Service]
ExecStartPre=/sbin/ip link set lo up
ExecStartPre=/sbin/ip address add 169.254.169.254/32 dev lo
ExecStart=/usr/bin/python3 /fake/metadata.py
"""


class Machine:
    def __init__(self, name: str, rendered: dict[str, Any], lower: Path, settings: dict[str, Any] | None = None):
        self.name = name
        CACHE.mkdir(parents=True, exist_ok=True)
        self.directory = Path(tempfile.mkdtemp(prefix=f"{name}.", dir=CACHE))
        self.tree = self.directory / "root"
        for part in ("root", "upper", "work"):
            (self.directory / part).mkdir()
        options = f"lowerdir={lower},upperdir={self.directory}/upper,workdir={self.directory}/work"
        subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, str(self.tree)], check=True)
        self._process: subprocess.Popen[bytes] | None = None
        self._fakes()
        for file in rendered["files"]:
            content = base64.b64decode(file["content"])
            if settings and file["path"].endswith("parameters.json"):
                content = json.dumps({**json.loads(content), **settings}).encode()
            self.write(file["path"], content, int(file["mode"], 8))
        self._enable("metadata", *rendered["services"])

    def _fakes(self) -> None:
        for stub in ("aws", "docker", "mount", "mountpoint"):
            self.write(f"usr/local/bin/{stub}", (here / "stubs" / stub).read_bytes(), 0o755)
        for stub in ("installer.sh", "metadata.py"):
            self.write(f"fake/{stub}", (here / "stubs" / stub).read_bytes())
        self.write("etc/systemd/system/metadata.service", _METADATA_UNIT.encode())
        self.write("fake/www/index.html", b"ok")
        self.write("fake/volume-state", b"available")
        self.write("fake/secrets/secret-master", json.dumps(CREDENTIALS).encode())
        self.write("fake/secrets/secret-media", json.dumps({"REDIS_PASSWORD": CREDENTIALS["REDIS_PASSWORD"]}).encode())
        self.write("fake/secrets/openvidu-license-AbCdEf", LICENSE.encode())
        self.write("fake/metadata/instance-id", b"i-0drill")
        self.write("fake/metadata/local-ipv4", b"10.0.0.99")
        with open(self.tree / "fake/volume.img", "wb") as image:
            image.truncate(16 * 1024 * 1024)

    def _enable(self, *services: str) -> None:
        wants = self.tree / "etc/systemd/system/multi-user.target.wants"
        wants.mkdir(parents=True, exist_ok=True)
        for service in services:
            (wants / f"{service}.service").symlink_to(f"/etc/systemd/system/{service}.service")

    def write(self, path: str, content: bytes, mode: int = 0o644) -> None:
        target = self.tree / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        target.chmod(mode)

    def start(self) -> "Machine":
        self._process = subprocess.Popen(
            [
                "systemd-nspawn", "--quiet", "--directory", str(self.tree), "--register=no", "--keep-unit",
                "--private-network", f"--machine=ovd-{self.name}", "--resolv-conf=off", "--link-journal=no",
                "--console=pipe", "--boot",
            ],
            stdin=subprocess.DEVNULL,
            stdout=open(self.directory / "console", "wb"),
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        return self

    def calls(self) -> list[dict[str, Any]]:
        """Every call of a stand-in, in order."""
        path = self.tree / "fake/calls"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def operations(self) -> list[str]:
        """The calls by their names: the operation for AWS, else the program with its first words."""
        return [
            words[5] if words[0] == "--region" else " ".join(words[:2]) for words in (call["words"] for call in self.calls())
        ]

    def wait_for_call(self, *needles: str, seconds: float = 60) -> dict[str, Any]:
        def found() -> dict[str, Any] | None:
            return next((call for call in self.calls() if all(needle in call["words"] for needle in needles)), None)

        return self.wait(f"a call of {' '.join(needles)}", found, seconds)

    def wait(self, what: str, found: Callable[[], Any], seconds: float = 60) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self._process and self._process.poll() is None, f"{self.name} ended"
            if result := found():
                return result
            time.sleep(0.2)
        log = self.tree / "var/log/openvidu-node.log"
        console = (self.directory / "console").read_text(errors="replace")[-1500:]
        raise AssertionError(f"{self.name}: no {what}; log: {log.read_text()[-1500:] if log.exists() else console}")

    def shipped(self) -> list[str]:
        """Lines that reached CloudWatch, in order."""
        return [event["message"] for call in self.calls() for event in call.get("events", [])]

    def arguments(self) -> list[str]:
        return (self.tree / "fake/arguments").read_text().splitlines()

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
            for child in children:
                subprocess.run(["kill", "-KILL", child], check=False)
            self._process.wait(20)
        subprocess.run(["umount", "--lazy", str(self.tree)], check=False)
        shutil.rmtree(self.directory, ignore_errors=True)
