import http.client
import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from webrtc_node.errors import NodeError
from webrtc_node.health import Health, make_server
from webrtc_node.state import State, add_drain_reason, remove_drain_reason, write_state

from .base import ServiceCase
from .fakes import FakeEngine


class HealthService(ServiceCase):
    def setUp(self) -> None:
        super().setUp()
        self.engine = FakeEngine()
        self.server = make_server("127.0.0.1", 0, Health(self.engine, self.paths), self.paths)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def ask(self, path: str, method: str = "GET") -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_address[1], timeout=5)
        connection.request(method, path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, json.loads(body) if body.startswith(b"{") else body

    def serve(self) -> None:
        write_state(self.paths, State("serving"))

    def test_is_red_until_the_boot_service_has_reported(self) -> None:
        status, body = self.ask("/healthz")
        self.assertEqual(status, 503)
        self.assertIn("boot service", body["reason"])

    def test_is_red_with_the_reason_of_a_failed_boot(self) -> None:
        write_state(self.paths, State("failed", "no free address"))
        self.assertEqual(self.ask("/healthz")[1]["reason"], "failed: no free address")

    def test_is_green_when_the_server_works(self) -> None:
        self.serve()
        self.assertEqual(self.ask("/healthz")[0], 200)

    def test_is_red_when_the_check_fails_and_says_why(self) -> None:
        self.serve()
        self.engine.failure = NodeError("coturn gave no allocation")
        self.assertEqual(self.ask("/healthz"), (503, {**self.ask("/healthz")[1], "reason": "coturn gave no allocation"}))

    def test_an_unforeseen_error_is_red_too(self) -> None:
        self.serve()
        self.engine.failure = ZeroDivisionError("x")
        self.assertEqual(self.ask("/healthz")[0], 503)

    def test_a_drain_is_red_at_once_and_livez_stays_green(self) -> None:
        self.serve()
        self.assertEqual(self.ask("/healthz")[0], 200)
        add_drain_reason(self.paths, "operator")
        status, body = self.ask("/healthz")
        self.assertEqual((status, body["draining"]), (503, True))
        self.assertEqual(self.ask("/livez")[0], 200)
        remove_drain_reason(self.paths, "operator")
        self.assertEqual(self.ask("/healthz")[0], 200)

    def test_many_askers_cost_one_check(self) -> None:
        self.serve()
        checks = []
        self.engine.check = lambda: checks.append(1)  # type: ignore[method-assign]
        server = make_server("127.0.0.1", 0, Health(self.engine, self.paths), self.paths)
        server.server_close()
        health = Health(self.engine, self.paths)
        with ThreadPoolExecutor(8) as pool:
            verdicts = list(pool.map(lambda _: health.healthz()[0], range(40)))
        self.assertEqual((set(verdicts), len(checks)), ({200}, 1))

    def test_shows_the_figures_and_knows_no_other_path(self) -> None:
        self.paths.textfile.parent.mkdir(parents=True)
        self.paths.textfile.write_text("webrtc_healthy 1\n")
        self.assertEqual(self.ask("/metrics"), (200, b"webrtc_healthy 1\n"))
        self.assertEqual(self.ask("/health")[0], 404)

    def test_answers_head_without_a_body(self) -> None:
        self.serve()
        self.assertEqual(self.ask("/healthz", "HEAD"), (200, b""))

    def test_keeps_no_connection_so_that_a_body_is_never_the_next_request(self) -> None:
        self.serve()
        following = b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"
        for line in (b"Content-Length: %d" % len(following), b"Transfer-Encoding: chunked", b"Connection: keep-alive"):
            for version in (b"1.0", b"1.1"):
                with self.subTest(line=line, version=version):
                    self.assertEqual(self.answers(b"GET /livez HTTP/%b\r\nHost: a\r\n%b\r\n\r\n" % (version, line) + following), 1)

    def answers(self, sent: bytes) -> int:
        """How many there are until the server closes the connection."""
        with socket.create_connection(self.server.server_address[:2], timeout=5) as connection:
            connection.sendall(sent)
            got = b""
            try:
                while part := connection.recv(65536):
                    got += part
            except ConnectionResetError:
                pass
            return got.count(b"HTTP/1.")
