"""Rows that every installation has: the bureaus and the announced calendar.

Loading them again leaves what is up to date as it is, and takes over what is new.
"""

from dataclasses import dataclass

from sqlalchemy import select

from casework import holidays
from casework.db import db, retrying, transaction
from casework.models import Bureau, CalendarDay
from casework.services import calendar
from workflows import competence
from workflows.engine import SYSTEM

SOURCE = "国务院办公厅关于部分节假日安排的通知"
TAKEN = ("name", "short_name", "field_mark", "level", "uscc", "address", "phone")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were added or changed."""

    bureaus: int
    days: int


def load_reference() -> Loaded:
    """Bring bureaus and calendar up to the data files; a day set by hand is left as it is."""
    return retrying(_load)


def _load() -> Loaded:
    with transaction():
        return Loaded(_load_bureaus(), _load_calendar())


def _load_bureaus() -> int:
    rows = {row.region_code: row for row in db.session.scalars(select(Bureau))}
    changed = 0
    for given in competence.bureaus():
        row = rows.get(given.region_code)
        if row is None:
            row = Bureau(region_code=given.region_code)
            db.session.add(row)
        values = {name: getattr(given, name) for name in TAKEN}
        if any(getattr(row, name) != value for name, value in values.items()):
            changed += 1
            for name, value in values.items():
                setattr(row, name, value)
    return changed


def _load_calendar() -> int:
    """Add the days that are not there; an imported year, or a day set by hand, is never written over."""
    known = set(db.session.scalars(select(CalendarDay.day)))
    fresh = [
        CalendarDay(day=day, working=working, name=name, source=SOURCE)
        for day, working, name in holidays.rows()
        if day not in known
    ]
    db.session.add_all(fresh)
    if fresh:
        calendar.recount(actor=SYSTEM, source=SOURCE)
    return len(fresh)
