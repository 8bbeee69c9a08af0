"""The worker process: with Redis it listens to RQ and sweeps beside it, without Redis it only sweeps.

SIGTERM and Ctrl-C let the work in hand be done. Redis coming and going is no reason to end.
"""

from __future__ import annotations

import signal
import threading
import time
from types import FrameType

import structlog
from flask import Flask
from redis import RedisError
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from casework.jobs import schedule, tasks
from casework.jobs.schedule import Lane

log = structlog.get_logger(__name__)

SWEEP_SECONDS = 10.0
IDLE_SECONDS = 1.0
REDIS_SECONDS = 5.0
# Longer than the longest wait for an answer.
END_SECONDS = 20.0


def run(app: Flask, *, burst: bool = False) -> None:
    """Work until told to stop; `burst` does what is due and returns."""
    if burst:
        while schedule.turn(app, schedule.rounds()):
            pass
        return
    url = app.config["CASEWORK"].redis_url
    if url:
        _with_redis(app, url)
    else:
        _alone(app)


def _alone(app: Flask) -> None:
    ending = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ending.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    sweepers = _sweepers(app, ending, IDLE_SECONDS)
    # A signal reaches the main thread between two waits.
    while not ending.wait(IDLE_SECONDS):
        pass
    _join(sweepers)


def _sweepers(app: Flask, ending: threading.Event, seconds: float) -> list[threading.Thread]:
    """A thread for each lane, begun."""
    begun = []
    for lane in schedule.LANES:
        thread = threading.Thread(
            target=_sweep, args=(app, ending, seconds, lane), name=f"sweep-{lane.name}", daemon=True
        )
        thread.start()
        begun.append(thread)
    return begun


def _join(sweepers: list[threading.Thread]) -> None:
    until = time.monotonic() + END_SECONDS
    for thread in sweepers:
        thread.join(max(0.0, until - time.monotonic()))


def _sweep(app: Flask, ending: threading.Event, seconds: float, lane: Lane) -> None:
    due = schedule.rounds_of(lane)
    while not ending.is_set():
        if not schedule.turn(app, due, lane):
            ending.wait(seconds)


def _with_redis(app: Flask, url: str) -> None:
    """RQ in the main thread, which its timeouts need; the sweep beside it needs no Redis."""
    ending = threading.Event()
    sweepers = _sweepers(app, ending, SWEEP_SECONDS)
    try:
        while not ending.is_set():
            if _listen(app, url):
                break
            ending.wait(REDIS_SECONDS)
    finally:
        ending.set()
        _join(sweepers)


def _listen(app: Flask, url: str) -> bool:
    """Run RQ until it is told to stop; False when Redis went away."""
    try:
        with app.app_context():
            # Jobs run in this process: they are safe to repeat, and fonts are loaded once.
            listener = SimpleWorker(
                [tasks.QUEUE],
                connection=tasks.connection(url, patient=True),
                serializer=JSONSerializer,
            )
            listener.work(logging_level="WARNING")
    except (RedisError, OSError) as error:
        log.warning("redis_away", error=type(error).__name__)
        return False
    return True
