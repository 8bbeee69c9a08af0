"""What the readiness page asks the database: is it there, is its schema ours, is anything left lying.

SELECT only; answers instead of raising, because a dead database is exactly what is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from casework.db import db
from casework.models import CalendarDay, OutboxMessage

HEAD_FILE = Path(__file__).resolve().parent.parent.parent / "migrations" / "HEAD"


@dataclass(frozen=True, slots=True)
class Health:
    """The answer of the database."""

    reachable: bool
    revision: str = ""
    expected: str = ""
    waiting: int = 0
    oldest_waiting: datetime | None = None
    dead: int = 0
    horizon: date | None = None

    @property
    def at_head(self) -> bool:
        """Whether the schema is the one this program was written for."""
        return self.reachable and self.revision == self.expected


def state() -> Health:
    """Give the health of the database now."""
    expected = HEAD_FILE.read_text(encoding="ascii").split("_")[0].strip() if HEAD_FILE.exists() else ""
    try:
        revision = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
        open_rows = OutboxMessage.delivered_at.is_(None) & OutboxMessage.dead_at.is_(None)
        waiting, oldest = db.session.execute(
            select(func.count(OutboxMessage.id), func.min(OutboxMessage.created_at)).where(open_rows)
        ).one()
        dead = db.session.scalar(
            select(func.count(OutboxMessage.id)).where(OutboxMessage.dead_at.is_not(None))
        )
        horizon = db.session.scalar(select(func.max(CalendarDay.day)))
    except SQLAlchemyError:
        db.session.rollback()
        return Health(reachable=False, expected=expected)
    return Health(True, str(revision), expected, waiting, oldest, dead or 0, horizon)
