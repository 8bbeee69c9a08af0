"""What comes round by itself: due steps of the clock every minute, forgotten rows every few seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from flask import Flask

from casework.db import db
from casework.jobs import relay
from casework.services import sweep

log = structlog.get_logger(__name__)

DUE_SECONDS = 60.0


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
    return [Round("perform_due", DUE_SECONDS, sweep.perform_due)]


def turn(app: Flask, due: list[Round]) -> int:
    """One turn of a loop: the rounds whose time has come, then every due row; how many rows were tried."""
    for each in due:
        each.run(app)
    try:
        return relay.drain(app)
    except Exception as error:
        log.warning("drain_failed", error=type(error).__name__, exc_info=error)
        return 0
