"""A team's mediasoup application, with a stand-in that keeps what the page of the node services asks of one."""

import hashlib
import io
import tarfile
import time

from lab.programs import render
from lab.site import Site
from lab.store import BUCKET, WITH_EMULATOR, publish
from lab.waiting import wait_for
from webrtc_node.engines.http_json import ask
from webrtc_node.errors import NodeError

from .hardening import exposure
from .registry import drill, expect

#: Sessions are made and ended on the API's port; `/health` and `/drain` are on the other one.
_APPLICATION = b'''#!/usr/bin/python3
import http.server, json, os, threading

sessions, accepting = 0, True


class Handler(http.server.BaseHTTPRequestHandler):
    def handle_one(self):
        global sessions, accepting
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status = 200
        if self.path == "/drain":
            accepting = json.loads(body)["accepting"]
        elif self.path == "/sessions":
            status = 200 if accepting else 503
            sessions += accepting
        elif self.path == "/end":
            sessions -= 1
        answer = {"sessions": sessions, "accepting": accepting, "environment": dict(os.environ)}
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    do_GET = do_POST = handle_one

    def log_message(self, *arguments):
        pass


api = http.server.ThreadingHTTPServer((os.environ["API_IP"], int(os.environ["API_PORT"])), Handler)
threading.Thread(target=api.serve_forever, daemon=True).start()
http.server.ThreadingHTTPServer((os.environ["ADMIN_IP"], int(os.environ["ADMIN_PORT"])), Handler).serve_forever()
'''


def _bundle() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        entry = tarfile.TarInfo("start")
        entry.size, entry.mode = len(_APPLICATION), 0o755
        tar.addfile(entry, io.BytesIO(_APPLICATION))
    return buffer.getvalue()


@drill("mediasoup: the application is checked by its digest, told its public address and ports, and drained")
def mediasoup(site: Site) -> str:
    site.cloud.add_address("185.10.0.31", "drill-mediasoup", 1, "media-2.eu-west-1.example.com")
    bundle = _bundle()
    digest = hashlib.sha256(bundle).hexdigest()
    engine = {"kind": "mediasoup", "bundleKey": "application.tar.gz", "bundleSha256": digest}
    rendered = render({"kind": "media", "engine": engine, "addressPool": "drill-mediasoup", "drainLimitSeconds": 60})
    node = site.add(7, rendered)
    fetch = next(f["content"] for f in rendered["files"] if f["path"] == "ansible/roles/mediasoup/files/fetch_bundle.py")
    node.write("opt/fetch_bundle.py", fetch, 0o755)
    words = (*WITH_EMULATOR, "/opt/fetch_bundle.py", "eu-west-1", BUCKET, "application.tar.gz", digest, "/opt/mediasoup")
    publish("application.tar.gz", bundle + b"tampered")
    try:
        node.execute(*words)
        raise AssertionError("an application with another digest was taken")
    except RuntimeError as error:
        expect("SHA-256" in str(error), str(error))
    expect(not any((node.tree / "opt/mediasoup").iterdir()), "something of the refused application is left")
    publish("application.tar.gz", bundle)
    node.execute(*words)
    node.start()
    wait_for("in service", lambda: node.health()[0] == 200, 60)

    api = f"http://{node.private}:3000"
    told = ask("POST", f"{api}/sessions", {})["environment"]
    public = site.cloud.address_of(node)
    expect((told["MEDIASOUP_LISTEN_IP"], told["MEDIASOUP_ANNOUNCED_ADDRESS"]) == (node.private, public), f"addresses {told}")
    ports = f"{told['MEDIASOUP_MIN_PORT']}-{told['MEDIASOUP_MAX_PORT']}"
    expect(ports == "20000-40000", f"ports {ports}")
    try:
        ask("GET", f"http://{node.private}:3001/health", timeout=1)
        raise AssertionError("the drain endpoint answers on the private address")
    except NodeError:
        pass
    exposed = exposure(node, "mediasoup", 4.0)

    site.cloud.metadata[node.private]["autoscaling/target-lifecycle-state"] = "Terminated"
    began = time.monotonic()
    wait_for("red", lambda: node.health()[1].get("draining"), 10)

    def refused() -> bool:
        try:
            ask("POST", f"{api}/sessions", {})
            # It came before the drain: it ends again.
            ask("POST", f"{api}/end", {})
            return False
        except NodeError as error:
            return "503" in str(error)

    wait_for("no new session", refused, 10)
    red = time.monotonic() - began
    time.sleep(3)
    expect(site.cloud.actions(node).count("CompleteLifecycleAction") == 1, "the hook was completed too early")
    ask("POST", f"{api}/end", {})
    ended = time.monotonic()
    wait_for("the terminating hook", lambda: site.cloud.actions(node).count("CompleteLifecycleAction") == 2, 10)
    return (
        f"another digest refused; announces {public}, ports {ports}; new sessions 503 after {red:.1f} s, live one kept, "
        f"hook {time.monotonic() - ended:.1f} s after it ended; exposure {exposed}"
    )
