"""Prints `PASSED FAILED` summed over the totals that test runners wrote to a log: jest, and this project's Python runners.

A file of jest that fails without a failed test, because it does not load or a hook of it fails, is one failure."""

import re
import sys

jest = re.compile(r"^(?:\[\S+ *\] )?(Test Suites|Tests): +(?:(.*), )?\d+ total$")
python = re.compile(r"^(\d+) (?:tests|drills), (\d+) failed\b")
sentence = re.compile(r"^(\d+) passed, (\d+) failed")

passed = failed = failed_files = 0
for line in open(sys.argv[1], encoding="utf-8", errors="replace"):
    line = re.sub(r"\x1b\[[0-9;]*m", "", line.rstrip())
    if found := jest.match(line):
        counts = {kind: int(number) for number, kind in re.findall(r"(\d+) (\w+)", found[2] or "")}
        if found[1] == "Test Suites":
            failed_files = counts.get("failed", 0)
        else:
            passed += counts.get("passed", 0)
            failed += max(counts.get("failed", 0), failed_files)
    elif found := python.match(line):
        passed += int(found[1]) - int(found[2])
        failed += int(found[2])
    elif found := sentence.match(line):
        passed += int(found[1])
        failed += int(found[2])
print(passed, failed)
