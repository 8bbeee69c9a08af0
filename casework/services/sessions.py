"""Writing what the server remembers about browsers. The cookie's token never comes here, only its digest."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from casework import clock
from casework.config import current
from casework.db import retrying, transaction
from casework.models import Account, WebSession


def start(id_hash: str, *, account_id: int | None, data: dict[str, Any], replaces: str = "") -> None:
    """Begin a session under a new id; an officer has one at a time, so older ones end."""
    retrying(lambda: _start(id_hash, account_id, data, replaces))


def _start(id_hash: str, account_id: int | None, data: dict[str, Any], replaces: str) -> None:
    rules, now = current().sessions, clock.now()
    with transaction() as session:
        kind = session.scalar(select(Account.kind).where(Account.id == account_id)) if account_id else None
        minutes = rules.officer_absolute if kind == "officer" else rules.public_absolute
        if replaces:
            session.execute(delete(WebSession).where(WebSession.id_hash == replaces))
        if kind == "officer":
            session.execute(delete(WebSession).where(WebSession.account_id == account_id))
        session.add(
            WebSession(
                id_hash=id_hash,
                account_id=account_id,
                data=data,
                created_at=now,
                seen_at=now,
                expires_at=now + timedelta(minutes=minutes),
            )
        )


def keep(id_hash: str, *, data: dict[str, Any] | None = None) -> None:
    """Note that the session was used, and its new content if there is any; an ended one stays ended."""
    values: dict[str, Any] = {"seen_at": clock.now()}
    if data is not None:
        values["data"] = data

    def work() -> None:
        with transaction() as session:
            session.execute(update(WebSession).where(WebSession.id_hash == id_hash).values(values))

    retrying(work)


def end(id_hash: str) -> None:
    """End one session."""

    def work() -> None:
        with transaction() as session:
            session.execute(delete(WebSession).where(WebSession.id_hash == id_hash))

    retrying(work)


def end_all(account_id: int) -> None:
    """End every session of an account."""
    with transaction() as session:
        session.execute(delete(WebSession).where(WebSession.account_id == account_id))


def purge() -> int:
    """Forget the sessions that have run out; the number of them."""
    with transaction() as session:
        gone = session.execute(delete(WebSession).where(WebSession.expires_at <= clock.now()))
        return int(gone.rowcount)  # type: ignore[attr-defined]
