"""Replacing a method while keeping the original within reach."""

from typing import Any, Callable


def around(owner: type, name: str, replacement: Callable[..., Any]) -> None:
    """Makes `owner.name(...)` call `replacement(original, self, ...)`."""
    original = getattr(owner, name)

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return replacement(original, self, *args, **kwargs)

    setattr(owner, name, method)
