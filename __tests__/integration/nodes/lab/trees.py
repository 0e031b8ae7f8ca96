"""Trees of Debian that machines are made of. They need the network, so they are made before the lab is entered, and kept."""

import shutil
from pathlib import Path

from . import CACHE
from .programs import run

#: Debian as a cloud's image has it, more or less.
STOCK = CACHE / "stock"
#: The same with the packages of a node.
BASE = CACHE / "base"

_STOCK_PACKAGES = "systemd,systemd-sysv,dbus,python3,python3-apt,ca-certificates,iproute2,procps"
_NODE_PACKAGES = (
    "python3-boto3 coturn janus nftables ethtool openssl prometheus-node-exporter certbot python3-certbot-dns-route53"
)


def make_trees() -> None:
    if not is_complete(STOCK, _STOCK_PACKAGES):
        shutil.rmtree(STOCK, ignore_errors=True)
        run("debootstrap", "--variant=minbase", f"--include={_STOCK_PACKAGES}", "bookworm", str(STOCK), _archive())
        mark_complete(STOCK, _STOCK_PACKAGES)
    if not is_complete(BASE, _NODE_PACKAGES):
        copy_tree(STOCK, BASE)
        within(BASE, "apt-get", "update", "--quiet=2")
        within(BASE, "apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", *_NODE_PACKAGES.split())
        # Packages enable their services; here ours start them, as the playbook arranges it on a node.
        for link in ("multi-user.target.wants/coturn.service", "multi-user.target.wants/janus.service", "timers.target.wants/certbot.timer"):
            (BASE / "etc/systemd/system" / link).unlink(missing_ok=True)
        mark_complete(BASE, _NODE_PACKAGES)


def _archive() -> str:
    """The archive that this machine uses itself."""
    found = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Codename: bookworm").split()
    if not found:
        raise SystemExit("apt knows no archive of Debian 12 (bookworm): add one to its sources and run apt-get update")
    return found[0]


def copy_tree(tree: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    run("cp", "--archive", str(tree), str(target))
    (target / ".complete").unlink()


def within(tree: Path, *words: str) -> str:
    """Runs a program in a tree, with the network of this machine."""
    settings = ("--setenv=DEBIAN_FRONTEND=noninteractive", "--setenv=LC_ALL=C.UTF-8")
    return run("systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--directory", str(tree), *settings, *words)


def is_complete(tree: Path, packages: str) -> bool:
    mark = tree / ".complete"
    return mark.is_file() and mark.read_text() == packages


def mark_complete(tree: Path, packages: str) -> None:
    (tree / ".complete").write_text(packages)
