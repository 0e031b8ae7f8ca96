"""Sends one stream through Janus to many WebRTC receivers, through one Janus for a moment, then through the next, and counts what
arrives. A request in JSON on standard input, the counts in JSON on standard output. Needs Debian's python3-openssl."""

import base64
import hashlib
import hmac
import json
import os
import select
import socket
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "templates/node"))

from webrtc_receiver import PAYLOAD_TYPE, Identity, Receiver, rtp  # noqa: E402

_PLUGIN = "janus.plugin.streaming"
_STREAM_PORT = 20000


class Janus:
    """The HTTP API, with one session."""

    def __init__(self, address: str, token_secret: str):
        data = f"{int(time.time()) + 3600},janus,{_PLUGIN}"
        signature = hmac.new(token_secret.encode(), data.encode(), hashlib.sha1).digest()
        self._token = f"{data}:{base64.b64encode(signature).decode()}"
        self._url = f"http://{address}:8088/janus"
        self._url += f"/{self.ask(janus='create')['data']['id']}"

    def ask(self, handle: int | None = None, **body: Any) -> dict[str, Any]:
        url = self._url + (f"/{handle}" if handle else "")
        content = json.dumps({"transaction": "bench", "token": self._token, **body}).encode()
        answer = _fetch(urllib.request.Request(url, content))
        if answer["janus"] == "error":
            raise RuntimeError(answer["error"]["reason"])
        return answer

    def events(self) -> list[dict[str, Any]]:
        return _fetch(f"{self._url}?maxev=20&token={urllib.parse.quote(self._token, safe='')}")


def _fetch(request: Any) -> Any:
    with urllib.request.urlopen(request, timeout=35) as answer:
        return json.loads(answer.read())


class Stand:
    """One Janus with its stream and its receivers."""

    def __init__(self, server: dict[str, Any], request: dict[str, Any], identity: Identity):
        self.process = Path(f"/proc/{server['process']}/stat")
        self.receivers = [Receiver(identity, request["client"]) for _ in range(request["receivers"])]
        self._feed = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._feed.connect((server["address"], _STREAM_PORT))
        self._sequence = 0
        self._size = request["bytes"]
        self._janus = Janus(server["address"], request["tokenSecret"])
        video = {"type": "video", "mid": "v", "port": _STREAM_PORT, "pt": PAYLOAD_TYPE, "codec": "vp8"}
        stream = {"request": "create", "type": "rtp", "id": "bench", "admin_key": request["roomKey"], "media": [video]}
        made = self._janus.ask(self._attach(), janus="message", body=stream)["plugindata"]["data"]
        if made.get("streaming") != "created":
            raise RuntimeError(f"no stream: {made}")
        self._connect()

    def _attach(self) -> int:
        return int(self._janus.ask(janus="attach", plugin=_PLUGIN)["data"]["id"])

    def _connect(self) -> None:
        waiting = {}
        for receiver in self.receivers:
            handle = self._attach()
            waiting[handle] = receiver
            self._janus.ask(handle, janus="message", body={"request": "watch", "id": "bench"})
        while waiting:
            for event in self._janus.events():
                if event.get("jsep", {}).get("type") == "offer":
                    handle = event["sender"]
                    jsep = {"type": "answer", "sdp": waiting.pop(handle).answer(event["jsep"]["sdp"])}
                    self._janus.ask(handle, janus="message", body={"request": "start"}, jsep=jsep)
            self._take(0.0)
        deadline = time.monotonic() + 20
        while not all(receiver.connected for receiver in self.receivers):
            if time.monotonic() > deadline:
                missing = sum(not receiver.connected for receiver in self.receivers)
                raise RuntimeError(f"{missing} of {len(self.receivers)} receivers were not connected within 20 s")
            self._take(0.1)
            for receiver in self.receivers:
                receiver.tick()

    def _take(self, seconds: float) -> None:
        """Reads what arrives, for at least this time."""
        by_descriptor = {receiver.socket.fileno(): receiver for receiver in self.receivers}
        waiting = select.poll()
        for descriptor in by_descriptor:
            waiting.register(descriptor, select.POLLIN)
        until = time.monotonic() + seconds
        while True:
            for descriptor, _ in waiting.poll(max(0.0, until - time.monotonic()) * 1000):
                by_descriptor[descriptor].readable()
            if time.monotonic() >= until:
                return

    def turn(self, rate: int, seconds: float) -> dict[str, float]:
        self._janus.ask(janus="keepalive")
        received, used = self._received(), self._cpu_seconds()
        began, sent = time.monotonic(), 0
        while (elapsed := time.monotonic() - began) < seconds:
            while sent < elapsed * rate:
                self._feed.send(rtp(self._sequence, self._size))
                self._sequence += 1
                sent += 1
            self._take(0.004)
        self._take(0.2)
        return {
            "sent": sent * len(self.receivers),
            "delivered": self._received() - received,
            "cpu": self._cpu_seconds() - used,
            "seconds": seconds,
        }

    def _received(self) -> int:
        return sum(receiver.packets for receiver in self.receivers)

    def _cpu_seconds(self) -> float:
        fields = self.process.read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    request = json.load(sys.stdin)
    identity = Identity()
    stands = [Stand(server, request, identity) for server in request["servers"]]
    for stand in stands:
        stand.turn(request["rate"], 1.0)  # warms up
    rounds = []
    for number in range(request["rounds"]):
        # Who is first changes from round to round.
        order = sorted(range(len(stands)), reverse=bool(number % 2))
        turns = {index: stands[index].turn(request["rate"], request["seconds"]) for index in order}
        rounds.append([turns[index] for index in range(len(stands))])
    json.dump(rounds, sys.stdout)


if __name__ == "__main__":
    main()
