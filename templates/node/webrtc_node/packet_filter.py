"""Whether the kernel holds the node's packet filter. Without it clients reach, by way of the media server, what they never may."""

import json
import subprocess
from typing import Any

#: Table of `/etc/nftables.conf`, and its chains with the least number of rules that each has to hold.
_TABLE = ("inet", "webrtc")
_CHAINS = {"output": 1, "media": 1, "input": 0}
_REMEDY = "systemctl restart nftables, and see its journal"


def packet_filter_fault() -> str:
    """What is missing; empty when the filter stands."""
    command = ["nft", "--json", "list", "table", *_TABLE]
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"the packet filter cannot be read: {error}"
    if result.returncode:
        said = (result.stderr.strip() or f"nft ended with {result.returncode}").splitlines()[0]
        return f"no packet filter ({said}): {_REMEDY}"
    try:
        return missing_parts(json.loads(result.stdout)["nftables"])
    except ValueError as error:
        return f"the packet filter cannot be read: {error}"


def missing_parts(objects: list[dict[str, Any]]) -> str:
    hooked = {entry["chain"]["name"] for entry in objects if "hook" in entry.get("chain", {})}
    rules = [entry["rule"]["chain"] for entry in objects if "rule" in entry]
    present = {entry["chain"]["name"] for entry in objects if "chain" in entry}
    # `media` is jumped to; the other two hang on the kernel's hooks.
    missing = [
        chain
        for chain, least in _CHAINS.items()
        if chain not in (present if chain == "media" else hooked) or rules.count(chain) < least
    ]
    return f"the packet filter lacks rules in {', '.join(missing)}: {_REMEDY}" if missing else ""
