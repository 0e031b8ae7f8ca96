"""One sweep over the recordings of a machine."""

import os
import time
from dataclasses import dataclass

from recording import content, open_files, recordings, version
from store import StoreError

#: Attempts for one recording in one sweep. What is left then is for the next sweep.
ATTEMPTS = 3

#: A live room keeps its recordings until nobody has written to them for so many times the settling time: a publisher may pause.
LIVE_FACTOR = 12


@dataclass
class Counts:
    """What a sweep did."""

    uploaded: int = 0
    #: The store had it already: the program uploaded it and could not delete it, or the answer got lost.
    present: int = 0
    deleted: int = 0
    #: Still being written, or about to be uploaded by the program.
    waiting: int = 0
    failed: int = 0


class Sweep:
    """Uploads what was left behind, each recording once, and deletes what the store confirms."""

    def __init__(self, settings, store, say, live_rooms, clock=time.time):
        self.settings = settings
        self.store = store
        self.say = say
        self.live_rooms = live_rooms
        self.clock = clock
        #: Recordings that stay on the disk and that the store has: they are not read again.
        self.known = {}

    def run(self, settle=None):
        """Sweeps once."""
        settle = self.settings.settle if settle is None else settle
        counts = Counts()
        names = recordings(self.settings.directory)
        live = self.live_rooms() if names else ()
        held = open_files() if names else set()
        for name in names:
            path = os.path.join(self.settings.directory, name)
            before = version(path)
            if before is None or self.known.get(name) == before:
                continue
            age = self.clock() - before.modified / 1e9
            busy = any(name.startswith(f"{room}_") for room in live)
            if age < (settle * LIVE_FACTOR if busy else settle) or (before.device, before.inode) in held:
                counts.waiting += 1
                continue
            try:
                self._settle(name, path, before, counts)
            except FileNotFoundError:
                # The program uploaded and deleted it just now.
                continue
            except (StoreError, OSError) as error:
                counts.failed += 1
                self.say("left", recording=name, reason=str(error) if isinstance(error, StoreError) else type(error).__name__)
        return counts

    def _settle(self, name, path, before, counts):
        found = content(path)
        key = self._stored(name, path, found, counts)
        if version(path) != before:
            # Somebody wrote to it meanwhile: what the store has is not all of it.
            counts.waiting += 1
        elif self.settings.delete:
            os.unlink(path)
            counts.deleted += 1
            self.say("deleted", recording=name, key=key)
        else:
            self.known[name] = before

    def _stored(self, name, path, found, counts):
        """Key under which the store confirms to have the recording."""
        stem, ending = os.path.splitext(name)
        # Another recording under the same name must not be overwritten, nor this one be given up for it.
        keys = [self._key(name), self._key(f"{stem}-{found.sha256[:12]}{ending}")]
        reason = StoreError("the store has other content than was sent")
        uploaded = False
        for _ in range(ATTEMPTS):
            try:
                for key in keys:
                    state = self.store.compare(key, found)
                    if state == "same":
                        self._count(name, key, uploaded, counts)
                        return key
                    if state == "absent":
                        uploaded = True
                        self.store.upload(path, key, found)
                        break
            except StoreError as error:
                reason = error
        for key in keys:
            if self.store.compare(key, found) == "same":
                self._count(name, key, uploaded, counts)
                return key
        raise reason

    def _count(self, name, key, uploaded, counts):
        if uploaded:
            counts.uploaded += 1
            self.say("uploaded", recording=name, key=key)
        else:
            counts.present += 1

    def _key(self, name):
        return f"{self.settings.prefix}/{name}" if self.settings.prefix else name
