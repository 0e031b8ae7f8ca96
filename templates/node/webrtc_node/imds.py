"""Instance metadata, version 2 only."""

import http.client
import os
import urllib.error
import urllib.request

from .errors import NodeError

#: Seconds that a token lives; one is fetched for each batch of questions and kept until it is refused.
_TOKEN_SECONDS = 300


class Imds:
    def __init__(self, base: str | None = None, timeout: float = 2.0):
        self._base = (base or os.environ.get("WEBRTC_IMDS", "http://169.254.169.254")).rstrip("/")
        self._timeout = timeout
        self._token: str | None = None

    def get(self, path: str) -> str | None:
        """Text at a path below `latest/meta-data/`; None where there is none (404)."""
        for fresh in (False, True):
            if self._token is None or fresh:
                self._token = self._new_token()
            try:
                return self._call("GET", f"meta-data/{path}", {"X-aws-ec2-metadata-token": self._token})
            except urllib.error.HTTPError as error:
                if error.code == 404:
                    return None
                if error.code != 401 or fresh:
                    raise NodeError(f"instance metadata answered {error.code} for {path}") from None
        raise AssertionError("unreachable")

    def require(self, path: str) -> str:
        value = self.get(path)
        if not value:
            raise NodeError(f"instance metadata has no {path}")
        return value

    def target_state(self) -> str:
        """Where Auto Scaling wants the instance: `InService`, `Terminated`, `Warmed:Stopped` …; empty outside of a group."""
        return self.get("autoscaling/target-lifecycle-state") or ""

    def _new_token(self) -> str:
        try:
            return self._call("PUT", "api/token", {"X-aws-ec2-metadata-token-ttl-seconds": str(_TOKEN_SECONDS)})
        except urllib.error.HTTPError as error:
            raise NodeError(f"instance metadata answered {error.code} for a token") from None

    def _call(self, method: str, path: str, headers: dict[str, str]) -> str:
        request = urllib.request.Request(f"{self._base}/latest/{path}", method=method, headers=headers)
        try:
            # A proxy from the environment must never see metadata.
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(request, timeout=self._timeout) as answer:
                return answer.read().decode().strip()
        except urllib.error.HTTPError:
            raise
        except (OSError, http.client.HTTPException) as error:
            raise NodeError(f"instance metadata does not answer: {error}") from None
