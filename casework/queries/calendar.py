"""The calendar for whoever keeps it: what is in force, what a notice would move, what is missing.

SELECT only. A preview counts every open clock as the import will, and writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from casework import calendar_table, clock
from casework.db import db
from casework.models import Account, Bureau, CalendarDay, CalendarNotice, Case, Deadline
from workflows import moves, notices
from workflows.moves import Direction, Move
from workflows.notice_lines import Entry
from workflows.notices import Change, Notice
from workflows.rules import book

ALIVE = ("running", "paused")
ORDER = (Direction.EARLIER, Direction.LATER, Direction.SETTLED, Direction.STUCK)


@dataclass(frozen=True, slots=True)
class Moved:
    """One open clock that comes out differently, with the case it belongs to."""

    case_public_id: str
    reference: str
    bureau_region: str
    bureau: str
    label: str
    start_on: date
    due_before: date
    due_after: date
    provisional_before: bool
    provisional_after: bool
    direction: Direction
    overdue_before: bool
    overdue: bool
    paused: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a notice would do, and the mark by which an import knows that this was seen."""

    notice: Notice
    source: str
    mark: str
    refusal: str
    rows: tuple[Moved, ...]
    open_clocks: int
    reworded: int
    changes: tuple[Change, ...]
    in_force: Year | None
    same: bool

    def count(self, direction: str) -> int:
        """How many of the listed clocks go one way."""
        return sum(row.direction == direction for row in self.rows)

    @property
    def overdue(self) -> int:
        """How many end before today that did not before."""
        return sum(row.overdue and not row.overdue_before for row in self.rows)

    @property
    def cases(self) -> int:
        """How many cases are touched."""
        return len({row.case_public_id for row in self.rows})


@dataclass(frozen=True, slots=True)
class Import:
    """A notice as it was imported; `changes` against the one before, none known for the first."""

    public_id: str
    source: str
    by: str
    at: datetime
    moved: int
    notice: Notice
    changes: tuple[Change, ...] | None


@dataclass(frozen=True, slots=True)
class Year:
    """What is in force for one year, and every notice that was imported for it, newest first."""

    notice: Notice
    source: str
    imports: tuple[Import, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the calendar reaches, and how many open clocks wait for more of it."""

    first: date | None
    horizon: date | None
    provisional: int

    @property
    def years(self) -> tuple[int, ...]:
        """The years there are."""
        if self.first is None or self.horizon is None:
            return ()
        return tuple(range(self.first.year, self.horizon.year + 1))

    def following(self, today: date) -> int:
        """The first year that is not there yet; the present one when there is none at all."""
        return self.horizon.year + 1 if self.horizon else today.year


def standing() -> Standing:
    """How far the announced days reach and what is provisional because they end there."""
    waiting = (
        select(func.count(Deadline.id))
        .where(Deadline.status.in_(ALIVE), Deadline.provisional.is_(True))
        .scalar_subquery()
    )
    row = db.session.execute(select(func.min(CalendarDay.day), func.max(CalendarDay.day), waiting)).one()
    return Standing(*row)


def year(number: int) -> Year | None:
    """What is in force for a year; none when the table has no day of it."""
    rows = db.session.execute(
        select(CalendarDay.day, CalendarDay.working, CalendarDay.name, CalendarDay.source)
        .where(CalendarDay.day.between(date(number, 1, 1), date(number, 12, 31)))
        .order_by(CalendarDay.day)
    ).all()
    if not rows:
        return None
    notice = notices.from_calendar(number, ((r.day, r.working, r.name) for r in rows))
    return Year(notice, rows[0].source, _imports(number))


def preview(notice: Notice, source: str) -> Preview:
    """Count every open clock with this notice in force; the riskiest first."""
    before = year(notice.year)
    clocks = _open_clocks()
    found = moves.changes(clocks, book.load(), calendar_table.with_year(notice))
    by_id = {row.id: row for row in clocks}
    today = clock.today()
    listed = [_moved(by_id[m.clock_id], m, today) for m in found if m.direction != Direction.REWORDED]
    listed.sort(key=lambda row: (ORDER.index(row.direction), row.due_after, row.reference, row.label))
    changes = notices.difference(before.notice if before else None, notice)
    return Preview(
        notice=notice,
        source=source,
        mark=calendar_table.mark(notice, source, calendar_table.current_edition()),
        refusal=calendar_table.refusal(notice.year, today),
        rows=tuple(listed),
        open_clocks=len(clocks),
        reworded=len(found) - len(listed),
        changes=changes,
        in_force=before,
        same=before is not None and not changes and before.source == source,
    )


def _open_clocks() -> list[Any]:
    """Every running or paused clock of every bureau, with what it was computed from."""
    return list(
        db.session.execute(
            select(
                Deadline.id,
                Deadline.rule_id,
                Deadline.label,
                Deadline.start_on,
                Deadline.extensions,
                Deadline.exclusions,
                Deadline.due_on,
                Deadline.warn_on,
                Deadline.provisional,
                Deadline.steps,
                Deadline.status,
                Case.public_id,
                Case.reference,
                Case.bureau_region,
                Bureau.short_name,
            )
            .join(Case, Case.id == Deadline.case_id)
            .join(Bureau, Bureau.region_code == Case.bureau_region)
            .where(Deadline.status.in_(ALIVE))
            .order_by(Deadline.case_id, Deadline.id)
        ).all()
    )


def _moved(row: Any, move: Move, today: date) -> Moved:
    return Moved(
        case_public_id=row.public_id,
        reference=row.reference,
        bureau_region=row.bureau_region,
        bureau=row.short_name,
        label=row.label,
        start_on=row.start_on,
        due_before=move.due_before,
        due_after=move.due_after,
        provisional_before=move.provisional_before,
        provisional_after=move.provisional_after,
        direction=move.direction,
        overdue_before=move.due_before < today and row.status == "running",
        overdue=move.due_after < today and row.status == "running",
        paused=row.status == "paused",
        reason=move.reason,
    )


def _imports(number: int) -> tuple[Import, ...]:
    rows = db.session.execute(
        select(
            CalendarNotice.public_id,
            CalendarNotice.source,
            CalendarNotice.days,
            CalendarNotice.moved,
            CalendarNotice.imported_at,
            Account.name,
        )
        .join(Account, Account.id == CalendarNotice.imported_by_id)
        .where(CalendarNotice.year == number)
        .order_by(CalendarNotice.id)
    ).all()
    found: list[Import] = []
    for row in rows:
        notice = notices.of(
            number, (Entry(date.fromisoformat(on), bool(w), name) for on, w, name in row.days)
        )
        changes = notices.difference(found[-1].notice, notice) if found else None
        found.append(Import(row.public_id, row.source, row.name, row.imported_at, row.moved, notice, changes))
    return tuple(reversed(found))
