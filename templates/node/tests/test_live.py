import dataclasses
import unittest
from typing import Any
from unittest import mock

from webrtc_node.configuration import configure_files, leave_address
from webrtc_node.engines.live import LiveEngine
from webrtc_node.errors import NodeError
from webrtc_node.node import Node
from webrtc_node.parameters import Live, PortRange
from webrtc_node.refresh import refresh_secrets
from webrtc_node.secret_store import read_secrets, save_secrets
from webrtc_node.state import State, write_state

from .base import ServiceCase
from .fakes import FakeServices
from .test_engines import HttpFake

PLACE = State("serving", "", "127.0.0.1", "203.0.113.7", "live-2.eu-west-1.example.com", "2", "i-1")


class LiveTest(ServiceCase):
    def engine(self, answers: dict[str, Any]) -> LiveEngine:
        fake = HttpFake(lambda asked, _body: answers[asked])
        self.addCleanup(fake.stop)
        write_state(self.paths, PLACE)
        self.settings = Live(fake.port, fake.port, PortRange(40000, 48999), "stage.live.internal", "Z1")
        return LiveEngine(self.settings, self.paths)

    def test_counts_rooms_with_a_publisher(self) -> None:
        rooms = [{"name": "a", "hasPublisher": True}, {"name": "b", "hasPublisher": False}, {"name": "c", "hasPublisher": True}]
        self.assertEqual(self.engine({"GET /api/rooms": rooms}).live(), 2)

    def test_is_empty_without_rooms(self) -> None:
        self.assertEqual(self.engine({"GET /api/rooms": None}).live(), 0)

    def test_takes_nothing_else_for_a_list_of_rooms(self) -> None:
        with self.assertRaises(NodeError):
            self.engine({"GET /api/rooms": [{"name": "a"}]}).live()

    def test_works_only_while_program_and_proxy_answer(self) -> None:
        engine = self.engine({"GET /healthz": "ok"})
        engine.check()
        write_state(self.paths, State(**{**vars(PLACE), "private_ip": "127.0.0.2"}))
        with self.assertRaises(NodeError):
            engine.check()

    def test_leaves_its_address_under_the_name_of_its_slot(self) -> None:
        self.engine({})
        cloud, parameters = mock.Mock(), mock.Mock(live=self.settings)
        leave_address(Node(parameters, self.paths, mock.Mock(), mock.Mock(), None, cloud), PLACE)
        ((service, operation), arguments) = cloud.call.call_args
        record = arguments["ChangeBatch"]["Changes"][0]["ResourceRecordSet"]
        self.assertEqual((service, operation, arguments["HostedZoneId"]), ("route53", "change_resource_record_sets", "Z1"))
        self.assertEqual((record["Name"], record["ResourceRecords"]), ("live-2.stage.live.internal", [{"Value": "127.0.0.1"}]))

    def test_tells_the_router_where_the_directory_is(self) -> None:
        self.engine({})
        self.paths.templates.mkdir(parents=True)
        (self.paths.templates / "router.env").write_text("REDIS_URL=rediss://@@room_directory@@:6379\n")
        parameters = mock.Mock(live=dataclasses.replace(self.settings, roomDirectory="master.rooms.example"))
        configure_files(Node(parameters, self.paths, mock.Mock(group="root"), mock.Mock(), None, mock.Mock()), PLACE, {})
        self.assertEqual((self.paths.config / "router.env").read_text(), "REDIS_URL=rediss://master.rooms.example:6379\n")

    def test_takes_a_new_secret_of_turn_without_a_word_to_the_rooms(self) -> None:
        engine = self.engine({"GET /api/rooms": [{"name": "a", "hasPublisher": True}]})
        roles = {role: self.paths.config.parent / role for role in ("liveAccess", "liveAdmin", "liveTurn")}
        for role, file in roles.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(role * 8)
        self.paths.templates.mkdir(parents=True)
        (self.paths.templates / "bootstrap.env").write_text("TURN_SHARED_SECRET=@@live_turn@@\n")
        parameters = mock.Mock(live=self.settings, coturn=None, secrets={role: str(file) for role, file in roles.items()})
        services: Any = FakeServices()
        node = Node(parameters, self.paths, engine, services, None, None)
        save_secrets(self.paths, read_secrets(parameters, None))
        roles["liveTurn"].write_text("n" * 40)
        with mock.patch("webrtc_node.configuration.group_of", return_value=-1):
            refresh_secrets(node)
        self.assertEqual((self.paths.config / "bootstrap.env").read_text(), f"TURN_SHARED_SECRET={'n' * 40}\n")
        self.assertEqual(services.asked, [("restart", "live-bootstrap.service")])
        roles["liveAccess"].write_text("m" * 40)
        with self.assertRaises(NodeError):
            refresh_secrets(node)


if __name__ == "__main__":
    unittest.main()
