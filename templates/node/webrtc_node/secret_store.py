"""Secrets of this node's role: read from the store, kept in memory-backed files, never logged.

Each role has up to two valid values, newest first: what is handed out now, and what was handed out before the last rotation."""

import grp
import json
from pathlib import Path

from .cloud import Cloud, CloudError
from .errors import NodeError
from .files import read_if_present, write_atomically
from .parameters import Parameters
from .paths import Paths

Secrets = dict[str, list[str]]

#: Shorter ones can be guessed from one captured credential.
_SHORTEST = 32


def read_secrets(parameters: Parameters, cloud: Cloud | None) -> Secrets:
    return {role: _read(role, source, cloud) for role, source in parameters.secrets.items()}


def _read(role: str, source: str, cloud: Cloud | None) -> list[str]:
    if cloud is None:
        values = [line.strip() for line in Path(source).read_text().splitlines() if line.strip()][:2]
    else:
        values = [value for stage in ("AWSCURRENT", "AWSPREVIOUS") if (value := _stage(cloud, source, stage))]
    if not values:
        raise NodeError(f"the secret of {role} is empty")
    for value in values:
        if len(value) < _SHORTEST or not value.isprintable() or any(letter in value for letter in "\"'\\ "):
            raise NodeError(f"the secret of {role} needs {_SHORTEST} or more characters, without quotes, spaces and backslashes")
    return list(dict.fromkeys(values))


def _stage(cloud: Cloud, secret_id: str, stage: str) -> str | None:
    try:
        return str(cloud.call("secretsmanager", "get_secret_value", SecretId=secret_id, VersionStage=stage)["SecretString"])
    except CloudError as error:
        # Before the first rotation there is no previous value.
        if stage == "AWSPREVIOUS" and error.code == "ResourceNotFoundException":
            return None
        raise


def save_secrets(paths: Paths, secrets: Secrets) -> None:
    write_atomically(paths.secrets, json.dumps(secrets).encode(), 0o640, group_of("webrtc"))


def load_secrets(paths: Paths) -> Secrets:
    content = read_if_present(paths.secrets)
    if content is None:
        raise NodeError("the secrets are not here yet: the boot service reads them")
    loaded: Secrets = json.loads(content)
    return loaded


def group_of(name: str) -> int:
    """Number of a group; -1, which changes nothing, where it does not exist."""
    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        return -1
