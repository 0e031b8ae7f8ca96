"""Who gets TURN credentials from /api/bootstrap, and from where."""

import base64
import hashlib
import hmac
import http.server
import json
import os
import re
import threading
import time
import unittest
import urllib.error
import urllib.request
from unittest import mock

import bootstrap

SETTINGS = {
    "ALLOWED_ORIGIN": "https://app.example.com",
    "STUN_URLS": "stun:turn.example.com:3478",
    "TURN_KIND": "own",
    "TURN_URLS": "turn:turn.example.com:3478,turns:turn.example.com:443",
    "TURN_SHARED_SECRET": "s" * 48,
    "AUTH_TOKEN": "t" * 48,
}


def jwt(claims, key="k" * 48, algorithm="HS256"):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    signed = f"{part({'alg': algorithm})}.{part(claims)}"
    signature = hmac.new(key.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


class Served(unittest.TestCase):
    settings = SETTINGS

    def setUp(self):
        self.enterContext(mock.patch.dict(os.environ, self.settings, clear=True))
        bootstrap.Handler.credentials = bootstrap.Credentials(self.settings["TURN_KIND"])
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), bootstrap.Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def ask(self, path="/api/bootstrap", **headers):
        url = f"http://127.0.0.1:{self.server.server_port}{path}"
        request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
        with urllib.request.urlopen(request, timeout=3) as answer:
            return json.load(answer)

    def relays(self, **headers):
        return [server for server in self.ask(**headers)["iceServers"] if "credential" in server]


class WithOwnFleet(Served):
    def test_anonymous_callers_get_stun_alone(self):
        self.assertEqual(self.ask()["iceServers"], [{"urls": ["stun:turn.example.com:3478"]}])

    def test_the_token_gets_credentials_that_coturn_takes_for_an_hour(self):
        (relay,) = self.relays(X_Auth_Token=SETTINGS["AUTH_TOKEN"])
        expiry = int(relay["username"].partition(":")[0])
        digest = hmac.new(SETTINGS["TURN_SHARED_SECRET"].encode(), relay["username"].encode(), hashlib.sha1).digest()
        self.assertEqual(relay["credential"], base64.b64encode(digest).decode())
        self.assertAlmostEqual(expiry - time.time(), 3600, delta=5)

    def test_each_client_address_has_a_name_of_its_own_that_tells_no_address(self):
        def name(address):
            (relay,) = self.relays(X_Auth_Token=SETTINGS["AUTH_TOKEN"], X_Forwarded_For=address)
            return relay["username"].partition(":")[2]

        lines = [
            ["192.0.2.1", "10.0.0.9, 192.0.2.1", "::ffff:192.0.2.1"],
            ["192.0.2.2"],
            # A line has an IPv6 /56, so that a client takes any /64 of it.
            ["2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", "2001:db8:0:ff:ffff::1"],
            ["2001:db8:0:100::1"],
        ]
        named = [{name(address) for address in line} for line in lines]
        self.assertEqual([len(line) for line in named], [1] * len(lines))
        names = set().union(*named)
        self.assertEqual(len(names), len(lines))
        self.assertEqual([each for each in names if not re.fullmatch(r"[\w-]{16}", each)], [])

    def test_the_token_may_come_as_bearer(self):
        self.assertEqual(len(self.relays(Authorization=f"Bearer {SETTINGS['AUTH_TOKEN']}")), 1)

    def test_another_token_gets_none(self):
        for token in ("x", "t" * 47, "t" * 49, "é", ""):
            self.assertEqual(self.relays(Authorization=f"Bearer {token}".encode().decode("latin1")), [], token)

    def test_all_else_is_closed(self):
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.ask("/api/rooms")
        self.assertEqual(refused.exception.code, 404)


class WithTokensOfRooms(Served):
    settings = {**SETTINGS, "AUTH_TOKEN": "", "ROOM_TOKENS": "one:first-token;two:second-token"}

    def test_the_token_of_any_room_gets_credentials(self):
        self.assertEqual([len(self.relays(X_Auth_Token=token)) for token in ("second-token", "third", "")], [1, 0, 0])


