from typing import Any

from webrtc_node.cloud import CloudError
from webrtc_node.drain import Drain, leave, wait_for_termination
from webrtc_node.errors import NodeError
from webrtc_node.state import add_drain_reason, drain_reasons, drain_seconds, remove_drain_reason

from .base import ServiceCase
from .fakes import FakeEngine, FakeServices


class FakeCloud:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failures: list[CloudError] = []

    def heartbeat(self, hook: str, instance_id: str) -> None:
        self.asked.append(f"heartbeat {hook} {instance_id}")

    def complete_hook(self, hook: str, instance_id: str) -> None:
        if self.failures:
            raise self.failures.pop()
        self.asked.append(f"complete {hook} {instance_id}")


class FakeMetadata:
    def __init__(self, *states: str | NodeError):
        self._states = list(states)

    def require(self, _: str) -> str:
        return "i-1"

    def target_state(self) -> str:
        state = self._states.pop(0)
        if isinstance(state, NodeError):
            raise state
        return state


class Drains(ServiceCase):
    def setUp(self) -> None:
        super().setUp()
        self.engine, self.services = FakeEngine(), FakeServices()
        self.services.active.add("coturn.service")
        self.steps: list[Any] = []
        self.cloud: Any = FakeCloud()

    def drain(self, **changes: Any) -> Drain:
        return Drain(self.parameters(**changes), self.paths, self.engine, self.services, self.sleep)  # type: ignore[arg-type]

    def sleep(self, _: float) -> None:
        """Each pause takes the next step of the test."""
        if not self.steps:
            raise AssertionError("waits for ever")
        self.steps.pop(0)()

    def sessions(self, count: int) -> None:
        self.engine.sessions = count

    def test_refuses_new_work_once_and_takes_it_again(self) -> None:
        drain = self.drain()
        add_drain_reason(self.paths, "operator")
        drain.follow_reasons()
        drain.follow_reasons()
        remove_drain_reason(self.paths, "operator")
        drain.follow_reasons()
        self.assertEqual(self.engine.asked, ["refuse", "accept"])

    def test_asks_again_when_the_server_did_not_take_the_request(self) -> None:
        drain = self.drain()
        add_drain_reason(self.paths, "terminate")

        def fail() -> None:
            raise NodeError("no answer")

        self.engine.refuse_new = fail  # type: ignore[method-assign]
        drain.follow_reasons()
        del self.engine.refuse_new  # type: ignore[attr-defined]
        drain.follow_reasons()
        self.assertEqual(self.engine.asked, ["refuse"])

    def test_waits_until_nothing_lives(self) -> None:
        add_drain_reason(self.paths, "terminate")
        self.engine.sessions = 2
        self.steps = [lambda: self.sessions(1), lambda: self.sessions(0)]
        self.assertTrue(self.drain().wait_until_empty())

    def test_ends_at_the_limit(self) -> None:
        add_drain_reason(self.paths, "terminate")
        self.engine.sessions = 2
        self.assertFalse(self.drain(drainLimitSeconds=0).wait_until_empty())
        self.assertIn("the drain's limit of 0 s is over, 2 left", self.log.getvalue())

    def test_waits_while_a_running_server_cannot_say(self) -> None:
        add_drain_reason(self.paths, "terminate")
        self.engine.sessions = NodeError("no answer")
        self.steps = [lambda: self.sessions(1), lambda: self.sessions(0)]
        self.assertTrue(self.drain().wait_until_empty())

    def test_does_not_wait_for_a_server_that_ended(self) -> None:
        add_drain_reason(self.paths, "terminate")
        self.engine.sessions = NodeError("no answer")
        self.services.active.clear()
        self.assertTrue(self.drain().wait_until_empty())

    def test_sends_heartbeats_and_completes_the_hook_although_aws_fails_first(self) -> None:
        parameters = self.parameters(drainHeartbeatSeconds=0)
        add_drain_reason(self.paths, "terminate")
        self.engine.sessions = 1
        self.steps = [lambda: None, lambda: self.sessions(0)]
        self.cloud.failures = [CloudError("Throttling", "slow down")]
        pauses: list[float] = []
        leave(parameters, self.drain(drainHeartbeatSeconds=0), FakeMetadata(), self.cloud, pauses.append)  # type: ignore[arg-type]
        self.assertEqual(self.cloud.asked, ["heartbeat terminating i-1"] * 2 + ["complete terminating i-1"])
        self.assertEqual(pauses, [1.0])

    def test_notices_the_termination_after_metadata_that_failed(self) -> None:
        metadata: Any = FakeMetadata("InService", NodeError("slow"), "Terminated")
        wait_for_termination(self.drain(), metadata, lambda _: None)
        self.assertIn("slow", self.log.getvalue())

    def test_a_second_reason_does_not_move_the_beginning(self) -> None:
        add_drain_reason(self.paths, "operator")
        began = drain_seconds(self.paths)
        add_drain_reason(self.paths, "terminate")
        self.assertGreaterEqual(drain_seconds(self.paths), began)
        self.assertEqual(drain_reasons(self.paths), ["operator", "terminate"])
