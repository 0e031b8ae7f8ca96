"""How long the health service takes to say that the node works, and that it does not."""

import http.client
import os
import signal
import socket
import statistics
import time

from figure import Figure
from place import Machine, wait_for
from relay import hardened

#: Longer than an answer is good for, so that each question below is one allocation.
_PAUSE = 1.1
_PORT = 8089
_ROUNDS = 9
_FROZEN_ROUNDS = 3


def health() -> list[Figure]:
    with hardened("health", 3) as machine:
        wait_for("the health service listens", lambda: listens(machine))
        live = sorted(answer(machine, 200) for _ in range(_ROUNDS))
        coturn = machine.process("coturn")
        os.kill(coturn, signal.SIGSTOP)
        try:
            frozen = [answer(machine, 503) for _ in range(_FROZEN_ROUNDS)]
        finally:
            os.kill(coturn, signal.SIGCONT)
    return [
        Figure(
            "health answer of a live node, with a new allocation: median, ms",
            statistics.median(live) * 1000,
            5.0,
            "at most",
            f"{live[0] * 1000:.1f} to {live[-1] * 1000:.1f} ms",
        ),
        Figure(
            "health answer when coturn is frozen: slowest, s",
            max(frozen),
            1.0,
            "at most",
            f"503 each time, from {min(frozen):.2f} s",
        ),
    ]


def listens(machine: Machine) -> bool:
    try:
        socket.create_connection((machine.address, _PORT), 0.2).close()
    except OSError:
        return False
    return True


def answer(machine: Machine, expected: int) -> float:
    """Seconds to the answer to a question that nobody asked a moment ago."""
    time.sleep(_PAUSE)
    began = time.monotonic()
    connection = http.client.HTTPConnection(machine.address, _PORT, timeout=5)
    connection.request("GET", "/healthz")
    response = connection.getresponse()
    body = response.read().decode()
    seconds = time.monotonic() - began
    connection.close()
    if response.status != expected:
        raise RuntimeError(f"the health service says {response.status} {body}, expected {expected}")
    return seconds
