"""The relay: claims due rows of the outbox one by one and does their work in this process.

The embedded thread, the worker, tests and the demo history all come through here. A row that fails is
tried again later; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Collection

import structlog
from flask import Flask

import documents
from casework.db import db, retrying
from casework.errors import CaseworkError
from casework.jobs.handlers import HANDLERS, NotItsTurn, TryAgain
from casework.services import outbox
from casework.services.outbox import Claimed
from workflows.engine import Refused

log = structlog.get_logger(__name__)


def drain(
    app: Flask,
    *,
    until_empty: bool = False,
    limit: int = 100,
    topics: Collection[str] = (),
    without: Collection[str] = (),
) -> int:
    """Do the work of due rows, of all topics, of these or without those; how many were tried.

    `until_empty` goes on until no row is due.
    """
    done = 0
    with app.app_context():
        while until_empty or done < limit:
            claimed = retrying(lambda: outbox.claim(topics=topics, without=without))
            if not claimed:
                break
            work(claimed[0])
            done += 1
    return done


def deliver(uid: str) -> bool:
    """Do the work of one row, if it is due and nobody else has it. Needs an application context."""
    claimed = retrying(lambda: outbox.claim(only=uid))
    return bool(claimed) and work(claimed[0])


def work(message: Claimed) -> bool:
    """Do the work of a claimed row and mark what came of it; whether it is done."""
    try:
        HANDLERS[message.topic](message.ref)
    except NotItsTurn as error:
        reason, wait = str(error), error.wait
        retrying(lambda: outbox.postponed(message, reason, wait=wait))
    except TryAgain as error:
        reason, wait = str(error), error.wait
        retrying(lambda: outbox.failed(message, reason, wait=wait))
    except Exception as error:
        db.session.rollback()
        # Only our own errors are safe to keep in full: others may quote what was being written.
        own = isinstance(error, CaseworkError | documents.PaperError | Refused)
        reason = f"{type(error).__name__}：{error}" if own else type(error).__name__
        log.warning("outbox_failed", uid=message.uid, topic=message.topic, exc_info=error)
        retrying(lambda: outbox.failed(message, reason))
    else:
        retrying(lambda: outbox.delivered(message))
        return True
    finally:
        db.session.remove()
    return False
