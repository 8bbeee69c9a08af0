"""The first paper after a start, and a thousand papers in one job: each in a process of its own."""

import subprocess
import sys

from benchmarks.timing import Ratio

FIRST_SECONDS, ROUNDS = 1.0, 3
WARM, MANY = 200, 1000
# What the system hands out in pages may move by this much without anything being kept.
LEAST_MEMORY = 0.95
# Time of the processor: what else a machine does at a start is not the paper's.
FIRST = """
import time
import documents
data = documents.sample("penalty_decision")
assert documents.render("penalty_decision", data).pages
print(time.process_time())
"""
BULK = f"""
import os, pathlib
import documents
from benchmarks.papers import decision

def held():
    pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

for number in range({MANY}):
    documents.render("penalty_decision", decision(number))
    if number + 1 in ({WARM}, {MANY}):
        print(held())
"""


def measure() -> list[Ratio]:
    first = min(_printed(FIRST)[0] for _ in range(ROUNDS))
    warm, many = _printed(BULK)
    return [
        Ratio("seconds allowed for the first paper", FIRST_SECONDS, first, "taken", 1.0, " s"),
        Ratio(f"memory after {WARM} papers", warm, many, f"after {MANY:,}", LEAST_MEMORY, " MiB"),
    ]


def _printed(program: str) -> list[float]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return [float(line) for line in done.stdout.split()]
