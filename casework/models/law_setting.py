"""What this office sets about the law itself: local parameters and the holiday notices it has imported.

Nobody's case is here. A row is never changed once decided; a later row takes its place.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import SHA256, Base
from casework.models import columns


class LocalParameter(Base):
    """An amount or share the province, city or county has set, proposed by one person, approved by another.

    `value` is fen or percent, as workflows/rules/parameters.csv says for the name; none means that from
    `valid_from` on no local rule holds.
    """

    __tablename__ = "local_parameters"
    __table_args__ = (
        columns.one_of("status", "proposed", "approved", "refused", "withdrawn"),
        columns.check("value IS NULL OR value >= 0", "value_not_negative"),
        columns.check("valid_to IS NULL OR valid_to >= valid_from", "days_in_order"),
        columns.check("(status = 'proposed') = (decided_by_id IS NULL)", "decided_has_person"),
        columns.check("(decided_by_id IS NULL) = (decided_at IS NULL)", "decided_has_moment"),
        columns.check("status <> 'approved' OR decided_by_id <> proposed_by_id", "four_eyes"),
        Index(
            "ix_local_parameters_approved",
            "name",
            "region",
            "valid_from",
            sqlite_where=text("status = 'approved'"),
            postgresql_where=text("status = 'approved'"),
            unique=True,
        ),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    name: Mapped[str] = mapped_column(String(40))
    region: Mapped[str] = mapped_column(String(6))
    value: Mapped[int | None] = mapped_column(BigInteger)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    basis: Mapped[str] = mapped_column(String(300))
    confidence: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(16), default="proposed")
    proposed_by_id: Mapped[int] = columns.reference("accounts.id")
    proposed_at: Mapped[datetime] = columns.moment()
    decided_by_id: Mapped[int | None] = columns.reference("accounts.id")
    decided_at: Mapped[datetime | None] = columns.later()
    decision_note: Mapped[str] = mapped_column(Text, default="")


class CalendarNotice(Base):
    """A year's holiday notice as it was imported: the days that differ from the plain week, and by whom."""

    __tablename__ = "calendar_notices"
    __table_args__ = (columns.check("year BETWEEN 1949 AND 2199", "year_sane"),)

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    year: Mapped[int]
    source: Mapped[str] = mapped_column(String(300))
    days: Mapped[list[Any]] = columns.json_list()
    sha256: Mapped[str] = mapped_column(SHA256)
    moved: Mapped[int] = mapped_column(default=0)
    imported_by_id: Mapped[int] = columns.reference("accounts.id")
    imported_at: Mapped[datetime] = columns.moment()
