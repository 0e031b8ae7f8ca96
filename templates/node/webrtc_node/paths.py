"""Where the services find and leave things. `WEBRTC_ROOT` moves the whole tree, for drills beside a running system."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Paths:
    root: Path = Path("/")

    @staticmethod
    def from_environment() -> "Paths":
        return Paths(Path(os.environ.get("WEBRTC_ROOT", "/")))

    @property
    def parameters(self) -> Path:
        return self.root / "etc/webrtc/parameters.json"

    @property
    def templates(self) -> Path:
        return self.root / "etc/webrtc/templates"

    @property
    def run(self) -> Path:
        return self.root / "run/webrtc"

    @property
    def config(self) -> Path:
        """Symbolic link to the rendered tree of the moment."""
        return self.run / "config"

    @property
    def secrets(self) -> Path:
        return self.run / "secrets.json"

    @property
    def turn_database(self) -> Path:
        return self.run / "turndb/turndb"

    @property
    def tls(self) -> Path:
        return self.run / "tls"

    @property
    def certificate(self) -> Path:
        """Fingerprint and end of the certificate in use."""
        return self.run / "certificate.json"

    @property
    def state(self) -> Path:
        return self.run / "state.json"

    @property
    def faults(self) -> Path:
        return self.run / "faults.json"

    @property
    def drain(self) -> Path:
        return self.run / "drain"

    @property
    def figures(self) -> Path:
        """What the log service counted, for the metrics service."""
        return self.run / "counts/log.json"

    @property
    def textfile(self) -> Path:
        return self.run / "metrics/webrtc.prom"
