import http.server
import json
import os
import socket
import threading
import unittest
from pathlib import Path
from typing import Any

from webrtc_node.engines.coturn import CoturnEngine, count_relay_sockets, drains_by_signal, tcp_ports
from webrtc_node.engines.janus import JanusEngine
from webrtc_node.engines.mediasoup import MediasoupEngine
from webrtc_node.errors import NodeError
from webrtc_node.parameters import Coturn, Janus, Mediasoup, PortRange
from webrtc_node.secret_store import save_secrets
from webrtc_node.state import State, write_state

from .base import ServiceCase
from .fakes import FakeServices


class HttpFake:
    """A server that answers what the test says and keeps what it was asked."""

    def __init__(self, answer: Any):
        self.asked: list[tuple[str, Any]] = []
        fake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def handle_one(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked = (f"{self.command} {self.path}", json.loads(body) if body else None)
                fake.asked.append(asked)
                content = json.dumps(answer(*asked)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = handle_one

            def log_message(self, *_: Any) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class CoturnTest(ServiceCase):
    def engine(self, version: str) -> tuple[CoturnEngine, FakeServices]:
        services: Any = FakeServices()
        services.processes["coturn.service"] = 41
        settings = Coturn(version, "example.com", 3478, "off", PortRange(49152, 65535), 100)
        return CoturnEngine(settings, self.paths, services), services

    def test_looks_at_every_tcp_listener_that_the_mode_of_tls_promises(self) -> None:
        def ports(tls: Any, port: int = 3478) -> tuple[int, ...]:
            return tcp_ports(Coturn("4.6.1", "example.com", port, tls, PortRange(49152, 65535), 100))

        self.assertEqual((ports("node"), ports("nlb"), ports("off")), ((3478, 5349, 443), (3470,), (3478,)))
        self.assertEqual(ports("off", 3488), (3488,))

    def test_signals_only_versions_that_do_not_die_of_it(self) -> None:
        self.assertEqual([drains_by_signal(v) for v in ("4.5.2", "4.6.1", "4.6.1-1build4", "4.6.3", "4.7.0", "4.16.0", "5.0")], [False] * 3 + [True] * 4)
        old, services = self.engine("4.6.1")
        old.refuse_new()
        old.accept_new()
        self.assertEqual(services.asked, [])
        new, services = self.engine("4.16.1")
        new.refuse_new()
        self.assertEqual(services.asked, [("signal", "coturn.service", "SIGUSR1")])

    def test_restarts_what_it_drained_and_nothing_that_took_its_place(self) -> None:
        for process, restarts in ((41, 1), (0, 1), (42, 0)):
            with self.subTest(process):
                engine, services = self.engine("4.16.1")
                engine.refuse_new()
                services.processes["coturn.service"] = process
                engine.accept_new()
                self.assertEqual(services.asked.count(("queue restart", "coturn.service")), restarts)

    def test_counts_sockets_of_the_user_in_the_range(self) -> None:
        sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(3)]
        for opened in sockets:
            self.addCleanup(opened.close)
            opened.bind(("127.0.0.1", 0))
        ports = sorted(opened.getsockname()[1] for opened in sockets)
        uid = os.getuid()
        self.assertEqual(count_relay_sockets(ports[0], ports[0], uid), 1)
        self.assertEqual(count_relay_sockets(ports[0], ports[0], uid + 1), 0)
        self.assertGreaterEqual(count_relay_sockets(ports[0], ports[2], uid), 3)
        self.assertEqual(count_relay_sockets(1, 65535, uid, (str(Path(self.paths.run) / "none"),)), 0)

    def test_a_server_that_is_not_there_fails_the_check_soon(self) -> None:
        engine, _ = self.engine("4.6.1")
        write_state(self.paths, State("serving", private_ip="127.0.0.1", public_ip="203.0.113.5"))
        save_secrets(self.paths, {"turn": ["s" * 40]})
        object.__setattr__(engine._settings, "port", 9)
        with self.assertRaisesRegex(NodeError, "gave no allocation"):
            engine.check()


class JanusTest(ServiceCase):
    def engine(self, refuse: bool = False, websocket_port: int = 0, **info: Any) -> tuple[JanusEngine, HttpFake]:
        shown = {"accepting-new-sessions": True, "auth_token": True, "public-ip": "203.0.113.5", **info}

        def answer(request: str, body: Any) -> dict[str, Any]:
            if request == "GET /janus/info":
                return {"janus": "server_info", **shown}
            if refuse:
                return {"janus": "error", "error": {"code": 403, "reason": "Unauthorized"}}
            return {"janus": "success", "sessions": [1, 2]}

        fake = HttpFake(answer)
        self.addCleanup(fake.stop)
        write_state(self.paths, State("serving", private_ip="127.0.0.1", public_ip="203.0.113.5"))
        save_secrets(self.paths, {"janusToken": ["t" * 40], "janusAdmin": ["a" * 40]})
        settings = Janus(fake.port, fake.port, PortRange(20000, 40000))
        return JanusEngine(settings, self.paths, websocket_port or fake.port), fake

    def test_works_when_info_and_the_admin_api_answer(self) -> None:
        engine, fake = self.engine()
        engine.check()
        self.assertEqual(engine.live(), 2)
        self.assertEqual(fake.asked[1][1]["admin_secret"], "a" * 40)

    def test_fails_when_it_accepts_nothing_or_refuses_our_secret(self) -> None:
        with self.assertRaisesRegex(NodeError, "accepts no new sessions"):
            self.engine(**{"accepting-new-sessions": False})[0].check()
        with self.assertRaisesRegex(NodeError, "403 Unauthorized"):
            self.engine(refuse=True)[0].check()

    def test_fails_when_it_runs_on_its_defaults(self) -> None:
        for asks in (False, None):
            with self.subTest(asks), self.assertRaisesRegex(NodeError, "asks nobody for a token"):
                self.engine(auth_token=asks)[0].check()
        with self.assertRaisesRegex(NodeError, "announces None, the node's address is 203.0.113.5"):
            self.engine(**{"public-ip": None})[0].check()

    def test_fails_when_websockets_find_nobody(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            engine, _ = self.engine(websocket_port=free.getsockname()[1])
            with self.assertRaisesRegex(NodeError, r"Janus does not listen on TCP \d+"):
                engine.check()

    def test_drains_by_accept_new_sessions(self) -> None:
        engine, fake = self.engine()
        engine.refuse_new()
        engine.accept_new()
        self.assertEqual([(body["janus"], body["accept"]) for _, body in fake.asked], [("accept_new_sessions", False), ("accept_new_sessions", True)])


class MediasoupTest(unittest.TestCase):
    def engine(self, answer: dict[str, Any]) -> tuple[MediasoupEngine, HttpFake]:
        fake = HttpFake(lambda request, body: answer)
        self.addCleanup(fake.stop)
        return MediasoupEngine(Mediasoup(3000, fake.port, PortRange(20000, 40000), "mediasoup.service")), fake

    def test_asks_the_two_endpoints_of_the_application(self) -> None:
        engine, fake = self.engine({"sessions": 3, "accepting": True})
        engine.check()
        self.assertEqual(engine.live(), 3)
        engine.refuse_new()
        self.assertEqual(fake.asked[-1], ("POST /drain", {"accepting": False}))

    def test_an_application_that_does_not_keep_the_promise_is_unhealthy(self) -> None:
        for answer in ({}, {"sessions": 3}, {"sessions": 3, "accepting": "yes"}):
            with self.assertRaises(NodeError):
                self.engine(answer)[0].check()
        with self.assertRaises(NodeError):
            self.engine({"accepting": True, "sessions": -1})[0].live()
