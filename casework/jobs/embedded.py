"""The relay inside the web process, for an installation without Redis: one daemon thread, one bell.

`start(app)` and `stop()` are what the server's hooks call. The thread wakes when a commit rings and every
few seconds by itself; of several processes on one instance folder one does the work.
"""

from __future__ import annotations

import atexit
import fcntl
import threading
from pathlib import Path
from typing import IO

import structlog
from flask import Flask

from casework.jobs import schedule
from casework.services import outbox

log = structlog.get_logger(__name__)

SWEEP_SECONDS = 3.0
STOP_SECONDS = 25.0


class Relay:
    """The thread with its bell."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.bell = threading.Event()
        self.ending = threading.Event()
        self.rounds = schedule.rounds()
        self.lock: IO[str] | None = None
        self.thread = threading.Thread(target=self._run, name="relay", daemon=True)

    def ring(self, _uid: str = "") -> None:
        self.bell.set()

    def _run(self) -> None:
        while not self.ending.is_set():
            self.bell.clear()
            if self._leads() and schedule.turn(self.app, self.rounds):
                continue
            self.bell.wait(SWEEP_SECONDS)
        if self._leads():
            schedule.turn(self.app, [])

    def _leads(self) -> bool:
        """Whether this process is the one that works; the lock falls with its process."""
        if self.lock is None:
            path = Path(self.app.config["CASEWORK"].instance_dir) / "relay.lock"
            handle = path.open("a", encoding="ascii")
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                handle.close()
                return False
            self.lock = handle
        return True

    def end(self, patience: float) -> None:
        self.ending.set()
        self.bell.set()
        self.thread.join(patience)
        if self.thread.is_alive():
            log.warning("relay_still_busy")
        elif self.lock:
            self.lock.close()


_running: list[Relay] = []
_guard = threading.Lock()


def start(app: Flask) -> None:
    """Start the thread, once for a process; with a Redis configured the worker does the work instead."""
    if app.config["CASEWORK"].redis_url:
        return
    with _guard:
        if _running:
            return
        relay = Relay(app)
        _running.append(relay)
    outbox.listen(ring)
    atexit.register(stop)
    relay.thread.start()


def stop(patience: float = STOP_SECONDS) -> None:
    """Let the work in hand and what is due be done, then end the thread."""
    with _guard:
        ending, _running[:] = list(_running), []
    for relay in ending:
        relay.end(patience)


def ring(uid: str) -> None:
    """Wake the thread, if there is one."""
    for relay in list(_running):
        relay.ring(uid)
