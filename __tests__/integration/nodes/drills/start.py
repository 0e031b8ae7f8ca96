"""A node begins, fails to begin, falls over and begins again."""

import time

from lab.machine import Machine
from lab.waiting import wait_for
from lab.site import Site
from webrtc_node.credentials import issue

from .registry import drill, expect


@drill("boot: three nodes claim addresses at once, each ends with one of its own")
def boot(site: Site) -> str:
    began = time.monotonic()
    nodes = site.nodes()
    seconds = time.monotonic() - began
    held = [site.cloud.address_of(node) for node in nodes]
    expect(len(set(held)) == 3, f"addresses {held}")
    for node in nodes:
        wait_for("the launching hook", lambda: "CompleteLifecycleAction" in site.cloud.actions(node), 10)
        expect(f"external-ip={site.cloud.address_of(node)}/{node.private}" in node.call("cat", "/run/webrtc/config/turnserver.conf"), "external-ip")
    started = nodes[0].call("systemctl", "show", "webrtc-boot", "--property=ExecMainStartTimestampMonotonic,ExecMainExitTimestampMonotonic", "--value")
    first, last = sorted(int(value) for value in started.split())
    return f"3 of 3 in service {seconds:.1f} s after the machines were made; boot service {(last - first) / 1e6:.2f} s"


@drill("crash: coturn is killed six times in a row and comes back by itself")
def crash(site: Site) -> str:
    node = site.node()
    times = []
    for _ in range(6):
        process = node.main_process("coturn")
        node.call("kill", "-KILL", str(process))
        began = time.monotonic()
        wait_for("another process", lambda: node.main_process("coturn") not in (0, process), 10)
        wait_for("an allocation", lambda: allocates(site, node), 10)
        times.append(time.monotonic() - began)
    return f"back after {max(times):.1f} s at most"


def allocates(site: Site, node: Machine) -> bool:
    try:
        return site.refusal(site.cloud.address_of(node), issue(site.secret, "crash", 60)) == 0
    except (OSError, TimeoutError):
        return False


@drill("reboot: systemctl reboot, and the machine serves again by itself with the same address")
def reboot(site: Site) -> str:
    node = site.node()
    address = site.cloud.address_of(node)
    began = time.monotonic()
    node.reboot()
    down = time.monotonic() - began
    wait_for("in service", lambda: node.health()[0] == 200, 60)
    seconds = time.monotonic() - began
    expect(site.cloud.address_of(node) == address, "another address")
    expect(site.refusal(address, issue(site.secret, "reboot", 60)) == 0, "no allocation")
    return f"down after {down:.1f} s, in service {seconds:.1f} s after the command, with its address"


@drill("failures: an unreadable secret and slow metadata end unhealthy, without a server, and heal")
def failures(site: Site) -> str:
    site.nodes()
    parameters = {**site.rendered["parameters"], "secrets": {"turn": "drill-later"}}
    node = site.add(4, site.rendered, parameters)
    site.cloud.metadata[node.private]["delay"] = 5
    node.start()
    wait_for("the failure", lambda: "metadata does not answer" in node.state().get("reason", ""), 30)
    wait_for("503 with the reason", lambda: "metadata" in node.health()[1].get("reason", ""), 10)
    site.cloud.metadata[node.private]["delay"] = 0
    wait_for("the next failure", lambda: "ResourceNotFoundException" in node.state().get("reason", ""), 60)
    expect(node.health()[0] == 503, "green without a secret")
    expect(node.call("systemctl", "is-active", "coturn", check=False) == "inactive", "coturn runs")
    expect(node.call("ls", "/run/webrtc/config", check=False) == "", "a configuration was rendered")
    wait_for("the unhealthy mark", lambda: "SetInstanceHealth" in site.cloud.actions(node), 10)
    expect("CompleteLifecycleAction" not in site.cloud.actions(node), "the hook was completed")
    site.cloud.emulator.secrets.create_secret(Name="drill-later", SecretString="later-" + "x" * 40)
    began = time.monotonic()
    wait_for("in service", lambda: node.health()[0] == 200, 70)
    return f"503 with the reason, marked unhealthy, coturn not started; in service {time.monotonic() - began:.1f} s after the cause was gone"
