"""Requests that a client repeats after it lost the answer.

About once in 8000 requests the provider's Go client drops a connection whose request was served and answered, and sends the request once
more. To serve it again creates a second load balancer, or fails: "already exists", "not found". All attempts of a call carry its id, so
that the second can be given the answer of the first.
"""

import threading
from collections import OrderedDict
from functools import partial
from typing import Any, Callable

from werkzeug.wrappers import Response

#: Calls whose answers are kept. A repetition follows within a second; Terraform makes some hundred calls in that time at most.
kept_calls = 1000


class Call:
    """One call of a client: its attempts are served one after another."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.answer: Response | None = None

    def answered(self, serve: Callable[[], Response]) -> Response:
        """The first successful answer. A refused attempt changed nothing and is served anew, as AWS would."""
        with self.lock:
            if self.answer is None or self.answer.status_code >= 400:
                self.answer = serve()
            return self.answer


class RepeatedRequests:
    """Serves each call that changes something once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.calls: OrderedDict[str, Call] = OrderedDict()

    def serve(self, original: Callable[..., Any], dispatcher: Any, environ: dict, start_response: Any) -> Any:
        """Replaces the `__call__` of a WSGI application."""
        identifier = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if identifier is None or environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return original(dispatcher, environ, start_response)
        application = partial(original, dispatcher)
        answer = self.call(identifier).answered(lambda: Response.from_app(application, environ, buffered=True))
        return answer(environ, start_response)

    def call(self, identifier: str) -> Call:
        with self.lock:
            call = self.calls.setdefault(identifier, Call())
            if len(self.calls) > kept_calls:
                self.calls.popitem(last=False)
            return call
