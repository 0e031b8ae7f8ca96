"""What follows a request on its connection is the next request, or nothing."""

import http.server
import os
import socket
import threading
import unittest
from unittest import mock

import bootstrap

NEXT = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
LENGTH = b"Content-Length: %d" % len(NEXT)


class Framing(unittest.TestCase):
    def setUp(self):
        self.enterContext(mock.patch.dict(os.environ, {"AUTH_TOKEN": "t"}, clear=True))
        bootstrap.Handler.credentials = bootstrap.Credentials("none")
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), bootstrap.Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def talk(self, sent):
        """All that comes back until the server closes the connection, or `b"kept"` behind it if it does not within a second."""
        with socket.create_connection(self.server.server_address, timeout=1) as connection:
            connection.sendall(sent)
            got = b""
            try:
                while part := connection.recv(65536):
                    got += part
            except TimeoutError:
                got += b"kept"
            except ConnectionResetError:
                pass
            return got

    def request(self, method, *lines, path=b"/api/bootstrap", version=b"HTTP/1.1"):
        return b"\r\n".join([b" ".join([method, path, version]), b"Host: a", *lines]) + b"\r\n\r\n"

    def refused(self, *requests):
        for request in requests:
            got = self.talk(request + NEXT)
            with self.subTest(request=request):
                self.assertRegex(got, rb"^HTTP/1\.1 (400|501) ")
                self.assertEqual(got.count(b"HTTP/1.1 "), 1, got)
                self.assertIn(b"\r\nConnection: close\r\n", got)
                self.assertFalse(got.endswith(b"kept"), got)

    def test_a_body_ends_the_connection_whatever_the_method(self):
        chunked = b"Transfer-Encoding: chunked"
        methods = [b"GET", b"OPTIONS", b"HEAD", b"POST", b"PUT", b"DELETE", b"get"]
        self.refused(*(self.request(method, line) for method in methods for line in (LENGTH, chunked)))

    def test_a_body_ends_the_connection_whatever_the_path(self):
        self.refused(*(self.request(b"GET", LENGTH, path=path) for path in (b"/healthz", b"/nothing", b"*", b"/api/bootstrap?a=b")))

    def test_a_client_that_asks_to_keep_the_connection_is_not_asked(self):
        self.refused(self.request(b"GET", b"Connection: keep-alive", LENGTH), self.request(b"GET", LENGTH, b"Connection: keep-alive", version=b"HTTP/1.0"))

    def test_a_client_that_asks_for_leave_to_send_gets_none(self):
        self.refused(self.request(b"GET", b"Expect: 100-continue", LENGTH))

    def test_lengths_that_are_none_end_the_connection(self):
        values = [b"x", b"-1", b"+0", b"00", b"0x0", b"0, 0", b"", b"0;", b"1_0", "٠".encode()]
        self.refused(*(self.request(b"GET", b"Content-Length: " + value) for value in values))
        self.refused(self.request(b"GET", b"Content-Length: 0", LENGTH), self.request(b"GET", LENGTH, b"Content-Length: 0"))
        self.refused(self.request(b"GET", b"Content-Length: 0", b"Content-Length: 0"))

    def test_any_transfer_encoding_ends_the_connection(self):
        values = [b"chunked", b"identity", b"gzip, chunked", b"xchunked", b"", b"\x0bchunked"]
        self.refused(*(self.request(b"GET", b"Transfer-Encoding: " + value) for value in values))
        self.refused(self.request(b"GET", b"Content-Length: 0", b"Transfer-Encoding: chunked"))

    def test_lines_that_a_proxy_may_read_otherwise_end_the_connection(self):
        self.refused(
            self.request(b"GET", b"Content-Length : %d" % len(NEXT)),
            self.request(b"GET", b"no name", LENGTH),
            self.request(b"GET", b"X: a\rContent-Length: 5"),
            self.request(b"GET", b"X: a\rno name\rContent-Length: 5"),
            self.request(b"GET", b" folded", LENGTH),
            # Each of these is seen by one of the checks alone.
            self.request(b"GET", b"X: a\r\rContent-Length: 5"),
            self.request(b"GET", b": no name"),
            b"GET /api/bootstrap HTTP/1.1\r\n folded: a\r\nHost: a\r\n\r\n",
        )

    def test_a_type_of_content_is_no_body(self):
        types = [b"application/json", b"multipart/form-data", b"multipart/form-data; boundary=x", b"message/rfc822", b"message/delivery-status"]
        for kind in types:
            with self.subTest(kind=kind):
                got = self.talk(self.request(b"GET", b"Content-Type: " + kind) + self.request(b"GET", b"Connection: close"))
                self.assertEqual(got.count(b"HTTP/1.1 200 OK"), 2, got)
        self.refused(*(self.request(b"GET", b"Content-Type: " + kind, b"no name", b"--x", LENGTH) for kind in types))
        self.refused(*(self.request(b"GET", b"X: a\r\r--x", b"Content-Type: " + kind) for kind in types))

    def test_a_request_without_a_version_ends_the_connection(self):
        got = self.talk(b"GET /api/bootstrap\r\nConnection: keep-alive\r\n\r\n" + NEXT)
        self.assertNotIn(b"ok", got)
        self.assertFalse(got.endswith(b"kept"), got)

    def test_a_head_that_cannot_be_read_ends_the_connection(self):
        for request in (b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/x\r\n\r\n", b"GET\r\n\r\n", self.request(b"GET", *[b"X: y"] * 200)):
            got = self.talk(request + NEXT)
            self.assertNotIn(b"ok", got, request)
            self.assertFalse(got.endswith(b"kept"), request)

    def test_honest_requests_share_a_connection(self):
        none = self.request(b"GET", b"Content-Length: 0")
        preflight = self.request(b"OPTIONS", b"Content-Length: 0")
        got = self.talk(self.request(b"GET") + none + preflight + self.request(b"GET", b"Expect: 100-continue") + NEXT)
        self.assertEqual([got.count(status) for status in (b"HTTP/1.1 200 OK", b"HTTP/1.1 204 ", b"HTTP/1.1 ")], [4, 1, 5], got)
        self.assertTrue(got.endswith(b"okkept"), got)


if __name__ == "__main__":
    unittest.main()
