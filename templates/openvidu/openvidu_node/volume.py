"""The data of a master: the volume of its slot, found by its tag, mounted where OpenVidu and Docker keep theirs."""

import subprocess
import time
from pathlib import Path
from typing import Any, Callable, List

from .aws import Aws
from .errors import NodeError

#: A machine that left may take a while to let go of its volume.
_PATIENCE = 600
_LABEL = "openvidu-data"
_MOUNT = Path("/mnt/openvidu-data")
#: Directory of the volume, and where it appears.
_BOUND = {"openvidu": Path("/opt/openvidu"), "docker": Path("/var/lib/docker")}


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NodeError(f"{' '.join(command)}: {done.stderr.strip() or f'exit {done.returncode}'}")
    return done.stdout.strip()


def take(aws: Aws, slot: str, instance: str, say: Callable[[str], None], sleep: Any = time.sleep) -> None:
    """Attaches and mounts the volume of a slot. Safe to repeat."""
    volume = _wait_until_free(aws, slot, instance, say, sleep)
    device = Path(f"/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_{volume.replace('-', '')}")
    if not device.exists():
        aws.call("ec2", "attach-volume", "--volume-id", volume, "--instance-id", instance, "--device", "/dev/sdf")
        _wait_for(device, sleep)
    mount(device, say)


def _wait_until_free(aws: Aws, slot: str, instance: str, say: Callable[[str], None], sleep: Any) -> str:
    deadline = time.monotonic() + _PATIENCE
    while True:
        found: List[Any] = aws.call("ec2", "describe-volumes", "--filters", f"Name=tag:MasterSlot,Values={slot}")["Volumes"]
        if len(found) != 1:
            raise NodeError(f"{len(found)} volumes carry the tag MasterSlot={slot}; there has to be one")
        holders = [attached["InstanceId"] for attached in found[0].get("Attachments", [])]
        if found[0]["State"] == "available" or holders == [instance]:
            return str(found[0]["VolumeId"])
        if time.monotonic() > deadline:
            raise NodeError(f"{found[0]['VolumeId']} is {found[0]['State']}, held by {', '.join(holders) or 'nobody'}")
        say(f"waits for {found[0]['VolumeId']}, which {', '.join(holders) or 'nobody'} holds")
        sleep(10)


def _wait_for(device: Path, sleep: Any) -> None:
    for _ in range(60):
        if device.exists():
            return
        sleep(2)
    raise NodeError(f"{device} did not appear")


def mount(device: Path, say: Callable[[str], None]) -> None:
    """An empty volume gets a file system; one that has any is never formatted."""
    kind = subprocess.run(["blkid", "-o", "value", "-s", "TYPE", str(device)], capture_output=True, text=True, check=False)
    if kind.returncode not in (0, 2):
        raise NodeError(f"blkid {device}: {kind.stderr.strip()}")
    if kind.stdout.strip():
        say(f"{device.name} holds data of an earlier master")
    else:
        run("mkfs.ext4", "-q", "-L", _LABEL, str(device))
        say(f"{device.name} is new")
    # In the table, so that after a restart it is there before Docker is.
    lines = [f"LABEL={_LABEL} {_MOUNT} ext4 defaults,nofail,x-systemd.device-timeout=60 0 2"]
    lines += [f"{_MOUNT}/{name} {target} none bind,nofail 0 0" for name, target in _BOUND.items()]
    table = Path("/etc/fstab")
    text = table.read_text() if table.exists() else ""
    missing = [line for line in lines if line not in text]
    if missing:
        table.write_text(text + "".join(f"{line}\n" for line in missing))
    _mount(_MOUNT, "LABEL=" + _LABEL)
    for name, target in _BOUND.items():
        (_MOUNT / name).mkdir(mode=0o711, exist_ok=True)
        _mount(target, str(_MOUNT / name), "--bind")


def _mount(target: Path, source: str, *options: str) -> None:
    target.mkdir(parents=True, exist_ok=True)
    if subprocess.run(["mountpoint", "-q", str(target)], check=False).returncode != 0:
        run("mount", *options, source, str(target))
