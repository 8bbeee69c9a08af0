"""The officers' queues: which cases wait for whom, most urgent first. SELECT only.

Two statements a page: the rows, and every count at once. Nothing of another bureau, and of a mediation
only that it runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, exists, func, or_, select

from casework import calendar_table, clock
from casework.db import db
from casework.models import (
    Account,
    Assignment,
    Case,
    CaseRight,
    Deadline,
    Document,
    Fact,
    Party,
    Proceeding,
)
from casework.queries.queue_words import (
    AFTER,
    CASEWORKERS,
    LEADING,
    NEXT,
    OWNED,
    QUEUES,
    SIDE,
    Queue,
    Waiting,
)
from workflows import clocks
from workflows.calendar import WorkingCalendar
from workflows.engine import Actor
from workflows.vocabulary import Duty, FactKey, Procedure, Role, State

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a queue."""

    public_id: str
    reference: str
    party: str
    cause: str
    procedure: str
    stage: str
    next_step: str
    lead: str
    level: str
    mark: str
    due_on: date | None
    due_label: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """A queue or a procedure with its number of cases."""

    name: str
    label: str
    count: int
    hot: bool = False


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of one queue, with the numbers beside it."""

    name: str
    label: str
    empty: str
    rows: tuple[Row, ...]
    total: int
    page: int
    groups: tuple[tuple[str, tuple[Tab, ...]], ...]
    procedures: tuple[Tab, ...]

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return (self.page - 1) * PAGE + len(self.rows)

    @property
    def more(self) -> bool:
        return self.last < self.total


def works_on_cases(actor: Actor) -> bool:
    """Whether this is an officer of a bureau with a duty in cases."""
    return bool(actor.bureau) and actor.account_id is not None and bool(actor.roles & CASEWORKERS)


def names_for(actor: Actor) -> tuple[str, ...]:
    """The queues of this person, in their order."""
    if not works_on_cases(actor):
        return ()
    return tuple(one.name for one in QUEUES if not one.roles or actor.has(*one.roles))


def for_officer(
    actor: Actor, name: str, *, q: str = "", procedure: str = "", page: int = 1
) -> QueuePage | None:
    """A page of one queue of this officer; None where the officer has no such queue."""
    if name not in names_for(actor):
        return None
    here = next(one for one in QUEUES if one.name == name)
    counts, calendar = _counts(actor, here)
    condition = and_(_inside(actor, here, q), _in_procedure(procedure), _matches(q))
    found = db.session.execute(_rows(condition, page)).all()
    today = clock.today()
    return QueuePage(
        name=name,
        label=here.label,
        empty=here.empty,
        rows=tuple(_row(row, today, calendar) for row in found),
        total=found[0].total if found else 0,
        page=page,
        groups=_groups(actor, counts),
        procedures=tuple(
            Tab(key, label, counts[f"tab_{key}"]) for key, label in SIDE.items() if f"tab_{key}" in counts
        ),
    )


def _inside(actor: Actor, queue: Queue, q: str = "") -> ColumnElement[bool]:
    """The cases of a queue; looking for something in all cases finds closed ones too."""
    own = Case.bureau_region == actor.bureau
    if queue.name == "all" and q:
        return own
    return and_(own, Case.open.is_(True), _condition(actor, queue.name))


def _condition(actor: Actor, name: str) -> ColumnElement[bool]:
    if name == "mine":
        return _mine(actor)
    if name == "due":
        return and_(Case.next_due_on.is_not(None), Case.next_due_on <= clock.today())
    if name == "mediation":
        return or_(_standing(OWNED[name]), _mediation_asked())
    if name in OWNED:
        return _standing(OWNED[name])
    return Case.id.is_not(None)


def _mine(actor: Actor) -> ColumnElement[bool]:
    """Cases I handle, and steps that wait for one of my roles; a mediation only where it is mine."""
    asked: list[ColumnElement[bool]] = [_assigned(actor, (Duty.LEAD, Duty.ASSIST, Duty.MEDIATOR))]
    for one in QUEUES:
        owned = tuple(step for role in one.owners if role in actor.roles for step in one.owners[role])
        if owned:
            asked.append(_standing(owned))
    if actor.has(Role.MEDIATOR):
        asked.append(and_(_mediation_asked(), ~_any_mediation()))
    return or_(*asked)


def _assigned(actor: Actor, duties: tuple[Duty, ...]) -> ColumnElement[bool]:
    return exists().where(
        Assignment.case_id == Case.id,
        Assignment.account_id == actor.account_id,
        Assignment.duty.in_(duties),
        Assignment.until.is_(None),
    )


def _standing(where: tuple[Waiting, ...]) -> ColumnElement[bool]:
    """A proceeding of the case stands in one of these states."""
    places = [
        and_(Proceeding.procedure == procedure, Proceeding.state == state) for procedure, state in where
    ]
    return exists().where(Proceeding.case_id == Case.id, or_(*places))


def _any_mediation() -> ColumnElement[bool]:
    return exists().where(Proceeding.case_id == Case.id, Proceeding.procedure == Procedure.MEDIATION)


def _mediation_asked() -> ColumnElement[bool]:
    """The complainant asked for mediation, the complaint was taken up, and none was opened yet."""
    claimed = exists().where(
        Fact.case_id == Case.id,
        Fact.key == FactKey.CLAIMS,
        Fact.superseded_by_id.is_(None),
        cast(Fact.value, Text).like("%mediate%"),
    )
    taken_up = tuple((Procedure.INTAKE, state) for state in (State.UNDER_CHECK, State.FILED, State.NOT_FILED))
    return and_(claimed, _standing(taken_up), ~_any_mediation())


def _in_procedure(procedure: str) -> ColumnElement[bool]:
    """The case has a running proceeding of this kind; what leads is told by its stage."""
    if procedure in LEADING:
        return Case.stage.like(f"{procedure}:%")
    if procedure in SIDE and procedure:
        kinds = AFTER if procedure == "after" else (procedure,)
        return exists().where(
            Proceeding.case_id == Case.id, Proceeding.procedure.in_(kinds), Proceeding.ended_at.is_(None)
        )
    return Case.id.is_not(None)


def _matches(q: str) -> ColumnElement[bool]:
    if not q:
        return Case.id.is_not(None)
    words = q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    like = f"%{words}%"

    def held(column: Any) -> ColumnElement[bool]:
        return column.ilike(like, escape="\\")

    return or_(
        held(Case.reference),
        held(Case.respondent_name),
        held(Case.title),
        exists().where(Party.case_id == Case.id, or_(held(Party.name), held(Party.uscc))),
        exists().where(CaseRight.case_id == Case.id, or_(held(CaseRight.name), held(CaseRight.number))),
        exists().where(Document.case_id == Case.id, held(Document.number)),
    )


def _rows(condition: ColumnElement[bool], page: int) -> Select[Any]:
    return (
        select(
            Case.public_id,
            Case.reference,
            Case.respondent_name,
            Case.title,
            Case.stage,
            Case.next_due_on,
            Case.next_due_label,
            _unit().label("unit"),
            _paused().label("paused"),
            _lead().label("lead"),
            _beside().label("beside"),
            func.count().over().label("total"),
        )
        .where(condition)
        .order_by(Case.open.desc(), Case.next_due_on.is_(None), Case.next_due_on, Case.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )


def _unit() -> Any:
    """The unit of the clock that runs out first."""
    return (
        select(Deadline.unit)
        .where(
            Deadline.case_id == Case.id,
            Deadline.status == "running",
            Deadline.due_on == Case.next_due_on,
            Deadline.label == Case.next_due_label,
        )
        .limit(1)
        .scalar_subquery()
    )


def _paused() -> Any:
    """A clock that stands still."""
    standing = (Deadline.case_id == Case.id, Deadline.status == "paused")
    return select(func.min(Deadline.label)).where(*standing).scalar_subquery()


def _lead() -> Any:
    """The leading officer."""
    return (
        select(func.min(Account.name))
        .join(Assignment, Assignment.account_id == Account.id)
        .where(Assignment.case_id == Case.id, Assignment.duty == Duty.LEAD, Assignment.until.is_(None))
        .scalar_subquery()
    )


def _beside() -> Any:
    """The running proceedings beside the leading one, as "procedure:state" words."""
    return (
        select(func.aggregate_strings(Proceeding.procedure + ":" + Proceeding.state, " "))
        .where(
            Proceeding.case_id == Case.id,
            Proceeding.procedure.not_in(LEADING),
            Proceeding.ended_at.is_(None),
        )
        .scalar_subquery()
    )


def _counts(actor: Actor, here: Queue) -> tuple[dict[str, int], WorkingCalendar]:
    """Every number of the page, and how far the calendar table reaches, in one statement."""
    columns = [
        func.coalesce(func.sum(case((_condition(actor, name), 1), else_=0)), 0).label(name)
        for name in names_for(actor)
    ]
    inside = _condition(actor, here.name)
    tabs = [key for key in SIDE if key != Procedure.MEDIATION or actor.has(Role.MEDIATOR)]
    columns += [
        func.coalesce(func.sum(case((and_(inside, _in_procedure(key)), 1), else_=0)), 0).label(f"tab_{key}")
        for key in tabs
    ]
    edition = calendar_table.edition().label("edition")
    found = db.session.execute(
        select(*columns, edition).where(Case.bureau_region == actor.bureau, Case.open.is_(True))
    ).one()
    numbers = {key: int(value) for key, value in found._mapping.items() if key != "edition"}
    return numbers, calendar_table.calendar_at(found.edition)


def _groups(actor: Actor, counts: dict[str, int]) -> tuple[tuple[str, tuple[Tab, ...]], ...]:
    found: dict[str, list[Tab]] = {}
    for one in QUEUES:
        if one.name in counts:
            number = counts[one.name]
            found.setdefault(one.group, []).append(
                Tab(one.name, one.label, number, one.name == "due" and number > 0)
            )
    return tuple((group, tuple(tabs)) for group, tabs in found.items())


def _row(row: Any, today: date, calendar: WorkingCalendar) -> Row:
    procedure, _, state = row.stage.partition(":")
    mark = _mark(row, today, calendar)
    return Row(
        public_id=row.public_id,
        reference=row.reference,
        party=row.respondent_name,
        cause=row.title,
        procedure=_label(Procedure, procedure),
        stage=_label(State, state),
        next_step=_next(row),
        lead=row.lead or "",
        level=mark[0],
        mark=mark[1],
        due_on=row.next_due_on,
        due_label=row.next_due_label or (row.paused or ""),
        tags=tuple(dict.fromkeys(_tag(one) for one in (row.beside or "").split())),
    )


def _mark(row: Any, today: date, calendar: WorkingCalendar) -> tuple[str, str]:
    if row.next_due_on is None:
        return ("hold", "时限暂停") if row.paused else ("", "")
    left = clocks.remaining(row.next_due_on, today, row.unit or "calendar_day", calendar)
    return left.level, left.text


def _next(row: Any) -> str:
    """What the leading proceeding waits for; a proceeding beside it first, where that holds it up."""
    beside = [one for one in (row.beside or "").split() if one in NEXT]
    first = next((NEXT[one] for one in beside if one in NEXT and NEXT[one].first), None)
    own = NEXT.get(row.stage)
    chosen = first or own or next((NEXT[one] for one in beside), None)
    return chosen.words if chosen else ""


def _tag(place: str) -> str:
    procedure, _, state = place.partition(":")
    if procedure == Procedure.MEDIATION:
        return "调解"
    return _label(State, state)


def _label(words: Any, value: str) -> str:
    return words(value).label if value in {one.value for one in words} else ""
