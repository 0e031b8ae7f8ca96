import json
import re
import unittest
from pathlib import Path
from typing import Any

from webrtc_node.errors import NodeError
from webrtc_node.figures import Figure, collect, prometheus_text
from webrtc_node.files import write_atomically
from webrtc_node.logs import Counts, Shipper, entry
from webrtc_node.metrics import Deltas
from webrtc_node.state import State, add_drain_reason, write_state

from .base import ServiceCase
from .fakes import FakeEngine

metrics_table = Path(__file__).resolve().parents[3] / "modules/shared/metrics.ts"


class Figures(ServiceCase):
    def values(self, **changes: Any) -> dict[str, float]:
        figures = collect(self.parameters(healthPort=1, **changes), self.paths, self.engine)
        return {figure.name: figure.value for figure in figures}

    def setUp(self) -> None:
        super().setUp()
        self.engine = FakeEngine()
        write_state(self.paths, State("serving", public_ip="203.0.113.5"))

    def test_a_node_that_fails_is_unhealthy_and_one_that_drains_is_not(self) -> None:
        self.assertEqual(self.values()["webrtc_unhealthy"], 1)
        add_drain_reason(self.paths, "terminate")
        values = self.values()
        self.assertEqual((values["webrtc_unhealthy"], values["webrtc_draining"]), (0, 1))

    def test_counts_allocations_and_knows_their_limit(self) -> None:
        self.engine.sessions = 7
        values = self.values()
        self.assertEqual((values["webrtc_turn_allocations"], values["webrtc_turn_allocations_limit"]), (7, 100))

    def test_says_nothing_of_sessions_when_the_server_cannot(self) -> None:
        self.engine.sessions = NodeError("gone")
        self.assertNotIn("webrtc_turn_allocations", self.values())

    def test_a_node_without_an_address_says_so(self) -> None:
        write_state(self.paths, State("failed", "pool empty"))
        self.assertEqual(self.values()["webrtc_without_address"], 1)

    def test_takes_what_the_log_service_counted(self) -> None:
        write_atomically(self.paths.figures, json.dumps({"quota_refusals": 4, "session_bytes": 99, "place": "x"}).encode())
        values = self.values()
        self.assertEqual((values["webrtc_turn_quota_refusals_total"], values["webrtc_turn_session_bytes_total"]), (4, 99))

    def test_every_name_for_cloudwatch_is_in_the_table_and_every_turn_metric_is_sent(self) -> None:
        write_atomically(self.paths.figures, b"{}")
        write_atomically(self.paths.certificate, b'{"end": 9999999999}')
        sent = {figure.cloud_name for figure in collect(self.parameters(healthPort=1), self.paths, self.engine) if figure.cloud_name}
        # Only machines with an ENA interface have it.
        sent.add("AllowanceExceededPackets")
        text = metrics_table.read_text()
        common = text.split("export const turnMetrics")[0]
        turn = text.split("export const turnMetrics")[1].split("export const mediaMetrics")[0]
        names = set(re.findall(r'"([A-Z]\w+)"', common + turn)) - {"Count", "Seconds", "AutoScalingGroupName"}
        self.assertEqual(sent, names)

    def test_writes_prometheus_text(self) -> None:
        figures = [
            Figure("a_total", "A.", "counter", 3, label=("kind", "x")),
            Figure("a_total", "A.", "counter", 4, label=("kind", "y")),
            Figure("b", "B.", "gauge", True),
        ]
        self.assertEqual(
            prometheus_text(figures),
            '# HELP a_total A.\n# TYPE a_total counter\na_total{kind="x"} 3\na_total{kind="y"} 4\n# HELP b B.\n# TYPE b gauge\nb 1\n',
        )


class CloudWatch(unittest.TestCase):
    def counter(self, value: float, label: str = "x") -> Figure:
        return Figure("c_total", "C.", "counter", value, "C", label=("kind", label))

    def test_sends_what_was_added_since_the_last_time_over_all_kinds(self) -> None:
        deltas = Deltas()
        deltas.take([self.counter(10, "x"), self.counter(5, "y")])
        self.assertEqual(deltas.take([self.counter(12, "x"), self.counter(6, "y")]), {"C": (3, "Count")})

    def test_a_counter_that_started_again_is_not_negative(self) -> None:
        deltas = Deltas()
        deltas.take([self.counter(10)])
        self.assertEqual(deltas.take([self.counter(4)]), {"C": (4, "Count")})


class Logs(unittest.TestCase):
    def test_counts_refusals_once_and_bytes_of_the_client_side(self) -> None:
        counts = Counts()
        for line in (
            "session 1: realm <r> user <u>: incoming packet ALLOCATE processed, error 486: Allocation Quota Reached",
            "session 1: realm <r> user <u>: incoming packet message processed, error 486: Allocation Quota Reached",
            "session 1: usage: realm=<r>, username=<u>, rp=3, rb=300, sp=3, sb=236",
            "session 1: closed (2nd stage), user <u>",
        ):
            counts.see(line)
        self.assertEqual((counts.quota_refusals, counts.session_bytes), (1, 536))

    def test_does_not_count_what_peers_sent_twice(self) -> None:
        counts = Counts()
        counts.see("session 1: peer usage: realm=<r>, username=<u>, rp=3, rb=300, sp=3, sb=236")
        self.assertEqual(counts.session_bytes, 0)

    def test_reads_text_and_bytes_of_the_journal(self) -> None:
        record = {"__REALTIME_TIMESTAMP": "1700000000123456", "_SYSTEMD_UNIT": "coturn.service", "MESSAGE": "hello"}
        self.assertEqual(entry(record), (1700000000123, "coturn.service", "hello"))
        self.assertEqual(entry({**record, "MESSAGE": [104, 105, 255]}), (1700000000123, "coturn.service", "hi\ufffd"))
        self.assertIsNone(entry({**record, "MESSAGE": None}))

    def test_sends_in_order_and_within_the_limits(self) -> None:
        batches: list[list[dict[str, Any]]] = []
        shipper = Shipper(batches.append)
        for number in range(10_001):
            shipper.add(10_001 - number, "x")
        shipper.flush()
        self.assertEqual([len(batch) for batch in batches], [10_000, 1])
        self.assertEqual(batches[0], sorted(batches[0], key=lambda event: event["timestamp"]))

    def test_keeps_the_lines_when_sending_fails(self) -> None:
        batches: list[list[dict[str, Any]]] = []
        failures = [NodeError("slow down")]

        def send(events: list[dict[str, Any]]) -> None:
            if failures:
                raise failures.pop()
            batches.append(events)

        shipper = Shipper(send)
        shipper.add(1, "kept")
        shipper.flush()
        shipper.flush()
        self.assertEqual([event["message"] for event in batches[0]], ["kept"])
