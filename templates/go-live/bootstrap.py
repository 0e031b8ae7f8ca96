#!/usr/bin/env python3
"""Answers /api/bootstrap in place of live-webrtc, which hands its TURN password to anybody.

Whoever shows the token that rooms ask for gets TURN credentials that expire; everybody else gets STUN alone. Python's standard
library is all it needs. Settings come from the environment; values of secrets from there too, or from the first line of the file NAME_FILE.

  bootstrap.py                 serves
  bootstrap.py mint DAYS NAME  prints a user name and password of the own fleet, for TURN_USERNAME and TURN_PASSWORD of the program
"""

import base64
import hashlib
import hmac
import http.client
import http.server
import ipaddress
import json
import os
import sys
import threading
import time
import urllib.parse
import urllib.request

LIFETIME = 3600
TIMEOUT = 5


def setting(name, default=""):
    path = os.environ.get(name + "_FILE")
    if path:
        with open(path, encoding="utf-8") as file:
            return file.readline().strip()
    return os.environ.get(name, default)


def listed(name):
    return [part.strip() for part in setting(name).split(",") if part.strip()]


def own_credentials(secret, user, seconds):
    """Time-limited credentials of the TURN REST scheme, which coturn takes with use-auth-secret."""
    username = f"{int(time.time()) + seconds}:{user}"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return username, base64.b64encode(digest).decode()


