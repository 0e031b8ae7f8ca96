"""Relay throughput: the hardened coturn that we render beside the one that Debian's package sets up."""

import json
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from figure import Figure
from place import PEER, SECRET, Machine, render, run

_RATES = (10_000, 20_000, 50_000)
#: So many that none comes near the cap of a session at the highest rate: 250 datagrams a second of 1200 bytes.
_SESSIONS = 200
_BYTES = 1200
#: Turns are short and many, since what else the machine does would not hit long ones alike.
_SECONDS = 0.6
_ROUNDS = 13
#: Share of a rate that has to go out for a round to count, and rounds that have to count.
_LEAST_OFFERED, _LEAST_ROUNDS = 0.95, 3

#: A team's limits, but for the user that makes all the load.
LIMITS = {
    "allocationsPerUser": 2 * _SESSIONS,
    "allocationsPerNode": 5000,
    "bytesPerSecondPerAllocation": 375_000,
    "bytesPerSecondPerNode": 5000 * 375_000,
}
#: Debian's file sets neither credentials nor addresses; without them it relays for nobody.
_STOCK = """[Service]
ExecStart=
ExecStart=/usr/bin/turnserver -c /etc/turnserver.conf --pidfile= --use-auth-secret --static-auth-secret={secret} \
--realm=example.com --listening-ip={address} --relay-ip={address}
"""


@dataclass(frozen=True)
class Turn:
    """What one server did in its turn."""

    sent: int
    seconds: float
    delivered: int
    cpu: float

    @property
    def rate(self) -> float:
        return self.sent / self.seconds

    @property
    def share(self) -> float:
        return self.delivered / self.sent


@contextmanager
def hardened(name: str, number: int) -> Iterator[Machine]:
    """A TURN node of ours, in service."""
    with Machine(name, number) as machine:
        machine.install(render({"kind": "turn", "limits": LIMITS}), {"/etc/webrtc/turn.secret": SECRET})
        machine.start()
        machine.wait_for_service()
        yield machine


@contextmanager
def stock(number: int) -> Iterator[Machine]:
    """coturn as its package starts it."""
    with Machine("stock", number) as machine:
        settings = _STOCK.format(secret=SECRET, address=machine.address)
        machine.write("etc/systemd/system/coturn.service.d/bench.conf", settings)
        machine.enable("/lib/systemd/system/coturn.service", "multi-user.target")
        machine.start()
        yield machine


def relay() -> list[Figure]:
    with hardened("hardened", 1) as ours, stock(2) as theirs:
        request = {
            "servers": [{"address": machine.address, "process": machine.process("coturn")} for machine in (ours, theirs)],
            "secret": SECRET,
            "peer": PEER,
            "bytes": _BYTES,
            "rates": _RATES,
            "sessions": _SESSIONS,
            "seconds": _SECONDS,
            "rounds": _ROUNDS,
        }
        answer = json.loads(run(sys.executable, str(Path(__file__).parent / "relay_load.py"), input=json.dumps(request)))
    return [
        compare(int(rate), [(Turn(**ours), Turn(**theirs)) for ours, theirs in rounds]) for rate, rounds in answer.items()
    ]


def compare(rate: int, rounds: list[tuple[Turn, Turn]]) -> Figure:
    """Medians over the rounds in which the machine could send so much. What was delivered is taken as a share of what went out."""
    what = f"relay at {rate // 1000} kpps each way, hardened over stock: delivered"
    offered = statistics.median(turn.rate for pair in rounds for turn in pair)
    full = [(ours, theirs) for ours, theirs in rounds if min(ours.rate, theirs.rate) >= _LEAST_OFFERED * rate]
    if len(full) < _LEAST_ROUNDS:
        reason = f"not measured: this machine sent {offered / 1000:.1f} kpps, and {rate / 1000:.0f} in {len(full)} of {len(rounds)} rounds"
        return Figure(what, None, 1.0, "at least", reason)
    ours, theirs = [turn for turn, _ in full], [turn for _, turn in full]
    detail = f"{describe(ours)}; stock {describe(theirs)}; {len(full)} of {len(rounds)} rounds"
    return Figure(what, median_share(ours) / median_share(theirs), 1.0, "at least", detail)


def median_share(turns: list[Turn]) -> float:
    return statistics.median(turn.share for turn in turns)


def cost(turns: list[Turn]) -> float:
    """CPU time of the server for each datagram that arrived, microseconds."""
    return sum(turn.cpu for turn in turns) / sum(turn.delivered for turn in turns) * 1e6


def describe(turns: list[Turn]) -> str:
    return f"{100 * median_share(turns):.1f} %, {cost(turns):.1f} us of CPU each"
