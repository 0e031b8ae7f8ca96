"""A recording on the disk."""

import base64
import glob
import hashlib
import os
import stat
from dataclasses import dataclass

#: What the program records: video and audio.
ENDINGS = (".ivf", ".ogg")

#: Parts that a large recording is sent in; also how its ETag comes about.
PART_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Version:
    """A state of a file: another one means that somebody wrote to it."""

    size: int
    modified: int
    inode: int
    device: int


@dataclass(frozen=True)
class Content:
    """What is in a recording, in the words that a store uses."""

    size: int
    md5: str
    sha256: str
    #: ETag of the same bytes sent in parts.
    parts_etag: str

    @property
    def md5_base64(self):
        return base64.b64encode(bytes.fromhex(self.md5)).decode()

    @property
    def sha256_base64(self):
        return base64.b64encode(bytes.fromhex(self.sha256)).decode()


def recordings(directory):
    """Names of all recordings, oldest first."""
    found = []
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.endswith(ENDINGS) and entry.is_file(follow_symlinks=False):
                found.append((entry.stat(follow_symlinks=False).st_mtime, entry.name))
    return [name for _, name in sorted(found)]


def version(path):
    """State of a file now; None if it is gone."""
    try:
        status = os.stat(path, follow_symlinks=False)
    except FileNotFoundError:
        return None
    return Version(status.st_size, status.st_mtime_ns, status.st_ino, status.st_dev) if stat.S_ISREG(status.st_mode) else None


def open_files():
    """Device and inode of every file that a visible process holds open. In a container those of the program may be hidden."""
    held = set()
    for descriptor in glob.iglob("/proc/[0-9]*/fd/*"):
        try:
            status = os.stat(descriptor)
        except OSError:
            # Another user's process, or one that closed the file just now.
            continue
        held.add((status.st_dev, status.st_ino))
    return held


def content(path):
    """Reads a recording once."""
    whole, strong, parts, size = hashlib.md5(), hashlib.sha256(), [], 0
    with open(path, "rb") as file:
        while chunk := file.read(PART_BYTES):
            whole.update(chunk)
            strong.update(chunk)
            parts.append(hashlib.md5(chunk).digest())
            size += len(chunk)
    joined = hashlib.md5(b"".join(parts)).hexdigest()
    return Content(size, whole.hexdigest(), strong.hexdigest(), f"{joined}-{len(parts)}")
