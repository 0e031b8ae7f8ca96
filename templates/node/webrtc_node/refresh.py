"""Keeps secrets and the certificate of a running node at what their stores say, and looks for faults. Nothing that lives notices."""

import time

from .configuration import configure_certificate, configure_database, configure_files
from .errors import NodeError
from .log import log
from .node import Node, this_node
from .paths import Paths
from .secret_store import Secrets, load_secrets, read_secrets, save_secrets
from .state import drain_reasons, read_state
from .watch import watch

#: Seconds between two looks. A new secret has to work within a minute, and a fault to be known.
INTERVAL = 20.0


def main(paths: Paths) -> int:
    node = this_node(paths)
    refused = ""
    while True:
        if read_state(paths).serving:
            refused = refresh(node, refused)
        time.sleep(INTERVAL)


def refresh(node: Node, refused: str = "") -> str:
    """One round. Returns the complaint, so that the same one is logged once and not every round."""
    complaints = []
    for step in (watch, refresh_secrets, refresh_certificate):
        try:
            step(node)
        except (NodeError, OSError) as error:
            complaints.append(str(error))
    complaint = "; ".join(complaints)
    if complaint and complaint != refused:
        log(f"keeps what it has: {complaint}", "warning")
    return complaint


def refresh_secrets(node: Node) -> None:
    secrets = read_secrets(node.parameters, node.cloud)
    before = load_secrets(node.paths)
    if node.parameters.coturn:
        # Also when nothing changed: a database that somebody emptied is filled again.
        changed = configure_database(node, secrets)
        if changed or secrets != before:
            save_secrets(node.paths, secrets)
            log(f"{len(secrets['turn'])} shared secrets are valid now")
    elif node.parameters.live and [role for role in secrets if secrets[role] != before.get(role)] == ["liveTurn"]:
        restart_bootstrap(node, secrets)
    elif secrets != before:
        restart_when_idle(node, secrets)


def restart_bootstrap(node: Node, secrets: Secrets) -> None:
    """Only what gives TURN credentials to clients of live-webrtc knows their secret, so it starts again under living rooms."""
    configure_files(node, read_state(node.paths), secrets)
    save_secrets(node.paths, secrets)
    node.services.restart("live-bootstrap.service")
    log("gives credentials by the new secret of TURN")


def restart_when_idle(node: Node, secrets: Secrets) -> None:
    """Janus reads its secrets at the start only, so a node takes new ones when nobody is on it. A busy one keeps the old
    ones, which stay valid for it, until it is replaced."""
    if drain_reasons(node.paths) or node.engine.live():
        raise NodeError("new secrets wait until no session is live")
    configure_files(node, read_state(node.paths), secrets)
    save_secrets(node.paths, secrets)
    node.services.restart(node.parameters.unit)
    log("restarted with new secrets, no session was live")


def refresh_certificate(node: Node) -> None:
    pair = configure_certificate(node)
    if pair:
        # coturn reads the files again; connections that stand keep theirs.
        node.services.signal(node.parameters.unit, "SIGUSR2")
        log(f"new certificate {pair.fingerprint[:16]}")
