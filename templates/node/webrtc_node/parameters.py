"""Which node this is: `parameters.json`, read strictly. Every problem is reported at once, with its key."""

import dataclasses
import json
import types
import typing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from .errors import ParameterError


@dataclass(frozen=True)
class PortRange:
    # `from` is a word of Python's own: the key in JSON stays `from`.
    from_: int
    to: int

    def __contains__(self, port: int) -> bool:
        return self.from_ <= port <= self.to


@dataclass(frozen=True)
class Coturn:
    version: str
    realm: str
    port: int
    tls: Literal["nlb", "node", "off"]
    relay: PortRange
    allocations: int


@dataclass(frozen=True)
class Janus:
    port: int
    adminPort: int
    rtp: PortRange


@dataclass(frozen=True)
class Mediasoup:
    port: int
    adminPort: int
    rtp: PortRange
    unit: str


@dataclass(frozen=True)
class Live:
    #: Port of the program, on the private address.
    port: int
    #: Port of the proxy's own health page.
    proxyHealthPort: int
    rtp: PortRange
    #: Zone of the VPC in which the node leaves its address under `live-<slot>`.
    internalZone: str
    internalZoneId: str
    #: Absent: nothing is recorded.
    recordingsBucket: str | None = None
    #: Host of the room directory; absent: rooms are hashed.
    roomDirectory: str | None = None


@dataclass(frozen=True)
class Address:
    private: str
    public: str
    hostname: str
    #: Whose metadata service may be asked whether the machine still has it; absent: nobody's.
    cloud: Literal["azure"] | None = None


@dataclass(frozen=True)
class Certificate:
    kind: Literal["none", "secret", "files"]
    secretId: str | None = None
    directory: str | None = None


@dataclass(frozen=True)
class Parameters:
    version: Literal[1]
    platform: Literal["aws", "given"]
    environment: str
    role: Literal["turn", "media", "live"]
    engine: Literal["coturn", "janus", "mediasoup", "live"]
    secrets: dict[str, str]
    certificate: Certificate
    healthPort: int
    drainLimitSeconds: int
    drainHeartbeatSeconds: int
    launchTimeoutSeconds: int
    region: str | None = None
    autoScalingGroup: str | None = None
    launchingHook: str | None = None
    terminatingHook: str | None = None
    addressPool: str | None = None
    logGroup: str | None = None
    metricNamespace: str | None = None
    address: Address | None = None
    coturn: Coturn | None = None
    janus: Janus | None = None
    mediasoup: Mediasoup | None = None
    live: Live | None = None

    @property
    def unit(self) -> str:
        """systemd unit of the server."""
        return self.mediasoup.unit if self.mediasoup else f"{self.engine}.service"


#: Secrets that an engine cannot work without.
secret_roles = {"coturn": ("turn",), "janus": ("janusToken", "janusAdmin"), "mediasoup": (), "live": ("liveAccess", "liveAdmin")}

needed_on_aws = ("region", "autoScalingGroup", "launchingHook", "terminatingHook", "addressPool", "metricNamespace")


def load_parameters(path: Path) -> Parameters:
    try:
        value = json.loads(path.read_text())
    except FileNotFoundError:
        raise ParameterError(f"{path} is missing: user data or Ansible writes it") from None
    except ValueError as error:
        raise ParameterError(f"{path} is not JSON: {error}") from None
    return parse_parameters(value, str(path))


def parse_parameters(value: Any, source: str = "parameters") -> Parameters:
    problems: list[str] = []
    parameters = _build(Parameters, value, "", problems)
    if not problems:
        problems = _contradictions(parameters)
    if problems:
        raise ParameterError(f"{source}: " + "; ".join(problems))
    return parameters


def _contradictions(parameters: Parameters) -> list[str]:
    problems = [f"{parameters.engine}: missing, because engine is {parameters.engine}"] * (
        getattr(parameters, parameters.engine) is None
    )
    missing_secrets = set(secret_roles[parameters.engine]) - set(parameters.secrets)
    problems += [f"secrets.{role}: missing, because engine is {parameters.engine}" for role in sorted(missing_secrets)]
    if parameters.platform == "aws":
        problems += [
            f"{key}: missing, because platform is aws" for key in needed_on_aws if getattr(parameters, key) is None
        ]
    elif parameters.address is None:
        problems.append("address: missing, because platform is given")
    if parameters.certificate.kind == "secret" and parameters.certificate.secretId is None:
        problems.append("certificate.secretId: missing, because certificate.kind is secret")
    if parameters.certificate.kind == "files" and parameters.certificate.directory is None:
        problems.append("certificate.directory: missing, because certificate.kind is files")
    for key, ports in _ranges(parameters):
        if not 1 <= ports.from_ <= ports.to <= 65535:
            problems.append(f"{key}: {ports.from_}-{ports.to} is not a range of ports")
    return problems


def _ranges(parameters: Parameters) -> list[tuple[str, PortRange]]:
    return [
        *([("coturn.relay", parameters.coturn.relay)] if parameters.coturn else []),
        *([("janus.rtp", parameters.janus.rtp)] if parameters.janus else []),
        *([("mediasoup.rtp", parameters.mediasoup.rtp)] if parameters.mediasoup else []),
        *([("live.rtp", parameters.live.rtp)] if parameters.live else []),
    ]


def _build(kind: Any, value: Any, path: str, problems: list[str]) -> Any:
    """Turns JSON into `kind`, which is a dataclass, a literal, a plain type, a map of text or one of these or None."""
    # A Literal or None is a Union of typing, not one of types.
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return _build(typing.get_args(kind)[0], value, path, problems)
    if dataclasses.is_dataclass(kind):
        return _build_object(kind, value, path, problems)
    if typing.get_origin(kind) is Literal:
        if value not in typing.get_args(kind):
            problems.append(f"{path}: {value!r} is none of {', '.join(map(repr, typing.get_args(kind)))}")
        return value
    if typing.get_origin(kind) is dict:
        if not isinstance(value, dict) or not all(isinstance(item, str) and item for item in value.values()):
            problems.append(f"{path}: {value!r} is not a map of text")
        return value
    # bool is an int in Python, so the comparison is by type.
    if type(value) is not kind or value == "":
        problems.append(f"{path}: {value!r} is not {'a number' if kind is int else 'text'}")
    return value


def _build_object(kind: Any, value: Any, path: str, problems: list[str]) -> Any:
    if not isinstance(value, dict):
        problems.append(f"{path or 'the file'}: {value!r} is not an object")
        return None
    prefix = f"{path}." if path else ""
    hints = typing.get_type_hints(kind)
    fields = {field.name.rstrip("_"): field for field in dataclasses.fields(kind)}
    problems += [f"{prefix}{key}: unknown key" for key in value if key not in fields]
    built = {}
    for key, field in fields.items():
        if key in value:
            built[field.name] = _build(hints[field.name], value[key], f"{prefix}{key}", problems)
        elif field.default is dataclasses.MISSING:
            problems.append(f"{prefix}{key}: missing")
    return None if problems else kind(**built)
