import unittest
from typing import Any

from webrtc_node.errors import ParameterError
from webrtc_node.parameters import parse_parameters

from .fakes import parameters


class Parameters(unittest.TestCase):
    def test_takes_those_of_a_turn_node(self) -> None:
        parsed = parse_parameters(parameters())
        self.assertEqual(parsed.unit, "coturn.service")
        assert parsed.coturn
        self.assertIn(49152, parsed.coturn.relay)

    def test_takes_a_machine_without_a_cloud(self) -> None:
        given = {"private": "10.0.0.5", "public": "203.0.113.5", "hostname": "turn1.example.com"}
        keys = ("region", "autoScalingGroup", "launchingHook", "terminatingHook", "addressPool", "logGroup", "metricNamespace")
        value = {key: item for key, item in parameters(platform="given", address=given).items() if key not in keys}
        parsed = parse_parameters(value)
        assert parsed.address
        self.assertEqual((parsed.address.public, parsed.address.cloud), ("203.0.113.5", None))
        on_azure = parse_parameters({**value, "address": {**given, "cloud": "azure"}})
        assert on_azure.address
        self.assertEqual(on_azure.address.cloud, "azure")
        with self.assertRaisesRegex(ParameterError, "address.cloud: 'gcp' is none of 'azure'"):
            parse_parameters({**value, "address": {**given, "cloud": "gcp"}})

    def test_refuses_each_mistake_with_its_key(self) -> None:
        coturn = parameters()["coturn"]
        mistakes: list[tuple[Any, str]] = [
            ([], "the file: [] is not an object"),
            (parameters(rele="turn"), "rele: unknown key"),
            (parameters(version=2), "version: 2 is none of 1"),
            (parameters(role="sfu"), "role: 'sfu'"),
            (parameters(healthPort="8089"), "healthPort: '8089' is not a number"),
            (parameters(healthPort=True), "healthPort: True is not a number"),
            (parameters(addressPool=""), "addressPool: '' is not text"),
            (parameters(secrets={}), "secrets.turn: missing"),
            (parameters(secrets={"turn": ""}), "is not a map of text"),
            (parameters(coturn={**coturn, "relay": {"from": 65535, "to": 49152}}), "coturn.relay: 65535-49152 is not a range"),
            (parameters(coturn={**coturn, "relay": {"to": 65535}}), "coturn.relay.from: missing"),
            (parameters(platform="given"), "address: missing, because platform is given"),
            (parameters(certificate={"kind": "secret"}), "certificate.secretId: missing"),
            (parameters(engine="janus"), "janus: missing, because engine is janus"),
            ({key: value for key, value in parameters().items() if key != "terminatingHook"}, "terminatingHook: missing"),
        ]
        for value, message in mistakes:
            with self.subTest(message), self.assertRaises(ParameterError) as caught:
                parse_parameters(value)
            self.assertIn(message, str(caught.exception))

    def test_reports_all_mistakes_at_once(self) -> None:
        with self.assertRaises(ParameterError) as caught:
            parse_parameters(parameters(role="sfu", healthPort="x", extra=1))
        for key in ("role", "healthPort", "extra"):
            self.assertIn(key, str(caught.exception))
