"""What a node on Azure does with its identity, against a metadata service, a vault and a storage of our own on the loopback."""

import hashlib
import http.server
import importlib.util
import io
import json
import stat
import tarfile
import tempfile
import threading
import unittest
from pathlib import Path
from unittest import mock

SCRIPT = Path(__file__).resolve().parents[4] / "templates" / "azure" / "webrtc-azure.py"

KEY = "-----BEGIN PRIVATE KEY-----\na2V5\n-----END PRIVATE KEY-----\n"
LEAF = "-----BEGIN CERTIFICATE-----\nbGVhZg==\n-----END CERTIFICATE-----\n"
ROOT = "-----BEGIN CERTIFICATE-----\ncm9vdA==\n-----END CERTIFICATE-----\n"


def load():
    spec = importlib.util.spec_from_file_location("webrtc_azure", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Cloud(http.server.BaseHTTPRequestHandler):
    """Answers by path; notes what was asked with which headers."""

    answers: dict[str, bytes] = {}
    asked: list[tuple[str, dict[str, str]]] = []

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.asked.append((self.path, dict(self.headers)))
        body = self.answers.get(path)
        self.send_response(404 if body is None else 200)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_arguments: object) -> None:
        pass


class AzureNodeTest(unittest.TestCase):
    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = Path(directory.name)
        Cloud.asked = []
        Cloud.answers = {"/token": json.dumps({"access_token": "bearer"}).encode()}
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Cloud)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.node = load()
        self.node.METADATA = f"{self.url}/token"
        self.node.SECRETS = self.root / "secrets"
        self.node.BUNDLES = self.root / "bundles"
        self.node.ATTEMPTS = 1
        self.settings = {"clientId": "client", "vault": f"{self.url}/", "secret": "turn-shared-secret"}

    def versions(self, *found: tuple[str, int, bool, str]) -> None:
        items = []
        for version, created, enabled, value in found:
            identifier = f"{self.url}/secrets/turn-shared-secret/{version}"
            items.append({"id": identifier, "attributes": {"created": created, "enabled": enabled}})
            Cloud.answers[f"/secrets/turn-shared-secret/{version}"] = json.dumps({"value": value}).encode()
        Cloud.answers["/secrets/turn-shared-secret/versions"] = json.dumps({"value": items}).encode()

    def test_keeps_the_newest_two_enabled_values_newest_first_for_the_owner_alone(self) -> None:
        self.versions(("a", 1, True, "oldest"), ("c", 3, True, "newest"), ("d", 4, False, "ended"), ("b", 2, True, "before"))
        self.node.secrets(self.settings)
        path = self.root / "secrets" / "turn-secret"
        self.assertEqual(path.read_text(), "newest\nbefore\n")
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)

    def test_asks_for_a_token_of_its_own_identity_and_shows_it_to_the_vault(self) -> None:
        self.versions(("a", 1, True, "value"))
        self.node.secrets(self.settings)
        token, *others = Cloud.asked
        self.assertIn("client_id=client", token[0])
        self.assertEqual(token[1]["Metadata"], "true")
        self.assertTrue(all(headers["Authorization"] == "Bearer bearer" for _, headers in others))

    def test_refuses_a_secret_without_a_value(self) -> None:
        self.versions(("a", 1, False, "ended"))
        with self.assertRaisesRegex(ValueError, "no enabled version"):
            self.node.secrets(self.settings)

    def test_parts_a_certificate_into_its_chain_and_its_key(self) -> None:
        self.versions(("a", 1, True, "value"))
        Cloud.answers["/secrets/turn"] = json.dumps({"value": KEY + LEAF + ROOT}).encode()
        self.node.secrets({**self.settings, "certificate": "turn"})
        self.assertEqual((self.root / "secrets/tls/privkey.pem").read_text(), KEY)
        self.assertEqual((self.root / "secrets/tls/fullchain.pem").read_text(), LEAF + ROOT)

    def test_refuses_a_certificate_that_is_not_pem(self) -> None:
        with self.assertRaisesRegex(ValueError, "x-pem-file"):
            self.node.certificate("MIIKmAIBAzCC")

    def test_applies_the_bundle_that_was_promised(self) -> None:
        content = self.bundle()
        with mock.patch.object(self.node.subprocess, "run") as run:
            self.node.bundle({**self.settings, "bundle": f"{self.url}/bundle", "sha256": hashlib.sha256(content).hexdigest()})
        command = run.call_args.args[0]
        self.assertTrue(Path(command[-1]).is_file())
        self.assertTrue(command[-1].endswith("ansible/site.yml"))

    def test_applies_nothing_else(self) -> None:
        self.bundle()
        with mock.patch.object(self.node.subprocess, "run") as run, self.assertRaisesRegex(ValueError, "wanted 0000"):
            self.node.bundle({**self.settings, "bundle": f"{self.url}/bundle", "sha256": "0" * 64})
        run.assert_not_called()

    def bundle(self) -> bytes:
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
            entry = tarfile.TarInfo("ansible/site.yml")
            entry.size = 3
            tar.addfile(entry, io.BytesIO(b"---"))
        Cloud.answers["/bundle"] = buffer.getvalue()
        return buffer.getvalue()
