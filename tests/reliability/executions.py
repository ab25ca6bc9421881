#!/usr/bin/env python3
"""Adds up what the fuzzers say of themselves at their ends, from standard input."""
import re
import sys

counts = []
for line in sys.stdin:
    found = re.search(r"stat::number_of_executed_units:\s+(\d+)", line)
    counts += [int(found.group(1))] if found else []
    wrong = re.search(r"Something was found in:.*", line)
    if wrong:
        print(f"{len(counts)} targets, {sum(counts):,} executions. {wrong.group(0)}")
        sys.exit(1)
print(f"{len(counts)} targets, {sum(counts):,} executions, nothing found")
sys.exit(0 if counts else 1)
