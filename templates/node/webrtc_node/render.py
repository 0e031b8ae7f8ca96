"""Fills in the blanks of the baked templates, all files or none."""

import re
from collections.abc import Callable
from pathlib import Path

from .errors import NodeError
from .published_tree import Tree, publish_tree

_BLANK = re.compile(r"@@([a-z0-9_]+)@@")


def render_text(text: str, values: dict[str, str], source: str) -> str:
    unknown = sorted({name for name in _BLANK.findall(text) if not values.get(name)})
    if unknown:
        raise NodeError(f"{source}: nothing to put in for " + ", ".join(f"@@{name}@@" for name in unknown))
    # A line break in a value would add a line to a configuration.
    broken = sorted(name for name, value in values.items() if "\n" in value or "\r" in value)
    if broken:
        raise NodeError(f"{source}: a line break in " + ", ".join(broken))
    return _BLANK.sub(lambda match: values[match[1]], text)


def render_tree(
    templates: Path, link: Path, values: dict[str, str], group: int = -1, check: Callable[[Tree], None] = lambda _: None
) -> bool:
    """Renders every file below `templates` to the tree behind `link`. Says whether anything changed. What `check` refuses is not
    shown: the server keeps the files of before, or has none and cannot start."""
    files: Tree = {
        file.relative_to(templates): render_text(file.read_text(), values, str(file)).encode()
        for file in sorted(templates.rglob("*"))
        if file.is_file()
    }
    if not files:
        raise NodeError(f"{templates} holds no template")
    check(files)
    return publish_tree(link, files, group)
