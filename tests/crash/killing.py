"""What is killed and how: the site, and the worker process beside it, at moments that a seed chooses."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.infrastructure.needs import ROOT
from tests.infrastructure.site import PATIENCE, Site

MOST_ANSWERS = 14
LONGEST = 8.0
LITTLE = 0.3

Kill = Callable[[], None]


@dataclass(slots=True)
class Worker:
    """`flask worker` in a process of its own, on what a site stands on."""

    site: Site
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def kill_and_start(self) -> None:
        self.kill()
        self.process = launched(self.site)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)


def launched(site: Site) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "flask", "--app", "tests.infrastructure.site_wsgi:app", "worker"]
    with (site.config.instance_dir / "worker.log").open("ab") as output:
        return subprocess.Popen(
            command, cwd=ROOT, env=site.env, stdout=output, stderr=output, start_new_session=True
        )


@contextmanager
def working(site: Site) -> Iterator[Worker]:
    """A worker that lives as long as the block, whichever process it is by then."""
    worker = Worker(site, launched(site))
    try:
        yield worker
    finally:
        worker.stop()


@dataclass(slots=True)
class Killer:
    """Kills one of these after the other; weights say how often each.

    The moment is so many answers after the last kill and a little later, so that on a slow machine too
    work is under way; a load that stands still is killed all the same.
    """

    kills: tuple[tuple[Kill, int], ...]
    seed: int
    happened: int = 0

    def run(self, times: int, *, answers: Callable[[], int]) -> None:
        """So many kills."""
        dice, pause = random.Random(self.seed), threading.Event()
        what, weights = zip(*self.kills, strict=True)
        for _ in range(times):
            enough, until = answers() + dice.randint(0, MOST_ANSWERS), time.monotonic() + LONGEST
            while answers() < enough and time.monotonic() < until:
                pause.wait(0.01)
            pause.wait(dice.uniform(0.0, LITTLE))
            dice.choices(what, weights)[0]()
            self.happened += 1


def site_again(site: Site) -> Kill:
    """Kill the whole site as a power cut would, and start it again."""

    def kill() -> None:
        site.kill()
        site.start_again()

    return kill
