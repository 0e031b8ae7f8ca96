"""coturn: checked by an allocation, counted by its relay sockets."""

import pwd
import re
from pathlib import Path

from ..credentials import issue
from ..errors import NodeError
from ..parameters import Coturn
from ..paths import Paths
from ..secret_store import load_secrets
from ..service_manager import ServiceManager
from ..state import read_state
from ..transport import UdpTransport
from ..turn_client import Refused, TurnClient
from .listeners import Listeners

_UNIT = "coturn.service"
_USER = "turnserver"

#: The first version that takes SIGUSR1 for "drain". An older one dies of it, with every allocation.
_DRAINS_SINCE = (4, 6, 3)

#: Seconds for a request. Allocating asks two, so that a frozen server is known within 2 s.
_TIMEOUT = 0.8


class CoturnEngine:
    group = "turnserver"

    def __init__(self, settings: Coturn, paths: Paths, services: ServiceManager | None = None):
        self._settings = settings
        self._paths = paths
        self._services = services or ServiceManager()
        self._listeners = Listeners("coturn", tcp_ports(settings))
        self._drained_process = 0

    def check(self) -> None:
        state = read_state(self._paths)
        secret = load_secrets(self._paths)["turn"][0]
        client = self._client(state.private_ip)
        try:
            relayed = client.allocate(issue(secret, "healthcheck", 30), lifetime=60)
            client.refresh(0)
        except Refused as refusal:
            raise NodeError(f"coturn refused an allocation: {refusal}") from None
        except (OSError, TimeoutError):
            raise NodeError("coturn gave no allocation") from None
        finally:
            client.close()
        if relayed is None or relayed[0] != state.public_ip:
            raise NodeError(f"coturn announces {relayed and relayed[0]}, the node's address is {state.public_ip}")
        self._listeners.check(state.private_ip)

    def alive(self) -> None:
        client = self._client(read_state(self._paths).private_ip)
        try:
            client.binding()
        except (OSError, TimeoutError):
            raise NodeError("coturn does not answer a STUN binding request") from None
        finally:
            client.close()

    def live(self) -> int:
        return count_relay_sockets(self._settings.relay.from_, self._settings.relay.to, pwd.getpwnam(_USER).pw_uid)

    def refuse_new(self) -> None:
        # Without the signal the red health answer and the credential API alone steer new clients away.
        if drains_by_signal(self._settings.version) and (process := self._services.main_process(_UNIT)):
            self._services.signal(_UNIT, "SIGUSR1")
            self._drained_process = process

    def accept_new(self) -> None:
        # A drain by signal cannot be taken back, and ends the process once it is empty. A stop lets it become empty first, so that
        # nobody waits for it here; a process that is not the drained one has taken its place already.
        if drains_by_signal(self._settings.version) and self._services.main_process(_UNIT) in (0, self._drained_process):
            self._services.queue_restart(_UNIT)

    def _client(self, host: str) -> TurnClient:
        return TurnClient(UdpTransport(host, self._settings.port), _TIMEOUT)


def tcp_ports(settings: Coturn) -> tuple[int, ...]:
    """Where a TCP listener has to answer; ports of modules/shared/ports.ts. A certificate that cannot be read leaves coturn running
    without those for TLS."""
    # Behind a balancer that ends TLS one port takes the place of all others.
    return {"nlb": (3470,), "node": (settings.port, 5349, 443), "off": (settings.port,)}[settings.tls]


def drains_by_signal(version: str) -> bool:
    return tuple(map(int, re.findall(r"\d+", version)[:3])) >= _DRAINS_SINCE


def count_relay_sockets(first: int, last: int, uid: int, tables: tuple[str, ...] = ("/proc/net/udp", "/proc/net/udp6")) -> int:
    """UDP sockets of a user in a range of ports: coturn has one for each allocation and address family."""
    count = 0
    for table in tables:
        try:
            lines = Path(table).read_text().splitlines()[1:]
        except FileNotFoundError:
            continue
        for line in lines:
            fields = line.split()
            port = int(fields[1].rsplit(":", 1)[1], 16)
            count += first <= port <= last and int(fields[7]) == uid
    return count
