"""Live allocations, as clients hold them."""

from concurrent.futures import ThreadPoolExecutor

from lab.network import PEER
from lab.site import Site
from webrtc_node.credentials import issue
from webrtc_node.transport import TransportName
from webrtc_node.turn_client import TurnClient


def sessions(site: Site, address: str, transport: TransportName, count: int, user: str, port: int = 0) -> list[TurnClient]:
    """Live allocations from different sources, each with permission for the echo server."""

    def begin(number: int) -> TurnClient:
        client = site.client(address, transport, f"185.30.0.{10 + number % 40}", 5, port)
        client.allocate(issue(site.secret, f"{user}{number}", 120))
        client.permit(PEER, 3480)
        return client

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(begin, range(count)))


def end(clients: list[TurnClient]) -> None:
    for client in clients:
        client.refresh(0)
        client.close()


def echoes(clients: list[TurnClient], rounds: int = 5) -> int:
    def ask(client: TurnClient) -> int:
        return sum(client.echo(PEER, 3480, b"%d" % number * 20) for number in range(rounds))

    with ThreadPoolExecutor(8) as pool:
        return sum(pool.map(ask, clients))


def nodes_of(clients: list[TurnClient]) -> set[str]:
    return {client.relayed[0] for client in clients if client.relayed}
