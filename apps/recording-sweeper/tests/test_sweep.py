"""One promise each: what a sweep does with a store that works, and with one that does not."""

import os
import tempfile
import time
import unittest
from pathlib import Path

from recording import content
from store import StoreError
from sweep import Sweep
from sweeper_settings import SettingsError, read_settings

SECRET = "value-of-a-secret"


class FakeStore:
    """Keeps objects in memory; `losing` answers of uploads get lost."""

    def __init__(self, losing=0, refusing=0):
        self.objects, self.uploads = {}, []
        self.losing, self.refusing = losing, refusing

    def compare(self, key, found):
        stored = self.objects.get(key)
        return "absent" if stored is None else "same" if stored == found.sha256 else "other"

    def upload(self, path, key, found):
        self.uploads.append(key)
        if self.refusing > 0:
            self.refusing -= 1
            raise StoreError("upload SlowDown")
        self.objects[key] = content(path).sha256
        if self.losing > 0:
            self.losing -= 1
            raise StoreError("upload ConnectionClosedError")


class SweepTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)
        self.said = []

    def sweep(self, store, live=(), **more):
        environment = {"RECORD_DIR": str(self.directory), "S3_BUCKET": "records", "DELETE_RECORDING_AFTER_UPLOAD": "1"}
        settings = read_settings({**environment, **more})
        return Sweep(settings, store, lambda event, **fields: self.said.append((event, fields)), lambda: live)

    def record(self, name, text=b"media", age=600):
        path = self.directory / name
        path.write_bytes(text)
        os.utime(path, (time.time() - age,) * 2)
        return path

    def test_deletes_what_the_store_confirms(self):
        path, store = self.record("room_track_1.ivf"), FakeStore()
        counts = self.sweep(store).run()
        self.assertEqual((counts.uploaded, counts.deleted, path.exists()), (1, 1, False))

    def test_keeps_what_the_store_does_not_confirm(self):
        path, store = self.record("room_track_1.ivf"), FakeStore(refusing=100)
        counts = self.sweep(store).run()
        self.assertEqual((counts.failed, counts.deleted, path.exists()), (1, 0, True))
        self.assertEqual(self.said, [("left", {"recording": "room_track_1.ivf", "reason": "upload SlowDown"})])

    def test_uploads_once_if_only_the_answer_got_lost(self):
        self.record("room_track_1.ivf")
        store = FakeStore(losing=1)
        self.sweep(store).run()
        self.assertEqual(store.uploads, ["room_track_1.ivf"])

    def test_keeps_a_recording_that_grew_meanwhile(self):
        path = self.record("room_track_1.ivf")

        class Slow(FakeStore):
            def upload(self, *arguments):
                super().upload(*arguments)
                path.write_bytes(b"media and more")

        counts = self.sweep(Slow()).run()
        self.assertEqual((counts.deleted, counts.waiting, path.exists()), (0, 1, True))

    def test_leaves_links_and_other_files_alone(self):
        target = self.record("notes.txt")
        (self.directory / "link_track_1.ivf").symlink_to(target)
        store = FakeStore()
        self.sweep(store).run(settle=0)
        self.assertEqual(store.uploads, [])

    def test_leaves_a_recording_alone_that_is_still_open_however_long_nothing_was_written(self):
        path = self.record("room_track_1.ivf", age=86_400)
        store = FakeStore()
        with open(path, "ab"):
            counts = self.sweep(store).run()
        self.assertEqual((counts.waiting, store.uploads), (1, []))

    def test_waits_longer_for_a_live_room(self):
        self.record("room_track_1.ivf")
        store = FakeStore()
        counts = self.sweep(store, live=("room",)).run()
        self.assertEqual((counts.waiting, store.uploads), (1, []))

    def test_reads_what_stays_on_the_disk_once(self):
        self.record("room_track_1.ivf")
        store = FakeStore()
        sweep = self.sweep(store, DELETE_RECORDING_AFTER_UPLOAD="0")
        sweep.run()
        store.objects.clear()
        counts = sweep.run()
        self.assertEqual((store.uploads, counts.uploaded), (["room_track_1.ivf"], 0))


class SettingsTest(unittest.TestCase):
    def test_tells_all_problems_and_no_value(self):
        with self.assertRaises(SettingsError) as caught:
            read_settings({"S3_BUCKET": "UPPER", "S3_SECRET_KEY": SECRET, "SWEEP_INTERVAL_SECONDS": "soon"})
        text = str(caught.exception)
        for name in ("RECORD_DIR", "S3_BUCKET", "S3_ACCESS_KEY", "SWEEP_INTERVAL_SECONDS"):
            self.assertIn(name, text)
        self.assertNotIn(SECRET, text)
