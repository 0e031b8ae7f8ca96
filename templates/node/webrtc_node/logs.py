"""Sends the journal to CloudWatch Logs, and counts in passing what coturn says only in its log."""

import json
import re
import select
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .cloud import Cloud, CloudError
from .errors import NodeError
from .files import read_if_present, write_atomically
from .imds import Imds
from .log import log
from .parameters import Parameters, load_parameters
from .paths import Paths

#: Limits of PutLogEvents: 10,000 events and 1 MiB with 26 bytes for each event.
_MOST_EVENTS, _MOST_BYTES, _EVENT_OVERHEAD = 10_000, 1_000_000, 26
#: An event may have 256 KiB less its overhead.
_LONGEST = 250_000
#: Seconds that a line waits for company.
_PATIENCE = 5.0

#: coturn reports a refusal twice; this is the line of the request.
_REFUSED = re.compile(r"incoming packet ALLOCATE processed, error 486\b")
#: The bytes that a session received and sent: `rb=` and `sb=` of coturn's line "usage:".
_USAGE = re.compile(r": usage: .*\brb=(\d+).*\bsb=(\d+)")


class Counts:
    def __init__(self, quota_refusals: int = 0, session_bytes: int = 0) -> None:
        self.quota_refusals = quota_refusals
        self.session_bytes = session_bytes

    def see(self, message: str) -> None:
        if _REFUSED.search(message):
            self.quota_refusals += 1
        elif usage := _USAGE.search(message):
            self.session_bytes += int(usage[1]) + int(usage[2])


class Shipper:
    """Keeps lines until there are enough or they are old enough; drops none on an error, up to one batch."""

    def __init__(self, send: Callable[[list[dict[str, Any]]], None]):
        self._send = send
        self._events: list[dict[str, Any]] = []
        self._bytes = 0
        self._since = time.monotonic()

    def add(self, timestamp: int, message: str) -> None:
        size = len(message.encode()) + _EVENT_OVERHEAD
        if self._events and (len(self._events) >= _MOST_EVENTS or self._bytes + size > _MOST_BYTES):
            self.flush()
        if not self._events:
            self._since = time.monotonic()
        self._events.append({"timestamp": timestamp, "message": message})
        self._bytes += size

    def flush_when_due(self) -> None:
        if self._events and time.monotonic() - self._since >= _PATIENCE:
            self.flush()

    def flush(self) -> None:
        try:
            self._send(sorted(self._events, key=lambda event: int(event["timestamp"])))
        except NodeError as error:
            log(f"logs: {error}", "warning")
            if len(self._events) < _MOST_EVENTS and self._bytes < _MOST_BYTES:
                # Tried again after the usual wait.
                self._since = time.monotonic()
                return
            log(f"logs: {len(self._events)} lines are lost", "error")
        self._events, self._bytes = [], 0


def entry(record: dict[str, Any]) -> tuple[int, str, str] | None:
    """Milliseconds, unit and text of a line of `journalctl --output=json`."""
    message = record.get("MESSAGE")
    if isinstance(message, list):
        # journald gives text that is not UTF-8 as a list of bytes.
        message = bytes(message).decode(errors="replace")
    if not message:
        return None
    unit = record.get("_SYSTEMD_UNIT") or record.get("SYSLOG_IDENTIFIER") or "kernel"
    return int(record["__REALTIME_TIMESTAMP"]) // 1000, unit, message[:_LONGEST]


def sender(parameters: Parameters, cloud: Cloud) -> Callable[[list[dict[str, Any]]], None]:
    stream = Imds().require("instance-id")
    target = {"logGroupName": parameters.logGroup, "logStreamName": stream}

    def send(events: list[dict[str, Any]]) -> None:
        try:
            cloud.call("logs", "put_log_events", **target, logEvents=events)
        except CloudError as error:
            if error.code != "ResourceNotFoundException":
                raise
            cloud.call("logs", "create_log_stream", **target)
            cloud.call("logs", "put_log_events", **target, logEvents=events)

    return send


def follow(place: str | None) -> "subprocess.Popen[bytes]":
    """The journal after a place in it, else since the start of the machine.

    `--follow` alone shows this boot only, by an id that a container's sandbox may hide; `--merge` takes that filter away."""
    start = f"--after-cursor={place}" if place else f"--since=@{time.time() - _uptime():.0f}"
    return subprocess.Popen(
        ["journalctl", "--follow", "--merge", "--lines=all", "--output=json", start], stdout=subprocess.PIPE, bufsize=0
    )


def main(paths: Paths) -> int:
    parameters = load_parameters(paths.parameters)
    ships = parameters.platform == "aws" and parameters.logGroup
    shipper = Shipper(sender(parameters, Cloud(parameters)) if ships else lambda events: None)
    # What was counted and where it ended are kept together, so that a restart counts nothing twice.
    saved = json.loads(read_if_present(paths.figures) or b"{}")
    place = saved.pop("place", None)
    counts = Counts(**saved)
    journal = follow(place)
    assert journal.stdout
    buffer, written = b"", place
    while True:
        if select.select([journal.stdout], [], [], 1.0)[0]:
            data = journal.stdout.read(65536)
            if not data:
                raise NodeError("journalctl ended")
            *lines, buffer = (buffer + data).split(b"\n")
            for record in map(json.loads, lines):
                place = record["__CURSOR"]
                if found := entry(record):
                    timestamp, unit, message = found
                    shipper.add(timestamp, json.dumps({"unit": unit, "message": message}))
                    if unit == "coturn.service":
                        counts.see(message)
        shipper.flush_when_due()
        if place != written:
            write_atomically(paths.figures, json.dumps({**vars(counts), "place": place}).encode())
            written = place


def _uptime() -> float:
    return float(Path("/proc/uptime").read_text().split()[0])
