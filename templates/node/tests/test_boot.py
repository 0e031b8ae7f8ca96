"""The boot service against the AWS emulator and a fake metadata service."""

import json
import os
import sqlite3

from webrtc_node.addresses import claim
from webrtc_node.boot import boot, bring_into_service
from webrtc_node.cloud import Cloud
from webrtc_node.errors import NodeError
from webrtc_node.node import Node
from webrtc_node.parameters import parse_parameters
from webrtc_node.state import read_state

from . import fakes
from .boot_case import SECRET, BootCase


class Boot(BootCase):
    def test_a_node_gets_address_secret_configuration_server_and_completes_its_hook(self) -> None:
        [instance] = self.emulator.add_instances(1)
        node, _ = self.node(instance)
        bring_into_service(node)
        state = read_state(node.paths)
        self.assertEqual((state.phase, state.slot, state.hostname), ("serving", "1", "turn-1.eu-west-1.example.com"))
        self.assertEqual(state.public_ip, self.emulator.address_of(instance))
        self.assertEqual((node.paths.config / "turnserver.conf").read_text(), f"external-ip={state.public_ip}/10.0.0.10\n")
        rows = sqlite3.connect(node.paths.turn_database).execute("SELECT realm, value FROM turn_secret").fetchall()
        self.assertEqual(rows, [("example.com", SECRET)])
        self.assertEqual(node.services.asked, [("start", "coturn.service")])  # type: ignore[attr-defined]
        self.assertEqual(self.actions(), ["CompleteLifecycleAction", "SetInstanceHealth"])
        self.assertEqual(fakes.calls[1]["HealthStatus"], "Healthy")

    def test_a_second_boot_keeps_the_address(self) -> None:
        [instance] = self.emulator.add_instances(1)
        for _ in range(2):
            node, _ = self.node(instance)
            bring_into_service(node)
        held = [a for a in self.emulator.ec2.describe_addresses()["Addresses"] if a.get("InstanceId")]
        self.assertEqual(len(held), 1)

    def test_both_secrets_of_a_rotation_are_valid(self) -> None:
        self.emulator.secrets.put_secret_value(SecretId="turn-secret", SecretString="b" * 40)
        node, _ = self.node(self.emulator.add_instances(1)[0])
        bring_into_service(node)
        self.assertEqual(json.loads(node.paths.secrets.read_text()), {"turn": ["b" * 40, SECRET]})

    def test_a_node_of_the_warm_pool_holds_no_address(self) -> None:
        [instance] = self.emulator.add_instances(1)
        node, imds = self.node(instance)
        states = iter(["Warmed:Stopped", "Warmed:Stopped", "Warmed:Stopped", "InService"])
        seen: list[str | None] = []

        def state() -> str:
            seen.append(self.emulator.address_of(instance))
            return next(states, "InService")

        imds.values["autoscaling/target-lifecycle-state"] = state
        bring_into_service(node)
        self.assertEqual(seen, [None] * 4)
        self.assertEqual(self.actions()[0], "CompleteLifecycleAction")
        self.assertIsNotNone(self.emulator.address_of(instance))


class Credentials(BootCase):
    def test_a_client_made_while_metadata_was_slow_does_not_stay_without_credentials(self) -> None:
        keys = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
        kept = {key: os.environ.pop(key) for key in keys}
        self.addCleanup(os.environ.update, kept)
        cloud = Cloud(parse_parameters(fakes.parameters()))
        with self.assertRaisesRegex(NodeError, "Unable to locate credentials"):
            cloud.call("secretsmanager", "get_secret_value", SecretId="turn-secret")
        os.environ.update(kept)
        self.assertEqual(cloud.call("secretsmanager", "get_secret_value", SecretId="turn-secret")["SecretString"], SECRET)


class Failures(BootCase):
    def fails(self, node: Node, message: str) -> None:
        """The failure is logged, marked, and the server is not started."""
        rounds = 0

        def sleep(_: float) -> None:
            nonlocal rounds
            rounds += 1
            if self.paused(node) and rounds > 100:
                raise _Enough

        object.__setattr__(node, "sleep", sleep)
        with self.assertRaises(_Enough):
            boot(node)
        state = read_state(node.paths)
        self.assertEqual(state.phase, "failed")
        self.assertIn(message, state.reason)
        self.assertIn(message, self.quiet.getvalue())
        unhealthy = [call for call in fakes.calls if call.get("HealthStatus") == "Unhealthy"]
        self.assertTrue(unhealthy)
        self.assertNotIn("CompleteLifecycleAction", self.actions())
        self.assertNotIn(SECRET, self.quiet.getvalue())

    def paused(self, node: Node) -> bool:
        return read_state(node.paths).phase == "failed"

    def test_an_empty_pool(self) -> None:
        instances = self.emulator.add_instances(self.slots + 1)
        for instance in instances[:-1]:
            claim(self.node(instance)[0].cloud, fakes.POOL, instance, sleep=lambda _: None)  # type: ignore[arg-type]
        node, _ = self.node(instances[-1])
        self.fails(node, f"no free address in the pool {fakes.POOL}: {self.slots} in all")
        self.assertEqual(node.services.asked, [])  # type: ignore[attr-defined]

    def test_an_unreadable_secret(self) -> None:
        node, _ = self.node(self.emulator.add_instances(1)[0], secrets={"turn": "no-such-secret"})
        self.fails(node, "get_secret_value: ResourceNotFoundException")
        self.assertFalse(node.paths.config.exists())
        self.assertEqual(node.services.asked, [])  # type: ignore[attr-defined]

    def test_a_secret_that_is_too_short(self) -> None:
        self.emulator.secrets.put_secret_value(SecretId="turn-secret", SecretString="short")
        node, _ = self.node(self.emulator.add_instances(1)[0])
        self.fails(node, "needs 32 or more characters")
        self.assertEqual(node.services.asked, [])  # type: ignore[attr-defined]

    def test_metadata_with_another_address(self) -> None:
        node, imds = self.node(self.emulator.add_instances(1)[0])
        imds.values["public-ipv4"] = "192.0.2.99"
        self.fails(node, "shows the public address 192.0.2.99")
        self.assertEqual(node.services.asked, [])  # type: ignore[attr-defined]

    def test_a_template_with_an_unknown_blank(self) -> None:
        node, _ = self.node(self.emulator.add_instances(1)[0])
        (node.paths.templates / "extra.conf").write_text("@@no_such_value@@")
        self.fails(node, "@@no_such_value@@")
        self.assertFalse(node.paths.config.exists())

    def test_it_recovers_when_the_cause_is_gone(self) -> None:
        node, imds = self.node(self.emulator.add_instances(1)[0])
        imds.values["local-ipv4"] = None  # type: ignore[assignment]

        def sleep(_: float) -> None:
            if read_state(node.paths).phase == "failed":
                imds.values["local-ipv4"] = "10.0.0.10"

        object.__setattr__(node, "sleep", sleep)
        boot(node)
        self.assertEqual(read_state(node.paths).phase, "serving")
        marks = [call["HealthStatus"] for call in fakes.calls if call["Action"] == "SetInstanceHealth"]
        self.assertEqual(marks, ["Unhealthy", "Healthy"])


class _Enough(Exception):
    pass
