"""A node of the lab."""

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .container import Container
from .programs import run
from .trees import BASE


class Machine(Container):
    """A machine behind the lab's router; with `install` a node."""

    def __init__(self, number: int, lower: Path = BASE):
        super().__init__(f"wsd-n{number}", lower)
        self.number = number
        self.private = f"10.88.0.{10 + number}"
        self.instance_id = ""
        link = f"wsd-v{number}"
        run("ip", "link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", self.namespace)
        run("ip", "link", "set", link, "master", "nodes", "up")
        self.connect(self.private, "10.88.0.1")

    def stop(self) -> None:
        super().stop()
        # The device leaves with its namespace, but not at once; the next machine of this number has one of the same name.
        subprocess.run(["ip", "link", "del", f"wsd-v{self.number}"], check=False, capture_output=True)

    def install(self, rendered: dict[str, Any], parameters: dict[str, Any]) -> None:
        self.lay_bundle(rendered)
        self.write("etc/webrtc/parameters.json", json.dumps(parameters))
        self.use_emulator()

    def use_emulator(self) -> None:
        self.write("etc/webrtc/environment", "AWS_ENDPOINT_URL=http://10.88.0.1:5000\n")

    def journal(self, unit: str = "", lines: int = 40) -> str:
        return self.call("journalctl", "--no-pager", f"--lines={lines}", *([f"--unit={unit}"] if unit else []), check=False)

    @contextmanager
    def frozen(self, unit: str) -> Iterator[None]:
        """Stops the unit's process without ending it; it goes on whatever happens meanwhile."""
        process = str(self.main_process(unit))
        self.call("kill", "-STOP", process)
        try:
            yield
        finally:
            self.call("kill", "-CONT", process)

    def health(self) -> tuple[int, dict[str, Any]]:
        return http_get(f"http://{self.private}:8089/healthz")

    def state(self) -> dict[str, Any]:
        text = self.call("cat", "/run/webrtc/state.json", check=False)
        loaded: dict[str, Any] = json.loads(text) if text else {}
        return loaded


def http_get(url: str, timeout: float = 5.0) -> tuple[int, dict[str, Any]]:
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())
    except (OSError, ValueError):
        return 0, {}
