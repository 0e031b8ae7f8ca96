"""A team's mediasoup application, through the two endpoints that it promises on its loopback port."""

from typing import Any

from ..errors import NodeError
from ..parameters import Mediasoup
from .http_json import ask


class MediasoupEngine:
    group = "mediasoup"

    def __init__(self, settings: Mediasoup):
        self._base = f"http://127.0.0.1:{settings.adminPort}"

    def check(self) -> None:
        if self._health().get("accepting") is not True:
            raise NodeError("the application accepts no new sessions")

    def alive(self) -> None:
        self._health()

    def live(self) -> int:
        sessions = self._health().get("sessions")
        if not isinstance(sessions, int) or sessions < 0:
            raise NodeError("GET /health of the application has no number of sessions")
        return sessions

    def refuse_new(self) -> None:
        ask("POST", f"{self._base}/drain", {"accepting": False})

    def accept_new(self) -> None:
        ask("POST", f"{self._base}/drain", {"accepting": True})

    def _health(self) -> dict[str, Any]:
        return ask("GET", f"{self._base}/health")
