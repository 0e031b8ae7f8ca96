"""What the cloud says of this instance: metadata of version 2, by a token."""

import time
import urllib.error
import urllib.request
from typing import Optional

from .errors import NodeError

_BASE = "http://169.254.169.254/latest"


def _ask(path: str, method: str, headers: "dict[str, str]") -> str:
    request = urllib.request.Request(f"{_BASE}/{path}", method=method, headers=headers)
    # No proxy: the address is this machine's own.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=5) as answer:
        return answer.read().decode()


def get(path: str) -> Optional[str]:
    """A value, or None where there is none."""
    try:
        token = _ask("api/token", "PUT", {"X-aws-ec2-metadata-token-ttl-seconds": "60"})
        return _ask(f"meta-data/{path}", "GET", {"X-aws-ec2-metadata-token": token})
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise NodeError(f"metadata {path}: {error}") from error
    except OSError as error:
        raise NodeError(f"metadata {path}: {error}") from error


def require(path: str) -> str:
    """A value without which nothing begins, not even a log: a service that does not answer yet is asked again for half a minute."""
    for pause in (1, 1, 2, 4, 8, 15, 0):
        try:
            value = get(path)
            break
        except NodeError:
            if not pause:
                raise
            time.sleep(pause)
    if not value:
        raise NodeError(f"metadata has no {path}")
    return value
