"""Trees of Debian that machines are made of. They need the network, so they are made before the lab is entered, and kept."""

import shutil
from pathlib import Path

from . import CACHE
from .programs import run

#: A small Debian with the packages of a node.
BASE = CACHE / "base"

_PACKAGES = (
    "systemd,systemd-sysv,dbus,python3,python3-boto3,coturn,janus,nftables,ethtool,openssl,iproute2,"
    "prometheus-node-exporter,ca-certificates,procps"
)


def make_trees() -> None:
    if not _is_complete(BASE, _PACKAGES):
        _debootstrap(BASE, _PACKAGES)
        # Packages enable their services; here webrtc-boot starts them, as the playbook arranges it on a node.
        for unit in ("coturn", "janus"):
            (BASE / f"etc/systemd/system/multi-user.target.wants/{unit}.service").unlink(missing_ok=True)
        _complete(BASE, _PACKAGES)


def _debootstrap(tree: Path, packages: str) -> None:
    shutil.rmtree(tree, ignore_errors=True)
    # The archive that this machine uses itself.
    archives = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Codename: bookworm").split()
    if not archives:
        raise SystemExit("apt knows no archive of Debian 12 (bookworm): add one to its sources and run apt-get update")
    run("debootstrap", "--variant=minbase", f"--include={packages}", "bookworm", str(tree), archives[0])


def _is_complete(tree: Path, packages: str) -> bool:
    mark = tree / ".complete"
    return mark.is_file() and mark.read_text() == packages


def _complete(tree: Path, packages: str) -> None:
    (tree / ".complete").write_text(packages)
