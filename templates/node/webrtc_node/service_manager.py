"""systemd, as far as the services use it."""

import subprocess

from .errors import NodeError


class ServiceManager:
    def start(self, unit: str) -> None:
        self._run("start", unit)

    def restart(self, unit: str) -> None:
        """Returns when it runs again. A server may drain before it stops, for as long as its unit lets it."""
        self._run("restart", unit, seconds=None)

    def queue_restart(self, unit: str) -> None:
        """Returns at once."""
        self._run("restart", "--no-block", unit)

    def signal(self, unit: str, signal: str) -> None:
        """To the main process alone: a child would not know what to do with it."""
        self._run("kill", f"--signal={signal}", "--kill-whom=main", unit)

    def is_active(self, unit: str) -> bool:
        return self._call("is-active", "--quiet", unit).returncode == 0

    def main_process(self, unit: str) -> int:
        """0 while it has none."""
        return int(self._run("show", "--property=MainPID", "--value", unit) or 0)

    def _run(self, *words: str, seconds: float | None = 120) -> str:
        result = self._call(*words, seconds=seconds)
        if result.returncode:
            raise NodeError(f"systemctl {' '.join(words)}: {result.stderr.strip() or result.returncode}")
        return result.stdout.strip()

    def _call(self, *words: str, seconds: float | None = 120) -> "subprocess.CompletedProcess[str]":
        try:
            return subprocess.run(["systemctl", *words], capture_output=True, text=True, timeout=seconds, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NodeError(f"systemctl {' '.join(words)}: {error}") from None
