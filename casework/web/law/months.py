"""The months of a count as printed calendars: which day counts, as the how manieth, and which does not.

Pure: the lines of a proof and a calendar in, weeks of cells out.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.web.law.ladder import Line
from workflows.calendar import WorkingCalendar

ONE = timedelta(days=1)
# Longer terms show the month they start in and the month they end in.
MOST = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One day; `ordinal` is its place in the count, 0 where it has none."""

    on: date
    number: int
    kind: str
    ordinal: int
    name: str
    made_up: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One month, whole weeks; days of other months are left out."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Months:
    """The months of one count; `skipped` says that those between are not drawn."""

    shown: tuple[Month, ...]
    skipped: bool


def of(
    lines: Sequence[Line],
    calendar: WorkingCalendar,
    pauses: Sequence[tuple[date, date]] = (),
    *,
    working: bool,
) -> Months:
    """Draw the months from the first to the last day of a proof; `working`: days off do not count."""
    first, last = min(line.on for line in lines), max(line.last for line in lines)
    wanted = list(_firsts(first, last))
    skipped = len(wanted) > MOST
    if skipped:
        wanted = [wanted[0], wanted[-1]]
    marks = _Marks(lines, calendar, pauses, working=working)
    return Months(tuple(_month(one, marks) for one in wanted), skipped)


def _firsts(first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield date(year, month, 1)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _month(first: date, marks: _Marks) -> Month:
    days: list[Cell | None] = [None] * first.weekday()
    days += [marks.cell(first + ONE * n) for n in range(monthrange(first.year, first.month)[1])]
    days += [None] * (-len(days) % 7)
    return Month(first, tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7)))


class _Marks:
    """What each day is in one count."""

    def __init__(
        self,
        lines: Sequence[Line],
        calendar: WorkingCalendar,
        pauses: Sequence[tuple[date, date]],
        *,
        working: bool,
    ) -> None:
        self._calendar, self._pauses, self._working = calendar, pauses, working
        self._start, self._end = lines[0].on, lines[-1].on
        self._low, self._high = min(self._start, self._end), max(self._start, self._end)
        self._ordinals = _ordinals(lines, backward=self._end < self._start)
        self._counted = [(line.on, line.last) for line in lines if line.kind == "count" and line.counts]

    def cell(self, day: date) -> Cell:
        works = self._calendar.is_working(day)
        name = "" if works else self._calendar.name(day)
        kind = self._kind(day, works)
        return Cell(day, day.day, kind, self._ordinals.get(day, 0), name, works and day.weekday() > 4)

    def _kind(self, day: date, works: bool) -> str:
        if day == self._start:
            return "start"
        if day == self._end:
            return "last"
        if not self._low < day < self._high:
            return "" if works else "off"
        if any(first <= day <= last for first, last in self._pauses):
            return "pause"
        if any(first <= day <= last for first, last in self._counted):
            return "count"
        return "off" if not works else ""


def _ordinals(lines: Sequence[Line], *, backward: bool) -> dict[date, int]:
    found: dict[date, int] = {}
    for line in lines:
        if line.number is None or line.total is None or line.unit != "day":
            continue
        for place in range(line.number):
            day = line.last - ONE * place if backward else line.on + ONE * place
            found[day] = line.total - line.number + place + 1
    return found