class WithSignedTokens(Served):
    settings = {**SETTINGS, "AUTH_TOKEN": "", "JWT_SECRET": "k" * 48, "JWT_AUDIENCE": "live"}

    def test_a_valid_token_gets_credentials(self):
        self.assertEqual(len(self.relays(X_Auth_Token=jwt({"exp": time.time() + 60, "aud": "live"}))), 1)

    def test_others_get_none(self):
        soon = time.time() + 60
        for name, token in {
            "expired": jwt({"exp": time.time() - 1, "aud": "live"}),
            "without end": jwt({"aud": "live"}),
            "for somebody else": jwt({"exp": soon, "aud": "other"}),
            "signed by another": jwt({"exp": soon, "aud": "live"}, key="o" * 48),
            "unsigned": jwt({"exp": soon, "aud": "live"}, algorithm="none"),
            "no token": "a.b.c",
        }.items():
            self.assertEqual(self.relays(X_Auth_Token=token), [], name)


class Service(http.server.BaseHTTPRequestHandler):
    """Twilio, Xirsys and Metered, as far as they are asked."""

    asked = []
    broken = False

    def answer(self):
        length = int(self.headers.get("Content-Length", 0))
        Service.asked.append((self.command, self.path, self.headers.get("Authorization"), self.rfile.read(length).decode()))
        relay = {"urls": "turn:relay.example.com", "username": "u", "credential": "c"}
        answers = {
            "/2010": {"ice_servers": [relay]},
            "/_turn": {"v": {"iceServers": relay}},
            "/api/v1/turn/credential?": {"apiKey": "made"},
            "/api/v1/turn/credentials": [{"urls": "stun:x"}, relay],
        }
        body = next(value for path, value in answers.items() if self.path.startswith(path))
        content = b"broken" if Service.broken else json.dumps(body).encode()
        self.send_response(503 if Service.broken else 200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = answer

    def log_message(self, *_):
        pass


class FromServices(unittest.TestCase):
    def setUp(self):
        Service.asked, Service.broken = [], False
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        url = f"http://127.0.0.1:{server.server_port}"
        settings = {
            **{f"{name}_URL": url for name in ("TWILIO", "XIRSYS", "METERED")},
            "TWILIO_ACCOUNT_SID": "AC1",
            "TWILIO_API_KEY": "SK1",
            "TWILIO_API_SECRET": "secret",
            "XIRSYS_IDENT": "example",
            "XIRSYS_SECRET": "secret",
            "XIRSYS_CHANNEL": "live",
            "METERED_APP": "example",
            "METERED_SECRET_KEY": "secret",
        }
        self.enterContext(mock.patch.dict(os.environ, settings, clear=True))

    def test_each_service_is_asked_once_for_many_clients(self):
        for kind, requests in (("twilio", 1), ("xirsys", 1), ("metered", 2)):
            Service.asked = []
            credentials = bootstrap.Credentials(kind)
            servers = [credentials.current("192.0.2.1") for _ in range(5)]
            self.assertEqual([server["credential"] for server in servers[-1]], ["c"], kind)
            self.assertEqual(len(Service.asked), requests, kind)

    def test_a_service_in_trouble_leaves_what_was_given_and_is_not_asked_by_everybody(self):
        credentials = bootstrap.Credentials("twilio")
        given = credentials.current("192.0.2.1")
        credentials.again, Service.broken = 0.0, True
        with mock.patch("sys.stderr"):
            self.assertEqual([credentials.current("192.0.2.1") for _ in range(3)], [given] * 3)
        self.assertEqual(len(Service.asked), 2)

    def test_old_credentials_are_not_handed_out(self):
        credentials = bootstrap.Credentials("xirsys")
        credentials.current("192.0.2.1")
        credentials.again, credentials.made, Service.broken = 0.0, time.monotonic() - 3000, True
        with mock.patch("sys.stderr"):
            self.assertEqual(credentials.current("192.0.2.1"), [])


class Minting(unittest.TestCase):
    def test_prints_what_the_program_is_given_for_days(self):
        with mock.patch.dict(os.environ, SETTINGS, clear=True), mock.patch("builtins.print") as printed:
            bootstrap.main(["mint", "30", "live"])
        text = printed.call_args[0][0]
        self.assertRegex(text, r"^TURN_USERNAME=\d+:live\nTURN_PASSWORD=\S+$")


if __name__ == "__main__":
    unittest.main()
