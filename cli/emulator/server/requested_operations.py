"""Which operations of AWS each stack asks for.

One line for each stack, service and operation, written when it is asked for the first time: what the identity that applies the stack
has to be allowed. Terraform puts the stack into its user agent. A request says its service in its signature; a request of a REST
service says its operation by method and path alone, which botocore's model of the service tells apart.
"""

import io
import pathlib
import re
import threading
from dataclasses import dataclass
from functools import cache
from typing import Any, Callable, Mapping
from urllib.parse import parse_qsl

import botocore.session
from botocore.model import OperationModel

#: Services that sign with another name than botocore knows them by.
signed_as = {"elasticloadbalancing": "elbv2", "monitoring": "cloudwatch", "apigateway": "apigatewayv2"}


class RequestedOperations:
    """Writes what was asked for to a file."""

    def __init__(self, file: pathlib.Path) -> None:
        self.file = file
        self.lock = threading.Lock()
        self.known: set[str] = set()

    def serve(self, original: Callable[..., Any], dispatcher: Any, environ: dict, start_response: Any) -> Any:
        """Wraps the `__call__` of a WSGI application."""
        stack = re.search(r"\bstack/([\w-]+)", environ.get("HTTP_USER_AGENT", ""))
        operation = operation_of(environ) if stack else None
        if stack and operation:
            self.note(f"{stack[1]} {operation}")
        return original(dispatcher, environ, start_response)

    def note(self, line: str) -> None:
        with self.lock:
            if line not in self.known:
                self.known.add(line)
                with self.file.open("a") as lines:
                    lines.write(f"{line}\n")


def operation_of(environ: Mapping[str, Any]) -> str | None:
    """`service:Operation`; None for what is no signed request of an AWS client."""
    signed = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/aws4_request", environ.get("HTTP_AUTHORIZATION", ""))
    if signed is None:
        return None
    return f"{signed[1]}:{named_operation(environ) or routed_operation(signed[1], environ)}"


def named_operation(environ: Mapping[str, Any]) -> str | None:
    """The operation of a protocol that names it: in a header, in the path or in the form."""
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        return target.rpartition(".")[2]
    path = re.fullmatch(r"/service/[^/]+/operation/(\w+)", environ["PATH_INFO"])
    if path:
        return path[1]
    if not environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        return None
    body = read_body(environ)
    return dict(parse_qsl(body.decode())).get("Action")


def read_body(environ: Any) -> bytes:
    """The body, left to be read once more."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return body


def routed_operation(service: str, environ: Mapping[str, Any]) -> str:
    """The operation of a REST request: the most specific one whose path it has, with all the query parameters and headers that it needs."""
    query = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
    fitting = [route for route in routes(service) if route.fits(environ, query)]
    if not fitting:
        return f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
    return max(fitting, key=lambda route: (len(route.fixed) + len(route.needed), len(route.path.pattern))).operation


@dataclass(frozen=True)
class Route:
    """How a REST service is asked for an operation."""

    operation: str
    method: str
    path: re.Pattern[str]
    #: Query parameters that name the operation.
    fixed: dict[str, str]
    #: Query parameters and headers without which the operation is none.
    needed: tuple[tuple[str, str], ...]

    def fits(self, environ: Mapping[str, Any], query: Mapping[str, str]) -> bool:
        return (
            self.method == environ["REQUEST_METHOD"]
            and self.path.fullmatch(environ["PATH_INFO"]) is not None
            and self.fixed.items() <= query.items()
            and all(
                name in query if place == "querystring" else f"HTTP_{name.upper().replace('-', '_')}" in environ
                for place, name in self.needed
            )
        )


@cache
def routes(service: str) -> tuple[Route, ...]:
    model = botocore.session.get_session().get_service_model(signed_as.get(service, service))
    operations = (model.operation_model(name) for name in model.operation_names)
    return tuple(route_of(operation) for operation in operations if not operation.deprecated)


def route_of(operation: OperationModel) -> Route:
    path, _, query = operation.http["requestUri"].partition("?")
    pattern = re.sub(r"\\\{[^}]*\\\+\\\}", ".+", re.escape(path.rstrip("/")))
    pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", pattern)
    shape = operation.input_shape
    members = [shape.members[name] for name in shape.required_members] if shape else []
    needed = tuple(
        (member.serialization["location"], member.serialization["name"])
        for member in members
        if member.serialization.get("location") in ("querystring", "header")
    )
    fixed = dict(parse_qsl(query, keep_blank_values=True))
    return Route(operation.name, operation.http["method"], re.compile(f"{pattern}/?"), fixed, needed)
