"""The boot service against the AWS emulator and a fake metadata service."""

import io
import json
import os
import sqlite3
import tempfile
import threading
import unittest
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

from webrtc_node.addresses import PoolEmpty, claim
from webrtc_node.boot import Node, boot, bring_into_service
from webrtc_node.cloud import Cloud
from webrtc_node.errors import NodeError
from webrtc_node.imds import Imds
from webrtc_node.parameters import parse_parameters
from webrtc_node.paths import Paths
from webrtc_node.state import read_state

from . import fakes
from .fakes import Emulator, FakeEngine, FakeImds, FakeServices

SECRET = "a" * 40


class BootCase(unittest.TestCase):
    emulator: Emulator
    slots = 3

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
        return Node(parameters, paths, FakeEngine(), services, Imds(imds.url), Cloud(parameters), lambda _: None), imds

    def actions(self) -> list[str]:
        return [call["Action"] for call in fakes.calls]


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

    def test_a_template_with_an_unknown_placeholder(self) -> None:
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


class Claims(BootCase):
    slots = 6

    def test_nodes_that_look_at_the_same_free_slots_all_end_with_one_of_their_own(self) -> None:
        instances = self.emulator.add_instances(6)
        barrier = threading.Barrier(len(instances))
        results: dict[str, str] = {}

        class Together(Cloud):
            """Nobody claims before everybody has read the same list."""

            waited = False

            def call(self, service: str, operation: str, **arguments: Any) -> dict[str, Any]:
                answer = super().call(service, operation, **arguments)
                if operation == "describe_addresses" and not self.waited:
                    self.waited = True
                    barrier.wait()
                return answer

        def run(instance: str) -> None:
            cloud = Together(parse_parameters(fakes.parameters()))
            results[instance] = claim(cloud, fakes.POOL, instance, sleep=lambda _: None).public_ip

        threads = [threading.Thread(target=run, args=(instance,)) for instance in instances]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(set(results.values())), 6)
        for instance, address in results.items():
            self.assertEqual(self.emulator.address_of(instance), address)

    def test_a_lost_race_is_not_believed(self) -> None:
        """An emulator, or an eventual answer, may say yes to both: the pool has the last word."""
        first, second = self.emulator.add_instances(2)

        class Robbed(Cloud):
            robbed = False

            def call(self, service: str, operation: str, **arguments: Any) -> dict[str, Any]:
                answer = super().call(service, operation, **arguments)
                if operation == "associate_address" and not self.robbed:
                    self.robbed = True
                    super().call(service, operation, **{**arguments, "InstanceId": second, "AllowReassociation": True})
                return answer

        slot = claim(Robbed(parse_parameters(fakes.parameters())), fakes.POOL, first, sleep=lambda _: None)
        self.assertEqual((slot.number, self.emulator.address_of(first)), (2, slot.public_ip))
        self.assertNotEqual(self.emulator.address_of(second), slot.public_ip)

    def test_a_pool_that_nobody_made_says_so(self) -> None:
        [instance] = self.emulator.add_instances(1)
        with self.assertRaisesRegex(NodeError, "was the network layer applied"):
            claim(Cloud(parse_parameters(fakes.parameters())), "other", instance)

    def test_an_empty_pool_is_an_error_of_its_own(self) -> None:
        instances = self.emulator.add_instances(7)
        cloud = Cloud(parse_parameters(fakes.parameters()))
        for instance in instances[:6]:
            claim(cloud, fakes.POOL, instance, sleep=lambda _: None)
        with self.assertRaises(PoolEmpty):
            claim(cloud, fakes.POOL, instances[6])


class _Enough(Exception):
    pass
