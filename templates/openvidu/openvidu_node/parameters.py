"""What the plan tells the node. Names of secrets are in it, values never."""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Dict, List, Optional

from .errors import NodeError

PATH = Path("/etc/openvidu-node/parameters.json")


@dataclass(frozen=True)
class Installer:
    sha256: str
    #: Over HTTPS.
    url: Optional[str] = None
    #: Or an object in the artifact bucket.
    bucket: Optional[str] = None
    key: Optional[str] = None


@dataclass(frozen=True)
class Parameters:
    role: str
    region: str
    #: Auto Scaling group and its hooks.
    group: str
    launchingHook: str
    terminatingHook: Optional[str]
    logGroup: str
    keepFailedNodes: bool
    installer: Installer
    #: Secret of this role, and credentials that the installer takes: flag and name in the secret.
    secret: str
    credentialFlags: Dict[str, str]
    #: Flags of the installer whose values are no secret, in order.
    flags: List[str]
    masters: List[str]
    #: Where the node says that it serves; absent: it has done its part once it is started.
    healthUrl: Optional[str]
    #: Seconds that starting may take until health answers.
    healthSeconds: int
    #: Secret with the license; masters alone.
    licenseSecret: Optional[str] = None
    #: Tag of the volume; masters alone.
    slot: Optional[str] = None
    #: Lines of the cluster's settings; masters alone.
    settings: Optional[Dict[str, str]] = None
    drainHeartbeatSeconds: int = 600
    drainLimitSeconds: int = 0


def load(path: Path = PATH) -> Parameters:
    try:
        given: Dict[str, Any] = json.loads(path.read_text())
        installer = Installer(**given.pop("installer"))
        known = {field.name for field in fields(Parameters)}
        if unknown := sorted(set(given) - known):
            raise NodeError(f"{path}: unknown parameters: {', '.join(unknown)}")
        return Parameters(installer=installer, **given)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise NodeError(f"{path}: {error}") from error
