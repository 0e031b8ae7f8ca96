"""The scripts that fetch, lay and publish: each loaded from where it lies, with a store of our own in boto3's place."""

import hashlib
import importlib.util
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import types
import unittest
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[4] / "templates"


def archive(**files: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(text), 0o755
            tar.addfile(entry, io.BytesIO(text.encode()))
    return buffer.getvalue()


class Store:
    """S3 and SSM, as far as the scripts use them."""

    def __init__(self) -> None:
        self.objects: dict[tuple[str, str], bytes] = {}
        self.parameters: dict[str, dict] = {}

    def client(self, _service: str, **_settings: object) -> "Store":
        return self

    def download_file(self, bucket: str, key: str, path: str) -> None:
        Path(path).write_bytes(self.objects[bucket, key])

    def put_parameter(self, **settings: object) -> None:
        self.parameters[str(settings["Name"])] = settings


class ScriptTest(unittest.TestCase):
    def setUp(self) -> None:
        self.store = Store()
        self.root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        boto3 = types.ModuleType("boto3")
        boto3.client = self.store.client
        config = types.ModuleType("botocore.config")
        config.Config = lambda **_: None
        fakes = {"boto3": boto3, "botocore": types.ModuleType("botocore"), "botocore.config": config}
        self.before = {name: sys.modules.get(name) for name in fakes}
        sys.modules.update(fakes)

    def tearDown(self) -> None:
        for name, module in self.before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module

    def load(self, path: str) -> types.ModuleType:
        spec = importlib.util.spec_from_file_location("script", TEMPLATES / path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


class BootstrapTest(ScriptTest):
    def fetch(self, content: bytes, wanted: str) -> Path:
        script = self.load("cloud-init/webrtc-bootstrap.py")
        script.BUNDLES = self.root
        self.store.objects["bucket", "key"] = content
        return script.fetch("eu-west-1", "bucket", "key", wanted)

    def test_unpacks_a_bundle_whose_digest_is_right(self) -> None:
        content = archive(**{"ansible/site.yml": "---"})
        bundle = self.fetch(content, hashlib.sha256(content).hexdigest())
        self.assertEqual((bundle / "ansible/site.yml").read_text(), "---")

    def test_keeps_nothing_of_a_bundle_whose_digest_is_wrong(self) -> None:
        with self.assertRaisesRegex(ValueError, "wanted " + "0" * 64):
            self.fetch(archive(a="b"), "0" * 64)
        self.assertEqual(list(self.root.iterdir()), [])

    def test_fetches_once(self) -> None:
        content = archive(a="b")
        digest = hashlib.sha256(content).hexdigest()
        first = self.fetch(content, digest)
        self.assertEqual(self.fetch(b"gone", digest), first)

    def test_refuses_a_path_that_leaves_the_bundle(self) -> None:
        content = archive(**{"../../outside": "x"})
        with self.assertRaises(subprocess.CalledProcessError):
            self.fetch(content, hashlib.sha256(content).hexdigest())
        self.assertFalse((self.root.parent / "outside").exists())


class ApplicationTest(ScriptTest):
    def test_refuses_an_application_without_a_start(self) -> None:
        content = archive(server="x")
        self.store.objects["bucket", "key"] = content
        script = self.load("ansible/roles/mediasoup/files/fetch_bundle.py")
        with self.assertRaisesRegex(SystemExit, "start"):
            script.fetch("eu-west-1", "bucket", "key", hashlib.sha256(content).hexdigest(), str(self.root))

    def test_unpacks_one_that_has_it(self) -> None:
        content = archive(start="#!/bin/sh\n")
        digest = hashlib.sha256(content).hexdigest()
        self.store.objects["bucket", "key"] = content
        script = self.load("ansible/roles/mediasoup/files/fetch_bundle.py")
        script.fetch("eu-west-1", "bucket", "key", digest, str(self.root))
        self.assertTrue(os.access(self.root / digest / "start", os.X_OK))


class PublishTest(ScriptTest):
    manifest = {
        "last_run_uuid": "b",
        "builds": [
            {"packer_run_uuid": "a", "artifact_id": "eu-west-1:ami-old"},
            {"packer_run_uuid": "b", "artifact_id": "us-east-1:ami-far,eu-west-1:ami-new"},
        ],
    }

    def test_takes_the_newest_image_of_the_region(self) -> None:
        self.assertEqual(self.load("packer/publish-image.py").image_id(self.manifest, "eu-west-1"), "ami-new")

    def test_refuses_a_region_without_an_image(self) -> None:
        with self.assertRaisesRegex(SystemExit, "eu-north-1"):
            self.load("packer/publish-image.py").image_id(self.manifest, "eu-north-1")
