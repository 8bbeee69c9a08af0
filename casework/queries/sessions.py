"""What the server remembers about a browser, with the account it is signed in as, in one SELECT."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from casework import clock
from casework.config import Sessions, current
from casework.db import db
from casework.models import Account, Bureau, WebSession
from casework.queries import accounts
from casework.queries.accounts import Identity


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that still holds."""

    data: dict[str, Any]
    identity: Identity | None
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


def idle(rules: Sessions, *, officer: bool) -> timedelta:
    """How long a session may rest."""
    return timedelta(minutes=rules.officer_idle if officer else rules.public_idle)


def find(id_hash: str) -> OpenSession | None:
    """The session, unless it has run out, rested too long, or its account was closed."""
    query = (
        select(
            WebSession.data,
            WebSession.created_at,
            WebSession.seen_at,
            WebSession.expires_at,
            WebSession.account_id,
            *accounts.COLUMNS,
        )
        .outerjoin(Account, Account.id == WebSession.account_id)
        .outerjoin(Bureau, Bureau.region_code == Account.bureau_region)
        .where(WebSession.id_hash == id_hash)
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        return None
    identity = accounts.from_row(row) if row.account_id is not None else None
    now = clock.now()
    rest = idle(current().sessions, officer=identity is not None and identity.officer)
    if now >= row.expires_at or now - row.seen_at >= rest or (identity and not identity.active):
        return None
    return OpenSession(dict(row.data), identity, row.created_at, row.seen_at, row.expires_at)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in the list a person sees of the own ones."""

    id_hash: str
    created_at: datetime
    seen_at: datetime


def of_account(account_id: int) -> list[SessionLine]:
    """The sessions of an account, the latest first."""
    columns = (WebSession.id_hash, WebSession.created_at, WebSession.seen_at)
    query = select(*columns).where(WebSession.account_id == account_id, WebSession.expires_at > clock.now())
    return [SessionLine(*row) for row in db.session.execute(query.order_by(WebSession.seen_at.desc()))]
