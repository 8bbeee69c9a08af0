"""The calendar table as the pure calendar the rules count on; read once, again when rows were added."""

from __future__ import annotations

from sqlalchemy import func, select

from casework.db import db
from casework.models import CalendarDay
from workflows.calendar import WorkingCalendar

_read: dict[tuple[str, int, object], WorkingCalendar] = {}


def working_calendar() -> WorkingCalendar:
    """Every announced day; later days count Monday to Friday and are provisional."""
    rows, last = db.session.execute(select(func.count(CalendarDay.day), func.max(CalendarDay.day))).one()
    key = (str(db.engine.url), rows, last)
    if key not in _read:
        _read.clear()
        days = db.session.execute(select(CalendarDay.day, CalendarDay.working, CalendarDay.name)).all()
        _read[key] = WorkingCalendar.from_rows((d.day, d.working, d.name) for d in days)
    return _read[key]
