"""The drills, in the order in which they run: what disturbs a node comes after what only looks."""

from .acme import acme
from .allocations import allocate, bandwidth, quota
from .balancers import haproxy, nginx, proxy_protocol
from .drain import drain, stop
from .failover import failover, frozen
from .faults import faults
from .hardening import hardening
from .janus import janus
from .mediasoup import mediasoup
from .observability import observability
from .paths import paths
from .peers import peers, peers_ipv6, platform
from .rotation import certificates, rotation
from .start import boot, crash, failures, reboot
from .ttl import ttl

all_drills = [
    paths,
    boot,
    allocate,
    peers,
    peers_ipv6,
    platform,
    ttl,
    quota,
    bandwidth,
    frozen,
    nginx,
    haproxy,
    proxy_protocol,
    failover,
    rotation,
    certificates,
    crash,
    reboot,
    faults,
    observability,
    hardening,
    failures,
    stop,
    drain,
    janus,
    mediasoup,
    acme,
]
