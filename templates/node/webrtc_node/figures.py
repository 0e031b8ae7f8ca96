"""What a node knows of itself in numbers. One list feeds CloudWatch and Prometheus."""

import json
import re
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from . import certificate
from .engines import Engine
from .errors import NodeError
from .faults import read_faults
from .files import read_if_present
from .parameters import Parameters
from .paths import Paths
from .state import drain_reasons, drain_seconds, read_state

_ALLOWANCE = re.compile(r"^\s*(\w+)_allowance_exceeded:\s*(\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Figure:
    #: Name for Prometheus.
    name: str
    help: str
    kind: Literal["gauge", "counter"]
    value: float
    #: Name for CloudWatch (modules/shared/metrics.ts); empty: not sent there, where each metric costs money.
    cloud_name: str = ""
    unit: Literal["Count", "Seconds"] = "Count"
    label: tuple[str, str] | None = None


def collect(parameters: Parameters, paths: Paths, engine: Engine) -> list[Figure]:
    state = read_state(paths)
    draining = bool(drain_reasons(paths))
    healthy = _healthy(parameters.healthPort)
    faults = read_faults(paths)
    held = bool(state.public_ip) and "address" not in faults
    figures = [
        Figure("webrtc_address_held", "1 while the node holds an address of its pool", "gauge", held),
        Figure("webrtc_without_address", "1 while the node holds no address of its pool", "gauge", not held, "WithoutAddress"),
        Figure("webrtc_packet_filter", "1 while the packet filter stands", "gauge", "packet filter" not in faults),
        Figure("webrtc_healthy", "1 while the health service answers 200", "gauge", healthy),
        Figure(
            "webrtc_unhealthy",
            "1 while the health service refuses and the node does not drain",
            "gauge",
            not healthy and not draining,
            "Unhealthy",
        ),
        Figure("webrtc_draining", "1 while the node drains", "gauge", draining),
        Figure("webrtc_drain_seconds", "Seconds since the drain began", "gauge", drain_seconds(paths), "DrainSeconds", "Seconds"),
        Figure("webrtc_drain_limit_seconds", "Longest drain", "gauge", parameters.drainLimitSeconds),
    ]
    figures += _work(parameters, engine)
    figures += _log_counts(paths)
    figures += _allowances()
    days = certificate.days_left(paths)
    if days is not None:
        figures.append(
            Figure("webrtc_certificate_days", "Days until the node's certificate runs out", "gauge", days, "CertificateDays")
        )
    return figures


def prometheus_text(figures: list[Figure]) -> str:
    lines, described = [], set()
    for figure in figures:
        if figure.name not in described:
            lines += [f"# HELP {figure.name} {figure.help}", f"# TYPE {figure.name} {figure.kind}"]
            described.add(figure.name)
        label = f'{{{figure.label[0]}="{figure.label[1]}"}}' if figure.label else ""
        lines.append(f"{figure.name}{label} {float(figure.value):g}")
    return "\n".join(lines) + "\n"


def _work(parameters: Parameters, engine: Engine) -> list[Figure]:
    try:
        live = engine.live()
    except (NodeError, OSError, KeyError):
        # The health figure says that the server is gone; a zero here would say that it is idle.
        return []
    if parameters.coturn:
        return [
            Figure("webrtc_turn_allocations", "Live allocations", "gauge", live, "Allocations"),
            Figure("webrtc_turn_allocations_limit", "Allocations that the node may hold", "gauge", parameters.coturn.allocations),
        ]
    return [Figure("webrtc_media_sessions", "Live sessions", "gauge", live, "Sessions")]


def _log_counts(paths: Paths) -> list[Figure]:
    content = read_if_present(paths.figures)
    if content is None:
        return []
    counts = json.loads(content)
    return [
        Figure(
            "webrtc_turn_quota_refusals_total",
            "Allocations refused for a quota",
            "counter",
            counts.get("quota_refusals", 0),
            "QuotaRefusals",
        ),
        Figure(
            "webrtc_turn_session_bytes_total",
            "Bytes of TURN sessions that ended, both directions",
            "counter",
            counts.get("session_bytes", 0),
        ),
    ]


def _allowances() -> list[Figure]:
    """Packets that the instance's bandwidth, packet and connection allowances held back (ENA driver)."""
    counts: dict[str, int] = {}
    for interface in sorted(Path("/sys/class/net").glob("*")):
        # Only an interface with a device behind it has such counters.
        if not (interface / "device").exists():
            continue
        try:
            result = subprocess.run(["ethtool", "-S", interface.name], capture_output=True, text=True, timeout=5, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        for kind, value in _ALLOWANCE.findall(result.stdout):
            counts[kind] = counts.get(kind, 0) + int(value)
    return [
        Figure(
            "webrtc_allowance_exceeded_packets_total",
            "Packets that the instance's network allowances held back",
            "counter",
            value,
            "AllowanceExceededPackets",
            label=("allowance", kind),
        )
        for kind, value in sorted(counts.items())
    ]


def _healthy(port: int) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/healthz", timeout=3) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.HTTPError):
        return False