def pseudonym(secret, address):
    """coturn counts allocations by the name after the expiry: one for all would be used up by the first few clients."""
    try:
        known = ipaddress.ip_address(address)
        if known.version == 6:
            # A socket for both families spells IPv4 so. Whoever has one IPv6 address has the /56 of a line around it.
            known = known.ipv4_mapped or ipaddress.ip_network((int(known), 56), strict=False)
        address = str(known)
    except ValueError:
        pass
    digest = hmac.new(secret.encode(), f"client {address}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()


def call(request):
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
        return json.load(answer)


def basic(user, password):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def from_own(address):
    secret = setting("TURN_SHARED_SECRET")
    username, credential = own_credentials(secret, pseudonym(secret, address), LIFETIME)
    return [{"urls": listed("TURN_URLS"), "username": username, "credential": credential}]


def from_twilio():
    account = setting("TWILIO_ACCOUNT_SID")
    base = setting("TWILIO_URL", "https://api.twilio.com")
    request = urllib.request.Request(
        f"{base}/2010-04-01/Accounts/{urllib.parse.quote(account)}/Tokens.json",
        data=urllib.parse.urlencode({"Ttl": LIFETIME}).encode(),
        headers={"Authorization": basic(setting("TWILIO_API_KEY"), setting("TWILIO_API_SECRET"))},
    )
    servers = call(request)["ice_servers"]
    return [{**server, "urls": server.get("urls", server.get("url"))} for server in servers]


def from_xirsys():
    base = setting("XIRSYS_URL", "https://global.xirsys.net")
    request = urllib.request.Request(
        f"{base}/_turn/{urllib.parse.quote(setting('XIRSYS_CHANNEL'))}",
        data=json.dumps({"format": "urls", "expire": str(LIFETIME)}).encode(),
        method="PUT",
        headers={
            "Authorization": basic(setting("XIRSYS_IDENT"), setting("XIRSYS_SECRET")),
            "Content-Type": "application/json",
        },
    )
    servers = call(request)["v"]["iceServers"]
    return servers if isinstance(servers, list) else [servers]


def from_metered():
    app = setting("METERED_APP")
    base = setting("METERED_URL", f"https://{app}.metered.live") + "/api/v1/turn"
    query = urllib.parse.urlencode({"secretKey": setting("METERED_SECRET_KEY")})
    order = urllib.request.Request(
        f"{base}/credential?{query}",
        data=json.dumps({"expiryInSeconds": LIFETIME, "label": "live"}).encode(),
        headers={"Content-Type": "application/json"},
    )
    query = urllib.parse.urlencode({"apiKey": call(order)["apiKey"]})
    return [server for server in call(urllib.request.Request(f"{base}/credentials?{query}")) if "username" in server]


#: What is asked for each client alike; the own fleet knows them apart.
SERVICES = {"twilio": from_twilio, "xirsys": from_xirsys, "metered": from_metered}


class Credentials:
    """TURN servers. A service is asked once in a quarter of their life, by one request at a time."""

    def __init__(self, kind):
        self.own = kind == "own"
        self.service = SERVICES.get(kind)
        self.lock = threading.Lock()
        self.servers, self.made, self.again = [], 0.0, 0.0

    def current(self, address):
        if self.own:
            return from_own(address)
        if self.service is None:
            return []
        with self.lock:
            now = time.monotonic()
            if now >= self.again:
                try:
                    self.servers, self.made, self.again = self.service(), now, now + LIFETIME / 4
                except (OSError, ValueError, KeyError, TypeError) as error:
                    # What was given before is good for a while; a service in trouble is not asked by every client.
                    print(f"TURN service: {type(error).__name__}", file=sys.stderr, flush=True)
                    self.again = now + 5
                    self.servers = self.servers if now < self.made + LIFETIME / 2 else []
            return self.servers


def jwt_holds(token, secret, audience):
    """HS256, as the program takes it; expiry is required."""
    try:
        head, body, signature = token.split(".")
        expected = hmac.new(secret.encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
        if not hmac.compare_digest(decode(signature), expected) or json.loads(decode(head)).get("alg") != "HS256":
            return False
        claims = json.loads(decode(body))
        wanted = claims.get("aud")
        named = wanted if isinstance(wanted, list) else [wanted]
        return float(claims["exp"]) > time.time() and (not audience or audience in named)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def decode(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def may_have_turn(headers):
    """Whether the caller shows what a room would ask for."""
    given = headers.get("X-Auth-Token", "")
    authorization = headers.get("Authorization", "")
    if not given and authorization.startswith("Bearer "):
        given = authorization[len("Bearer ") :]
    if not given or len(given) > 4096:
        return False
    tokens = [setting("AUTH_TOKEN")]
    tokens += [pair.partition(":")[2] for pair in setting("ROOM_TOKENS").split(";")]
    if any(token and hmac.compare_digest(token.strip().encode(), given.encode()) for token in tokens):
        return True
    secret = setting("JWT_SECRET")
    return bool(secret) and jwt_holds(given, secret, setting("JWT_AUDIENCE"))


class Head(http.client.HTTPMessage):
    """The lines of a head. A type of content there does not say that they are a message of several parts, as it does in mail."""

    def get_content_type(self):
        return "text/plain"


def has_plain_head(headers):
    """Whether the head ends the request, for every reader of it.

    Nothing here has a body. One that is left on a kept connection would be read as the next request, which is another client's: the
    proxies share their connections to this service. So a length must be 0 and stand there once, and no line may be one that Python
    reads otherwise than a proxy: it takes what follows a line without a name for the body.
    """
    if "Transfer-Encoding" in headers or headers.get_all("Content-Length", ["0"]) != ["0"]:
        return False
    return not headers.defects and not headers.get_payload()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    MessageClass = Head
    timeout = 10
    credentials = None

    def parse_request(self):
        if not super().parse_request():
            # The library's own refusal of a head ends the connection.
            return False
        if self.request_version == "HTTP/0.9" or not has_plain_head(self.headers):
            # Before any answer: none of them may keep the connection.
            self.close_connection = True
            self.answer(400, "text/plain", b"a request with a body")
            return False
        return True

    def handle_expect_100(self):
        """Nobody is asked for a body."""
        return True

    def do_GET(self):
        if self.path == "/healthz":
            self.answer(200, "text/plain", b"ok")
        elif self.path.partition("?")[0] == "/api/bootstrap":
            self.answer(200, "application/json", json.dumps(self.bootstrap()).encode())
        else:
            self.answer(404, "text/plain", b"not found")

    def do_OPTIONS(self):
        self.answer(204, "text/plain", b"")

    def bootstrap(self):
        stun = listed("STUN_URLS")
        servers = [{"urls": stun}] if stun else []
        if may_have_turn(self.headers):
            # The last one is the proxy's word.
            forwarded = self.headers.get("X-Forwarded-For", self.client_address[0])
            servers += Handler.credentials.current(forwarded.rpartition(",")[2].strip())
        return {
            "authEnabled": True,
            "recordEnabled": setting("RECORD_ENABLED") == "1",
            "iceServers": servers,
            "features": {"rooms": True, "records": False},
        }

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        if self.close_connection:
            self.send_header("Connection", "close")
        origin = setting("ALLOWED_ORIGIN")
        if origin:
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Methods", "GET, OPTIONS")
            self.send_header("Access-Control-Allow-Headers", "Authorization, X-Auth-Token")
            self.send_header("Vary", "Origin")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


def main(words):
    if words[:1] == ["mint"] and len(words) == 3:
        username, password = own_credentials(setting("TURN_SHARED_SECRET"), words[2], int(words[1]) * 86400)
        print(f"TURN_USERNAME={username}\nTURN_PASSWORD={password}")
        return
    if words:
        sys.exit(__doc__)
    Handler.credentials = Credentials(setting("TURN_KIND", "none"))
    host, _, port = setting("BOOTSTRAP_ADDR", "127.0.0.1:8070").rpartition(":")
    http.server.ThreadingHTTPServer.daemon_threads = True
    http.server.ThreadingHTTPServer((host, int(port)), Handler).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1:])
