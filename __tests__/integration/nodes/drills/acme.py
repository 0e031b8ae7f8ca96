"""A node that gets its own certificate: real certbot, an ACME authority that looks the proof up in DNS."""

import ssl
import time

from lab.authority import MACHINE_FILES, Authority
from lab.programs import render, run
from lab.site import LIMITS, Site
from lab.waiting import wait_for
from webrtc_node.credentials import issue

from .registry import drill, expect
from .rotation import served
from .sessions import echoes, end, sessions

_NAMES = {"DNS:turn.eu-west-1.example.com", "DNS:turns.eu-west-1.example.com"}


@drill("ACME: certbot proves the names by DNS-01 before the node serves; a renewal is taken, an authority that is gone is survived")
def acme(site: Site) -> str:
    site.cloud.add_address("185.10.0.50", "drill-acme", 1, "turn-9.eu-west-1.example.com")
    rendered = render(
        {
            "kind": "turn",
            "tls": "node",
            "acmeEmail": "ops@example.com",
            "addressPool": "drill-acme",
            "limits": LIMITS,
            "drainLimitSeconds": 25,
        }
    )
    with Authority(site.scratch, "example.com", site.make_certificate("route53.amazonaws.com")) as authority:
        authority.wait()
        node = site.add(13, rendered)
        for path, content in MACHINE_FILES.items():
            node.write(path, content)
        # What a cloud's machine trusts already.
        node.write("etc/webrtc/route53.pem", (site.scratch / "route53.amazonaws.com.pem").read_text())
        node.write("etc/webrtc/environment", "AWS_ENDPOINT_URL=http://10.88.0.1:5000\nAWS_CA_BUNDLE=/etc/webrtc/route53.pem\n")
        began = time.monotonic()
        node.start()
        wait_for("in service", lambda: node.health()[0] == 200, 60)
        seconds = time.monotonic() - began
        address = site.cloud.address_of(node)
        first = served(site, address)
        subject = run("openssl", "x509", "-noout", "-issuer", "-ext", "subjectAltName", input=ssl.DER_cert_to_PEM_cert(first))
        expect("Pebble" in subject and all(name in subject for name in _NAMES), f"served: {subject}")
        expect("webrtc-acme.timer" in node.call("systemctl", "list-timers", "--no-pager"), "nothing renews it")

        live = sessions(site, address, "tls", 1, "acme")
        node.call("systemctl", "start", "webrtc-acme")
        began = time.monotonic()
        wait_for("the renewed certificate", lambda: served(site, address) != first, 60, 0.5)
        taken = time.monotonic() - began
        renewed = served(site, address)
        authority.stop()
        node.call("systemctl", "start", "--no-block", "webrtc-acme")
        wait_for("two tries", lambda: node.journal("webrtc-acme", 60).count("An unexpected error occurred") == 2, 30)
        expect(served(site, address) == renewed, "the certificate is gone with the authority")
        expect(echoes(live) == 5, "the session that was open lost data")
        expect(site.refusal(address, issue(site.secret, "acme", 60)) == 0, "no allocation")
        end(live)
        site.remove(node)
    return (
        f"{len(_NAMES)} names proven, in service {seconds:.1f} s after power on; a renewal is served after {taken:.1f} s; "
        "tried twice and kept without the authority"
    )
