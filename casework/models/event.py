"""The audit log: one append-only table, chained by hashes in one stream per case and one for the system.

Written by casework.services.audit.record() only; triggers of the migration refuse any change.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import SHA256, Base, CanonicalJSON, UTCDateTime
from casework.models import columns


class Event(Base):
    """What happened. Identified by stream and place in it: there is no column that no hash covers."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_case_id_at", "case_id", "at"),
        Index("ix_events_at", "at"),
        columns.check("seq > 0", "seq_positive"),
        columns.check("(seq = 1) = (previous_hash = '')", "first_has_no_previous"),
    )

    stream: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int | None] = columns.reference("cases.id", index=False)
    proceeding_id: Mapped[int | None] = columns.reference("proceedings.id")
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    actor_id: Mapped[int | None] = columns.reference("accounts.id")
    actor_name: Mapped[str] = columns.text(100)
    actor_role: Mapped[str] = columns.text(40)
    action: Mapped[str] = mapped_column(String(64))
    procedure: Mapped[str] = columns.text(32)
    from_state: Mapped[str] = columns.text(40)
    to_state: Mapped[str] = columns.text(40)
    note: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    # Canonical text, not JSONB: a changed byte must show even where the value it spells is the same.
    payload: Mapped[dict[str, Any]] = mapped_column(CanonicalJSON, default=dict)
    facts_digest: Mapped[str] = mapped_column(SHA256, default="")
    rules_digest: Mapped[str] = mapped_column(SHA256, default="")
    previous_hash: Mapped[str] = mapped_column(SHA256, default="")
    hash: Mapped[str] = mapped_column(SHA256, unique=True)


class AuditStream(Base):
    """Head of a stream that belongs to no case."""

    __tablename__ = "audit_streams"
    __table_args__ = (
        columns.check("seq >= 0", "seq_not_negative"),
        columns.check("(seq = 0) = (head = '')", "head_when_begun"),
    )

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(SHA256, default="")
