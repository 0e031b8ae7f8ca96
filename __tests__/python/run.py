"""Runs the tests of everything that is written in Python: `npm run test:python`."""

import sys
import unittest
from pathlib import Path

project = Path(__file__).resolve().parents[2]

#: Directories of Python code, each with tests of its own in `tests/`.
sources = ["templates/node", "templates/go-live", "apps/secret-rotation", "apps/recording-sweeper", "__tests__/python/scripts"]


def main() -> int:
    failed = ran = 0
    for source in sources:
        tests = project / source / "tests"
        if not tests.is_dir():
            print(f"{source}: no tests")
            continue
        # Every directory calls its tests "tests", so the modules of one must not be taken for those of the next.
        for name in [name for name in sys.modules if name.split(".")[0] == "tests"]:
            del sys.modules[name]
        sys.path.insert(0, str(project / source))
        suite = unittest.TestLoader().discover(str(tests), top_level_dir=str(project / source))
        result = unittest.TextTestRunner(verbosity=1, buffer=True).run(suite)
        sys.path.pop(0)
        print(f"{source}: {result.testsRun} tests, {len(result.failures) + len(result.errors)} failed")
        ran += result.testsRun
        failed += len(result.failures) + len(result.errors)
    print(f"{ran} tests, {failed} failed")
    return 1 if failed or not ran else 0


if __name__ == "__main__":
    sys.exit(main())
