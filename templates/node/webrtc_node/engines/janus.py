"""Janus: checked by its information and an admin request, drained by `accept_new_sessions`."""

import secrets
from typing import Any

from ..errors import NodeError
from ..parameters import Janus
from ..paths import Paths
from ..secret_store import load_secrets
from ..state import read_state
from .http_json import ask
from .listeners import Listeners

#: `janusWebSocket` of modules/shared/ports.ts.
_WEBSOCKET_PORT = 8188


class JanusEngine:
    group = "janus"

    def __init__(self, settings: Janus, paths: Paths, websocket_port: int = _WEBSOCKET_PORT):
        self._settings = settings
        self._paths = paths
        self._listeners = Listeners("Janus", (websocket_port,))

    def check(self) -> None:
        state = read_state(self._paths)
        info = self._info()
        if not info.get("accepting-new-sessions", True):
            raise NodeError("Janus accepts no new sessions")
        # A file that Janus cannot read leaves it running on its defaults.
        if info.get("auth_token") is not True:
            raise NodeError("Janus asks nobody for a token: it does not run on its configuration")
        if info.get("public-ip") != state.public_ip:
            raise NodeError(f"Janus announces {info.get('public-ip')}, the node's address is {state.public_ip}")
        self._admin("list_sessions")
        self._listeners.check(state.private_ip)

    def alive(self) -> None:
        self._info()

    def live(self) -> int:
        return len(self._admin("list_sessions").get("sessions", []))

    def refuse_new(self) -> None:
        self._admin("accept_new_sessions", accept=False)

    def accept_new(self) -> None:
        self._admin("accept_new_sessions", accept=True)

    def _info(self) -> dict[str, Any]:
        answer = ask("GET", f"http://{read_state(self._paths).private_ip}:{self._settings.port}/janus/info")
        if answer.get("janus") != "server_info":
            raise NodeError("the Janus API answered without server_info")
        return answer

    def _admin(self, request: str, **arguments: Any) -> dict[str, Any]:
        body = {
            "janus": request,
            "transaction": secrets.token_hex(6),
            "admin_secret": load_secrets(self._paths)["janusAdmin"][0],
            **arguments,
        }
        answer = ask("POST", f"http://127.0.0.1:{self._settings.adminPort}/admin", body)
        if answer.get("janus") != "success":
            error = answer.get("error", {})
            raise NodeError(f"Janus refused {request}: {error.get('code')} {error.get('reason')}")
        return answer
