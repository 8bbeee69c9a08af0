"""A year taken over from its holiday notice: days replaced, open clocks counted anew, in one transaction.

Papers that were issued keep the dates they state. A clock keeps its status, whatever day it comes to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from casework import calendar_table, clock
from casework.db import db, in_transaction, retrying, serialise, transaction
from casework.errors import Invalid, Stale
from casework.models import CalendarDay, CalendarNotice, Case, Deadline
from casework.services import audit, stage
from workflows import moves, notices
from workflows.clocks import day_words
from workflows.engine import Actor, Reason, Refused
from workflows.moves import Direction, Move
from workflows.notices import Notice
from workflows.rules import book
from workflows.vocabulary import Happening, Role

ALIVE = ("running", "paused")
# As long as the column of the calendar table.
SOURCE_MOST = 200


@dataclass(frozen=True, slots=True)
class Recounted:
    """How many clocks came out how, and in how many cases; stuck ones were left as they are."""

    earlier: int = 0
    later: int = 0
    settled: int = 0
    reworded: int = 0
    stuck: int = 0
    cases: int = 0

    @property
    def moved(self) -> int:
        """The clocks a preview lists."""
        return self.earlier + self.later + self.settled


@dataclass(frozen=True, slots=True)
class Imported:
    """A notice that is in force now, and what it did."""

    public_id: str
    year: int
    recounted: Recounted


def import_year(*, notice: Notice, source: str, seen: str, checked: bool, actor: Actor) -> Imported:
    """Put a year's notice in force as it was previewed, and count every open clock anew.

    `seen` is the mark of the preview, `checked` says that its doubts were looked at. Raises Stale when the
    calendar is no longer what the preview was laid over, Invalid for a year that cannot be taken over and for
    doubts nobody confirmed, Refused for everybody but an administrator.
    """
    if not actor.has(Role.ADMINISTRATOR):
        raise Refused([Reason("not_yours", "放假安排由系统管理员导入")])
    done = retrying(lambda: _import(notice, source, seen, checked, actor))
    if not in_transaction():
        # A step that began before this was committed has counted by the older calendar.
        retrying(lambda: recount(actor=actor, source=source))
    return done


def recount(*, actor: Actor, source: str) -> Recounted:
    """Bring every open clock to the calendar of this transaction; each touched case gets an entry."""
    with transaction():
        db.session.flush()
        calendar, rules = calendar_table.read(), book.load()
        touched = {
            row.case_id: row
            for row in _alive()
            if any(m.direction != Direction.STUCK for m in moves.changes([row], rules, calendar))
        }
        cases = _locked(touched)
        tally: dict[Direction, int] = defaultdict(int)
        clocks: dict[int, list[Deadline]] = defaultdict(list)
        for row in _alive([case.id for case in cases]):
            clocks[row.case_id].append(row)
        for case in cases:
            found = moves.changes(clocks[case.id], rules, calendar)
            _write(case, clocks[case.id], found, actor=actor, source=source)
            for move in found:
                tally[move.direction] += 1
        return Recounted(**{str(way): number for way, number in tally.items()}, cases=len(cases))


def _import(notice: Notice, source: str, seen: str, checked: bool, actor: Actor) -> Imported:
    with transaction():
        serialise("calendar")
        wrong = calendar_table.refusal(notice.year, clock.today())
        if wrong:
            raise Invalid({"year": wrong})
        if not 0 < len(source) <= SOURCE_MOST:
            raise Invalid({"source": f"请写明通知的名称和文号，最多{SOURCE_MOST}个字"})
        if calendar_table.mark(notice, source, calendar_table.current_edition()) != seen:
            raise Stale("放假安排在您预览以后有了变动，请重新核对后再确认")
        if notice.doubts and not checked:
            raise Invalid({"checked": "请核对上面的疑问，确认后勾选"})
        _replace(notice, source)
        row = CalendarNotice(
            year=notice.year,
            source=source,
            days=[[day.on.isoformat(), day.working, day.name] for day in notice.days],
            sha256=notice.sha256,
            imported_by_id=actor.account_id,
        )
        db.session.add(row)
        done = recount(actor=actor, source=source)
        row.moved = done.moved
        audit.record(
            actor=actor,
            role=audit.acting_role(actor),
            action=Happening.CALENDAR_IMPORTED,
            note=f"{notice.year}年，重新计算{done.cases}件案件的{done.moved}项期限",
            basis=source,
            payload={
                "notice": row.public_id,
                "year": notice.year,
                "sha256": notice.sha256,
                "moved": done.moved,
                "cases": done.cases,
            },
        )
        return Imported(row.public_id, notice.year, done)


def _replace(notice: Notice, source: str) -> None:
    """Every day of the year as the notice has it; rows are changed in place, none is taken away."""
    first, last = date(notice.year, 1, 1), date(notice.year, 12, 31)
    known = {
        row.day: row
        for row in db.session.scalars(select(CalendarDay).where(CalendarDay.day.between(first, last)))
    }
    for day, working, name in notices.whole_year(notice):
        row = known.get(day)
        if row is None:
            db.session.add(CalendarDay(day=day, working=working, name=name, source=source))
        else:
            row.working, row.name, row.source = working, name, source


def _alive(case_ids: Sequence[int] | None = None) -> list[Deadline]:
    query = select(Deadline).where(Deadline.status.in_(ALIVE)).order_by(Deadline.case_id, Deadline.id)
    if case_ids is not None:
        query = query.where(Deadline.case_id.in_(case_ids))
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _locked(case_ids: Iterable[int]) -> list[Case]:
    """The cases, locked in one order, so that two writers take turns."""
    query = select(Case).where(Case.id.in_(list(case_ids))).order_by(Case.id).with_for_update()
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _write(
    case: Case, clocks: Iterable[Deadline], found: Sequence[Move], *, actor: Actor, source: str
) -> None:
    rows = {row.id: row for row in clocks}
    done = []
    for move in found:
        if move.found is None:
            continue
        row = rows[move.clock_id]
        row.due_on, row.due_at, row.warn_on = move.found.due_on, move.found.due_at, move.found.warn_on
        row.provisional = move.found.provisional
        row.steps = [step.as_dict() for step in move.found.steps]
        done.append((row, move))
    if not done:
        return
    stage.refresh(case)
    audit.record(
        case=case,
        actor=actor,
        role=audit.acting_role(actor),
        action=Happening.CLOCKS_RECOUNTED,
        note="；".join(_words(row, move) for row, move in done),
        basis=source,
        payload={
            "clocks": [
                [row.rule_id, move.due_before.isoformat(), move.due_after.isoformat()] for row, move in done
            ]
        },
    )


def _words(row: Deadline, move: Move) -> str:
    before, after = day_words(move.due_before), day_words(move.due_after)
    if before != after:
        return f"{row.label}由{before}改为{after}" + ("（暂定）" if move.provisional_after else "")
    settled = (
        "由暂定转为确定" if move.direction == Direction.SETTLED and not move.provisional_after else "日期不变"
    )
    return f"{row.label}{after}{settled}"
