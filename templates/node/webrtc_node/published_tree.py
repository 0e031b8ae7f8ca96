"""A directory that changes as a whole: readers follow a symbolic link, which is swapped in one step."""

import os
import shutil
import tempfile
from pathlib import Path

Tree = dict[Path, bytes]


def publish_tree(link: Path, files: Tree, group: int = -1) -> bool:
    """Makes `link` show exactly these files, 0640. Says whether anything changed."""
    if read_tree(link) == files:
        return False
    link.parent.mkdir(parents=True, exist_ok=True)
    tree = Path(tempfile.mkdtemp(prefix=f"{link.name}.", dir=link.parent))
    for name, content in files.items():
        target = tree / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        target.chmod(0o640)
    for path in (tree, *tree.rglob("*")):
        if group >= 0:
            os.chown(path, -1, group)
        if path.is_dir():
            path.chmod(0o750)
    old = link.resolve() if link.is_symlink() else None
    temporary = link.with_name(f".{link.name}.new")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(tree.name)
    os.replace(temporary, link)
    if old and old != tree:
        shutil.rmtree(old, ignore_errors=True)
    return True


def read_tree(link: Path) -> Tree:
    if not link.is_dir():
        return {}
    return {file.relative_to(link): file.read_bytes() for file in sorted(link.rglob("*")) if file.is_file()}
