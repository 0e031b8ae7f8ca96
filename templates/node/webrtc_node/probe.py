"""`webrtc-node probe turn:HOST`: does a TURN server give out allocations? One line of JSON for each address and transport.

Exit code 0: every address allocated. 1: one refused. 2: one did not answer. 64: wrong arguments."""

import argparse
import ipaddress
import json
import os
import re
import socket
import ssl
import sys
import time
from dataclasses import dataclass
from typing import Any

from .credentials import issue
from .transport import TransportName, open_transport
from .turn_client import Refused, TurnClient

_URI = re.compile(r"^(?P<scheme>turns?):(?P<host>\[[0-9a-fA-F:]+\]|[^:/?\[\]]+)(:(?P<port>\d+))?(\?transport=(?P<transport>udp|tcp))?$")
_default_ports = {"turn": 3478, "turns": 5349}


@dataclass(frozen=True)
class Target:
    """A TURN URI (RFC 7065)."""

    host: str
    port: int
    transport: TransportName


def parse_uri(uri: str) -> Target:
    match = _URI.match(uri)
    if not match:
        raise ValueError(f"{uri!r} is no TURN URI: write turn:HOST, turns:HOST:PORT or turn:HOST?transport=tcp (RFC 7065)")
    secure = match["scheme"] == "turns"
    # RFC 7065: UDP unless the URI says otherwise; turns over UDP is DTLS, and clients take turns without a transport as TLS.
    transport: TransportName = (
        ("dtls" if match["transport"] == "udp" else "tls") if secure else ("tcp" if match["transport"] == "tcp" else "udp")
    )
    return Target(match["host"].strip("[]"), int(match["port"] or _default_ports[match["scheme"]]), transport)


def addresses(host: str, port: int) -> list[str]:
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)
        return sorted({str(entry[4][0]) for entry in found})


def probe(target: Target, address: str, secret: str, arguments: argparse.Namespace) -> dict[str, Any]:
    began = time.monotonic()
    result: dict[str, Any] = {"address": address, "port": target.port, "transport": target.transport, "ok": False}
    client = None
    try:
        transport = open_transport(
            target.transport,
            address,
            target.port,
            arguments.timeout,
            name=arguments.server_name or target.host,
            authorities=arguments.ca_file,
            verify=not arguments.insecure,
        )
        client = TurnClient(transport, arguments.timeout)
        relayed = client.allocate(issue(secret, arguments.user, 60))
        result.update(ok=True, relayed=_text(relayed), mapped=_text(client.mapped), lifetime=client.lifetime)
        if arguments.peer:
            host, port = arguments.peer.rsplit(":", 1)
            client.permit(host, int(port))
            result["ok"] = result["echo"] = client.echo(host, int(port), b"webrtc-node probe")
        client.refresh(0)
    except Refused as refusal:
        result.update(ok=False, code=refusal.code, error=str(refusal))
    except ssl.SSLError as error:
        result.update(error=f"TLS: {error.reason or error}")
    except (OSError, TimeoutError) as error:
        result.update(unanswered=True, error=str(error) or type(error).__name__)
    finally:
        if client:
            client.close()
    result["milliseconds"] = round((time.monotonic() - began) * 1000, 1)
    return result


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="webrtc-node probe", description=__doc__)
    parser.add_argument("uri", nargs="+", help="turn:HOST[:PORT][?transport=tcp], turns:HOST[:PORT][?transport=udp]")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--secret-env", metavar="NAME", help="environment variable that holds the shared secret")
    source.add_argument("--secret-file", metavar="FILE", help="file that holds it: text, or /run/webrtc/secrets.json")
    parser.add_argument("--user", default="probe", help="user part of the credential")
    parser.add_argument("--peer", metavar="HOST:PORT", help="echo server to relay to; without it the allocation is the proof")
    parser.add_argument("--timeout", type=float, default=2.0, help="seconds for each request")
    parser.add_argument("--ca-file", help="authorities for TLS and DTLS")
    parser.add_argument("--server-name", help="name in the certificate, when the URI holds an address")
    parser.add_argument("--insecure", action="store_true", help="accept any certificate")
    arguments = parser.parse_args(words)
    try:
        targets = [parse_uri(uri) for uri in arguments.uri]
        secret = _secret(arguments)
        work = [(target, address) for target in targets for address in addresses(target.host, target.port)]
    except (ValueError, OSError) as error:
        print(f"webrtc-node probe: {error}", file=sys.stderr)
        return 64
    results = [probe(target, address, secret, arguments) for target, address in work]
    for result in results:
        print(json.dumps(result))
    return 2 if any("unanswered" in result for result in results) else int(not all(result["ok"] for result in results))


def _secret(arguments: argparse.Namespace) -> str:
    if arguments.secret_env:
        value = os.environ.get(arguments.secret_env, "").strip()
        if not value:
            raise ValueError(f"the environment variable {arguments.secret_env} is empty or not set")
        return value
    with open(arguments.secret_file) as file:
        text = file.read().strip()
    if text.startswith("{"):
        return str(json.loads(text)["turn"][0])
    if not text:
        raise ValueError(f"{arguments.secret_file} is empty")
    return text


def _text(address: tuple[str, int] | None) -> str | None:
    return f"{address[0]}:{address[1]}" if address else None
