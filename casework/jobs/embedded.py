"""The relay inside the web process, for an installation without Redis: a daemon thread for each lane.

`start(app)` and `stop()` are what the server's hooks call. A thread wakes when a commit rings and every
few seconds by itself; of several processes on one instance folder one does the work.
"""

from __future__ import annotations

import atexit
import fcntl
import threading
import time
from pathlib import Path
from typing import IO

import structlog
from flask import Flask

from casework.jobs import schedule
from casework.jobs.schedule import Lane
from casework.services import outbox

log = structlog.get_logger(__name__)

SWEEP_SECONDS = 3.0
STOP_SECONDS = 25.0


class Relay:
    """The thread of a lane with its bell."""

    def __init__(self, app: Flask, lane: Lane) -> None:
        self.app = app
        self.lane = lane
        self.bell = threading.Event()
        self.ending = threading.Event()
        self.rounds = schedule.rounds_of(lane)
        self.lock: IO[str] | None = None
        self.thread = threading.Thread(target=self._run, name=f"relay-{lane.name}", daemon=True)

    def ring(self, _uid: str = "") -> None:
        self.bell.set()

    def _run(self) -> None:
        while not self.ending.is_set():
            self.bell.clear()
            if self._leads() and schedule.turn(self.app, self.rounds, self.lane):
                continue
            self.bell.wait(SWEEP_SECONDS)
        if self.lane.empties and self._leads():
            schedule.turn(self.app, [], self.lane)

    def _leads(self) -> bool:
        """Whether this process is the one that works; the lock falls with its process."""
        if self.lock is None:
            path = Path(self.app.config["CASEWORK"].instance_dir) / f"relay-{self.lane.name}.lock"
            handle = path.open("a", encoding="ascii")
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                handle.close()
                return False
            self.lock = handle
        return True

    def tell_end(self) -> None:
        self.ending.set()
        self.bell.set()

    def end(self, patience: float) -> None:
        self.tell_end()
        self.thread.join(patience)
        if self.thread.is_alive():
            log.warning("relay_still_busy", lane=self.lane.name)
        elif self.lock:
            self.lock.close()


_running: list[Relay] = []
_guard = threading.Lock()


def start(app: Flask) -> None:
    """Start the threads, once for a process; with a Redis configured the worker does the work instead."""
    if app.config["CASEWORK"].redis_url:
        return
    with _guard:
        if _running:
            return
        _running.extend(Relay(app, lane) for lane in schedule.LANES)
        begun = list(_running)
    outbox.listen(ring)
    atexit.register(stop)
    for relay in begun:
        relay.thread.start()


def stop(patience: float = STOP_SECONDS) -> None:
    """Let the work in hand and what is due in the house be done, then end the threads."""
    with _guard:
        ending, _running[:] = list(_running), []
    until = time.monotonic() + patience
    for relay in ending:
        relay.tell_end()
    for relay in ending:
        relay.end(max(0.0, until - time.monotonic()))


def ring(uid: str) -> None:
    """Wake the threads, if there are any."""
    for relay in list(_running):
        relay.ring(uid)
