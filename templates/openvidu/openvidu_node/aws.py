"""Calls of AWS CLI 2, which is part of Amazon Linux."""

import json
import subprocess
import time
from typing import Any

from .errors import NodeError

#: Tries of one call: rights of a new role and a new network take a while.
_TRIES = 5


class Aws:
    def __init__(self, region: str, sleep: Any = time.sleep):
        self._region = region
        self._sleep = sleep

    def call(self, service: str, operation: str, *options: str) -> Any:
        """The answer, as JSON. What fails for the moment is tried again."""
        command = ["aws", "--region", self._region, "--output", "json", service, operation, *options]
        for attempt in range(1, _TRIES + 1):
            done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
            if done.returncode == 0:
                return json.loads(done.stdout) if done.stdout.strip() else {}
            said = done.stderr.strip().splitlines()
            reason = said[-1] if said else f"exit {done.returncode}"
            if attempt == _TRIES or "ValidationError" in reason or "ResourceNotFound" in reason:
                break
            self._sleep(2**attempt)
        raise NodeError(f"aws {service} {operation}: {reason}")

    def secret(self, secret_id: str) -> str:
        answer = self.call("secretsmanager", "get-secret-value", "--secret-id", secret_id)
        return str(answer["SecretString"])
