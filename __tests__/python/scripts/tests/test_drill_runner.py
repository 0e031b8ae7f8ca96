"""The runner of the drills, with planted ones: no root, no machines."""

import contextlib
import importlib.util
import io
import sys
import time
import types
import unittest
from collections.abc import Callable, Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[4]


def load() -> types.ModuleType:
    spec = importlib.util.spec_from_file_location("drill_runner", PROJECT / "__tests__/integration/nodes/lab/runner.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    # Its data classes look themselves up there.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


runner = load()


class Site:
    """Works until a drill breaks it."""

    def __init__(self) -> None:
        self.works = True
        self.ended = False


class DrillRunnerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.sites: list[Site] = []
        self.looked_at: list[Site] = []

    @contextlib.contextmanager
    def site(self) -> Iterator[Site]:
        site = Site()
        self.sites.append(site)
        yield site
        site.ended = True

    def run_drills(self, *runs: Callable[[Site], str], limit: float = 20, open_site: object = None) -> tuple[list[str], list[str]]:
        """Lines of the failures, and everything that was printed."""
        run = runner.Runner(open_site or self.site, self.looked_at.append)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            run.run([runner.Drill(each.__name__, each, limit) for each in runs])
        return run.failures, printed.getvalue().splitlines()

    def test_a_failed_drill_does_not_break_the_next(self) -> None:
        failures, printed = self.run_drills(works, breaks, works, works)
        self.assertEqual(len(failures), 1)
        self.assertRegex(failures[0], r"^FAILED .* breaks: the node is frozen$")
        self.assertEqual(sum(line.startswith("ok ") for line in printed), 3)

    def test_a_site_ends_before_the_next_one_begins_and_is_looked_at_while_it_stands(self) -> None:
        stood: list[bool] = []
        self.looked_at = types.SimpleNamespace(append=lambda site: stood.append(not site.ended))  # type: ignore[assignment]
        self.run_drills(breaks, works)
        self.assertEqual(stood, [True])
        self.assertEqual([site.ended for site in self.sites], [True, True])

    def test_drills_that_pass_share_a_site(self) -> None:
        self.run_drills(works, works)
        self.assertEqual(len(self.sites), 1)

    def test_a_drill_that_hangs_is_ended_with_the_reason_and_the_next_one_runs(self) -> None:
        failures, printed = self.run_drills(hangs, works, limit=0.2)
        self.assertEqual(len(failures), 1)
        self.assertIn("hangs: it still ran after 0.2 s and was ended", failures[0])
        self.assertTrue(any(line.startswith("ok ") for line in printed))

    def test_a_site_that_does_not_come_up_fails_every_drill_that_needs_it(self) -> None:
        def refuse() -> object:
            raise OSError("Address already in use")

        failures, _ = self.run_drills(works, works, open_site=refuse)
        self.assertEqual([line.split(": ", 1)[1] for line in failures], ["not run, because the site did not come up: Address already in use"] * 2)

    def test_a_site_that_does_not_end_is_a_failure_and_the_rest_runs(self) -> None:
        @contextlib.contextmanager
        def stays() -> Iterator[Site]:
            yield Site()
            raise OSError("target is busy")

        failures, printed = self.run_drills(breaks, works, open_site=stays)
        self.assertEqual(len([line for line in failures if "the end of the site: target is busy" in line]), 2)
        self.assertTrue(any(line.startswith("ok ") for line in printed))

    def test_whoever_interrupts_the_run_ends_the_site(self) -> None:
        def interrupted(_: Site) -> str:
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            self.run_drills(interrupted)
        self.assertTrue(self.sites[0].ended)

    def test_a_green_run_that_took_long_says_so_and_has_not_failed(self) -> None:
        last = runner.total(24, [], 773, 720)
        self.assertRegex(last, r"^24 drills, 0 failed, 773 s, more than the usual 720 s")
        self.assertEqual(runner.total(24, [], 700, 720), "24 drills, 0 failed, 700 s")


def works(site: Site) -> str:
    assert site.works, "an earlier drill broke the site"
    return "1 of 1"


def breaks(site: Site) -> str:
    site.works = False
    raise AssertionError("the node is frozen")


def hangs(_: Site) -> str:
    time.sleep(60)
    return "never"
