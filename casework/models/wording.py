"""Wordings of papers: what the office writes over the house's own, and every text a paper was issued with.

Nobody's case is here. A decided wording and a kept text are never changed.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import SHA256, Base
from casework.models import columns


class Wording(columns.Versioned, Base):
    """The wording of a kind as one person wrote it and another approved it, in force from a day on."""

    __tablename__ = "wordings"
    __table_args__ = (
        columns.one_of("status", "draft", "proposed", "approved", "refused", "withdrawn"),
        columns.check("status IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", "submitted_has_moment"),
        columns.check("status IN ('draft', 'withdrawn') OR valid_from IS NOT NULL", "submitted_has_day"),
        columns.check("(status IN ('draft', 'proposed')) = (decided_by_id IS NULL)", "decided_has_person"),
        columns.check("(decided_by_id IS NULL) = (decided_on IS NULL)", "decided_has_day"),
        columns.check("status <> 'approved' OR decided_by_id <> drafted_by_id", "four_eyes"),
        columns.check("status <> 'approved' OR valid_from >= decided_on", "not_in_force_before_approval"),
        Index(
            "ix_wordings_proposed",
            "kind",
            unique=True,
            sqlite_where=text("status = 'proposed'"),
            postgresql_where=text("status = 'proposed'"),
        ),
        Index(
            "ix_wordings_draft",
            "kind",
            "drafted_by_id",
            unique=True,
            sqlite_where=text("status = 'draft'"),
            postgresql_where=text("status = 'draft'"),
        ),
        Index("ix_wordings_kind", "kind"),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    kind: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    based_on: Mapped[str] = mapped_column(SHA256)
    note: Mapped[str] = mapped_column(Text, default="")
    valid_from: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(16), default="draft")
    drafted_by_id: Mapped[int] = columns.reference("accounts.id")
    drafted_at: Mapped[datetime] = columns.moment()
    submitted_at: Mapped[datetime | None] = columns.later()
    decided_by_id: Mapped[int | None] = columns.reference("accounts.id")
    decided_at: Mapped[datetime | None] = columns.later()
    decided_on: Mapped[date | None]
    decision_note: Mapped[str] = mapped_column(Text, default="")


class WordingText(Base):
    """A text with the parts it takes in, kept when the first paper is issued with it; known by its digest."""

    __tablename__ = "wording_texts"

    sha256: Mapped[str] = mapped_column(SHA256, primary_key=True)
    kind: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    parts: Mapped[dict[str, Any]] = columns.json_object()
    kept_at: Mapped[datetime] = columns.moment()
