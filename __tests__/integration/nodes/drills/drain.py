"""A node is emptied before it leaves."""

import subprocess
import time

from lab.cloud import POOL
from lab.network import PEER
from lab.waiting import wait_for
from lab.site import Site

from .registry import drill, expect
from .sessions import end, sessions


@drill("stop: systemctl stop waits for the live allocation, within the limit")
def stop(site: Site) -> str:
    node = site.nodes()[2]
    address = site.cloud.address_of(node)
    [client] = sessions(site, address, "udp", 1, "stop")
    stopping = subprocess.Popen(node.command("systemctl", "stop", "coturn"))
    began = time.monotonic()
    wait_for("red", lambda: node.health()[1].get("draining"), 5)
    red = time.monotonic() - began
    time.sleep(4)
    expect(client.echo(PEER, 3480, b"alive"), "the live allocation was cut")
    expect(stopping.poll() is None, "systemctl stop did not wait")
    end([client])
    ended = time.monotonic()
    stopping.wait(20)
    after = time.monotonic() - ended
    node.call("systemctl", "start", "coturn")
    wait_for("green again", lambda: node.health()[0] == 200, 10)
    [client] = sessions(site, address, "udp", 1, "stop")
    began = time.monotonic()
    node.call("systemctl", "stop", "coturn")
    bound = time.monotonic() - began
    client.close()
    expect(24 <= bound <= 32, f"the limit of 25 s ended it after {bound:.1f} s")
    node.call("systemctl", "start", "coturn")
    wait_for("green again", lambda: node.health()[0] == 200, 10)
    return f"red after {red:.2f} s, stopped {after:.1f} s after the last allocation ended; a held one was cut after {bound:.1f} s (limit 25 s)"


@drill("drain: Auto Scaling ends a node; the hook is completed when the last allocation left")
def drain(site: Site) -> str:
    node = site.nodes()[1]
    address = site.cloud.address_of(node)
    site.cloud.take_free_addresses(POOL)
    waiting = site.add(5, site.rendered)
    waiting.start()
    wait_for("the pool is empty", lambda: "no free address" in waiting.state().get("reason", ""), 60)
    wait_for("red without an address", lambda: waiting.health()[0] == 503, 10)
    [client] = sessions(site, address, "udp", 1, "drain")
    site.cloud.metadata[node.private]["autoscaling/target-lifecycle-state"] = "Terminated"
    began = time.monotonic()
    wait_for("red", lambda: node.health()[1].get("draining"), 10)
    red = time.monotonic() - began
    time.sleep(8)
    expect(client.echo(PEER, 3480, b"alive"), "the live allocation was cut")
    beats = site.cloud.actions(node).count("RecordLifecycleActionHeartbeat")
    expect(beats >= 1, f"{beats} heartbeats")
    completed = lambda: site.cloud.actions(node).count("CompleteLifecycleAction") == 2  # noqa: E731
    expect(not completed(), "the hook was completed too early")
    end([client])
    ended = time.monotonic()
    wait_for("the terminating hook", completed, 10)
    after = time.monotonic() - ended
    expect(after <= 5, f"the hook was completed only after {after:.1f} s")
    # The cloud ends the instance and frees its address, which the waiting node claims.
    node.power_off()
    site.cloud.end_instance(node)
    began = time.monotonic()
    wait_for("the waiting node is in service", lambda: waiting.health()[0] == 200, 90)
    expect(site.cloud.address_of(waiting) == address, "another address")
    streams = site.cloud.emulator.logs.describe_log_streams(logGroupName="/drill/turn")["logStreams"]
    expect(any(stream["logStreamName"] == node.instance_id for stream in streams), "the node's log did not reach its group")
    return (
        f"red after {red:.1f} s, {beats} heartbeats, hook {after:.1f} s after the last allocation; "
        f"a node that waited took over the address after {time.monotonic() - began:.1f} s"
    )
