"""The outbox: promises made in the transaction of their cause, kept afterwards, never dropped.

A row carries ids only. Whoever works claims it under a lease, does the work, then marks it; a worker that
dies loses nothing, since the lease ends by itself. What the work is, casework.jobs knows.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, Update, and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from casework import clock
from casework.db import after_commit, db, savepoint, transaction
from casework.errors import NotFound
from casework.models import OutboxMessage

# Longer than any piece of work: two papers a second are usual, a wire call ends after fifteen seconds.
LEASE = timedelta(seconds=120)
FIRST_DELAY = timedelta(seconds=1)
LONGEST_DELAY = timedelta(hours=1)
MAX_ATTEMPTS = 20
ERROR_CHARS = 2000

Bell = Callable[[str], object]
_bells: list[Bell] = []


@dataclass(frozen=True, slots=True)
class Claimed:
    """A promise that is ours until the lease ends; `attempts` is the fence against a late worker."""

    uid: str
    topic: str
    ref: str
    attempts: int


def listen(bell: Bell) -> None:
    """Call this with the uid of every new row once it is durable; a lost call costs time only."""
    if bell not in _bells:
        _bells.append(bell)


def uid() -> str:
    """A time-ordered identifier (UUIDv7) by the house clock."""
    stamp = int(clock.now().timestamp() * 1000) & (1 << 48) - 1
    value = stamp << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def put(topic: str, ref: str, *, dedupe_key: str, available_at: datetime | None = None) -> bool:
    """Promise some work with the caller's transaction; the same dedupe key again changes nothing."""
    with transaction() as session:
        known = select(OutboxMessage.id).where(OutboxMessage.dedupe_key == dedupe_key)
        if session.scalar(known) is not None:
            return False
        row = OutboxMessage(
            uid=uid(),
            topic=str(topic),
            ref=str(ref),
            dedupe_key=dedupe_key,
            created_at=clock.now(),
            available_at=available_at or clock.now(),
        )
        session.flush()
        try:
            with savepoint():
                session.add(row)
        except IntegrityError:
            return False  # the same promise was made elsewhere at this moment
        if available_at is None:
            after_commit(partial(_ring, row.uid))
        return True


def _ring(message: str) -> None:
    for bell in _bells:
        bell(message)


def claim(
    limit: int = 1,
    *,
    only: str | None = None,
    topics: Collection[str] = (),
    without: Collection[str] = (),
) -> tuple[Claimed, ...]:
    """Take due rows under a lease; a row that was tried too often dies here, with its last error."""
    with transaction() as session:
        moment = clock.now()
        chosen = select(OutboxMessage).where(*_due(moment))
        if only:
            chosen = chosen.where(OutboxMessage.uid == only)
        if topics:
            chosen = chosen.where(OutboxMessage.topic.in_(topics))
        if without:
            chosen = chosen.where(OutboxMessage.topic.not_in(without))
        chosen = chosen.order_by(OutboxMessage.available_at, OutboxMessage.id).limit(limit)
        rows = session.scalars(chosen.with_for_update(skip_locked=True)).all()
        claimed = []
        for row in rows:
            if row.attempts >= MAX_ATTEMPTS:
                row.dead_at, row.locked_until = moment, None
                row.last_error = row.last_error or "多次处理时程序中断"
                continue
            row.attempts += 1
            row.locked_until = moment + LEASE
            claimed.append(Claimed(row.uid, row.topic, row.ref, row.attempts))
        return tuple(claimed)


def _due(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OutboxMessage.delivered_at.is_(None),
        OutboxMessage.dead_at.is_(None),
        # A date further off than we ever set one is the trace of a clock that jumped.
        or_(
            OutboxMessage.available_at <= moment,
            and_(OutboxMessage.attempts > 0, OutboxMessage.available_at > moment + 2 * LONGEST_DELAY),
        ),
        or_(
            OutboxMessage.locked_until.is_(None),
            OutboxMessage.locked_until <= moment,
            OutboxMessage.locked_until > moment + 2 * LEASE,
        ),
    )


def delivered(message: Claimed) -> None:
    """The work is done, by whoever did it."""
    with transaction() as session:
        session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.uid == message.uid, OutboxMessage.delivered_at.is_(None))
            .values(delivered_at=clock.now(), dead_at=None, locked_until=None, last_error="")
        )


def failed(message: Claimed, error: str, *, wait: timedelta | None = None) -> None:
    """Try again later, at growing distances; after the last attempt the row stays, dead, with its error."""
    with transaction() as session:
        moment = clock.now()
        values: dict[str, object] = {"locked_until": None, "last_error": error[:ERROR_CHARS]}
        if message.attempts >= MAX_ATTEMPTS:
            values["dead_at"] = moment
        else:
            values["available_at"] = moment + max(delay(message.attempts), wait or timedelta())
        session.execute(_ours(message).values(**values))


def postponed(message: Claimed, reason: str, *, wait: timedelta) -> None:
    """Not yet its turn: the attempt does not count."""
    with transaction() as session:
        values = {"locked_until": None, "last_error": reason[:ERROR_CHARS], "attempts": message.attempts - 1}
        session.execute(_ours(message).values(available_at=clock.now() + wait, **values))


def _ours(message: Claimed) -> Update:
    return update(OutboxMessage).where(
        OutboxMessage.uid == message.uid,
        OutboxMessage.attempts == message.attempts,
        OutboxMessage.delivered_at.is_(None),
        OutboxMessage.dead_at.is_(None),
    )


def delay(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubled each time, with jitter, at most an hour."""
    step = min(FIRST_DELAY * 2 ** min(attempts - 1, 20), LONGEST_DELAY)
    return step * random.uniform(0.5, 1.0)


def hasten(dedupe_key: str) -> None:
    """Make a waiting row due now, because what it waited for has happened."""
    with transaction() as session:
        row = session.scalars(select(OutboxMessage).where(OutboxMessage.dedupe_key == dedupe_key)).first()
        if row is None or row.delivered_at or row.dead_at or row.locked_until:
            return
        row.available_at = clock.now()
        session.flush()
        after_commit(partial(_ring, row.uid))


def revive(message: str) -> None:
    """Give a dead row all its attempts again."""
    with transaction() as session:
        row = session.scalars(select(OutboxMessage).where(OutboxMessage.uid == message)).first()
        if row is None:
            raise NotFound
        if row.dead_at:
            row.dead_at, row.attempts, row.available_at = None, 0, clock.now()
            session.flush()
            after_commit(partial(_ring, row.uid))


def waiting() -> int:
    """How many promises are still open."""
    open_rows = select(func.count(OutboxMessage.id)).where(
        OutboxMessage.delivered_at.is_(None), OutboxMessage.dead_at.is_(None)
    )
    return db.session.scalar(open_rows) or 0
