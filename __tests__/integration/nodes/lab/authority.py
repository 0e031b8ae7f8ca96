"""An ACME authority in the lab: Pebble, which looks proofs up in DNS, and the zone in Route 53 that such proofs are written to."""

import json
import os
import socket
import struct
import subprocess
import threading
from pathlib import Path

import boto3

from .waiting import wait_for

_HOST = "10.88.0.1"
_ROUTE_53 = "route53.amazonaws.com"
_TXT = 16

#: Days; certbot renews what has less than 30 left, so that each of its runs is due.
_VALID_DAYS = 10

#: What a machine needs so that its programs find the lab's authority and Route 53 where the real ones are.
MACHINE_FILES = {
    "etc/letsencrypt/cli.ini": f"server = https://{_HOST}:14000/dir\nno-verify-ssl = true\n",
    "etc/hosts": f"127.0.0.1 localhost\n{_HOST} {_ROUTE_53}\n",
}

_FRONT = """daemon off;
error_log stderr;
pid {directory}/nginx.pid;
events {{}}
http {{
  access_log off;
  server {{
    listen {host}:443 ssl;
    ssl_certificate {chain};
    ssl_certificate_key {key};
    location / {{
      proxy_pass http://{host}:5000;
      proxy_set_header Host $host;
    }}
  }}
}}
"""


class Authority:
    """Runs until `stop`, or the end of its `with` block."""

    def __init__(self, directory: Path, zone: str, chain: Path):
        """`chain` is a certificate for Route 53's name, with its key beside it."""
        self._route53 = boto3.client("route53")
        self.zone = self._route53.create_hosted_zone(Name=zone, CallerReference="drill")["HostedZone"]["Id"]
        self._names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._names.bind((_HOST, 5353))
        threading.Thread(target=self._answer_names, daemon=True).start()
        key = chain.with_suffix(".key")
        front, settings = directory / "front.conf", directory / "pebble.json"
        front.write_text(_FRONT.format(directory=directory, host=_HOST, chain=chain, key=key))
        self._front = subprocess.Popen(["nginx", "-c", str(front)])
        values = {
            "listenAddress": f"{_HOST}:14000",
            "managementListenAddress": f"{_HOST}:15000",
            "certificate": str(chain),
            "privateKey": str(key),
            "httpPort": 80,
            "tlsPort": 443,
            "certificateValidityPeriod": _VALID_DAYS * 86400,
        }
        settings.write_text(json.dumps({"pebble": values}))
        self._pebble = subprocess.Popen(
            ["pebble", "-config", str(settings), "-dnsserver", f"{_HOST}:5353"],
            # Otherwise it refuses one nonce of twenty by chance.
            env={**os.environ, "PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "0"},
            stdout=open(directory / "pebble.log", "wb"),
            stderr=subprocess.STDOUT,
        )

    def __enter__(self) -> "Authority":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def wait(self) -> None:
        """Until it answers."""
        for port in (14000, 443):
            wait_for(f"the authority's port {port}", lambda: _listens(port), 10)

    def stop(self) -> None:
        for process in (self._pebble, self._front):
            process.terminate()
            process.wait(10)

    def _records(self, name: str) -> list[str]:
        found = self._route53.list_resource_record_sets(HostedZoneId=self.zone)["ResourceRecordSets"]
        return [
            record["Value"].strip('"')
            for records in found
            if records["Type"] == "TXT" and records["Name"].rstrip(".").lower() == name.lower()
            for record in records["ResourceRecords"]
        ]

    def _answer_names(self) -> None:
        """DNS (RFC 1035) for TXT records, as the zone has them at that moment."""
        while True:
            query, sender = self._names.recvfrom(4096)
            labels, at = [], 12
            while length := query[at]:
                labels.append(query[at + 1 : at + 1 + length].decode())
                at += 1 + length
            question = query[12 : at + 5]
            kind = struct.unpack("!H", query[at + 1 : at + 3])[0]
            texts = [text.encode() for text in self._records(".".join(labels))] if kind == _TXT else []
            answers = b"".join(
                struct.pack("!HHHIHB", 0xC00C, _TXT, 1, 0, len(text) + 1, len(text)) + text for text in texts
            )
            self._names.sendto(query[:2] + struct.pack("!HHHHH", 0x8400, 1, len(texts), 0, 0) + question + answers, sender)


def _listens(port: int) -> bool:
    try:
        socket.create_connection((_HOST, port), 0.2).close()
        return True
    except OSError:
        return False
