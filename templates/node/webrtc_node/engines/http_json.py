"""Small JSON requests to a server on this machine."""

import http.client
import json
import urllib.error
import urllib.request
from typing import Any

from ..errors import NodeError


def ask(method: str, url: str, body: dict[str, Any] | None = None, timeout: float = 0.8) -> dict[str, Any]:
    request = urllib.request.Request(
        url, None if body is None else json.dumps(body).encode(), {"Content-Type": "application/json"}, method=method
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=timeout) as answer:
            value = json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        raise NodeError(f"{url} answered {error.code}") from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise NodeError(f"{url} does not answer: {error}") from None
    if not isinstance(value, dict):
        raise NodeError(f"{url} answered no JSON object")
    return value
