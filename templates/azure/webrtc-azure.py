#!/usr/bin/python3
"""What a node on Azure does with its managed identity: `secrets` reads them from Key Vault, `bundle` fetches, checks and applies
the bundle. Nothing but the standard library; no key is stored. /etc/webrtc/azure.json says where things are."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import syslog
import tarfile
import time
import urllib.error
import urllib.parse
import urllib.request

METADATA = "http://169.254.169.254/metadata/identity/oauth2/token"
BUNDLES = pathlib.Path("/opt/webrtc/bundles")
SECRETS = pathlib.Path("/run/webrtc-azure")
ATTEMPTS = 30


def ask(url: str, headers: dict[str, str]) -> bytes:
    """The answer; asked again while a role has not reached every replica or the network is not up."""
    for attempt in range(ATTEMPTS):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
                return answer.read()
        except (urllib.error.URLError, TimeoutError) as error:
            # The address without its query: nothing of it is secret, and it stays so.
            syslog.syslog(syslog.LOG_WARNING, f"{url.partition('?')[0]}: {error}")
            if attempt == ATTEMPTS - 1:
                raise
            time.sleep(min(20, 2 + attempt))
    raise AssertionError("not reached")


def token(resource: str, client_id: str) -> str:
    query = urllib.parse.urlencode({"api-version": "2018-02-01", "resource": resource, "client_id": client_id})
    return json.loads(ask(f"{METADATA}?{query}", {"Metadata": "true"}))["access_token"]


def write(path: pathlib.Path, text: str) -> None:
    """All of it or nothing of it, for the owner alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    partial.rename(path)


def vault_reader(settings: dict):
    bearer = {"Authorization": "Bearer " + token("https://vault.azure.net", settings["clientId"])}
    vault = settings["vault"].rstrip("/")
    return lambda path: json.loads(ask(f"{vault}/secrets/{path}?api-version=7.4", bearer))


def secrets(settings: dict) -> None:
    """The newest two versions of the shared secret, newest first, and the certificate: coturn accepts both secrets."""
    read = vault_reader(settings)
    name = settings["secret"]
    versions = [item for item in read(f"{name}/versions")["value"] if item["attributes"].get("enabled", True)]
    newest = sorted(versions, key=lambda item: item["attributes"]["created"], reverse=True)[:2]
    values = [read(f"{name}/{item['id'].rpartition('/')[2]}")["value"] for item in newest]
    if not values:
        raise ValueError(f"{name} has no enabled version")
    write(SECRETS / "turn-secret", "\n".join(values) + "\n")
    if settings.get("certificate"):
        certificate(read(settings["certificate"])["value"])


def certificate(pem: str) -> None:
    blocks = list(re.finditer(r"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----", pem, re.S))
    keys = [block[0] + "\n" for block in blocks if block[1].endswith("PRIVATE KEY")]
    chain = [block[0] + "\n" for block in blocks if block[1] == "CERTIFICATE"]
    if len(keys) != 1 or not chain:
        raise ValueError("the certificate is not PEM with one key and a chain: import it as application/x-pem-file")
    write(SECRETS / "tls" / "privkey.pem", keys[0])
    write(SECRETS / "tls" / "fullchain.pem", "".join(chain))


def bundle(settings: dict) -> None:
    wanted = settings["sha256"]
    target = BUNDLES / wanted
    if not target.is_dir():
        bearer = "Bearer " + token("https://storage.azure.com", settings["clientId"])
        content = ask(settings["bundle"], {"Authorization": bearer, "x-ms-version": "2023-11-03"})
        found = hashlib.sha256(content).hexdigest()
        if found != wanted:
            raise ValueError("bundle has SHA-256 " + found + ", wanted " + wanted)
        BUNDLES.mkdir(mode=0o755, parents=True, exist_ok=True)
        archive = BUNDLES / (wanted + ".tar.gz")
        archive.write_bytes(content)
        partial = BUNDLES / (wanted + ".partial")
        shutil.rmtree(partial, ignore_errors=True)
        with tarfile.open(archive) as tar:
            tar.extractall(partial, filter="data")
        partial.rename(target)
        archive.unlink()
    command = ["ansible-playbook", "-c", "local", "-i", "localhost,", str(target / "ansible" / "site.yml")]
    environment = {**os.environ, "HOME": "/root", "ANSIBLE_CONFIG": str(target / "ansible" / "ansible.cfg")}
    subprocess.run(command, check=True, env=environment)


if __name__ == "__main__":
    syslog.openlog("webrtc-azure", syslog.LOG_PERROR)
    try:
        {"secrets": secrets, "bundle": bundle}[sys.argv[1]](json.loads(pathlib.Path("/etc/webrtc/azure.json").read_text()))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is logged and the node does not serve
        syslog.syslog(syslog.LOG_ERR, f"{sys.argv[1:]} failed: {error}")
        sys.exit(1)
