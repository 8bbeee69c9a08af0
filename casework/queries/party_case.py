"""One case as one of its parties may see it: now, next, by when, what they can do, what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from casework import clock
from casework.calendar_table import working_calendar
from casework.db import db
from casework.errors import NotFound
from casework.models import Case, Deadline, Event, Party, Proceeding
from casework.queries import party_files, party_steps
from casework.queries.party_files import File, Paper
from casework.queries.party_steps import Proposal
from casework.queries.rights import line
from workflows import clocks, visibility
from workflows.calendar import WorkingCalendar
from workflows.engine import Actor
from workflows.vocabulary import Action, PartyRole, Procedure, Role, State

_ROLES = {PartyRole.COMPLAINANT: Role.RIGHTS_HOLDER, PartyRole.RESPONDENT: Role.RESPONDENT}
_ENDED = {"met": "已办结", "missed": "已届满", "paused": "暂停计算", "ended": "已结束"}


@dataclass(frozen=True, slots=True)
class Due:
    """A legal date with its proof, as the page's macro reads it; level says how loud the mark is."""

    rule_id: str
    label: str
    due_on: date
    basis: str
    confidence: str
    provisional: bool
    status: str
    steps: tuple[dict[str, Any], ...]
    remaining: str
    level: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    at: datetime
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class PartyCase:
    """The whole page of a party."""

    public_id: str
    reference: str
    title: str
    cause: str
    role: PartyRole
    party_id: int
    party_name: str
    other_name: str
    bureau: str
    opened_at: datetime
    now: str
    next: str
    open: bool
    dues: tuple[Due, ...]
    timeline: tuple[Happened, ...]
    papers: tuple[Paper, ...]
    files: tuple[File, ...]
    proceedings: tuple[Proposal, ...]
    rights: tuple[str, ...]
    actor: Actor

    @property
    def running(self) -> tuple[Due, ...]:
        """The clocks that have not stopped."""
        return tuple(due for due in self.dues if due.status in ("running", "paused"))

    def of(self, procedure: Procedure) -> Proposal | None:
        """The newest proceeding of a kind that concerns this party."""
        return next((p for p in reversed(self.proceedings) if p.procedure == procedure), None)


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a party's list."""

    public_id: str
    reference: str
    title: str
    other_name: str
    opened_at: datetime
    now: str
    due: Due | None
    action_needed: bool
    open: bool


def party_actor(account_id: int | None, name: str, *, party_id: int | None = None) -> Actor:
    """The actor a person is as a party: all parties of the account, or the one a letter opened."""
    query = select(Party.id, Party.role, Party.name)
    query = query.where(Party.id == party_id) if party_id else query.where(Party.account_id == account_id)
    rows = db.session.execute(query).all() if party_id or account_id else []
    roles = {_ROLES[PartyRole(r.role)] for r in rows if PartyRole(r.role) in _ROLES}
    shown = name or next((r.name for r in rows), "")
    return Actor(account_id, shown, frozenset(roles), party_ids=frozenset(r.id for r in rows))


def mine(actor: Actor, role: PartyRole) -> tuple[Line, ...]:
    """The cases in which the actor is a party of this role, newest first."""
    cases = db.session.scalars(
        select(Case)
        .join(Party, Party.case_id == Case.id)
        .where(Party.id.in_(actor.party_ids), Party.role == role)
        .order_by(Case.id.desc())
    ).all()
    rows = db.session.scalars(
        select(Deadline)
        .where(
            Deadline.case_id.in_([case.id for case in cases]),
            Deadline.rule_id.in_(visibility.CLOCKS[role]),
            Deadline.status == "running",
        )
        .order_by(Deadline.due_on.desc(), Deadline.id)
    ).all()
    first = {row.case_id: row for row in rows}
    today, calendar = clock.today(), working_calendar()
    return tuple(
        _line(case, role, _due(first[case.id], today, calendar) if case.id in first else None)
        for case in cases
    )


def _line(case: Case, role: PartyRole, due: Due | None) -> Line:
    procedure, _, state = case.stage.partition(":")
    now, _ = visibility.now_and_next(Procedure(procedure), State(state))
    return Line(
        public_id=case.public_id,
        reference=case.reference,
        title=case.title,
        other_name=case.respondent_name if role == PartyRole.COMPLAINANT else "",
        opened_at=case.opened_at,
        now=now,
        due=due,
        action_needed=state == State.SUPPLEMENT_REQUESTED and role == PartyRole.COMPLAINANT,
        open=case.open,
    )


