"""Work that must happen after a commit, and the keys that keep one intent to one effect."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import SHA256, Base
from casework.models import columns

DUE = "delivered_at IS NULL AND dead_at IS NULL"


class OutboxMessage(Base):
    """One promise made in the transaction of its cause; ids only, never content."""

    __tablename__ = "outbox"
    __table_args__ = (
        columns.check("attempts >= 0", "attempts_not_negative"),
        columns.check("delivered_at IS NULL OR dead_at IS NULL", "delivered_or_dead"),
        Index("ix_outbox_due", "available_at", sqlite_where=text(DUE), postgresql_where=text(DUE)),
    )

    id: Mapped[int] = columns.primary_key()
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    topic: Mapped[str] = mapped_column(String(40))
    ref: Mapped[str] = mapped_column(String(64))
    dedupe_key: Mapped[str] = mapped_column(String(160), unique=True)
    created_at: Mapped[datetime] = columns.moment()
    available_at: Mapped[datetime] = columns.moment()
    attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = columns.later()
    delivered_at: Mapped[datetime | None] = columns.later()
    dead_at: Mapped[datetime | None] = columns.later()
    last_error: Mapped[str] = mapped_column(Text, default="")


class IdempotencyKey(Base):
    """A form or request that was already carried out, and where its result is."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (UniqueConstraint("actor_key", "route", "key"),)

    id: Mapped[int] = columns.primary_key()
    actor_key: Mapped[str] = mapped_column(String(64))
    route: Mapped[str] = mapped_column(String(100))
    key: Mapped[str] = mapped_column(String(64))
    fingerprint: Mapped[str] = mapped_column(SHA256)
    location: Mapped[str] = columns.text(300)
    created_at: Mapped[datetime] = columns.moment()
