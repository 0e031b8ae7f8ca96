"""What a measurement says."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Figure:
    what: str
    #: None where the machine could not do what has to be measured.
    value: float | None
    limit: float
    #: Whether the value has to reach the limit or to stay within it.
    kind: Literal["at least", "at most"]
    #: The measured values behind it.
    detail: str

    @property
    def holds(self) -> bool:
        """As it is printed: two digits after the point."""
        if self.value is None:
            return False
        value = round(self.value, 2)
        return value >= self.limit if self.kind == "at least" else value <= self.limit

    def __str__(self) -> str:
        mark = "ok  " if self.holds else "MISS"
        value = "-" if self.value is None else f"{self.value:.2f}"
        return f"{mark} {self.what:72} {value:>7}  {self.kind} {self.limit:g}; {self.detail}"
