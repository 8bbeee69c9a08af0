"""Counting attempts to log in, by name and by address, in the database, so that no restart forgets them.

An attempt is written down as failed before the password is looked at: fifty at once cannot slip through.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from casework import clock, crypto
from casework.config import Passwords, current
from casework.db import db, retrying, serialise, transaction
from casework.errors import TooManyAttempts
from casework.models import LoginAttempt
from casework.services import audit
from workflows.engine import Actor
from workflows.vocabulary import Happening

REMEMBERED = timedelta(days=1)
DOUBLINGS = 6
NOBODY = Actor(None, "未登录", frozenset())


@dataclass(frozen=True, slots=True)
class Tried:
    """The rows of one attempt."""

    ids: tuple[int, ...]


def begin(username: str, address: str) -> Tried:
    """Write an attempt down, or raise TooManyAttempts without looking at any password."""
    made = retrying(lambda: _begin(username, address))
    if isinstance(made, datetime):
        raise TooManyAttempts(until=made, seconds=int((made - clock.now()).total_seconds()) + 1)
    return made


def _begin(username: str, address: str) -> Tried | datetime:
    now, rules = clock.now(), current().passwords
    with transaction() as session:
        keys = [_name_key(username), *([_address_key(address)] if address else [])]
        for key in sorted(keys):
            serialise(f"login:{key}")
        locks = [
            lock_after(_failures(keys[0]), rules),
            address_lock(_failures(keys[1]), rules) if address else None,
        ]
        until = max((lock for lock in locks if lock and lock > now), default=None)
        if until is not None:
            # The refusal is a committed entry of the log, so it is returned and raised outside.
            audit.record(actor=NOBODY, action=Happening.LOGIN_REFUSED, payload={"address": address})
            return until
        session.execute(
            delete(LoginAttempt).where(LoginAttempt.key.in_(keys), LoginAttempt.at < now - REMEMBERED)
        )
        rows = [LoginAttempt(key=key, at=now) for key in keys]
        session.add_all(rows)
        session.flush()
        return Tried(tuple(row.id for row in rows))


def succeeded(tried: Tried) -> None:
    """The attempt turned out to be right."""
    with transaction() as session:
        session.execute(update(LoginAttempt).where(LoginAttempt.id.in_(tried.ids)).values(succeeded=True))


def locked_until(username: str) -> datetime | None:
    """Until when the name is locked, if it is."""
    until = lock_after(_failures(_name_key(username)), current().passwords)
    return until if until and until > clock.now() else None


def lock_after(failures: Iterable[datetime], rules: Passwords) -> datetime | None:
    """The end of the last lock that these failures lead to; each lock is twice as long as the one before."""
    window = timedelta(minutes=rules.failure_minutes)
    recent: list[datetime] = []
    until: datetime | None = None
    locks = 0
    for at in failures:
        recent = [*(one for one in recent if at - one < window), at]
        if len(recent) >= rules.failures:
            until = at + timedelta(minutes=rules.lock_minutes) * 2 ** min(locks, DOUBLINGS)
            locks += 1
            recent = []
    return until


def address_lock(failures: Sequence[datetime], rules: Passwords) -> datetime | None:
    """Until when an address has had enough failures within the window."""
    if len(failures) < rules.address_failures:
        return None
    return failures[-rules.address_failures] + timedelta(minutes=rules.failure_minutes)


def _failures(key: str) -> list[datetime]:
    """Failures under this key, oldest first, since the last success or for a day."""
    query = select(LoginAttempt.at, LoginAttempt.succeeded).where(
        LoginAttempt.key == key, LoginAttempt.at >= clock.now() - REMEMBERED
    )
    found: list[datetime] = []
    for at, success in db.session.execute(query.order_by(LoginAttempt.at, LoginAttempt.id)):
        found = [] if success else [*found, at]
    return found


def _name_key(username: str) -> str:
    return crypto.blind_index(username, context="login.name")


def _address_key(address: str) -> str:
    return crypto.blind_index(address, context="login.address")
