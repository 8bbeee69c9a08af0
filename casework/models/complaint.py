"""What somebody submitted, and what somebody is still writing."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import SHA256, Base
from casework.models import columns


class Draft(columns.Versioned, Base):
    """An unfinished submission, kept step by step."""

    __tablename__ = "drafts"

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    account_id: Mapped[int] = columns.reference("accounts.id")
    kind: Mapped[str] = mapped_column(String(32))
    step: Mapped[str] = columns.text(32)
    data: Mapped[dict[str, Any]] = columns.json_object()
    created_at: Mapped[datetime] = columns.moment()
    updated_at: Mapped[datetime] = columns.moment()
    submitted_case_id: Mapped[int | None] = columns.reference("cases.id")


class Complaint(Base):
    """One submission in one case; its own clock and notices hang on it."""

    __tablename__ = "complaints"

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    case_id: Mapped[int] = columns.reference("cases.id")
    account_id: Mapped[int | None] = columns.reference("accounts.id")
    intake_type: Mapped[str] = mapped_column(String(32))
    received_at: Mapped[datetime] = columns.moment()
    data: Mapped[dict[str, Any]] = columns.json_object()
    query_code_hash: Mapped[str] = mapped_column(SHA256, default="")
    named: Mapped[bool] = mapped_column(default=True)
