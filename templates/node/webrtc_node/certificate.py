"""The node's own certificate: taken over when it differs and is sound, refused otherwise. The old one stays then."""

import hashlib
import json
import ssl
import subprocess
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .cloud import Cloud
from .errors import NodeError
from .files import read_if_present, write_atomically
from .parameters import Certificate
from .paths import Paths
from .published_tree import publish_tree


@dataclass(frozen=True)
class KeyPair:
    chain: bytes
    key: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the leaf, in hexadecimal."""
        first = self.chain.split(b"-----END CERTIFICATE-----")[0] + b"-----END CERTIFICATE-----\n"
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(first[first.index(b"-----BEGIN") :].decode())).hexdigest()


def fetch(source: Certificate, cloud: Cloud | None) -> KeyPair | None:
    """The certificate as its source has it now; None where the node has none of its own."""
    if source.kind == "none":
        return None
    if source.kind == "files":
        directory = Path(source.directory or "")
        try:
            return KeyPair((directory / "fullchain.pem").read_bytes(), (directory / "privkey.pem").read_bytes())
        except OSError as error:
            raise NodeError(f"certificate: {error}") from None
    if cloud is None:
        raise NodeError("a certificate in a secret needs platform aws")
    text = cloud.call("secretsmanager", "get_secret_value", SecretId=source.secretId)["SecretString"]
    try:
        value = json.loads(text)
        return KeyPair(value["fullchain"].encode(), value["privkey"].encode())
    except (ValueError, KeyError, AttributeError, TypeError):
        raise NodeError("the certificate's secret is not JSON with the texts fullchain and privkey") from None


def check(pair: KeyPair, now: float | None = None) -> float:
    """Refuses what a server could not serve; returns when the certificate runs out, in seconds since 1970."""
    with tempfile.TemporaryDirectory() as directory:
        chain, key = Path(directory, "chain"), Path(directory, "key")
        chain.write_bytes(pair.chain)
        key.touch(0o600)
        key.write_bytes(pair.key)
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(chain, key, password=lambda: b"")
        except (ssl.SSLError, ValueError) as error:
            raise NodeError(f"certificate refused: {getattr(error, 'reason', None) or error}") from None
        end = _end(chain)
    if end <= (time.time() if now is None else now):
        raise NodeError("certificate refused: it has run out")
    return end


def _end(chain: Path) -> float:
    command = ["openssl", "x509", "-enddate", "-noout", "-dateopt", "iso_8601", "-in", str(chain)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    if result.returncode:
        raise NodeError(f"certificate refused: {result.stderr.strip()}")
    return datetime.fromisoformat(result.stdout.strip().removeprefix("notAfter=")).timestamp()


def install(pair: KeyPair, paths: Paths, group: int) -> bool:
    """Puts a sound certificate where the server reads it. Says whether it is another than before."""
    end = check(pair)
    changed = publish_tree(paths.tls, {Path("fullchain.pem"): pair.chain, Path("privkey.pem"): pair.key}, group)
    write_atomically(paths.certificate, json.dumps({"fingerprint": pair.fingerprint, "end": end}).encode())
    return changed


def days_left(paths: Paths) -> int | None:
    """Whole days until the certificate in use runs out; None without one."""
    content = read_if_present(paths.certificate)
    return None if content is None else int((json.loads(content)["end"] - time.time()) // 86400)
