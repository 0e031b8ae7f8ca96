"""What systemd says of the units' exposure."""

from lab.machine import Machine
from lab.site import Site

from .registry import drill, expect


@drill("hardening: exposure of our own services <= 4.0, of coturn <= 5.6")
def hardening(site: Site) -> str:
    node = site.node()
    ours = ("boot", "refresh", "drain", "health", "metrics", "logs")
    figures = [f"{name} {exposure(node, f'webrtc-{name}', 4.0)}" for name in ours]
    return ", ".join([*figures, f"coturn {exposure(node, 'coturn', 5.6)}"])


def exposure(node: Machine, unit: str, limit: float) -> float:
    text = node.call("systemd-analyze", "security", "--no-pager", f"{unit}.service", check=False)
    line = next((line for line in text.splitlines() if "Overall exposure level" in line), "")
    expect(line, f"{unit}: no answer of systemd-analyze: {text[-300:]}")
    value = float(line.split(":")[1].split()[0])
    expect(value <= limit, f"{unit}: exposure {value}, limit {limit}")
    return value
