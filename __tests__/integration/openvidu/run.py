"""`npm run test:openvidu`: nodes of OpenVidu as cloud-init leaves them, in machines of their own, with stand-ins for the
installer, the cloud and its metadata. Root on Linux with systemd-nspawn; the tree of Debian is that of `npm run test:nodes`."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

here = Path(__file__).resolve().parent
project = here.parents[2]
sys.path.insert(0, str(project / "__tests__/integration/nodes"))

from lab.runner import Drill, Runner, total  # noqa: E402
from machine import CREDENTIALS, LICENSE, Machine  # noqa: E402

#: Seconds that all drills take on a machine with nothing else to do, at most.
USUAL = 4 * 60

DIGEST = hashlib.sha256((here / "stubs/installer.sh").read_bytes()).hexdigest()


def render(keep_failed_nodes: bool = False, digest: str = DIGEST) -> dict[str, Any]:
    words = json.dumps({"sha256": digest, "keepFailedNodes": keep_failed_nodes})
    program = [str(project / "node_modules/.bin/tsx"), str(here / "render.ts")]
    done = subprocess.run(program, input=words, capture_output=True, text=True, check=False, cwd=project)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def stock() -> Path:
    from lab.trees import STOCK, make_trees

    if not (STOCK / ".complete").exists():
        make_trees()
    return STOCK


@contextmanager
def machine(name: str, rendered: dict[str, Any], **settings: Any) -> Iterator[Machine]:
    node = Machine(name, rendered, stock(), settings)
    try:
        yield node
    finally:
        node.stop()


def in_order(operations: list[str], *wanted: str) -> None:
    places = [operations.index(name) for name in wanted]
    assert places == sorted(places), f"{wanted} came as {operations}"


def without_secrets(lines: list[str]) -> None:
    shown = [value for value in [*CREDENTIALS.values(), LICENSE] if any(value in line for line in lines)]
    assert not shown, f"the log shows {shown}"


def masters_start_in_order() -> str:
    """Each master is started when the one before has signalled, as Terraform does it; media nodes after the last."""
    rendered, ended = render(), []
    for name in ("master-1", "master-2", "master-3", "master-4", "media"):
        with machine(name, rendered[name]) as node:
            node.start().wait_for_call("complete-lifecycle-action", "CONTINUE")
            ended.append(name)
            if name != "media":
                in_order(node.operations(), "describe-volumes", "attach-volume", "mount /mnt/openvidu-data", "get-object", "complete-lifecycle-action")
                tag = f"Name=tag:MasterSlot,Values=drill-{name}"
                assert any(tag in call["words"] for call in node.calls()), f"{name} looked for another volume than {tag}"
            flags = dict(word.lstrip("-").partition("=")[::2] for word in node.arguments())
            check_flags(name, flags)
            without_secrets(node.shipped())
            assert any("step 300" in line for line in node.shipped()), "the installer's output is not in the log"
    return ", ".join(ended)


def check_flags(name: str, flags: dict[str, str]) -> None:
    assert flags["node-role"] == ("media-node" if name == "media" else "master-node"), flags["node-role"]
    assert flags["master-node-private-ip-list"] == "10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4"
    assert flags["redis-password"] == CREDENTIALS["REDIS_PASSWORD"]
    if name == "media":
        assert flags["private-ip"] == "10.0.0.99"
        assert not {"openvidu-pro-license", "mongo-admin-password", "livekit-api-secret"} & set(flags), sorted(flags)
        return
    assert flags["openvidu-pro-license"] == LICENSE
    assert flags["domain-name"] == "openvidu.meet.example.com" and flags["turn-domain-name"] == "turn.meet.example.com"
    assert flags["rtc-engine"] == "pion" and "external-load-balancer" in flags
    for value in CREDENTIALS.values():
        assert value in flags.values(), f"no flag carries {value}"


def settings_name_the_buckets() -> str:
    with machine("master-1", render()["master-1"]) as node:
        node.start().wait_for_call("complete-lifecycle-action")
        lines = (node.tree / "opt/openvidu/config/cluster/openvidu.env").read_text().splitlines()
        assert "EXTERNAL_S3_BUCKET_APP_DATA=app-data" in lines and "DOMAIN_NAME=kept" in lines, lines
        assert sum(line.startswith("EXTERNAL_S3_ENDPOINT=") for line in lines) == 1, lines
        return f"{len(lines)} lines"


def failure_is_reported_after_its_log() -> str:
    with machine("master-1", render()["master-1"]) as node:
        node.write("fake/installer-fails", b"")
        # The first try of the log fails, and the signal still waits for it.
        node.write("fake/refuse/put-log-events", b"")
        node.start().wait_for_call("complete-lifecycle-action", "ABANDON")
        operations = node.operations()
        last_log = max(index for index, name in enumerate(operations) if name == "put-log-events")
        assert last_log < operations.index("complete-lifecycle-action"), operations
        assert "no space left on device" in node.shipped() and any("ended with 3" in line for line in node.shipped())
        without_secrets(node.shipped())
        return f"{len(node.shipped())} lines, then ABANDON"


def another_installer_is_not_run() -> str:
    with machine("media", render(digest="f" * 64)["media"]) as node:
        node.start().wait_for_call("complete-lifecycle-action", "ABANDON")
        assert not (node.tree / "fake/arguments").exists(), "the installer ran"
        return next(line for line in node.shipped() if "it is not run" in line)[-40:]


def failed_nodes_are_kept() -> str:
    with machine("media", render(keep_failed_nodes=True)["media"]) as node:
        node.write("fake/installer-fails", b"")
        node.start().wait_for_call("record-lifecycle-action-heartbeat")
        time.sleep(2)
        assert "complete-lifecycle-action" not in node.operations(), "the node was given up"
        return node.shipped()[-1]


def data_is_kept() -> str:
    """A volume with a file system is mounted as it is; one that somebody still holds is waited for."""
    with machine("master-2", render()["master-2"]) as node:
        image = str(node.tree / "fake/volume.img")
        subprocess.run(["mkfs.ext4", "-q", "-F", "-L", "openvidu-data", image], check=True)
        before = subprocess.run(["blkid", "-o", "value", "-s", "UUID", image], capture_output=True, check=True).stdout
        node.write("fake/volume-state", b"in-use")
        node.start()
        node.wait("wait for the volume", lambda: "describe-volumes" in node.operations())
        assert "attach-volume" not in node.operations()
        node.write("fake/volume-state", b"available")
        node.wait_for_call("complete-lifecycle-action", "CONTINUE")
        after = subprocess.run(["blkid", "-o", "value", "-s", "UUID", image], capture_output=True, check=True).stdout
        assert before == after, "the volume was formatted"
        return after.decode().strip()


def media_node_drains() -> str:
    with machine("media", render()["media"], drainHeartbeatSeconds=4, drainLimitSeconds=600) as node:
        for name in ("openvidu", "ingress", "egress", "agent-1", "redis-exporter"):
            node.write(f"fake/containers/{name}", b"")
        node.write("fake/agents/agent-1", b"")
        node.start().wait_for_call("complete-lifecycle-action", "launching")
        node.write("fake/metadata/autoscaling_target-lifecycle-state", b"Terminated")
        node.wait_for_call("docker", "kill")
        node.wait_for_call("record-lifecycle-action-heartbeat", "terminating")
        assert not any("terminating" in call["words"] and "complete-lifecycle-action" in call["words"] for call in node.calls())
        asked = {call["words"][3] for call in node.calls() if call["words"][:2] == ["docker", "kill"]}
        assert asked == {"openvidu", "ingress", "egress", "agent-1"}, asked
        shutil.rmtree(node.tree / "fake/agents")
        for name in asked:
            (node.tree / "fake/containers" / name).unlink()
        (node.tree / "fake/agents").mkdir()
        node.wait_for_call("complete-lifecycle-action", "terminating")
        return next(line for line in node.shipped() if line.startswith("empty after"))


def drain_is_bounded() -> str:
    with machine("media", render()["media"], drainHeartbeatSeconds=4, drainLimitSeconds=6) as node:
        node.write("fake/containers/openvidu", b"")
        (node.tree / "fake/agents").mkdir()
        node.start().wait_for_call("complete-lifecycle-action", "launching")
        node.write("fake/metadata/autoscaling_target-lifecycle-state", b"Terminated")
        node.wait_for_call("complete-lifecycle-action", "terminating")
        return next(line for line in node.shipped() if "limit" in line)


DRILLS: list[Callable[[], str]] = [
    masters_start_in_order,
    settings_name_the_buckets,
    failure_is_reported_after_its_log,
    another_installer_is_not_run,
    failed_nodes_are_kept,
    data_is_kept,
    media_node_drains,
    drain_is_bounded,
]


def main(words: list[str]) -> int:
    if os.geteuid() != 0 or not shutil.which("systemd-nspawn"):
        sys.exit("test:openvidu needs root and systemd-nspawn: apt-get install systemd-container debootstrap")
    chosen = [drill for drill in DRILLS if not words or any(word in drill.__name__ for word in words)]
    began = time.monotonic()
    # Each drill has machines of its own, which end with it.
    runner = Runner(nullcontext, lambda _: None)
    runner.run([Drill(drill.__name__.replace("_", " "), lambda _, drill=drill: drill()) for drill in chosen])
    print(total(len(chosen), runner.failures, time.monotonic() - began, USUAL))
    return 1 if runner.failures or not chosen else 0


if __name__ == "__main__":
    # As Ctrl-C: the machine ends, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("The run was interrupted.")
