"""What breaks on a node while its server answers."""

import time

from lab.cloud import POOL
from lab.machine import Machine
from lab.network import PEER
from lab.site import Site
from lab.waiting import wait_for

from .registry import drill, expect
from .sessions import echoes, end, sessions

#: Seconds from one look to the next, and until its effect shows.
_LOOK = 25


@drill("faults: a lost address is red, shown and taken back with its session; a lost packet filter is red until it is back")
def faults(site: Site) -> str:
    robbed, bare = site.nodes()[:2]
    address = site.cloud.address_of(robbed)
    [session] = sessions(site, address, "udp", 1, "faults")
    filtered = bare.call("nft", "list", "table", "inet", "webrtc")
    expect("chain media" in filtered, f"the packet filter was never loaded: {filtered}")
    holders = site.cloud.lose_address(robbed, POOL)
    bare.call("nft", "flush", "ruleset")
    began = time.monotonic()
    wait_for("red without the address", lambda: robbed.health()[0] == 503, _LOOK)
    lost = time.monotonic() - began
    wait_for("red without the filter", lambda: "no packet filter" in bare.health()[1].get("reason", ""), _LOOK)
    opened = time.monotonic() - began
    expect(f"the public address {address} is gone" in robbed.journal("webrtc-refresh"), "the journal does not say what is gone")
    wait_for("the reason", lambda: "no free address" in robbed.health()[1].get("reason", ""), 10)
    bare.call("systemctl", "restart", "nftables")
    wait_for("the figures", lambda: shown(robbed, "webrtc_address_held 0") and shown(bare, "webrtc_packet_filter 0"), 15)

    site.cloud.free_addresses(holders)
    began = time.monotonic()
    wait_for("in service again", lambda: robbed.health()[0] == 200, 30)
    back = time.monotonic() - began
    expect(site.cloud.address_of(robbed) == address, f"came back with {site.cloud.address_of(robbed)}, its own was {address}")
    expect(session.echo(PEER, 3480, b"still here") or echoes([session]) > 0, "the session did not survive")
    end([session])
    wait_for("green with the filter", lambda: bare.health()[0] == 200, _LOOK)
    return (
        f"address gone: red after {lost:.1f} s, in service with it {back:.1f} s after it was free, its session goes on; "
        f"filter flushed: red after {opened:.1f} s, green once it is loaded"
    )


def shown(machine: Machine, figure: str) -> bool:
    return figure in machine.call("cat", "/run/webrtc/metrics/webrtc.prom", check=False)
