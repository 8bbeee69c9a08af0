"""What the public was told: copies of a frozen public snapshot, readable without touching a case."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import SHA256, Base
from casework.models import columns

LIVE = "status IN ('prepared', 'published')"
SHOWN = "status = 'published'"


class Publication(Base):
    """One publication of one decision; at most one of them lives."""

    __tablename__ = "publications"
    __table_args__ = (
        columns.one_of("status", "prepared", "published", "withdrawn", "expired"),
        columns.check("status <> 'published' OR published_at IS NOT NULL", "published_has_moment"),
        columns.check("status <> 'published' OR pdf_key IS NOT NULL", "published_has_file"),
        columns.check("status <> 'withdrawn' OR withdrawn_reason <> ''", "withdrawn_has_reason"),
        columns.check("fine_fen IS NULL OR fine_fen >= 0", "fine_not_negative"),
        columns.check("(pdf_key IS NULL) = (pdf_sha256 IS NULL)", "file_has_digest"),
        Index(
            "uq_publications_live",
            "decision_id",
            unique=True,
            sqlite_where=text(LIVE),
            postgresql_where=text(LIVE),
        ),
        Index(
            "ix_publications_shown",
            "decided_on",
            "id",
            sqlite_where=text(SHOWN),
            postgresql_where=text(SHOWN),
        ),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    decision_id: Mapped[int] = columns.reference("decisions.id")
    snapshot: Mapped[dict[str, Any]] = columns.json_object()
    snapshot_sha256: Mapped[str] = mapped_column(SHA256)
    status: Mapped[str] = mapped_column(String(16), default="prepared")
    number: Mapped[str] = columns.text(64)
    party_name: Mapped[str] = columns.text(300)
    party_code: Mapped[str] = columns.text(18)
    agency: Mapped[str] = columns.text(100)
    violation: Mapped[str] = columns.text(300)
    penalty_text: Mapped[str] = mapped_column(Text, default="")
    fine_fen: Mapped[int | None] = mapped_column(BigInteger)
    decided_on: Mapped[date]
    published_at: Mapped[datetime | None] = columns.later()
    display_until: Mapped[date | None]
    withdrawn_reason: Mapped[str] = columns.text(300)
    search_text: Mapped[str] = mapped_column(Text, default="")
    pdf_key: Mapped[str | None] = mapped_column(String(100))
    pdf_sha256: Mapped[str | None] = mapped_column(SHA256)
    pdf_size: Mapped[int | None]
    verify_code: Mapped[str] = mapped_column(String(32), index=True, default="")
