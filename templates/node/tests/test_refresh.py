import json
import sqlite3
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from webrtc_node import certificate
from webrtc_node.configuration import configure_files
from webrtc_node.errors import NodeError
from webrtc_node.node import Node
from webrtc_node.parameters import Parameters, parse_parameters
from webrtc_node.refresh import refresh
from webrtc_node.secret_store import load_secrets, read_secrets, save_secrets
from webrtc_node.state import State, read_state, write_state
from webrtc_node.turn_database import write_turn_secrets

from .base import ServiceCase, given
from .fakes import FakeEngine, FakeServices

JANUS = """general: {
  token_auth = true
  token_auth_secret = "@@janus_token_secret@@"
  admin_secret = "@@janus_admin_secret@@"
  room_key = "@@janus_room_key@@"
}
media: { rtp_port_range = "20000-40000" }
nat: { nat_1_1_mapping = "@@public_ip@@" }
"""
OLD, NEW, NEWER = "o" * 40, "n" * 40, "e" * 40


def make_pair(directory: Path, name: str, days: int = 30) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", str(days),
         "-subj", f"/CN={name}", "-keyout", str(directory / "privkey.pem"), "-out", str(directory / "fullchain.pem")],
        check=True, capture_output=True,
    )  # fmt: skip


class RefreshCase(ServiceCase):
    def setUp(self) -> None:
        super().setUp()
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.source = Path(directory.name)
        self.secret = self.source / "secret"
        self.engine, self.services = FakeEngine(), FakeServices()
        write_state(self.paths, State("serving", private_ip="10.0.0.5", public_ip="203.0.113.5", hostname="h", slot="1", instance_id="i"))

    def node(self, parameters: dict[str, Any]) -> Node:
        services: Any = self.services
        return Node(parse_parameters(parameters), self.paths, self.engine, services, None, None, packet_filter_fault=lambda: "")

    def turn(self, **changes: Any) -> Node:
        return self.node(given(secrets={"turn": str(self.secret)}, **changes))


class Refresh(RefreshCase):
    def valid(self) -> set[str]:
        connection = sqlite3.connect(self.paths.turn_database)
        try:
            return {row[0] for row in connection.execute("SELECT value FROM turn_secret WHERE realm = 'example.com'")}
        finally:
            connection.close()

    def test_new_secrets_reach_coturns_table_and_old_ones_leave_it(self) -> None:
        write_turn_secrets(self.paths.turn_database, "example.com", [OLD])
        save_secrets(self.paths, {"turn": [OLD]})
        self.secret.write_text(f"{NEW}\n{OLD}\n")
        refresh(self.turn())
        self.assertEqual(self.valid(), {NEW, OLD})
        self.assertEqual(load_secrets(self.paths), {"turn": [NEW, OLD]})
        self.secret.write_text(f"{NEWER}\n{NEW}\n")
        refresh(self.turn())
        self.assertEqual(self.valid(), {NEWER, NEW})
        self.assertEqual(self.services.asked, [])

    def test_a_database_that_somebody_emptied_is_filled_again(self) -> None:
        save_secrets(self.paths, {"turn": [OLD]})
        self.secret.write_text(OLD)
        refresh(self.turn())
        self.assertEqual(self.valid(), {OLD})

    def test_keeps_the_old_secrets_when_the_store_fails_and_complains_once(self) -> None:
        write_turn_secrets(self.paths.turn_database, "example.com", [OLD])
        save_secrets(self.paths, {"turn": [OLD]})
        complaint = refresh(self.turn())
        refresh(self.turn(), complaint)
        self.assertEqual(self.valid(), {OLD})
        self.assertEqual(self.log.getvalue().count("keeps what it has"), 1)

    def test_never_logs_a_secret(self) -> None:
        save_secrets(self.paths, {"turn": [OLD]})
        self.secret.write_text(f"{NEW}\n{OLD}\n")
        refresh(self.turn())
        self.assertNotIn(NEW, self.log.getvalue())
        self.assertNotIn(OLD, self.log.getvalue())

    def test_refuses_secrets_that_would_break_a_configuration(self) -> None:
        for bad in ("short", "q" * 40 + '"', "q" * 40 + " x", ""):
            self.secret.write_text(bad)
            with self.subTest(bad), self.assertRaises(NodeError):
                read_secrets(self.parameters_with_file(), None)

    def parameters_with_file(self) -> Parameters:
        return parse_parameters(given(secrets={"turn": str(self.secret)}))

    def janus(self) -> Node:
        template = self.paths.templates / "janus/janus.jcfg"
        template.parent.mkdir(parents=True, exist_ok=True)
        template.write_text(JANUS)
        (self.source / "admin").write_text("a" * 40)
        parameters = given(
                role="media",
                engine="janus",
                janus={"port": 8088, "adminPort": 7088, "rtp": {"from": 20000, "to": 40000}},
                secrets={"janusToken": str(self.secret), "janusAdmin": str(self.source / "admin")},
            )
        del parameters["coturn"]
        return self.node(parameters)

    def test_janus_takes_new_secrets_when_no_session_is_live(self) -> None:
        save_secrets(self.paths, {"janusToken": [OLD], "janusAdmin": ["a" * 40]})
        self.secret.write_text(NEW)
        self.engine.sessions = 2
        node = self.janus()
        self.assertIn("wait until no session is live", refresh(node))
        self.assertEqual(self.services.asked, [])
        self.engine.sessions = 0
        self.assertEqual(refresh(node), "")
        self.assertEqual(self.services.asked, [("restart", "janus.service")])
        self.assertIn(NEW, (self.paths.config / "janus/janus.jcfg").read_text())
        self.assertNotIn("@@", (self.paths.config / "janus/janus.jcfg").read_text())
        refresh(node)
        self.assertEqual(len(self.services.asked), 1)

    def test_a_janus_file_that_cannot_be_read_is_never_shown_to_janus(self) -> None:
        save_secrets(self.paths, {"janusToken": [OLD], "janusAdmin": ["a" * 40]})
        self.secret.write_text(OLD)
        node = self.janus()
        place = read_state(self.paths)
        configure_files(node, place, load_secrets(self.paths))
        before = (self.paths.config / "janus/janus.jcfg").read_text()
        (self.paths.templates / "janus/janus.jcfg").write_text(JANUS.replace("nat: {", "nat {"))
        with self.assertRaisesRegex(NodeError, "janus.jcfg line 8: syntax error"):
            configure_files(node, place, load_secrets(self.paths))
        self.assertEqual((self.paths.config / "janus/janus.jcfg").read_text(), before)


