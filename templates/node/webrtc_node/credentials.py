"""Time-limited TURN credentials (draft-uberti-behave-turn-rest): the server needs the shared secret alone."""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Credential:
    username: str
    password: str


def issue(secret: str, user: str, seconds: int, now: float | None = None) -> Credential:
    username = f"{int(time.time() if now is None else now) + seconds}:{user}"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return Credential(username, base64.b64encode(digest).decode())
