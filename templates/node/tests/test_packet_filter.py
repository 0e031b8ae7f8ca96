import os
import tempfile
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

from webrtc_node.packet_filter import missing_parts, packet_filter_fault


def chain(name: str, hook: str = "") -> dict[str, Any]:
    return {"chain": {"family": "inet", "table": "webrtc", "name": name, **({"hook": hook} if hook else {})}}


def rule(name: str) -> dict[str, Any]:
    return {"rule": {"family": "inet", "table": "webrtc", "chain": name, "expr": []}}


#: As nft lists the filter of a Janus node, without what its rules say.
WHOLE = [
    {"metainfo": {"json_schema_version": 1}},
    {"table": {"family": "inet", "name": "webrtc"}},
    {"set": {"name": "special4"}},
    chain("output", "output"), chain("media"), chain("input", "input"),
    rule("output"), rule("output"), rule("media"), rule("media"), rule("media"),
]  # fmt: skip


class PacketFilter(unittest.TestCase):
    def with_nft(self, script: str) -> str:
        """What is said when `nft` is a program that does this."""
        with tempfile.TemporaryDirectory() as directory:
            nft = Path(directory, "nft")
            nft.write_text(f"#!/bin/sh\n{script}\n")
            nft.chmod(0o755)
            with mock.patch.dict(os.environ, {"PATH": f"{directory}:/bin"}):
                return packet_filter_fault()

    def test_the_whole_filter_lacks_nothing(self) -> None:
        self.assertEqual(missing_parts(WHOLE), "")

    def test_each_chain_is_missed(self) -> None:
        for name in ("output", "media", "input"):
            left = [entry for entry in WHOLE if entry.get("chain", {}).get("name") != name]
            self.assertIn(f"lacks rules in {name}", missing_parts(left))

    def test_a_chain_that_was_emptied_is_missed(self) -> None:
        for name in ("output", "media"):
            left = [entry for entry in WHOLE if entry.get("rule", {}).get("chain") != name]
            self.assertIn(f"lacks rules in {name}", missing_parts(left))

    def test_a_chain_that_hangs_on_nothing_is_missed(self) -> None:
        loose = [chain("output") if entry.get("chain", {}).get("name") == "output" else entry for entry in WHOLE]
        self.assertIn("lacks rules in output", missing_parts(loose))

    def test_a_table_that_is_not_there_is_said_in_the_words_of_nft(self) -> None:
        said = self.with_nft("echo 'Error: No such file or directory' >&2; exit 1")
        self.assertEqual(said, "no packet filter (Error: No such file or directory): systemctl restart nftables, and see its journal")

    def test_a_filter_that_cannot_be_read_is_a_fault(self) -> None:
        with tempfile.TemporaryDirectory() as nothing, mock.patch.dict(os.environ, {"PATH": nothing}):
            self.assertIn("the packet filter cannot be read", packet_filter_fault())
        self.assertIn("cannot be read", self.with_nft("echo nonsense"))