class Certificates(RefreshCase):
    def setUp(self) -> None:
        super().setUp()
        self.secret.write_text(OLD)
        save_secrets(self.paths, {"turn": [OLD]})

    def with_files(self) -> Node:
        return self.turn(certificate={"kind": "files", "directory": str(self.source)})

    def served(self) -> bytes:
        return (self.paths.tls / "fullchain.pem").read_bytes()

    def test_a_new_certificate_is_put_in_place_and_signalled_once(self) -> None:
        make_pair(self.source, "one.example.com")
        refresh(self.with_files())
        refresh(self.with_files())
        self.assertEqual(self.services.asked, [("signal", "coturn.service", "SIGUSR2")])
        self.assertEqual(certificate.days_left(self.paths), 29)

    def test_garbage_a_wrong_key_and_one_that_ran_out_are_refused(self) -> None:
        make_pair(self.source, "one.example.com")
        refresh(self.with_files())
        good, key = self.served(), (self.source / "privkey.pem").read_bytes()
        self.services.asked.clear()
        make_pair(self.source, "two.example.com")
        two = (self.source / "fullchain.pem").read_bytes()
        for chain, private in ((b"garbage", key), (two, key), (good[:200], key), (b"", b"")):
            (self.source / "fullchain.pem").write_bytes(chain)
            (self.source / "privkey.pem").write_bytes(private)
            self.assertIn("certificate refused", refresh(self.with_files()))
            self.assertEqual(self.served(), good)
        make_pair(self.source, "three.example.com")
        pair = certificate.KeyPair((self.source / "fullchain.pem").read_bytes(), (self.source / "privkey.pem").read_bytes())
        with self.assertRaisesRegex(NodeError, "has run out"):
            certificate.check(pair, now=certificate.check(pair) + 1)
        self.assertEqual(self.services.asked, [])

    def test_the_fingerprint_is_that_of_openssl(self) -> None:
        make_pair(self.source, "one.example.com")
        pair = certificate.KeyPair((self.source / "fullchain.pem").read_bytes(), b"")
        said = subprocess.run(
            ["openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", str(self.source / "fullchain.pem")],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        self.assertEqual(said.strip().split("=")[1].replace(":", "").lower(), pair.fingerprint)

    def test_a_secret_without_the_two_texts_is_refused(self) -> None:
        class Store:
            def call(self, *_: str, **__: str) -> dict[str, str]:
                return {"SecretString": json.dumps({"fullchain": 1})}

        store: Any = Store()
        with self.assertRaisesRegex(NodeError, "fullchain and privkey"):
            certificate.fetch(parse_parameters(given(certificate={"kind": "secret", "secretId": "x"})).certificate, store)
