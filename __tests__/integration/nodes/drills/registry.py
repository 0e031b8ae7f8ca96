"""What a drill is, and what makes one fail."""

from collections.abc import Callable
from dataclasses import dataclass

from lab.site import Site


@dataclass(frozen=True)
class Drill:
    name: str
    run: Callable[[Site], str]


def drill(name: str) -> Callable[[Callable[[Site], str]], Drill]:
    """Makes a drill of a function that returns its figure."""
    return lambda function: Drill(name, function)


def expect(condition: object, message: str) -> None:
    if not condition:
        raise AssertionError(message)
