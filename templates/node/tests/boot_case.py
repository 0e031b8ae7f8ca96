"""What the tests of the boot service share: the AWS emulator, a fake metadata service, and nodes in directories of their own."""

import io
import tempfile
import unittest
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

from webrtc_node.cloud import Cloud
from webrtc_node.imds import Imds
from webrtc_node.node import Node
from webrtc_node.parameters import parse_parameters
from webrtc_node.paths import Paths

from . import fakes
from .fakes import Emulator, FakeEngine, FakeImds, FakeServices

SECRET = "a" * 40


class BootCase(unittest.TestCase):
    emulator: Emulator
    slots = 3
    #: What the packet filter lacks.
    filter_fault = ""

    @classmethod
    def setUpClass(cls) -> None:
        cls.emulator = Emulator()
        cls.addClassCleanup(cls.emulator.stop)

    def setUp(self) -> None:
        self.emulator.reset()
        self.emulator.add_slots(self.slots)
        self.emulator.secrets.create_secret(Name="turn-secret", SecretString=SECRET)
        self.quiet = io.StringIO()
        redirect = redirect_stderr(self.quiet)
        redirect.__enter__()
        self.addCleanup(redirect.__exit__, None, None, None)

    def node(self, instance_id: str, **changes: Any) -> tuple[Node, FakeImds]:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        paths = Paths(Path(directory.name))
        paths.templates.mkdir(parents=True)
        (paths.templates / "turnserver.conf").write_text("external-ip=@@public_ip@@/@@private_ip@@\n")
        imds = FakeImds(
            {
                "instance-id": instance_id,
                "local-ipv4": "10.0.0.10",
                "public-ipv4": lambda: self.emulator.address_of(instance_id),
                "autoscaling/target-lifecycle-state": "InService",
            }
        )
        self.addCleanup(imds.stop)
        parameters = parse_parameters(fakes.parameters(**changes))
        services: Any = FakeServices()
        node = Node(
            parameters, paths, FakeEngine(), services, Imds(imds.url), Cloud(parameters), lambda _: None, lambda: self.filter_fault
        )
        return node, imds

    def actions(self) -> list[str]:
        return [call["Action"] for call in fakes.calls]
