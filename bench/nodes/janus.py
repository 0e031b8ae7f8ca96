"""What a packet costs Janus: with one event loop per vCPU, as we render it, beside Janus' default of a thread per handle."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from figure import Figure
from place import VIEWER, Machine, render, run
from relay import Turn, cost, describe

_TOKEN_SECRET, _ADMIN_SECRET = "token-" + "t" * 40, "admin-" + "a" * 40
_RECEIVERS = 100
#: A stream of 1.1 Mb/s.
_RATE, _BYTES = 121, 1136
_SECONDS = 2.0
_ROUNDS = 7
_LOOPS = 2


@contextmanager
def node(name: str, number: int, rendered: dict[str, Any]) -> Iterator[Machine]:
    with Machine(name, number) as machine:
        secrets = {"/etc/webrtc/janus-token.secret": _TOKEN_SECRET, "/etc/webrtc/janus-admin.secret": _ADMIN_SECRET}
        machine.install(rendered, secrets)
        machine.start()
        machine.wait_for_service()
        yield machine


def with_default_loops(rendered: dict[str, Any]) -> dict[str, Any]:
    """The same files without the setting."""
    files = [{**file, "content": re.sub(r"(?m)^\s*event_loops = .*\n", "", file["content"])} for file in rendered["files"]]
    return {**rendered, "files": files}


def janus() -> list[Figure]:
    rendered = render({"kind": "janus", "eventLoops": _LOOPS})
    with node("loops", 4, rendered) as ours, node("threads", 5, with_default_loops(rendered)) as default:
        request = {
            "servers": [{"address": machine.address, "process": machine.process("janus")} for machine in (ours, default)],
            "client": VIEWER,
            "tokenSecret": _TOKEN_SECRET,
            "roomKey": hmac.new(_ADMIN_SECRET.encode(), b"videoroom", hashlib.sha256).hexdigest(),
            "receivers": _RECEIVERS,
            "rate": _RATE,
            "bytes": _BYTES,
            "seconds": _SECONDS,
            "rounds": _ROUNDS,
        }
        # Debian's Python finds Debian's OpenSSL for it.
        load = ("/usr/bin/python3", str(Path(__file__).parent / "janus_load.py"))
        answer = json.loads(run(*load, input=json.dumps(request)))
    ours, theirs = ([Turn(**turns[server]) for turns in answer] for server in (0, 1))
    what = f"Janus, CPU per packet, {_RECEIVERS} receivers: {_LOOPS} event loops over the default"
    detail = f"{describe(ours)}; default {describe(theirs)}"
    return [Figure(what, cost(ours) / cost(theirs), 0.55, "at most", detail)]
