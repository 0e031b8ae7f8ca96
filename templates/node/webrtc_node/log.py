"""Log lines for the journal: the level as a prefix that journald understands, never a secret."""

import sys

_levels = {"info": 6, "warning": 4, "error": 3}


def log(message: str, level: str = "info") -> None:
    print(f"<{_levels[level]}>{message}", file=sys.stderr, flush=True)
