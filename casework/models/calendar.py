"""The days on which the State works."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import Base
from casework.models import columns


class CalendarDay(Base):
    """One day as announced; a day that is not here is provisional."""

    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    name: Mapped[str] = columns.text(40)
    source: Mapped[str] = mapped_column(String(200))
