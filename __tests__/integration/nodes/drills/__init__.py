"""The drills, in the order in which they run: what disturbs a node comes after what only looks."""

from .allocations import allocate, bandwidth, peers, quota
from .balancers import haproxy, nginx
from .drain import drain, stop
from .failover import failover, frozen
from .hardening import hardening
from .janus import janus
from .observability import observability
from .rotation import certificates, rotation
from .start import boot, crash, failures, reboot

all_drills = [
    boot,
    allocate,
    peers,
    quota,
    bandwidth,
    frozen,
    nginx,
    haproxy,
    failover,
    rotation,
    certificates,
    crash,
    reboot,
    observability,
    hardening,
    failures,
    stop,
    drain,
    janus,
]
