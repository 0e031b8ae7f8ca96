"""OpenVidu's own installer: fetched, compared with the digest of the plan, and only then run."""

import hashlib
import json
import os
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Dict, List

from . import imds
from .aws import Aws
from .errors import NodeError
from .journal import Journal
from .parameters import Installer, Parameters

#: Says which installer has run on this machine; the data volume does not carry it to another one.
_DONE = Path("/var/lib/openvidu-node/installed")
_SETTINGS = Path("/opt/openvidu/config/cluster/openvidu.env")
#: An installer is a text of some hundred kilobytes.
_MOST_BYTES = 16 * 1024 * 1024
_SHIP_SECONDS = 5.0


def install(parameters: Parameters, aws: Aws, journal: Journal) -> None:
    if _DONE.exists() and _DONE.read_text() == parameters.installer.sha256:
        journal.say("is installed already")
        return
    with tempfile.TemporaryDirectory() as directory:
        script = Path(directory) / "install.sh"
        script.write_bytes(fetch(parameters.installer, aws))
        journal.say(f"installer has the digest {parameters.installer.sha256}")
        command = ["bash", str(script), *flags(parameters, credentials(parameters, aws, journal))]
        code = run_aloud(command, journal)
    if code != 0:
        raise NodeError(f"the installer ended with {code}")
    configure(parameters, journal)
    _DONE.parent.mkdir(parents=True, exist_ok=True)
    _DONE.write_text(parameters.installer.sha256)


def fetch(installer: Installer, aws: Aws) -> bytes:
    if installer.url:
        if not installer.url.startswith("https://"):
            raise NodeError(f"{installer.url} is not HTTPS")
        try:
            with urllib.request.urlopen(installer.url, timeout=60) as answer:
                content = answer.read(_MOST_BYTES)
        except OSError as error:
            raise NodeError(f"{installer.url}: {error}") from error
    else:
        with tempfile.TemporaryDirectory() as directory:
            target = os.path.join(directory, "installer")
            aws.call("s3api", "get-object", "--bucket", installer.bucket or "", "--key", installer.key or "", target)
            content = Path(target).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != installer.sha256:
        raise NodeError(f"the installer has the digest {found}, not {installer.sha256}: it is not run")
    return content


def credentials(parameters: Parameters, aws: Aws, journal: Journal) -> Dict[str, str]:
    """Values by flag. Nothing that is said from here on shows them."""
    stored = json.loads(aws.secret(parameters.secret))
    try:
        values = {flag: str(stored[name]) for flag, name in parameters.credentialFlags.items()}
    except KeyError as error:
        raise NodeError(f"{parameters.secret} lacks {error}") from error
    if parameters.licenseSecret:
        values["openvidu-pro-license"] = aws.secret(parameters.licenseSecret).strip()
    journal.hide(list(values.values()))
    return values


def flags(parameters: Parameters, values: Dict[str, str]) -> List[str]:
    node = ["--no-tty", "--install", "--environment=aws", "--deployment-type=ha", f"--node-role={parameters.role}-node"]
    if parameters.role == "media":
        node.append(f"--private-ip={imds.require('local-ipv4')}")
    node.append(f"--master-node-private-ip-list={','.join(parameters.masters)}")
    return [*node, *parameters.flags, *(f"--{flag}={value}" for flag, value in values.items())]


def run_aloud(command: List[str], journal: Journal) -> int:
    """Runs a program whose every line goes to the log, and to CloudWatch while it runs."""
    shipped = time.monotonic()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, errors="replace"
    ) as process:
        assert process.stdout
        for line in process.stdout:
            journal.say(line.rstrip("\n"))
            if time.monotonic() - shipped >= _SHIP_SECONDS:
                journal.ship()
                shipped = time.monotonic()
    return process.returncode


def configure(parameters: Parameters, journal: Journal) -> None:
    """Sets lines of the cluster's settings, such as the buckets."""
    if not parameters.settings:
        return
    if not _SETTINGS.exists():
        raise NodeError(f"the installer left no {_SETTINGS}")
    kept = [line for line in _SETTINGS.read_text().splitlines() if line.split("=")[0] not in parameters.settings]
    ours = [f"{name}={value}" for name, value in parameters.settings.items()]
    _SETTINGS.write_text("\n".join([*kept, *ours]) + "\n")
    journal.say(f"settings: {', '.join(parameters.settings)}")
