"""Janus' files, judged by the library that Janus reads them with."""

import re
import unittest
from pathlib import Path

from webrtc_node.errors import NodeError
from webrtc_node.janus_files import check_janus_files
from webrtc_node.libconfig import load_libconfig
from webrtc_node.published_tree import Tree

try:
    load_libconfig()
except NodeError:
    raise SystemExit("The library of Janus' configuration language is missing: apt-get install libconfig9") from None

_templates = Path(__file__).resolve().parents[2] / "janus"
MAIN = Path("janus/janus.jcfg")
VIDEOROOM = Path("janus/janus.plugin.videoroom.jcfg")


def rendered() -> Tree:
    """Our own files, with something in every blank."""
    return {
        Path("janus", file.name): re.sub(r"%%\w+%%|@@\w+@@", "20000", file.read_text()).encode()
        for file in _templates.glob("*.jcfg")
    }


def changed(path: Path, before: str, after: str) -> Tree:
    files = rendered()
    text = files[path].decode()
    found = re.sub(before, after, text, count=1)
    assert found != text, f"{path} has no {before}"
    return {**files, path: found.encode()}


class JanusFiles(unittest.TestCase):
    def refused(self, files: Tree, *messages: str) -> None:
        with self.assertRaises(NodeError) as caught:
            check_janus_files(files)
        for message in messages:
            self.assertIn(message, str(caught.exception))

    def test_takes_what_we_render(self) -> None:
        files = rendered()
        self.assertGreaterEqual(len(files), 8)
        check_janus_files(files)

    def test_names_file_line_and_what_janus_would_do(self) -> None:
        lines = rendered()[MAIN].decode().splitlines()
        line = lines.index("nat: {") + 1
        self.refused(changed(MAIN, "nat: {", "nat {"), f"{MAIN} line {line}: syntax error; Janus would ignore the whole file")

    def test_takes_every_spelling_that_janus_takes(self) -> None:
        for before, after in (
            ("token_auth = true", 'token_auth = "yes"'),
            ("token_auth = true", "token_auth : TRUE; // asks"),
            ("token_auth = true", "token_auth = 1"),
            (r"token_auth_secret = .*", "token_auth_secret = 12345678901234L"),
            (r"token_auth_secret = .*", 'token_auth_secret = "two "\n    "halves"'),
            (r"admin_secret = .*", 'admin_secret = "\\\\xe9"'),
            ("nat: {", '/* lists, arrays */ seen = ( "a", 1, { of = [ 1, 2 ]; } );\nnat = {'),
        ):
            with self.subTest(after):
                check_janus_files(changed(MAIN, before, after))

    def test_every_file_has_to_be_readable_and_all_that_are_not_are_named(self) -> None:
        files = changed(VIDEOROOM, "general: {", "general {")
        files[Path("janus/janus.transport.http.jcfg")] += b"}"
        self.refused(files, "janus.plugin.videoroom.jcfg line", "janus.transport.http.jcfg line")

    def test_refuses_a_text_that_ends_early_for_the_library(self) -> None:
        files = rendered()
        files[MAIN] += b"\0 }"
        self.refused(files, "zero byte")

    def test_refuses_a_group_that_is_there_twice(self) -> None:
        self.refused(changed(MAIN, "media: {", "general: {"), "duplicate setting name")

    def test_refuses_a_folder_without_the_main_file(self) -> None:
        files = rendered()
        del files[MAIN]
        self.refused(files, "ask nobody for a token")

    def test_refuses_a_readable_file_that_leaves_janus_open(self) -> None:
        for before, after, message in (
            ("token_auth = true", "", "general.token_auth is not true"),
            ("token_auth = true", "token_auth = false", "general.token_auth is not true"),
            ("token_auth = true", 'token_auth = "false"', "general.token_auth is not true"),
            ("token_auth = true", "token_auth = 0", "general.token_auth is not true"),
            ("token_auth = true", "token_auth = ( true )", "general.token_auth is not true"),
            (r"token_auth_secret = .*", "", "general.token_auth_secret is missing"),
            (r"admin_secret = .*", 'admin_secret = ""', "general.admin_secret is missing"),
            (r"rtp_port_range = .*", "", "media.rtp_port_range is missing"),
            (r"nat_1_1_mapping = .*", "", "nat.nat_1_1_mapping is missing"),
        ):
            with self.subTest(after or before):
                self.refused(changed(MAIN, before, after), message)
