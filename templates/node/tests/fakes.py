"""A metadata service, an AWS and a systemd to test against. The drills use them too."""

import http.server
import logging
import os
import threading
import urllib.request
from collections.abc import Callable
from typing import Any

try:
    from moto.autoscaling.responses import AutoScalingResponse
    from moto.core.responses import EmptyResult
    from moto.server import ThreadedMotoServer
except ImportError:
    raise SystemExit("The AWS emulator is missing: npm run setup:emulator, and put .venv-emulator/bin first in PATH") from None

import boto3

POOL = "test-turn"
GROUP = "test-eu-west-1-turn"
REGION = "eu-west-1"

#: Calls that the emulator lacks or only accepts for instances of its own groups, as they came in.
calls: list[dict[str, str]] = []


def _record(self: Any) -> EmptyResult:
    calls.append({name: values[0] for name, values in self.querystring.items()})
    return EmptyResult()


for operation in ("complete_lifecycle_action", "record_lifecycle_action_heartbeat", "set_instance_health"):
    setattr(AutoScalingResponse, operation, _record)


class Emulator:
    """AWS on a port of the loopback address, with a pool of Elastic IPs and instances to give them to."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self._server = ThreadedMotoServer(ip_address=host, port=port, verbose=False)
        self._server.start()
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.url = f"http://{host}:{self._server.get_host_and_port()[1]}"
        os.environ.update(
            AWS_ENDPOINT_URL=self.url,
            AWS_ACCESS_KEY_ID="test",
            AWS_SECRET_ACCESS_KEY="test",
            AWS_EC2_METADATA_DISABLED="true",
            AWS_DEFAULT_REGION=REGION,
        )
        self.ec2 = boto3.client("ec2", region_name=REGION)
        self.secrets = boto3.client("secretsmanager", region_name=REGION)
        self.cloudwatch = boto3.client("cloudwatch", region_name=REGION)
        self.logs = boto3.client("logs", region_name=REGION)

    def reset(self) -> None:
        urllib.request.urlopen(urllib.request.Request(f"{self.url}/moto-api/reset", method="POST")).close()
        calls.clear()

    def stop(self) -> None:
        self._server.stop()

    def add_slots(self, count: int, pool: str = POOL) -> None:
        for slot in range(1, count + 1):
            tags = {"AddressPool": pool, "Slot": str(slot), "Hostname": f"turn-{slot}.eu-west-1.example.com"}
            self.ec2.allocate_address(
                Domain="vpc",
                TagSpecifications=[
                    {"ResourceType": "elastic-ip", "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}
                ],
            )

    def add_instances(self, count: int) -> list[str]:
        found = self.ec2.run_instances(ImageId="ami-12c6146b", MinCount=count, MaxCount=count, InstanceType="t3.small")
        return [instance["InstanceId"] for instance in found["Instances"]]

    def address_of(self, instance_id: str) -> str | None:
        found = self.ec2.describe_addresses(Filters=[{"Name": "instance-id", "Values": [instance_id]}])["Addresses"]
        return found[0]["PublicIp"] if found else None


class FakeImds:
    """Instance metadata, version 2 only. A value may be a function, which is asked each time."""

    def __init__(
        self,
        values: dict[str, str | Callable[[], str | None]],
        host: str = "127.0.0.1",
        port: int = 0,
        by_client: dict[str, dict[str, Any]] | None = None,
    ):
        #: `by_client` gives each machine its own values, by the address that it asks from; `delay`: seconds that an answer takes.
        self.values = values
        self.token_status = 200
        fake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                wanted = self.path == "/latest/api/token" and "X-aws-ec2-metadata-token-ttl-seconds" in self.headers
                self._answer(fake.token_status if wanted else 400, "token-of-the-fake")

            def do_GET(self) -> None:
                if self.headers.get("X-aws-ec2-metadata-token") != "token-of-the-fake":
                    return self._answer(401, "")
                values = fake.values if by_client is None else by_client.get(self.client_address[0], {})
                threading.Event().wait(values.get("delay", 0))
                value = values.get(self.path.removeprefix("/latest/meta-data/"))
                text = value() if callable(value) else value
                self._answer(404 if text is None else 200, text or "")

            def _answer(self, status: int, text: str) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *arguments: Any) -> None:
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *arguments: Any) -> None:
                """A client that gave up waiting is part of the test."""

        self._server = Server((host, port), Handler)
        self.url = f"http://{host}:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class FakeServices:
    """systemd that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.active: set[str] = set()
        self.processes: dict[str, int] = {}

    def start(self, unit: str) -> None:
        self.asked.append(("start", unit))
        self.active.add(unit)

    def restart(self, unit: str) -> None:
        self.asked.append(("restart", unit))

    def queue_restart(self, unit: str) -> None:
        self.asked.append(("queue restart", unit))

    def main_process(self, unit: str) -> int:
        return self.processes.get(unit, 0)

    def signal(self, unit: str, signal: str) -> None:
        self.asked.append(("signal", unit, signal))

    def is_active(self, unit: str) -> bool:
        return unit in self.active


class FakeEngine:
    """A server whose answers the test decides."""

    group = "no-such-group"

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.sessions: int | Exception = 0
        self.asked: list[str] = []

    def check(self) -> None:
        if self.failure:
            raise self.failure

    def alive(self) -> None:
        self.check()

    def live(self) -> int:
        if isinstance(self.sessions, Exception):
            raise self.sessions
        return self.sessions

    def refuse_new(self) -> None:
        self.asked.append("refuse")

    def accept_new(self) -> None:
        self.asked.append("accept")


def parameters(**changes: Any) -> dict[str, Any]:
    """Parameters of a TURN node on AWS, as JSON has them."""
    return {
        "version": 1,
        "platform": "aws",
        "environment": "test",
        "region": REGION,
        "role": "turn",
        "engine": "coturn",
        "autoScalingGroup": GROUP,
        "launchingHook": "launching",
        "terminatingHook": "terminating",
        "launchTimeoutSeconds": 600,
        "drainLimitSeconds": 60,
        "drainHeartbeatSeconds": 30,
        "addressPool": POOL,
        "secrets": {"turn": "turn-secret"},
        "certificate": {"kind": "none"},
        "logGroup": "/test/turn",
        "metricNamespace": "WebRTC/Turn",
        "healthPort": 8089,
        "coturn": {
            "version": "4.6.1",
            "realm": "example.com",
            "port": 3478,
            "tls": "off",
            "relay": {"from": 49152, "to": 65535},
            "allocations": 100,
        },
        **changes,
    }
