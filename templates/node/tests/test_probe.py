import contextlib
import io
import json
import os
import socket
import threading
import unittest

from webrtc_node import stun
from webrtc_node.credentials import issue
from webrtc_node.probe import Target, main, parse_uri

SECRET = "p" * 40


class FakeTurn:
    """A TURN server over UDP that checks credentials and answers one allocation after the other."""

    def __init__(self, secret: str = SECRET, stale: int = 0):
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._secret, self._stale, self.refreshed = secret, stale, 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                data, sender = self._socket.recvfrom(2000)
            except OSError:
                return
            self._socket.sendto(self._answer(data, sender), sender)

    def _answer(self, data: bytes, sender: tuple[str, int]) -> bytes:
        request = stun.decode(data)
        user = request.get(stun.USERNAME)
        challenge = ((stun.REALM, b"example.com"), (stun.NONCE, b"nonce"))

        def error(code: int) -> bytes:
            value = bytes([0, 0, code // 100, code % 100]) + b"no"
            return stun.encode(stun.Message(request.method, stun.ERROR, ((stun.ERROR_CODE, value), *challenge), request.transaction))

        if user is None:
            return error(401)
        expiry, name = user.decode().split(":")
        credential = issue(self._secret, name, int(expiry), now=0)
        key = stun.long_term_key(credential.username, "example.com", credential.password)
        if not stun.integrity_holds(data, key):
            return error(401)
        if self._stale:
            self._stale -= 1
            return error(438)
        if request.method == stun.REFRESH:
            self.refreshed += 1
        relayed = (stun.XOR_RELAYED_ADDRESS, stun.encode_address("203.0.113.5", 50000, request.transaction))
        mapped = (stun.XOR_MAPPED_ADDRESS, stun.encode_address(*sender, request.transaction))
        attributes = (relayed, mapped, (stun.LIFETIME, (600).to_bytes(4, "big")))
        return stun.encode(stun.Message(request.method, stun.SUCCESS, attributes, request.transaction), key)

    def close(self) -> None:
        self._socket.close()


class Uris(unittest.TestCase):
    def test_reads_turn_uris(self) -> None:
        wanted = {
            "turn:h": Target("h", 3478, "udp"),
            "turn:h:80?transport=tcp": Target("h", 80, "tcp"),
            "turns:h": Target("h", 5349, "tls"),
            "turns:h:443": Target("h", 443, "tls"),
            "turns:h?transport=udp": Target("h", 5349, "dtls"),
            "turn:[2001:db8::1]:3478": Target("2001:db8::1", 3478, "udp"),
        }
        for uri, target in wanted.items():
            self.assertEqual(parse_uri(uri), target)

    def test_refuses_what_is_none(self) -> None:
        for uri in ("", "turn:", "http://h", "stun:h", "turn:h?transport=sctp", "turn://h", "turn:h:x"):
            with self.subTest(uri), self.assertRaises(ValueError):
                parse_uri(uri)


class Probe(unittest.TestCase):
    def run_probe(self, *words: str) -> tuple[int, list[dict[str, object]], str]:
        output, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            code = main([*words, "--timeout", "0.5"])
        return code, [json.loads(line) for line in output.getvalue().splitlines()], errors.getvalue()

    def setUp(self) -> None:
        os.environ["PROBE_TEST_SECRET"] = SECRET
        self.addCleanup(os.environ.pop, "PROBE_TEST_SECRET")

    def test_a_server_that_allocates_is_0_and_gets_its_allocation_back(self) -> None:
        server = FakeTurn(stale=1)
        self.addCleanup(server.close)
        code, [line], _ = self.run_probe(f"turn:127.0.0.1:{server.port}", "--secret-env", "PROBE_TEST_SECRET")
        self.assertEqual((code, line["ok"], line["relayed"], server.refreshed), (0, True, "203.0.113.5:50000", 1))

    def test_a_refusal_is_1_with_the_code(self) -> None:
        server = FakeTurn("another" * 6)
        self.addCleanup(server.close)
        code, [line], _ = self.run_probe(f"turn:127.0.0.1:{server.port}", "--secret-env", "PROBE_TEST_SECRET")
        self.assertEqual((code, line["ok"], line["code"]), (1, False, 401))

    def test_no_answer_is_2(self) -> None:
        code, lines, _ = self.run_probe("turn:127.0.0.1:9", "turn:127.0.0.1:9?transport=tcp", "--secret-env", "PROBE_TEST_SECRET")
        self.assertEqual((code, [line["ok"] for line in lines]), (2, [False, False]))

    def test_wrong_arguments_are_64_with_a_sentence(self) -> None:
        code, _, errors = self.run_probe("turn:127.0.0.1", "--secret-env", "NO_SUCH_VARIABLE")
        self.assertEqual(code, 64)
        self.assertIn("NO_SUCH_VARIABLE is empty or not set", errors)
