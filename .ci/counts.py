"""Prints `PASSED FAILED` summed over the totals that test runners wrote to a log: jest, and this project's Python runners."""

import re
import sys

jest = re.compile(r"^(?:\[\S+ *\] )?Tests: +(.*), \d+ total$")
python = re.compile(r"^(\d+) (?:tests|drills), (\d+) failed\b")
sentence = re.compile(r"^(\d+) passed, (\d+) failed")

passed = failed = 0
for line in open(sys.argv[1], encoding="utf-8", errors="replace"):
    line = re.sub(r"\x1b\[[0-9;]*m", "", line.rstrip())
    if found := jest.match(line):
        counts = {kind: int(number) for number, kind in re.findall(r"(\d+) (\w+)", found[1])}
        passed += counts.get("passed", 0)
        failed += counts.get("failed", 0)
    elif found := python.match(line):
        passed += int(found[1]) - int(found[2])
        failed += int(found[2])
    elif found := sentence.match(line):
        passed += int(found[1])
        failed += int(found[2])
print(passed, failed)
