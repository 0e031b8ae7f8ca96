"""Nodes that want an Elastic IP at the same time."""

import threading
from typing import Any

from webrtc_node.addresses import PoolEmpty, claim
from webrtc_node.cloud import Cloud
from webrtc_node.errors import NodeError
from webrtc_node.parameters import parse_parameters

from . import fakes
from .boot_case import BootCase


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
