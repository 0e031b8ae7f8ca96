"""What a drill is, and what makes one fail."""

from collections.abc import Callable

from lab.runner import Drill
from lab.site import Site


def drill(name: str, limit: float = 300.0) -> Callable[[Callable[[Site], str]], Drill[Site]]:
    """Makes a drill of a function that returns its figure; one that takes longer than the limit hangs."""
    return lambda function: Drill(name, function, limit)


def expect(condition: object, message: str) -> None:
    if not condition:
        raise AssertionError(message)
