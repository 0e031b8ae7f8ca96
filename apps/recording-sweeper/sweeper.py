#!/usr/bin/env python3
"""Uploads recordings that an upload failure or a crash left behind, and deletes only what the store confirms to have.

  sweeper.py           sweeps again and again; after SIGTERM waits for the program to end and sweeps what it left, then ends
  sweeper.py --once    sweeps once; exit status 1 if something could not be uploaded
"""

import fcntl
import json
import os
import signal
import sys
import threading
import urllib.error
import urllib.request
from dataclasses import asdict

from store import Store
from sweep import Sweep
from sweeper_settings import SettingsError, read_settings


def say(event, **fields):
    """One line of JSON for each event."""
    print(json.dumps({"event": event, **fields}), flush=True)


def ask(url):
    """Body of an answer of the program; None if nobody listens."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read()
    except urllib.error.HTTPError:
        return b""
    except OSError:
        return None


def live_rooms(program):
    """Names of the rooms that the program is recording; none if it does not run."""
    body = ask(f"{program}/api/rooms") if program else None
    try:
        return tuple(room["name"] for room in json.loads(body)) if body else ()
    except (ValueError, KeyError, TypeError):
        return ()


def await_end(settings):
    """Waits until the program is gone: it closes its recordings last, and uploads none of those."""
    pause = threading.Event()
    for _ in range(settings.end * 2):
        if not settings.program or ask(f"{settings.program}/healthz") is None:
            return
        pause.wait(0.5)


def main(words):
    try:
        settings = read_settings(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    with open(os.path.join(settings.directory, ".sweeper.lock"), "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("busy", reason="another sweeper works on this directory")
            return 1
        return work(settings, once=words == ["--once"])


def work(settings, once):
    ended = threading.Event()
    sweep = Sweep(settings, Store(settings), say, lambda: live_rooms(settings.program))
    if not once:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: ended.set())
    while True:
        counts = sweep.run()
        say("swept", **asdict(counts))
        if once:
            return 1 if counts.failed else 0
        if ended.wait(settings.interval):
            await_end(settings)
            counts = sweep.run(settle=0)
            say("swept", last=True, **asdict(counts))
            return 1 if counts.failed or counts.waiting else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
