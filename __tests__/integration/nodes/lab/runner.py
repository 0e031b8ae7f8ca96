"""Runs drills one after the other. One that fails or hangs is said, and the next one gets a site that it has not touched."""

import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True)
class Drill(Generic[S]):
    name: str
    run: Callable[[S], str]
    #: Seconds after which it counts as hanging: several times what it takes on a busy machine.
    limit: float = 300.0


class Hangs(Exception):
    """A drill does not end."""


class Runner(Generic[S]):
    """`open_site` gives what drills share. It is called again after each failure; `after_failure` looks at the site before it ends."""

    def __init__(self, open_site: Callable[[], AbstractContextManager[S]], after_failure: Callable[[S], None]):
        self._open_site = open_site
        self._after_failure = after_failure
        #: A line for each drill that failed.
        self.failures: list[str] = []

    def run(self, drills: Sequence[Drill[S]]) -> None:
        waiting = list(drills)
        while waiting:
            try:
                site = self._open_site()
                shared = site.__enter__()
            except Exception as error:
                traceback.print_exc()
                for drill in waiting:
                    self._fail(drill.name, 0, f"not run, because the site did not come up: {_reason(error)}")
                return
            try:
                while waiting and self._passes(waiting.pop(0), shared):
                    pass
            finally:
                self._end(site)

    def _passes(self, drill: Drill[S], site: S) -> bool:
        began = time.monotonic()
        try:
            with _deadline(drill.limit):
                figure = drill.run(site)
        except Exception as error:
            if not isinstance(error, AssertionError):
                traceback.print_exc()
            self._look(site)
            self._fail(drill.name, time.monotonic() - began, _reason(error))
            return False
        print(f"{'ok':6} {time.monotonic() - began:5.1f} s  {drill.name}: {figure}", flush=True)
        return True

    def _look(self, site: S) -> None:
        try:
            self._after_failure(site)
        except Exception:
            traceback.print_exc()

    def _end(self, site: AbstractContextManager[S]) -> None:
        began = time.monotonic()
        try:
            site.__exit__(None, None, None)
        except Exception as error:
            traceback.print_exc()
            self._fail("the end of the site", time.monotonic() - began, _reason(error))

    def _fail(self, name: str, seconds: float, reason: str) -> None:
        line = f"{'FAILED':6} {seconds:5.1f} s  {name}: {reason}"
        self.failures.append(line)
        print(line, flush=True)


def total(count: int, failures: Sequence[str], seconds: float, usual: float) -> str:
    """The last lines of a run: the failures once more, below what their nodes logged, and the counts."""
    slow = f", more than the usual {usual:.0f} s: the machine is busy, or a drill has become slower" if seconds > usual else ""
    return "\n".join([*failures, f"{count} drills, {len(failures)} failed, {seconds:.0f} s{slow}"])


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Interrupts what the main thread does. Again and again, because what is interrupted may wait for something else then."""

    def interrupt(*_: object) -> None:
        raise Hangs(f"it still ran after {seconds:g} s and was ended")

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, 5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
