"""Files that prove something; the bytes are under their digest in casework.storage."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import SHA256, Base
from casework.models import columns


class Evidence(Base):
    """One file with where it came from; it belongs to a case, a draft, or a right."""

    __tablename__ = "evidence"
    __table_args__ = (
        columns.one_of("scan_status", "pending", "clean", "infected", "unscanned"),
        columns.check("size >= 0", "size_not_negative"),
        columns.check(
            "case_id IS NOT NULL OR draft_id IS NOT NULL OR right_id IS NOT NULL", "belongs_somewhere"
        ),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    case_id: Mapped[int | None] = columns.reference("cases.id")
    draft_id: Mapped[int | None] = columns.reference("drafts.id")
    right_id: Mapped[int | None] = columns.reference("rights.id")
    proceeding_id: Mapped[int | None] = columns.reference("proceedings.id")
    account_id: Mapped[int | None] = columns.reference("accounts.id")
    name: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = columns.text(40)
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(SHA256, index=True)
    storage_key: Mapped[str] = mapped_column(String(100))
    source: Mapped[str] = mapped_column(Text, default="")
    obtained_on: Mapped[date | None]
    received_at: Mapped[datetime] = columns.moment()
    proves: Mapped[list[Any]] = columns.json_list()
    scan_status: Mapped[str] = mapped_column(String(16), default="unscanned")
    removed_at: Mapped[datetime | None] = columns.later()
