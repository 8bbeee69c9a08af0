"""A running legal clock, with the steps that prove its date."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import Base, UTCDateTime
from casework.models import columns


class Deadline(Base):
    """One clock; the dates are computed by workflows.clocks and kept with their explanation."""

    __tablename__ = "deadlines"
    __table_args__ = (
        columns.one_of("status", "running", "paused", "met", "missed", "ended"),
        columns.check("(status = 'paused') = (paused_on IS NOT NULL)", "paused_has_day"),
        columns.check("(status IN ('running', 'paused')) = (ended_on IS NULL)", "over_has_day"),
        Index(
            "ix_deadlines_running",
            "due_on",
            sqlite_where=text("status = 'running'"),
            postgresql_where=text("status = 'running'"),
        ),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    case_id: Mapped[int] = columns.reference("cases.id")
    proceeding_id: Mapped[int] = columns.reference("proceedings.id")
    rule_id: Mapped[str] = mapped_column(String(32))
    rule_valid_from: Mapped[date | None]
    label: Mapped[str] = columns.text(100)
    unit: Mapped[str] = mapped_column(String(16))
    start_on: Mapped[date]
    due_on: Mapped[date]
    due_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    warn_on: Mapped[date | None]
    provisional: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(16), default="running")
    paused_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    extensions: Mapped[list[Any]] = columns.json_list()
    exclusions: Mapped[list[Any]] = columns.json_list()
    steps: Mapped[list[Any]] = columns.json_list()
    basis: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[str] = columns.text(16)

    @property
    def over(self) -> bool:
        return self.ended_on is not None
