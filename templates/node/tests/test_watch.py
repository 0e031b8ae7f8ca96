"""Faults of a node whose server answers: found, shown, and gone again."""

import io
import json
import os
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from typing import Any
from unittest import mock

from webrtc_node.__main__ import main
from webrtc_node.boot import boot, bring_into_service
from webrtc_node.faults import read_faults
from webrtc_node.figures import collect
from webrtc_node.health import Health
from webrtc_node.node import Node
from webrtc_node.refresh import refresh
from webrtc_node.state import add_drain_reason, read_state, write_state

from . import fakes
from .boot_case import BootCase

RESTART = ("queue restart", "webrtc-boot.service")


class Watch(BootCase):
    def setUp(self) -> None:
        super().setUp()
        [self.instance] = self.emulator.add_instances(1)
        self.serving, self.imds = self.node(self.instance)
        bring_into_service(self.serving)
        self.address = read_state(self.serving.paths).public_ip
        self.services: Any = self.serving.services
        self.services.asked.clear()

    def lose_address(self) -> None:
        [held] = self.emulator.ec2.describe_addresses(PublicIps=[self.address])["Addresses"]
        self.emulator.ec2.disassociate_address(AssociationId=held["AssociationId"])

    def health(self) -> tuple[int, str]:
        status, body = Health(self.serving.engine, self.serving.paths).healthz()
        return status, body.get("reason", "")

    def figures(self) -> dict[str, float]:
        found = collect(self.serving.parameters, self.serving.paths, self.serving.engine)
        return {figure.cloud_name or figure.name: figure.value for figure in found}

    def test_a_node_without_fault_stays_green_and_as_it_is(self) -> None:
        self.assertEqual(refresh(self.serving), "")
        self.assertEqual((self.health(), self.services.asked), ((200, ""), []))
        self.assertEqual((self.figures()["WithoutAddress"], self.figures()["webrtc_packet_filter"]), (0, 1))

    def test_a_lost_address_is_red_counted_and_handed_to_the_boot_service(self) -> None:
        self.lose_address()
        refresh(self.serving)
        self.assertEqual(self.health(), (503, f"the public address {self.address} is gone: instance metadata shows none"))
        self.assertEqual(self.services.asked, [RESTART])
        figures = self.figures()
        self.assertEqual((figures["WithoutAddress"], figures["webrtc_address_held"]), (1, 0))
        bring_into_service(self.serving)
        self.assertEqual((self.health(), self.emulator.address_of(self.instance)), ((200, ""), self.address))
        self.assertEqual((self.figures()["WithoutAddress"], self.figures()["webrtc_address_held"]), (0, 1))

    def test_another_address_than_the_claimed_one_is_no_address(self) -> None:
        self.imds.values["public-ipv4"] = "192.0.2.99"
        refresh(self.serving)
        self.assertIn("instance metadata shows 192.0.2.99", self.health()[1])

    def test_takes_back_its_own_slot_and_not_the_first_free_one(self) -> None:
        others = self.emulator.add_instances(2)
        nodes = [self.node(other)[0] for other in others]
        for node in nodes:
            bring_into_service(node)
        second = read_state(nodes[0].paths)
        for address in self.emulator.ec2.describe_addresses()["Addresses"]:
            if address["PublicIp"] in (self.address, second.public_ip):
                self.emulator.ec2.disassociate_address(AssociationId=address["AssociationId"])
        refresh(nodes[0])
        bring_into_service(nodes[0])
        self.assertEqual((second.slot, read_state(nodes[0].paths).public_ip), ("2", second.public_ip))

    def test_knows_its_slot_after_a_try_that_failed(self) -> None:
        second, _ = self.node(self.emulator.add_instances(1)[0])
        bring_into_service(second)
        own = read_state(second.paths).public_ip
        self.free_all_addresses()
        for address in self.emulator.ec2.describe_addresses()["Addresses"]:
            [other] = self.emulator.add_instances(1)
            self.emulator.ec2.associate_address(AllocationId=address["AllocationId"], InstanceId=other)
        refresh(second)

        def sleep(_: float) -> None:
            if read_state(second.paths).phase == "failed":
                self.free_all_addresses()

        object.__setattr__(second, "sleep", sleep)
        boot(second)
        self.assertEqual(read_state(second.paths).public_ip, own)

    def free_all_addresses(self) -> None:
        for address in self.emulator.ec2.describe_addresses()["Addresses"]:
            if "AssociationId" in address:
                self.emulator.ec2.disassociate_address(AssociationId=address["AssociationId"])

    def pause(self, change: Callable[[], None]) -> list[float]:
        """Lets something happen between the two looks. Returns how long the pauses were."""
        pauses: list[float] = []

        def sleep(seconds: float) -> None:
            pauses.append(seconds)
            change()

        object.__setattr__(self.serving, "sleep", sleep)
        return pauses

    def test_what_is_gone_at_the_second_look_is_no_fault(self) -> None:
        self.imds.values["public-ipv4"] = lambda: None
        self.filter_fault = "no packet filter"

        def recover() -> None:
            self.imds.values["public-ipv4"] = self.address
            self.filter_fault = ""

        pauses = self.pause(recover)
        refresh(self.serving)
        self.assertEqual((self.health(), self.services.asked, len(pauses)), ((200, ""), [], 1))
        self.assertNotIn("fault", self.quiet.getvalue())

    def test_what_was_seen_before_the_node_started_anew_is_no_fault(self) -> None:
        self.imds.values["public-ipv4"] = "192.0.2.99"
        state = read_state(self.serving.paths)
        self.pause(lambda: write_state(self.serving.paths, replace(state, public_ip="192.0.2.99", slot="2")))
        refresh(self.serving)
        self.assertEqual((read_faults(self.serving.paths), self.services.asked), ({}, []))

    def test_metadata_that_refuses_a_token_hides_no_other_fault(self) -> None:
        self.serving.imds._token = None  # type: ignore[union-attr]
        self.imds.token_status = 503
        self.filter_fault = "no packet filter"
        self.assertIn("instance metadata answered 503 for a token", refresh(self.serving))
        self.assertEqual((self.health(), self.services.asked), ((503, "no packet filter"), []))

    def test_a_lost_address_stays_red_until_the_boot_service_has_it_back(self) -> None:
        self.lose_address()
        refresh(self.serving)
        asked: list[int] = []

        def claim_without_answer() -> str:
            asked.append(self.health()[0])
            return self.instance

        self.imds.values["instance-id"] = claim_without_answer
        bring_into_service(self.serving)
        self.assertEqual((set(asked), self.health()[0]), ({503}, 200))

    def test_metadata_that_does_not_answer_is_no_lost_address(self) -> None:
        self.imds.stop()
        self.assertIn("instance metadata does not answer", refresh(self.serving))
        self.assertEqual((self.health(), self.services.asked), ((200, ""), []))

    def test_metadata_that_does_not_answer_does_not_end_a_fault_either(self) -> None:
        self.lose_address()
        refresh(self.serving)
        self.imds.stop()
        refresh(self.serving)
        self.assertEqual(self.health()[0], 503)

    def test_a_node_that_drains_is_not_started_again(self) -> None:
        add_drain_reason(self.serving.paths, "terminate")
        self.lose_address()
        refresh(self.serving)
        self.assertEqual(self.services.asked, [])
        self.assertEqual(self.figures()["WithoutAddress"], 1)

    def test_a_packet_filter_that_is_gone_is_red_until_it_is_back(self) -> None:
        self.filter_fault = "no packet filter"
        refresh(self.serving)
        self.assertEqual((self.health(), self.figures()["webrtc_packet_filter"]), ((503, "no packet filter"), 0))
        self.assertEqual(self.services.asked, [])
        self.filter_fault = ""
        refresh(self.serving)
        self.assertEqual((self.health(), self.figures()["webrtc_packet_filter"]), ((200, ""), 1))

    def test_status_shows_the_faults_and_says_so_by_its_exit_code(self) -> None:
        shown = io.StringIO()
        with mock.patch.dict(os.environ, {"WEBRTC_ROOT": str(self.serving.paths.root)}), redirect_stdout(shown):
            self.assertEqual(main(["status"]), 0)
            self.filter_fault = "no packet filter"
            refresh(self.serving)
            self.assertEqual(main(["status"]), 1)
        self.assertIn('"packet filter": "no packet filter"', shown.getvalue())

    def test_all_faults_are_named_at_once_and_each_is_logged_once(self) -> None:
        self.lose_address()
        self.filter_fault = "no packet filter"
        refresh(self.serving)
        refresh(self.serving)
        self.assertEqual(self.health()[1].count(";"), 1)
        self.assertEqual(self.quiet.getvalue().count("fault: "), 1)


class WithoutFilter(BootCase):
    filter_fault = "no packet filter"

    def test_the_boot_service_starts_no_server_and_claims_no_address(self) -> None:
        [instance] = self.emulator.add_instances(1)
        node, _ = self.node(instance)
        self.refuses(node)
        self.assertIsNone(self.emulator.address_of(instance))
        self.assertEqual(node.services.asked, [])  # type: ignore[attr-defined]
        self.assertEqual(read_faults(node.paths), {"packet filter": "no packet filter"})
        self.assertEqual([call["HealthStatus"] for call in fakes.calls], ["Unhealthy"])
        self.filter_fault = ""
        bring_into_service(node)
        self.assertEqual(json.loads(node.paths.faults.read_text()), {})

    def refuses(self, node: Node) -> None:
        def enough(_: float) -> None:
            raise KeyboardInterrupt

        object.__setattr__(node, "sleep", enough)
        with self.assertRaises(KeyboardInterrupt):
            boot(node)
        object.__setattr__(node, "sleep", lambda _: None)
        self.assertEqual((read_state(node.paths).phase, read_state(node.paths).reason), ("failed", "no packet filter"))
