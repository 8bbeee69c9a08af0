"""What comes round by itself: due steps of the clock every minute, forgotten rows every few seconds.

Work goes in two lanes, so that a credit platform that hangs holds up nothing but its own records.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import structlog
from flask import Flask

from casework.db import db
from casework.jobs import handlers, relay
from casework.services import sweep, tidying

log = structlog.get_logger(__name__)

DUE_SECONDS = 60.0
DAY_SECONDS = 86_400.0
START_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Lane:
    """Work that waits for each other; `at_once` is how many rows are done before the end is looked for."""

    name: str
    at_once: int
    makes_rounds: bool
    # What is due when the program ends is done first; a stranger's answer is not waited for.
    empties: bool
    topics: Collection[str] = ()
    without: Collection[str] = ()

    def drain(self, app: Flask) -> int:
        return relay.drain(app, limit=self.at_once, topics=self.topics, without=self.without)


HOUSE = Lane("house", at_once=100, makes_rounds=True, empties=True, without=handlers.WIRE)
WIRE = Lane("wire", at_once=1, makes_rounds=False, empties=False, topics=handlers.WIRE)
LANES = (HOUSE, WIRE)


@dataclass(slots=True)
class Round:
    """Something done again and again; its failure is logged and waits for the next time."""

    name: str
    seconds: float
    work: Callable[[], object]
    next_at: float = field(default=0.0)

    def run(self, app: Flask) -> None:
        if time.monotonic() < self.next_at:
            return
        self.next_at = time.monotonic() + self.seconds
        with app.app_context():
            try:
                self.work()
            except Exception as error:
                db.session.rollback()
                log.warning("round_failed", round=self.name, error=type(error).__name__, exc_info=error)
            finally:
                db.session.remove()


def rounds() -> list[Round]:
    return [
        Round("perform_due", DUE_SECONDS, sweep.perform_due),
        # Not in the first minutes, when papers may be waiting.
        Round("drop_orphans", DAY_SECONDS, tidying.drop_orphans, next_at=time.monotonic() + START_SECONDS),
    ]


def rounds_of(lane: Lane) -> list[Round]:
    return rounds() if lane.makes_rounds else []


def turn(app: Flask, due: list[Round], lane: Lane | None = None) -> int:
    """One turn of a loop: the rounds whose time has come, then due rows; how many rows were tried."""
    for each in due:
        each.run(app)
    try:
        return lane.drain(app) if lane else relay.drain(app)
    except Exception as error:
        log.warning("drain_failed", error=type(error).__name__, exc_info=error)
        return 0
