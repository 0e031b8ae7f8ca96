"""The node's log: on the machine, and in CloudWatch before anybody is told how it ended."""

import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List, Tuple

from .aws import Aws
from .errors import NodeError

PATH = Path("/var/log/openvidu-node.log")

#: PutLogEvents takes 10,000 events and 1 MiB, with 26 bytes for each event, and 256 KiB for one.
_MOST_EVENTS, _MOST_BYTES, _OVERHEAD, _LONGEST = 1000, 900_000, 26, 200_000


class Journal:
    """Writes lines, and ships them. What is said in a secret never leaves the machine, nor reaches its disk."""

    def __init__(self, aws: Aws, group: str, stream: str, path: Path = PATH):
        self._aws = aws
        self._target = ["--log-group-name", group, "--log-stream-name", stream]
        self._path = path
        self._waiting: List[Tuple[int, str]] = []
        self._secrets: List[str] = []
        self._has_stream = False

    def hide(self, values: "List[str]") -> None:
        self._secrets += [value for value in values if len(value) >= 8]

    def say(self, line: str) -> None:
        for secret in self._secrets:
            line = line.replace(secret, "***")
        print(line, flush=True)
        now = int(time.time() * 1000)
        # Times never go back within a batch: CloudWatch refuses that.
        self._waiting.append((max(now, self._waiting[-1][0]) if self._waiting else now, line[:_LONGEST] or " "))
        with open(os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as file:
            file.write(f"{line}\n")

    def ship(self) -> bool:
        """Sends what waits. Says whether all of it arrived; what did not is kept for the next time."""
        try:
            while self._waiting:
                batch = self._batch()
                self._send([{"timestamp": at, "message": line} for at, line in batch])
                del self._waiting[: len(batch)]
            return True
        except NodeError as error:
            print(f"log: {error}", flush=True)
            return False

    def _batch(self) -> List[Tuple[int, str]]:
        size, count = 0, 0
        for _, line in self._waiting[:_MOST_EVENTS]:
            size += len(line.encode()) + _OVERHEAD
            if count and size > _MOST_BYTES:
                break
            count += 1
        return self._waiting[:count]

    def _send(self, events: List[Dict[str, Any]]) -> None:
        if not self._has_stream:
            try:
                self._aws.call("logs", "create-log-stream", *self._target)
            except NodeError as error:
                # A boot before this one made it.
                if "ResourceAlreadyExists" not in str(error):
                    raise
            self._has_stream = True
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(events, file)
            file.flush()
            self._aws.call("logs", "put-log-events", *self._target, "--log-events", f"file://{file.name}")
