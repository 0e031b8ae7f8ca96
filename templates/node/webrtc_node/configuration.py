"""What a server reads, brought to where it reads it: at boot, and again when a secret or a certificate changed."""

import hashlib
import hmac
import os

from . import certificate
from .janus_files import check_janus_files
from .node import Node
from .render import render_tree
from .secret_store import Secrets, group_of
from .state import State
from .turn_database import write_turn_secrets


def configure_certificate(node: Node) -> certificate.KeyPair | None:
    """The certificate, if the server has to read it again."""
    pair = certificate.fetch(node.parameters.certificate, node.cloud)
    return pair if pair and certificate.install(pair, node.paths, group_of(node.engine.group)) else None


def configure_database(node: Node, secrets: Secrets) -> bool:
    """Says whether the valid secrets of coturn changed; a running one knows at once."""
    coturn = node.parameters.coturn
    return coturn is not None and write_turn_secrets(node.paths.turn_database, coturn.realm, secrets["turn"])


def leave_address(node: Node, place: State) -> None:
    """The other instances of live-webrtc find this one by the name of its slot, whose address changes with the machine."""
    live = node.parameters.live
    if live is None or node.cloud is None:
        return
    record = {
        "Name": f"live-{place.slot}.{live.internalZone}",
        "Type": "A",
        "TTL": 5,
        "ResourceRecords": [{"Value": place.private_ip}],
    }
    node.cloud.call(
        "route53",
        "change_resource_record_sets",
        HostedZoneId=live.internalZoneId,
        ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record}]},
    )


def configure_files(node: Node, place: State, secrets: Secrets) -> bool:
    """Says whether a running server has to be started again."""
    values = boot_values(place, secrets)
    live = node.parameters.live
    if live and live.recordingsBucket:
        values["recordings_bucket"] = live.recordingsBucket
    if live and live.roomDirectory:
        values["room_directory"] = live.roomDirectory
    check = {"check": check_janus_files} if node.parameters.engine == "janus" else {}
    return render_tree(node.paths.templates, node.paths.config, values, group_of(node.engine.group), **check)


def boot_values(place: State, secrets: Secrets) -> dict[str, str]:
    values = {
        "private_ip": place.private_ip,
        "public_ip": place.public_ip,
        "hostname": place.hostname,
        "slot": place.slot,
        "instance_id": place.instance_id,
        "vcpus": str(len(os.sched_getaffinity(0))),
    }
    if "janusToken" in secrets:
        values["janus_token_secret"] = secrets["janusToken"][0]
    if "janusAdmin" in secrets:
        admin = secrets["janusAdmin"][0]
        values["janus_admin_secret"] = admin
        values["janus_room_key"] = hmac.new(admin.encode(), b"videoroom", hashlib.sha256).hexdigest()
    for role, name in (("liveAccess", "live_access"), ("liveAdmin", "live_admin"), ("liveTurn", "live_turn")):
        if role in secrets:
            values[name] = secrets[role][0]
    return values
