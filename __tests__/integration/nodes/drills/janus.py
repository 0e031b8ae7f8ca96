"""Janus as the signalling service and a browser see it."""

import base64
import hashlib
import hmac
import json
import re
import socket
import time
from typing import Any
from urllib.parse import quote

from lab.machine import Machine
from lab.network import INTERNET, inside
from lab.programs import render
from lab.waiting import wait_for
from lab.site import Site
from webrtc_node import stun
from webrtc_node.engines.http_json import ask
from webrtc_node.errors import NodeError
from webrtc_node.turn_client import Refused

from .hardening import exposure
from .registry import drill, expect


JANUS_TOKEN, JANUS_ADMIN = "token-" + "v" * 40, "admin-" + "w" * 40
NEXT_TOKEN = "token-" + "x" * 40
_TEMPLATE = "etc/webrtc/templates/janus/janus.jcfg"

OFFER = "\r\n".join(
    [
        "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0", "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "c=IN IP4 0.0.0.0", "a=mid:0", "a=sendrecv", "a=rtcp-mux", "a=rtpmap:111 opus/48000/2", "a=ice-ufrag:abcd",
        "a=ice-pwd:abcdefghijklmnopqrstuvwx", "a=setup:actpass", "a=fingerprint:sha-256 " + ":".join(["AA"] * 32), "",
    ]
)  # fmt: skip


#: Asks with the secret that Debian's package ships.
_DEFAULT_ADMIN = """
import json, urllib.request
body = json.dumps({"janus": "list_sessions", "transaction": "t", "admin_secret": "janusoverlord"}).encode()
print(urllib.request.urlopen(urllib.request.Request("http://127.0.0.1:7088/admin", body)).read().decode())
"""


class JanusClient:
    """What the signalling service and a browser ask of Janus' HTTP API."""

    def __init__(self, node: Machine, token: str | None = None):
        self._url = f"http://{node.private}:8088/janus"
        self._token = token

    def ask(self, path: str = "", **body: Any) -> dict[str, Any]:
        token = {"token": self._token} if self._token else {}
        return ask("POST", self._url + path, {"transaction": "t", **token, **body}, timeout=3)

    def create(self) -> int:
        answer = self.ask(janus="create")
        if answer["janus"] != "success":
            raise Refused(answer["error"]["code"], answer["error"]["reason"])
        return int(answer["data"]["id"])

    def events(self, session: int) -> dict[str, Any]:
        return ask("GET", f"{self._url}/{session}?token={quote(self._token or '', safe='')}&maxev=1", timeout=5)


def janus_token(secret: str, seconds: int = 600) -> str:
    """A signed token: who made it proves that it knows the secret; Janus keeps no list."""
    data = f"{int(time.time()) + seconds},janus,janus.plugin.echotest"
    return f"{data}:{base64.b64encode(hmac.new(secret.encode(), data.encode(), hashlib.sha1).digest()).decode()}"


def takes(node: Machine, secret: str) -> bool:
    """Whether a new session is made with a token of this secret; it is ended again."""
    client = JanusClient(node, janus_token(secret))
    try:
        client.ask(f"/{client.create()}", janus="destroy")
        return True
    except (Refused, NodeError):
        return False


def rotate(site: Site, node: Machine, client: JanusClient, session: int) -> float:
    """Ends the session; returns the seconds from then until the new secret works."""
    site.cloud.emulator.secrets.put_secret_value(SecretId="drill-janus-token", SecretString=NEXT_TOKEN)
    wait_for("that it waits", lambda: "until no session is live" in node.journal("webrtc-refresh"), 30, 0.5)
    expect(client.ask(f"/{session}", janus="keepalive")["janus"] == "ack", "the live session was cut by a rotation")
    expect(takes(node, JANUS_TOKEN), "a busy node refuses the secret that it was started with")
    client.ask(f"/{session}", janus="destroy")
    began = time.monotonic()
    wait_for("the new secret", lambda: takes(node, NEXT_TOKEN), 40, 0.5)
    expect(not takes(node, JANUS_TOKEN), "the old secret still works")
    return time.monotonic() - began


def refuse_broken_file(node: Machine) -> None:
    """Janus would serve everybody on a file that it cannot read: the node says which line, and starts no Janus."""
    path = node.tree / _TEMPLATE
    whole = path.read_text()
    path.write_text(whole.replace("nat: {", "nat {"))
    line = whole.splitlines().index("nat: {") + 1
    node.start()
    said = f"janus.jcfg line {line}: syntax error"
    wait_for("the line", lambda: said in node.health()[1].get("reason", ""), 30)
    expect(node.call("systemctl", "is-active", "janus", check=False) == "inactive", "Janus runs on a file that it cannot read")
    # As the machine sees it: the tree below it is the same, but a running one does not notice every change from outside.
    node.call("sed", "-i", "s/^nat {/nat: {/", f"/{_TEMPLATE}")


def refuse_broken_start(node: Machine) -> None:
    """The same when somebody else starts Janus on files that were changed by hand."""
    changed = "/run/webrtc/config/janus/janus.jcfg"
    node.call("sed", "-i", "s/token_auth = true/token_auth = false/", changed)
    node.call("systemctl", "restart", "janus", check=False)
    expect("general.token_auth is not true" in node.journal("janus"), "the journal does not say why Janus did not start")
    expect(not listens(node, 8088), "Janus serves without tokens")
    node.call("sed", "-i", "s/token_auth = false/token_auth = true/", changed)
    node.call("systemctl", "restart", "janus")
    # An answer of before may be a second old.
    wait_for("in service again", lambda: listens(node, 8088) and node.health()[0] == 200, 20)


