"""What a measurement says."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Figure:
    what: str
    value: float
    limit: float
    #: Whether the value has to reach the limit or to stay within it.
    kind: Literal["at least", "at most"]
    #: The measured values behind it.
    detail: str

    @property
    def holds(self) -> bool:
        """As it is printed: two digits after the point."""
        value = round(self.value, 2)
        return value >= self.limit if self.kind == "at least" else value <= self.limit
