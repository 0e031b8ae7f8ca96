import tempfile
import threading
import unittest
from pathlib import Path

from webrtc_node.errors import NodeError
from webrtc_node.published_tree import publish_tree
from webrtc_node.render import render_text, render_tree


class Render(unittest.TestCase):
    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.templates = Path(directory.name, "templates")
        self.link = Path(directory.name, "run/config")
        (self.templates / "janus").mkdir(parents=True)
        (self.templates / "janus/janus.jcfg").write_text("ip = @@private_ip@@\n")
        (self.templates / "turnserver.conf").write_text("external-ip=@@public_ip@@/@@private_ip@@\n")

    def test_fills_every_file_and_keeps_it_from_others(self) -> None:
        render_tree(self.templates, self.link, {"private_ip": "10.0.0.1", "public_ip": "198.51.100.1"})
        file = self.link / "turnserver.conf"
        self.assertEqual(file.read_text(), "external-ip=198.51.100.1/10.0.0.1\n")
        self.assertEqual(file.stat().st_mode & 0o777, 0o640)
        self.assertEqual((self.link / "janus/janus.jcfg").read_text(), "ip = 10.0.0.1\n")

    def test_changes_nothing_when_one_value_is_missing(self) -> None:
        render_tree(self.templates, self.link, {"private_ip": "10.0.0.1", "public_ip": "198.51.100.1"})
        with self.assertRaisesRegex(NodeError, "@@public_ip@@"):
            render_tree(self.templates, self.link, {"private_ip": "10.0.0.2", "public_ip": ""})
        self.assertIn("10.0.0.1", (self.link / "janus/janus.jcfg").read_text())

    def test_says_whether_anything_changed(self) -> None:
        values = {"private_ip": "10.0.0.1", "public_ip": "198.51.100.1"}
        self.assertTrue(render_tree(self.templates, self.link, values))
        self.assertFalse(render_tree(self.templates, self.link, values))
        self.assertTrue(render_tree(self.templates, self.link, {**values, "private_ip": "10.0.0.2"}))

    def test_refuses_a_value_that_would_add_a_line(self) -> None:
        with self.assertRaisesRegex(NodeError, "line break in a"):
            render_text("@@a@@", {"a": "x\nno-auth"}, "turnserver.conf")

    def test_a_reader_never_sees_files_of_two_renderings(self) -> None:
        stop, mixed = threading.Event(), []

        def read() -> None:
            while not stop.is_set():
                try:
                    tree = self.link.resolve(strict=True)
                    pair = {(tree / name).read_bytes() for name in ("a", "b")}
                except FileNotFoundError:
                    continue
                if len(pair) != 1:
                    mixed.append(pair)

        publish_tree(self.link, {Path("a"): b"0", Path("b"): b"0"})
        reader = threading.Thread(target=read)
        reader.start()
        for number in range(200):
            publish_tree(self.link, {Path("a"): b"%d" % number, Path("b"): b"%d" % number})
        stop.set()
        reader.join()
        self.assertEqual(mixed, [])
        self.assertEqual(len(list(self.link.parent.iterdir())), 2)
