"""What the tests of the services share."""

import io
import tempfile
import unittest
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

from webrtc_node.parameters import Parameters, parse_parameters
from webrtc_node.paths import Paths

from . import fakes


class ServiceCase(unittest.TestCase):
    """A node's directories of its own; log lines go to `self.log`."""

    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.paths = Paths(Path(directory.name))
        self.paths.run.mkdir(parents=True)
        self.log = io.StringIO()
        redirect = redirect_stderr(self.log)
        redirect.__enter__()
        self.addCleanup(redirect.__exit__, None, None, None)

    def parameters(self, **changes: Any) -> Parameters:
        return parse_parameters(fakes.parameters(**changes))


def given(**changes: Any) -> dict[str, Any]:
    """Parameters of a machine without a cloud."""
    cloud = ("region", "autoScalingGroup", "launchingHook", "terminatingHook", "addressPool", "logGroup", "metricNamespace")
    address = {"private": "10.0.0.5", "public": "203.0.113.5", "hostname": "turn1.example.com"}
    value = fakes.parameters(platform="given", address=address)
    return {**{key: item for key, item in value.items() if key not in cloud}, **changes}
