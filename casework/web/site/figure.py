"""The calendar on the home page: a real count from today, worked out by the rules in force.

Pure: a day, a rulebook and a calendar in, weeks of cells out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workflows import clocks
from workflows.calendar import WorkingCalendar
from workflows.rules.book import RuleBook

EXAMPLE_RULE = "GEN-01"
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the figure; `ordinal` is its place in the count, 0 where it does not count."""

    on: date
    number: str
    ordinal: int
    name: str
    made_up: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A term counted from one day."""

    start: date
    due: date
    weeks: tuple[tuple[Cell, ...], ...]
    made_up: tuple[date, ...]
    basis: str
    provisional: bool


def count(start: date, book: RuleBook, calendar: WorkingCalendar, rule_id: str = EXAMPLE_RULE) -> Figure:
    """Count a term of working days from `start`, day by day, over whole weeks."""
    rule = book.deadline(rule_id, start)
    computed = clocks.compute(rule, start, calendar)
    first = start - timedelta(days=start.weekday())
    last = computed.due_on + timedelta(days=6 - computed.due_on.weekday())
    cells, counted, day = [], 0, first
    while day <= last:
        works = calendar.is_working(day)
        counts = works and start < day <= computed.due_on
        counted += counts
        cells.append(_cell(day, start, computed.due_on, counted if counts else 0, calendar, first))
        day += ONE
    weeks = tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7))
    made_up = tuple(cell.on for cell in cells if cell.made_up and cell.ordinal)
    return Figure(start, computed.due_on, weeks, made_up, rule.basis, computed.provisional)


def _cell(day: date, start: date, due: date, ordinal: int, calendar: WorkingCalendar, first: date) -> Cell:
    works, name = calendar.is_working(day), calendar.name(day)
    if day == start:
        kind = "start"
    elif day == due:
        kind = "last"
    elif ordinal:
        kind = "count"
    else:
        kind = "off" if start < day < due else ""
    number = f"{day.month}/{day.day}" if day == first or day.day == 1 else str(day.day)
    holiday = name if not works and calendar.name(day - ONE) != name else ""
    return Cell(day, number, ordinal, holiday, works and day.weekday() >= 5, kind)
