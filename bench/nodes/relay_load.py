"""Relays datagrams through TURN servers at a fixed rate, through one for a moment, then through the next, and counts what comes
back. Runs in the clients' namespace: a request in JSON on standard input, the counts in JSON on standard output."""

import json
import multiprocessing
import os
import select
import struct
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "templates/node"))

from datagrams import Burst, Inbox, echo  # noqa: E402
from webrtc_node import stun  # noqa: E402
from webrtc_node.credentials import issue  # noqa: E402
from webrtc_node.transport import UdpTransport  # noqa: E402
from webrtc_node.turn_client import TurnClient  # noqa: E402

PEER_PORT = 3480
_CHANNEL = 0x4000
#: Datagrams that a client sends at once, as an encoder does with a frame.
_BURST = 5
#: Seconds for what is still under way when the last datagram was sent.
_TAIL = 0.3


class Session(TurnClient):
    """An allocation with a channel to the peer, as browsers use it."""

    def __init__(self, server: str, secret: str, peer: str, size: int):
        transport = UdpTransport(server, 3478)
        super().__init__(transport, timeout=3)
        self.allocate(issue(secret, "bench", 3600))
        message = stun.Message(stun.CHANNEL_BIND, stun.REQUEST)
        address = stun.encode_address(peer, PEER_PORT, message.transaction)
        self._request(
            stun.CHANNEL_BIND,
            ((stun.CHANNEL_NUMBER, struct.pack("!HH", _CHANNEL, 0)), (stun.XOR_PEER_ADDRESS, address)),
            message.transaction,
        )
        self.descriptor = transport._socket.fileno()
        os.set_blocking(self.descriptor, False)
        self.burst = Burst(struct.pack("!HH", _CHANNEL, size) + bytes(size), _BURST)


class Arrivals(multiprocessing.Process):
    """Counts datagrams, beside the sender; `count` has what came to the sessions of each server."""

    def __init__(self, sessions: list[list[Session]], size: int):
        super().__init__(daemon=True)
        self.count = multiprocessing.RawArray("Q", len(sessions))
        self._server = {session.descriptor: server for server, opened in enumerate(sessions) for session in opened}
        self._inbox = Inbox(size + 4)

    def run(self) -> None:
        waiting = select.epoll()
        for descriptor in self._server:
            waiting.register(descriptor, select.EPOLLIN)
        while True:
            for descriptor, _ in waiting.poll():
                self.count[self._server[descriptor]] += self._inbox.receive(descriptor)
            # Each look takes what gathered meanwhile.
            time.sleep(0.002)


def offer(sessions: list[Session], rate: int, seconds: float) -> tuple[int, float]:
    """Sends at an even rate; says how many went out, and in which time. What the machine cannot send in time is not sent later."""
    began = time.monotonic()
    due = sent = turn = 0
    while (elapsed := time.monotonic() - began) < seconds:
        wanted = int(elapsed * rate)
        due = max(due, wanted - rate // 20)
        while due < wanted:
            sent += sessions[turn].burst.send(sessions[turn].descriptor)
            turn = (turn + 1) % len(sessions)
            due += _BURST
        time.sleep(0.0005)
    return sent, time.monotonic() - began


def main() -> None:
    request = json.load(sys.stdin)
    size, servers = request["bytes"], request["servers"]
    # Clients and peer stand for other machines: what else this one does must not slow them down.
    os.nice(-15)
    peer = multiprocessing.Process(target=echo, args=(request["peer"], PEER_PORT, size), daemon=True)
    peer.start()
    sessions = [
        [Session(server["address"], request["secret"], request["peer"], size) for _ in range(request["sessions"])]
        for server in servers
    ]
    arrivals = Arrivals(sessions, size)
    arrivals.start()

    def turn(server: int, rate: int, seconds: float) -> dict[str, float]:
        process = Path(f"/proc/{servers[server]['process']}/stat")
        arrived, used = arrivals.count[server], cpu_seconds(process)
        sent, took = offer(sessions[server], rate, seconds)
        time.sleep(_TAIL)
        return {"sent": sent, "seconds": took, "delivered": arrivals.count[server] - arrived, "cpu": cpu_seconds(process) - used}

    for server in range(len(servers)):
        turn(server, 5000, 0.5)  # warms up
    turns: dict[int, list[list[dict[str, float]]]] = {rate: [] for rate in request["rates"]}
    for round_ in range(request["rounds"]):
        for rate, done in turns.items():
            # Who is first changes from round to round.
            order = sorted(range(len(servers)), reverse=bool(round_ % 2))
            figures = {server: turn(server, rate, request["seconds"]) for server in order}
            done.append([figures[server] for server in range(len(servers))])
    for session in (session for opened in sessions for session in opened):
        session.close()
    arrivals.kill()
    peer.kill()
    json.dump(turns, sys.stdout)


def cpu_seconds(process: Path) -> float:
    """Time on a CPU, user and system."""
    fields = process.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
