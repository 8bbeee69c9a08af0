"""The calendar table as the pure calendar the rules count on; read once, again when the table has changed.

Also what a preview and an import of a year share: the calendar with that year in it, and the mark of both.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from sqlalchemy import ScalarSelect, String, cast, func, select

from casework.db import canonical, db
from casework.models import CalendarDay, CalendarNotice
from workflows import notices
from workflows.calendar import WorkingCalendar
from workflows.notices import Notice

_read: dict[tuple[str, str], WorkingCalendar] = {}


def edition() -> ScalarSelect[Any]:
    """What changes whenever the table does, in this process or another, as a column for any statement."""
    # A notice is named by its random id: a number is used again after an import that was undone.
    last = select(CalendarNotice.public_id).order_by(CalendarNotice.id.desc()).limit(1).scalar_subquery()
    rows = (
        cast(func.count(CalendarDay.day), String)
        + ":"
        + func.coalesce(cast(func.max(CalendarDay.day), String), "")
    )
    return select(rows + ":" + func.coalesce(last, "")).scalar_subquery()


def current_edition() -> str:
    return str(db.session.scalar(select(edition())))


def working_calendar() -> WorkingCalendar:
    """Every announced day; later days count Monday to Friday and are provisional."""
    return calendar_at(current_edition())


def calendar_at(seen: str) -> WorkingCalendar:
    """The calendar of an edition that a statement has just brought along."""
    key = (str(db.engine.url), seen)
    found = _read.get(key)
    if found is None:
        found = read()
        _read.clear()
        _read[key] = found
    return found


def read() -> WorkingCalendar:
    """The table as this transaction sees it, its own changes with it; nothing of that is kept."""
    return WorkingCalendar.from_rows(_rows())


def with_year(notice: Notice) -> WorkingCalendar:
    """The calendar as it would be with this notice in force."""
    others = [row for row in _rows() if row[0].year != notice.year]
    return WorkingCalendar.from_rows([*others, *notices.whole_year(notice)])


def refusal(year: int, today: date) -> str:
    """Why a year cannot be taken over now, as a sentence; empty when it can. Years follow without a gap."""
    calendar = working_calendar()
    if calendar.first is None:
        return "日历还没有装载，请先装载基础数据"
    if year < calendar.first.year:
        return f"日历从{calendar.first.year}年开始，不能导入更早的年份"
    if year > today.year + 1:
        return f"{year}年的放假安排要到{year - 1}年才公布，请检查年份"
    if year > calendar.horizon.year + 1:
        return f"{calendar.horizon.year + 1}年的放假安排还没有导入，请先导入那一年"
    return ""


def mark(notice: Notice, source: str, seen: str) -> str:
    """The digest of what was previewed: the year, its days, the source, and the edition it was laid over."""
    return hashlib.sha256(canonical([notice.sha256, source, seen]).encode()).hexdigest()


def _rows() -> list[tuple[Any, bool, str]]:
    days = db.session.execute(select(CalendarDay.day, CalendarDay.working, CalendarDay.name)).all()
    return [(d.day, d.working, d.name) for d in days]