def of(actor: Actor, *, case_id: str, role: PartyRole) -> PartyCase:
    """The page of one party. Raises NotFound when the actor is not this party of the case."""
    case, party = _found(actor, case_id, role)
    # What this person is elsewhere gives nothing here.
    own = replace(actor, party_ids=frozenset({party.id}), roles=frozenset({_ROLES[role]}))
    proceedings = db.session.scalars(
        select(Proceeding).where(Proceeding.case_id == case.id).order_by(Proceeding.id)
    ).all()
    procedure, _, state = case.stage.partition(":")
    now, following = visibility.now_and_next(Procedure(procedure), State(state))
    return PartyCase(
        public_id=case.public_id,
        reference=case.reference,
        title=case.title,
        cause=case.cause,
        role=role,
        party_id=party.id,
        party_name=party.name,
        # Who complained is nobody's business on the other side, confidential or not (投诉举报办法 33).
        other_name=case.respondent_name if role == PartyRole.COMPLAINANT else "",
        bureau=case.bureau_region,
        opened_at=case.opened_at,
        now=now,
        next=following,
        open=case.open,
        dues=dues(case.id, role),
        timeline=_timeline(case.id, role),
        papers=party_files.papers(case.id, party, proceedings),
        files=party_files.files(case.id, party) if role == PartyRole.COMPLAINANT else (),
        proceedings=party_steps.proposals(proceedings, own, role),
        rights=tuple(line(r.kind, r.number, r.name, r.classes) for r in case.rights),
        actor=own,
    )


def _found(actor: Actor, case_id: str, role: PartyRole) -> tuple[Case, Party]:
    row = db.session.execute(
        select(Case, Party)
        .join(Party, Party.case_id == Case.id)
        .where(Party.id.in_(actor.party_ids), Party.role == role, Case.public_id == case_id)
        .order_by(Party.id)
    ).first()
    if row is None:
        raise NotFound
    case, party = row
    return case, party


def case_of(party_id: int) -> str:
    """The public id of the case a party belongs to. Raises NotFound when there is none."""
    found = db.session.scalar(
        select(Case.public_id).join(Party, Party.case_id == Case.id).where(Party.id == party_id)
    )
    if found is None:
        raise NotFound
    return str(found)


def dues(case_id: int, role: PartyRole) -> tuple[Due, ...]:
    """Every date this side is shown, the nearest first."""
    calendar, today = working_calendar(), clock.today()
    rows = db.session.scalars(
        select(Deadline)
        .where(Deadline.case_id == case_id, Deadline.rule_id.in_(visibility.CLOCKS[role]))
        .order_by(Deadline.due_on, Deadline.id)
    ).all()
    return tuple(_due(row, today, calendar) for row in rows)


def _due(row: Deadline, today: date, calendar: WorkingCalendar) -> Due:
    remaining, level = _left(row, today, calendar)
    return Due(
        rule_id=row.rule_id,
        label=visibility.PLAIN.get(row.rule_id, row.label),
        due_on=row.due_on,
        basis=row.basis,
        confidence=row.confidence,
        provisional=row.provisional,
        status=row.status,
        steps=tuple(row.steps or ()),
        remaining=remaining,
        level=level,
    )


def _left(row: Deadline, today: date, calendar: WorkingCalendar) -> tuple[str, str]:
    """The words and the shape of the mark."""
    if row.status == "running":
        found = clocks.remaining(row.due_on, today, row.unit, calendar)
        return found.text, found.level
    return _ENDED.get(row.status, ""), "hold" if row.status == "paused" else "done"


def _timeline(case_id: int, role: PartyRole) -> tuple[Happened, ...]:
    words = visibility.STEPS[role]
    rows = db.session.execute(
        select(Event.at, Event.action, Event.basis)
        .where(Event.case_id == case_id, Event.action.in_([str(a) for a in words]))
        .order_by(Event.seq)
    ).all()
    return tuple(Happened(r.at, words[Action(r.action)], r.basis) for r in rows)
