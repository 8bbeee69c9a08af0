"""How the benchmarks measure: the best of several rounds, and a ratio with its limit."""

import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5
SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Ratio:
    """Ours and theirs, each in runs per second, and the least ratio that is promised."""

    name: str
    ours: float
    theirs: float
    against: str
    least: float

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def kept(self) -> bool:
        return self.ratio >= self.least


def per_second(work: Callable[[], object], runs: int) -> float:
    """How many runs a second, in the best of a few rounds; `runs` is how many one call makes."""
    best = 0.0
    for _ in range(ROUNDS):
        calls, start = 0, time.perf_counter()
        while (spent := time.perf_counter() - start) < SECONDS:
            work()
            calls += 1
        best = max(best, calls * runs / spent)
    return best
