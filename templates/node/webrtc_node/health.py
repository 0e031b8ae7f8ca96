"""HTTP answers to the one question of a balancer: does this node do its work now?"""

import http.server
import json
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from .engines import Engine, make_engine
from .errors import NodeError
from .faults import read_faults
from .files import read_if_present
from .log import log
from .parameters import load_parameters
from .paths import Paths
from .state import drain_reasons, read_state

#: Seconds that an answer is good for: many balancers that ask at once cost one allocation, and with the time that a frozen server
#: takes to be known (0.8 s) the answer is never older than 2 s.
CACHE_SECONDS = 1.0

Verdict = tuple[int, dict[str, Any]]


class Cached:
    """Runs a check at most once per cache time, whoever asks, and one at a time."""

    def __init__(self, check: Callable[[], None]):
        self._check = check
        self._lock = threading.Lock()
        self._at = float("-inf")
        self._verdict: Verdict = (503, {})

    def __call__(self) -> Verdict:
        with self._lock:
            if time.monotonic() - self._at >= CACHE_SECONDS:
                began = time.monotonic()
                try:
                    self._check()
                    status, body = 200, {"ok": True}
                # Whatever goes wrong here, the answer is red: a balancer must never wait for a traceback.
                except Exception as error:
                    status, body = 503, {"ok": False, "reason": str(error) or type(error).__name__}
                if body["ok"] != self._verdict[1].get("ok"):
                    log(f"health: {body.get('reason', 'works')}", "info" if body["ok"] else "warning")
                body["milliseconds"] = round((time.monotonic() - began) * 1000, 1)
                self._at, self._verdict = time.monotonic(), (status, body)
            return self._verdict


class Health:
    def __init__(self, engine: Engine, paths: Paths):
        self._paths = paths
        self._works = Cached(engine.check)
        self._lives = Cached(engine.alive)

    def healthz(self) -> Verdict:
        # None of these is cached: a drain is red at once.
        state = read_state(self._paths)
        reasons = drain_reasons(self._paths)
        if reasons:
            return 503, {"ok": False, "draining": True, "reason": f"draining: {', '.join(reasons)}"}
        if state.phase not in ("starting-server", "serving"):
            return 503, {"ok": False, "reason": f"{state.phase}: {state.reason}"}
        faults = read_faults(self._paths)
        if faults:
            return 503, {"ok": False, "reason": "; ".join(faults.values())}
        return self._works()

    def livez(self) -> Verdict:
        return self._lives()


def make_server(host: str, port: int, health: Health, paths: Paths) -> http.server.ThreadingHTTPServer:
    class Handler(http.server.BaseHTTPRequestHandler):
        # A client that connects and says nothing holds its thread for no longer.
        timeout = 5
        server_version, sys_version = "webrtc-node", ""

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            if path == "/metrics":
                self._answer(200, read_if_present(paths.textfile) or b"", "text/plain; version=0.0.4")
                return
            checks = {"/healthz": health.healthz, "/livez": health.livez}
            status, body = checks[path]() if path in checks else (404, {"ok": False, "reason": "ask /healthz or /livez"})
            self._answer(status, json.dumps(body).encode() + b"\n", "application/json")

        do_HEAD = do_GET

        def _answer(self, status: int, content: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def log_message(self, *arguments: Any) -> None:
            """A line for each question of each balancer would drown the journal."""

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *arguments: Any) -> None:
            """A balancer that hangs up before the answer is no event."""
            if not isinstance(sys.exception(), ConnectionError):
                super().handle_error(*arguments)

    return Server((host, port), Handler)


def main(paths: Paths) -> int:
    parameters = load_parameters(paths.parameters)
    health = Health(make_engine(parameters, paths), paths)
    try:
        server = make_server("0.0.0.0", parameters.healthPort, health, paths)
    except OSError as error:
        raise NodeError(f"the health port {parameters.healthPort} cannot be opened: {error}") from None
    log(f"health service on port {parameters.healthPort}")
    server.serve_forever()
    return 0
