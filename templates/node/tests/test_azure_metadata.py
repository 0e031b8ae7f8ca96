"""A stand-in for Azure's metadata service: the documented answer, and what it may say instead."""

import http.server
import json
import threading

from webrtc_node.azure_metadata import AzureMetadata
from webrtc_node.errors import NodeError

from .base import ServiceCase

ADDRESS = "203.0.113.5"


class AzureAddress(ServiceCase):
    def setUp(self) -> None:
        super().setUp()
        self.answer: tuple[int, str] = (404, "")
        self.asked: list[tuple[str, str | None]] = []
        case = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                case.asked.append((self.path, self.headers["Metadata"]))
                status, text = case.answer
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: object) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.metadata = AzureMetadata(f"http://127.0.0.1:{server.server_address[1]}")

    def shows(self, *addresses: str) -> None:
        entries = [{"frontendIpAddress": address, "privateIpAddress": "10.0.0.5"} for address in addresses]
        self.answer = (200, json.dumps({"loadbalancer": {"publicIpAddresses": entries, "inboundRules": []}}))

    def test_asks_as_the_service_wants_it(self) -> None:
        self.shows(ADDRESS)
        self.assertEqual(self.metadata.address_fault(ADDRESS), "")
        self.assertEqual(self.asked, [("/metadata/loadbalancer?api-version=2020-10-01", "true")])

    def test_an_address_that_was_shown_and_is_not_any_more_is_gone(self) -> None:
        self.shows(ADDRESS)
        self.metadata.address_fault(ADDRESS)
        for gone, seen in (((), "none"), (("192.0.2.9",), "192.0.2.9")):
            self.shows(*gone)
            self.assertEqual(self.metadata.address_fault(ADDRESS), f"the public address {ADDRESS} is gone: instance metadata shows {seen}")
        self.answer = (404, "")
        self.assertIn("is gone", self.metadata.address_fault(ADDRESS))
        self.shows(ADDRESS)
        self.assertEqual(self.metadata.address_fault(ADDRESS), "")

    def test_an_address_that_was_never_shown_is_no_fault(self) -> None:
        self.assertEqual(self.metadata.address_fault(ADDRESS), "")
        self.shows()
        self.assertEqual(self.metadata.address_fault(ADDRESS), "")

    def test_an_answer_that_says_nothing_is_neither(self) -> None:
        for answer in ((500, ""), (200, "[]"), (200, "no JSON"), (200, '{"loadbalancer": {}}')):
            self.answer = answer
            with self.subTest(answer), self.assertRaises(NodeError):
                self.metadata.address_fault(ADDRESS)
