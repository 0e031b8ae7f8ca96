"""Whether what coturn sends outlives a router. Releases have sent replies with a TTL of 1: over loopback nobody notices."""

import os
import re
import socket
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lab.network import INTERNET, PEER, ROUTER, in_namespace, inside
from lab.peer_client import PeerClient
from lab.programs import render, run
from lab.site import Site
from lab.ttl_transport import TtlTransport, ask_for_ttl, receive_with_ttl
from lab.waiting import wait_for
from webrtc_node.credentials import issue
from webrtc_node.turn_client import Refused
from webrtc_node.turn_database import write_turn_secrets

from .registry import drill, expect

#: Another coturn that is asked as well.
_OTHER = "COTURN"

_NAMESPACE, _LINK = "wsd-ttl", "wsd-ttlr"
_NEAR, _SERVER, _FAR = "10.89.0.1", "10.89.0.2", "185.30.0.10"
_PEER_PORT, _CHANNEL = 3482, 0x4000


@drill("TTL: replies and relayed data of coturn arrive one link away and beyond a router")
def ttl(site: Site) -> str:
    run("ip", "netns", "add", _NAMESPACE)
    try:
        run("ip", "link", "add", _LINK, "type", "veth", "peer", "name", "eth0", "netns", _NAMESPACE)
        run("ip", "address", "add", f"{_NEAR}/24", "dev", _LINK)
        run("ip", "link", "set", _LINK, "up")
        for words in (f"address add {_SERVER}/24 dev eth0", "link set lo up", "link set eth0 up", f"route add default via {_NEAR}"):
            run(*in_namespace(_NAMESPACE, "ip", *words.split()))
        programs = ["turnserver", *filter(None, [os.environ.get(_OTHER)])]
        return "; ".join(_measured(site, program) for program in programs)
    finally:
        run("ip", "netns", "del", _NAMESPACE)


def _measured(site: Site, program: str) -> str:
    version = re.search(r"\d+\.\d+\.\d+", run(program, "--version"))
    expect(version, f"{program} names no version")
    assert version is not None
    figures = []
    with _running(site, program, version[0]):
        for place, namespace, source in (("one link away", ROUTER, _NEAR), ("beyond a router", INTERNET, _FAR)):
            ttls = _ttls(site, namespace, source)
            expect(min(ttls) > 1, f"coturn {version[0]}, times to live {place}: {ttls}")
            figures.append(f"{min(ttls)} or more in {len(ttls)} {place}")
    return f"coturn {version[0]}: {', '.join(figures)}"


@contextmanager
def _running(site: Site, program: str, version: str) -> Iterator[None]:
    """This coturn with the file that nodes get, in a namespace of its own."""
    conf = render({"kind": "turnserver", "version": version})["files"][0]["content"]
    conf = re.sub("@@(private|public)_ip@@", _SERVER, conf)
    realm = re.findall("(?m)^realm=(.*)$", conf)[0]
    with tempfile.TemporaryDirectory(dir=site.scratch) as name:
        directory = Path(name)
        write_turn_secrets(directory / "turndb", realm, [site.secret])
        conf = re.sub("(?m)^userdb=.*$", f"userdb={directory}/turndb", conf)
        path = directory / "turnserver.conf"
        path.write_text(f"{conf}pidfile={directory}/pid\n")
        with open(directory / "log", "w") as log:
            process = subprocess.Popen(in_namespace(_NAMESPACE, program, "-c", str(path)), stdout=log, stderr=log)
        try:
            wait_for("an allocation of coturn in a namespace of its own", lambda: _allocates(site, process), 15)
            yield
        finally:
            process.kill()
            process.wait()


def _allocates(site: Site, process: subprocess.Popen[bytes]) -> bool:
    """One link away, where a reply arrives whatever its time to live."""
    expect(process.poll() is None, f"coturn ended with {process.returncode}")
    with inside(ROUTER):
        client = PeerClient(TtlTransport(_SERVER, 3478, _NEAR), timeout=0.5)
    try:
        client.allocate(issue(site.secret, "ready", 60))
        client.refresh(0)
        return True
    except (OSError, Refused, TimeoutError):
        return False
    finally:
        client.close()


def _ttls(site: Site, namespace: str, source: str) -> list[int]:
    """Times to live of everything that coturn sends to a client there and to its peer."""
    with inside(namespace):
        transport = TtlTransport(_SERVER, 3478, source)
    with inside(INTERNET):
        peer = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    ask_for_ttl(peer)
    peer.bind((PEER, _PEER_PORT))
    peer.settimeout(1)
    client = PeerClient(transport)
    seen: list[int] = []
    step = "a binding"
    try:
        client.binding()
        step = "the challenge and an allocation"
        client.allocate(issue(site.secret, "ttl", 60))
        step = "a permission and a channel"
        client.permit(PEER, _PEER_PORT)
        client.bind(PEER, _PEER_PORT, _CHANNEL)
        step = "relayed data"
        transport.send(struct.pack("!HH", _CHANNEL, 4) + b"ping")
        relayed, ttl_at_peer = receive_with_ttl(peer)
        seen.append(ttl_at_peer)
        peer.sendto(relayed, client.relayed or ("", 0))
        expect(transport.receive(1)[4:8] == b"ping", "the channel brought something else")
        client.refresh(0)
    except TimeoutError:
        raise AssertionError(f"no answer to {step} in {namespace}; times to live so far: {transport.ttls + seen}") from None
    finally:
        client.close()
        peer.close()
    return transport.ttls + seen
