"""Programs that the drills start, and what they say."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from . import project

#: Program and the package of Debian that has it.
PROGRAMS = {
    "turnutils_peer": "coturn",
    "nginx": "nginx",
    "haproxy": "haproxy",
    "nft": "nftables",
    "ip": "iproute2",
    "systemd-nspawn": "systemd-container",
    "debootstrap": "debootstrap",
    "openssl": "openssl",
    "promtool": "prometheus",
    "pebble": "pebble",
    "npx": "nodejs",
}


def require_programs() -> None:
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if not Path("/usr/lib/nginx/modules/ngx_stream_module.so").exists():
        missing.append("libnginx-mod-stream")
    if missing:
        sys.exit(f"Missing programs. Install them: apt-get install --no-install-recommends {' '.join(sorted(set(missing)))}")
    if os.geteuid() != 0:
        sys.exit("The drills make network namespaces and machines: run them as root on Linux.")


def run(*words: str, **options: Any) -> str:
    result = subprocess.run(words, capture_output=True, text=True, check=False, **options)
    if result.returncode:
        raise RuntimeError(f"{' '.join(words)}: {result.stdout[-2000:].strip()} {result.stderr.strip()}")
    return result.stdout


def render(request: dict[str, Any]) -> dict[str, Any]:
    """What modules/nodes renders; see render.ts."""
    answer: dict[str, Any] = json.loads(
        run("npx", "--no-install", "tsx", "__tests__/integration/nodes/render.ts", input=json.dumps(request), cwd=project)
    )
    return answer
