"""Secrets and certificates change under live sessions."""

import json
import time

from lab.waiting import wait_for
from lab.site import Site
from webrtc_node.credentials import issue

from .registry import drill, expect
from .sessions import echoes, end, sessions


@drill("rotation: 20 live sessions see two rotations and none is dropped")
def rotation(site: Site) -> str:
    address = site.cloud.address_of(site.node())
    live = sessions(site, address, "udp", 20, "rotation")
    store = site.cloud.emulator.secrets
    old, first, second = site.secret, "second-" + "t" * 40, "third-" + "u" * 40
    store.put_secret_value(SecretId="drill-turn", SecretString=first)
    began = time.monotonic()
    wait_for("the new secret", lambda: site.refusal(address, issue(first, "r", 60)) == 0, 60, 0.5)
    taken = time.monotonic() - began
    expect(site.refusal(address, issue(old, "r", 60)) == 0, "the previous secret is refused")
    store.put_secret_value(SecretId="drill-turn", SecretString=second)
    wait_for("the old secret is refused", lambda: site.refusal(address, issue(old, "r", 60)) == 401, 60, 0.5)
    site.secret = second
    expect(site.refusal(address, issue(second, "r", 60)) == 0, "the third secret is refused")
    answered = echoes(live)
    expect(answered == 100, f"{answered} of 100 echoes after two rotations")
    for client in live:
        client.refresh(600)
    end(live)
    expect(site.node().call("systemctl", "show", "--property=NRestarts", "--value", "coturn") == "0", "coturn was restarted")
    return f"new secret after {taken:.1f} s, old one refused after its slot, 100/100 echoes, 20/20 refreshes, 0 restarts"


def served(site: Site, address: str) -> bytes:
    """The certificate that a new connection sees."""
    client = site.client(address, "tls")
    try:
        return client._transport.certificate  # type: ignore[attr-defined,no-any-return]
    finally:
        client.close()


@drill("certificate: a new one is served to new connections, garbage is refused")
def certificates(site: Site) -> str:
    node = site.node()
    address = site.cloud.address_of(node)
    store = site.cloud.emulator.secrets

    before = served(site, address)
    live = sessions(site, address, "tls", 1, "certificate")
    store.put_secret_value(SecretId="drill-certificate", SecretString=site.certificate_secret("new.example.com"))
    began = time.monotonic()
    wait_for("the new certificate", lambda: served(site, address) != before, 60, 0.5)
    taken = time.monotonic() - began
    expect(echoes(live) == 5, "the session that was open lost data")
    new = served(site, address)
    garbage = json.dumps({"fullchain": "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n", "privkey": "x"})
    store.put_secret_value(SecretId="drill-certificate", SecretString=garbage)
    wait_for("the refusal in the log", lambda: "certificate refused" in node.journal("webrtc-refresh"), 60, 0.5)
    expect(served(site, address) == new, "the certificate changed")
    expect(echoes(live) == 5, "the session that was open lost data")
    end(live)
    days = next(line for line in node.call("cat", "/run/webrtc/metrics/webrtc.prom").splitlines() if line.startswith("webrtc_certificate_days"))
    store.put_secret_value(SecretId="drill-certificate", SecretString=site.certificate_secret("turn.example.com"))
    return f"new one served after {taken:.1f} s, open session 10/10 echoes, garbage refused; {days}"
