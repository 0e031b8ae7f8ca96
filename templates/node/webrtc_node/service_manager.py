"""systemd, as far as the services use it."""

import subprocess

from .errors import NodeError


class ServiceManager:
    def start(self, unit: str) -> None:
        self._run("start", unit)

    def restart(self, unit: str) -> None:
        self._run("restart", unit)

    def signal(self, unit: str, signal: str) -> None:
        """To the main process alone: a child would not know what to do with it."""
        self._run("kill", f"--signal={signal}", "--kill-whom=main", unit)

    def is_active(self, unit: str) -> bool:
        return self._call("is-active", "--quiet", unit).returncode == 0

    def _run(self, *words: str) -> None:
        result = self._call(*words)
        if result.returncode:
            raise NodeError(f"systemctl {' '.join(words)}: {result.stderr.strip() or result.returncode}")

    def _call(self, *words: str) -> "subprocess.CompletedProcess[str]":
        try:
            return subprocess.run(["systemctl", *words], capture_output=True, text=True, timeout=120, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NodeError(f"systemctl {' '.join(words)}: {error}") from None