def listens(node: Machine, port: int) -> bool:
    try:
        socket.create_connection((node.private, port), 0.5).close()
        return True
    except OSError:
        return False


def peers() -> tuple[socket.socket, socket.socket]:
    """A browser in the internet, and a service beside the node that it names as its own address."""
    with inside(INTERNET):
        browser = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    browser.bind(("185.30.0.10", 0))
    inner = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    inner.bind(("10.88.0.1", 0))
    return browser, inner


def candidates(*sockets: socket.socket) -> str:
    addresses = [opened.getsockname() for opened in sockets]
    return "".join(f"a=candidate:{n} 1 udp {2130706431 - n} {host} {port} typ host\r\n" for n, (host, port) in enumerate(addresses, 1))


def check_media(browser: socket.socket, inner: socket.socket, announced: tuple[str, int]) -> None:
    """Janus' connectivity checks leave from its media port: the packet filter lets them out to the world and to nothing else."""
    browser.settimeout(10)
    try:
        data, sender = browser.recvfrom(2000)
    except TimeoutError:
        raise AssertionError("nothing of Janus' media port reaches a browser") from None
    expect(stun.decode(data).method == stun.BINDING, "what reached the browser is no connectivity check")
    expect(sender == announced, f"a check came from {sender}, the candidate is {announced}")
    inner.settimeout(1)
    try:
        inner.recvfrom(2000)
        raise AssertionError("a datagram of Janus reached a private address that a client named")
    except TimeoutError:
        pass
    browser.close()
    inner.close()


@drill("Janus: refuses files that leave it open; media leaves from the announced address to the world alone; secrets rotate; it drains")
def janus(site: Site) -> str:
    site.cloud.add_address("185.10.0.30", "drill-janus", 1, "media-1.eu-west-1.example.com")
    store = site.cloud.emulator.secrets
    store.create_secret(Name="drill-janus-token", SecretString=JANUS_TOKEN)
    store.create_secret(Name="drill-janus-admin", SecretString=JANUS_ADMIN)
    engine = {"kind": "janus", "eventLoops": 2}
    node = site.add(6, render({"kind": "media", "engine": engine, "addressPool": "drill-janus", "drainLimitSeconds": 60}))
    refuse_broken_file(node)
    wait_for("in service", lambda: node.health()[0] == 200, 60)
    refuse_broken_start(node)
    for token in (None, "janusrocks", janus_token("x" * 40), janus_token(JANUS_TOKEN, -10)):
        try:
            JanusClient(node, token).create()
            raise AssertionError(f"a session with the token {token} was made")
        except Refused as refused:
            expect(refused.code == 403, f"{token}: {refused.code}")
    expect(re.search(r'"code":\s*403', node.call("python3", "-c", _DEFAULT_ADMIN)), "the default admin secret works")
    try:
        ask("GET", f"http://{node.private}:7088/admin/info", timeout=1)
        raise AssertionError("the admin API answers on the private address")
    except NodeError:
        pass
    client = JanusClient(node, janus_token(JANUS_TOKEN))
    session = client.create()
    handle = int(client.ask(f"/{session}", janus="attach", plugin="janus.plugin.echotest")["data"]["id"])
    browser, inner = peers()
    offer = OFFER + candidates(browser, inner)
    client.ask(f"/{session}/{handle}", janus="message", body={"audio": True}, jsep={"type": "offer", "sdp": offer})
    text = ""
    for _ in range(6):
        text += json.dumps(client.events(session))
        if found := re.search(r"udp \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host", text):
            break
    else:
        raise AssertionError(f"no candidate in {text}")
    address, port = found[1], int(found[2])
    expect(address == site.cloud.address_of(node), f"candidate {address}")
    expect(20000 <= port <= 40000, f"candidate port {port}")
    expect(node.private not in re.findall(r"udp \d+ (\S+) \d+ typ host", text), "the private address is announced")
    check_media(browser, inner, (address, port))
    exposed = exposure(node, "janus", 5.6)
    rotated = rotate(site, node, client, session)
    client = JanusClient(node, janus_token(NEXT_TOKEN))
    session = client.create()
    wait_for("in service again", lambda: node.health()[0] == 200, 10)
    site.cloud.metadata[node.private]["autoscaling/target-lifecycle-state"] = "Terminated"
    began = time.monotonic()
    wait_for("red", lambda: node.health()[1].get("draining"), 10)

    def refused() -> int:
        try:
            # Before Janus has heard of the drain it gives one, which would keep the node.
            client.ask(f"/{client.create()}", janus="destroy")
            return 0
        except Refused as refusal:
            return refusal.code

    wait_for("472 for a new session", lambda: refused() == 472, 10)
    red = time.monotonic() - began
    expect(client.ask(f"/{session}", janus="keepalive")["janus"] == "ack", "the live session was cut")
    late = client.ask(f"/{session}", janus="attach", plugin="janus.plugin.echotest")
    expect(late["janus"] == "success", f"a live session takes no handle of one who comes late: {late}")
    time.sleep(3)
    expect(site.cloud.actions(node).count("CompleteLifecycleAction") == 1, "the hook was completed too early")
    client.ask(f"/{session}", janus="destroy")
    ended = time.monotonic()
    wait_for("the terminating hook", lambda: site.cloud.actions(node).count("CompleteLifecycleAction") == 2, 10)
    return (
        f"a broken file is named and Janus not started; candidate {address}:{port}, from which its checks reach a browser and no "
        f"private address; no, wrong, expired token and the default admin secret 403; "
        f"new secret {rotated:.1f} s after the last session, which it did not cut; "
        f"new sessions 472 after {red:.1f} s, live one kept, hook {time.monotonic() - ended:.1f} s after it ended; exposure {exposed}"
    )
