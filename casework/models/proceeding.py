"""One legal procedure running inside a case."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.db import Base
from casework.models import columns
from casework.models.case import Case


class Proceeding(columns.Versioned, Base):
    """Its state is written by the door and nowhere else."""

    __tablename__ = "proceedings"
    __table_args__ = (
        Index("ix_proceedings_procedure_state", "procedure", "state"),
        columns.check("ended_at IS NULL OR ended_at >= opened_at", "ends_after_start"),
        columns.check("parent_id IS NULL OR parent_id <> id", "not_its_own_parent"),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    case_id: Mapped[int] = columns.reference("cases.id")
    parent_id: Mapped[int | None] = columns.reference("proceedings.id")
    procedure: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(40))
    opened_at: Mapped[datetime] = columns.moment()
    ended_at: Mapped[datetime | None] = columns.later()
    subject: Mapped[dict[str, Any]] = columns.json_object()

    case: Mapped[Case] = relationship()
