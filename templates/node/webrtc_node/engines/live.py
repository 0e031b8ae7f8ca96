"""live-webrtc behind the room-hash proxy of its node. It knows no drain: a red health answer keeps new rooms away."""

import json
import urllib.request

from ..errors import NodeError
from ..parameters import Live
from ..paths import Paths
from ..state import read_state


class LiveEngine:
    #: Group of the image's user.
    group = "live"

    def __init__(self, settings: Live, paths: Paths):
        self._settings = settings
        self._paths = paths

    def check(self) -> None:
        self.alive()
        _get(f"http://127.0.0.1:{self._settings.proxyHealthPort}/healthz")

    def alive(self) -> None:
        _get(f"{self._base()}/healthz")

    def live(self) -> int:
        """Rooms with a publisher: one without would not be missed."""
        try:
            rooms = json.loads(_get(f"{self._base()}/api/rooms")) or []
            return sum(1 for room in rooms if room["hasPublisher"])
        except (ValueError, KeyError, TypeError) as error:
            raise NodeError(f"GET /api/rooms answered something else: {error!r}") from None

    def refuse_new(self) -> None:
        """The proxies of all nodes ask the health service, and send new rooms elsewhere while it is red."""

    def accept_new(self) -> None:
        """As soon as the health service is green again."""

    def _base(self) -> str:
        return f"http://{read_state(self._paths).private_ip}:{self._settings.port}"


def _get(url: str) -> bytes:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=1) as answer:
            return bytes(answer.read(4_000_000))
    except OSError as error:
        raise NodeError(f"{url}: {error}") from None
