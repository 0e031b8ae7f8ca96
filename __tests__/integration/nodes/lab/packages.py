"""An archive of Debian packages in the lab, for machines that install theirs when they first boot."""

import functools
import gzip
import hashlib
import http.server
import shutil
import threading
import time
from pathlib import Path
from typing import Any

from . import CACHE
from .programs import run
from .trees import STOCK, copy_tree, is_complete, mark_complete, within

_ARCHIVE = CACHE / "packages"
_PACKAGES = "ansible-core python3-boto3 coturn nftables ethtool openssl prometheus-node-exporter nodejs"
_PORT = 8000
#: A node of a cloud fetches its packages from a snapshot service over the internet, not from its own disk: 40 Mb/s.
_BYTES_PER_SECOND, _BLOCK = 5_000_000, 65536

#: What a machine writes to its apt sources.
SOURCE = f"deb [trusted=yes] http://10.88.0.1:{_PORT} ./\n"


def make_archive() -> None:
    """The packages with all that they need beyond stock Debian. Needs the network; kept."""
    if (_ARCHIVE / "Packages.gz").exists() and is_complete(_ARCHIVE, _PACKAGES):
        return
    shutil.rmtree(_ARCHIVE, ignore_errors=True)
    _ARCHIVE.mkdir()
    tree = CACHE / "packages.tree"
    copy_tree(STOCK, tree)
    within(tree, "apt-get", "update", "--quiet=2")
    within(tree, "apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", "--download-only", *_PACKAGES.split())
    for package in (tree / "var/cache/apt/archives").glob("*.deb"):
        shutil.move(package, _ARCHIVE)
    entries = "\n".join(_entry(package) for package in sorted(_ARCHIVE.glob("*.deb")))
    (_ARCHIVE / "Packages.gz").write_bytes(gzip.compress(f"{entries}\n{_rest(tree)}".encode(), 6))
    shutil.rmtree(tree)
    mark_complete(_ARCHIVE, _PACKAGES)


def _entry(package: Path) -> str:
    """What an index says of one package."""
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    return f"{run('dpkg-deb', '--field', str(package))}Filename: ./{package.name}\nSize: {package.stat().st_size}\nSHA256: {digest}\n"


def _rest(tree: Path) -> str:
    """What else Debian's index lists: a machine reads all of it before it installs anything."""
    held = {package.name.split("_")[0] for package in _ARCHIVE.glob("*.deb")}
    lists = (tree / "var/lib/apt/lists").glob("*_Packages")
    stanzas = [stanza for file in lists for stanza in file.read_text().split("\n\n")]
    return "\n\n".join(stanza for stanza in stanzas if stanza.partition("\n")[0].removeprefix("Package: ") not in held)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def copyfile(self, source: Any, outputfile: Any) -> None:
        while block := source.read(_BLOCK):
            outputfile.write(block)
            time.sleep(len(block) / _BYTES_PER_SECOND)

    def log_message(self, *arguments: Any) -> None:
        pass


def serve_archive() -> None:
    handler = functools.partial(_Handler, directory=str(_ARCHIVE))
    server = http.server.ThreadingHTTPServer(("10.88.0.1", _PORT), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
