"""A node freezes, or loses power, and clients go on."""

import time
from concurrent.futures import ThreadPoolExecutor

from lab.waiting import wait_for
from lab.site import Site
from webrtc_node.credentials import issue

from .registry import drill, expect
from .sessions import echoes, end, sessions


@drill("health: a live answer, and a frozen coturn is red within 2 s")
def frozen(site: Site) -> str:
    node = site.nodes()[1]
    times = []
    for _ in range(5):
        time.sleep(2.1)
        began = time.monotonic()
        status, _ = node.health()
        times.append((time.monotonic() - began) * 1000)
        expect(status == 200, "a live node is red")
    with node.frozen("coturn"):
        began = time.monotonic()
        wait_for("503", lambda: node.health()[0] == 503, 4)
        red = time.monotonic() - began
        time.sleep(2.1)
        began = time.monotonic()
        status, body = node.health()
        answer = time.monotonic() - began
    expect(status == 503, "a frozen node is green")
    expect(red <= 2.0, f"red only after {red:.1f} s")
    wait_for("green again", lambda: node.health()[0] == 200, 5)
    return f"live {sorted(times)[2]:.1f} ms, frozen 503 after {red:.2f} s, each answer {answer:.2f} s ({body['reason']})"


@drill("failover: one of three nodes loses power under 30 live sessions, and comes back")
def failover(site: Site) -> str:
    nodes = site.nodes()
    victim, others = nodes[2], nodes[:2]
    lost_address = site.cloud.address_of(victim)
    addresses = [site.cloud.address_of(node) for node in others]
    live = [client for address in addresses for client in sessions(site, address, "udp", 10, f"live-{address}-")]
    victims = sessions(site, lost_address, "udp", 10, "victim")
    victim.power_off()
    began = time.monotonic()
    taken = []

    def again(number: int) -> str:
        """What a browser does with the node URLs that the credential API gave it: it tries them all."""
        for address in (lost_address, *addresses):
            try:
                client = site.client(address, timeout=1.5)
                client.allocate(issue(site.secret, f"again{number}", 60))
                client.refresh(0)
                return address
            except (TimeoutError, OSError):
                continue
        return ""

    with ThreadPoolExecutor(10) as pool:
        taken = list(pool.map(again, range(10)))
    elsewhere = time.monotonic() - began
    expect("" not in taken, "a client of the lost node found no other")
    expect(elsewhere <= 5, f"new allocations only after {elsewhere:.1f} s")
    answered = echoes(live)
    expect(answered == 100, f"the other nodes' sessions lost {100 - answered} of 100 echoes")
    end(live)
    for client in victims:
        client.close()
    began = time.monotonic()
    victim.start()
    wait_for("the node is back", lambda: victim.health()[0] == 200, 60)
    back = time.monotonic() - began
    expect(site.cloud.address_of(victim) == lost_address, "the node came back with another address")
    end(sessions(site, lost_address, "udp", 3, "back"))
    return f"others 100/100 echoes, 10/10 clients elsewhere after {elsewhere:.1f} s, node back after {back:.1f} s with its address"
