"""How the benchmarks measure: the best of several rounds, and a ratio with its limit."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 5
SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Ratio:
    """Ours and theirs, in runs per second or what `unit` says, and the least ratio that is promised."""

    name: str
    ours: float
    theirs: float
    against: str
    least: float
    unit: str = "/s"

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


def side_by_side(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """How many runs a second of each, taken in turn: what else the machine does meets all of them alike."""
    best = dict.fromkeys(works, 0.0)
    for _ in range(ROUNDS):
        for name, work in works.items():
            calls, start = 0, time.perf_counter()
            while (spent := time.perf_counter() - start) < SECONDS:
                work()
                calls += 1
            best[name] = max(best[name], calls / spent)
    return best
