"""Stands in for the metadata service: version 2 alone, from files in /fake/metadata."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Metadata(BaseHTTPRequestHandler):
    def do_PUT(self):
        self.answer(200 if "X-aws-ec2-metadata-token-ttl-seconds" in self.headers else 400, "token")

    def do_GET(self):
        if self.headers.get("X-aws-ec2-metadata-token") != "token":
            return self.answer(401, "")
        value = Path("/fake/metadata") / self.path.removeprefix("/latest/meta-data/").replace("/", "_")
        self.answer(200, value.read_text().strip()) if value.exists() else self.answer(404, "")

    def answer(self, code, text):
        self.send_response(code)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("169.254.169.254", 80), Metadata).serve_forever()
