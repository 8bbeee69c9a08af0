"""One case as one of its parties may see it: now, next, by when, what they can do, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from casework import clock, facts
from casework.calendar_table import working_calendar
from casework.db import db
from casework.models import Case, Deadline, Document, Event, Evidence, Fact, Party, Proceeding
from workflows import clocks, engine, visibility
from workflows.engine import Actor, Offer, Step
from workflows.procedures import PROCEDURES
from workflows.rules import book
from workflows.vocabulary import Action, DocumentKind, FactKey, PartyRole, Procedure, Role, State


@dataclass(frozen=True, slots=True)
class Due:
    """A legal date with its proof. `remaining` is None once the clock has stopped."""

    rule_id: str
    label: str
    due_on: date
    start_on: date
    basis: str
    confidence: str
    provisional: bool
    status: str
    steps: tuple[dict[str, Any], ...]
    remaining: clocks.Remaining | None


@dataclass(frozen=True, slots=True)
class Happened:
    at: datetime
    text: str
    by: str
    basis: str


@dataclass(frozen=True, slots=True)
class Paper:
    public_id: str
    title: str
    number: str
    issued_on: date
    ready: bool


@dataclass(frozen=True, slots=True)
class File:
    public_id: str
    name: str
    size: int
    sha256: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the other procedure asks of this party, with the facts its form needs."""

    public_id: str
    id: int
    procedure: Procedure
    state: State
    version: int
    offers: tuple[Offer, ...]
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PartyCase:
    """The whole page of a party."""

    public_id: str
    reference: str
    title: str
    role: PartyRole
    party_id: int
    party_name: str
    other_name: str
    bureau: str
    opened_at: datetime
    now: str
    next: str
    stage: State
    dues: tuple[Due, ...]
    timeline: tuple[Happened, ...]
    papers: tuple[Paper, ...]
    files: tuple[File, ...]
    proceedings: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a party's list."""

    public_id: str
    reference: str
    title: str
    other_name: str
    opened_at: datetime
    now: str
    next_due_on: date | None
    next_due_label: str
    action_needed: bool


def party_actor(account_id: int | None, name: str, *, party_id: int | None = None) -> Actor:
    """The actor a person is as a party: all parties of the account, or the one a letter opened."""
    query = select(Party.id, Party.role)
    query = query.where(Party.id == party_id) if party_id else query.where(Party.account_id == account_id)
    rows = db.session.execute(query).all() if party_id or account_id else []
    words = {PartyRole.COMPLAINANT: Role.RIGHTS_HOLDER, PartyRole.RESPONDENT: Role.RESPONDENT}
    roles = {words[PartyRole(r.role)] for r in rows if PartyRole(r.role) in words}
    return Actor(account_id, name, frozenset(roles), party_ids=frozenset(r.id for r in rows))


def mine(actor: Actor, role: PartyRole) -> tuple[Line, ...]:
    """The cases in which the actor is a party of this role, newest first."""
    rows = db.session.execute(
        select(Case, Party.id)
        .join(Party, Party.case_id == Case.id)
        .where(Party.id.in_(actor.party_ids), Party.role == role)
        .order_by(Case.id.desc())
    ).all()
    return tuple(_line(row[0], role) for row in rows)


def _line(case: Case, role: PartyRole) -> Line:
    procedure, _, state = case.stage.partition(":")
    now, _ = visibility.now_and_next(Procedure(procedure), State(state))
    return Line(
        public_id=case.public_id,
        reference=case.reference,
        title=case.title,
        other_name=case.respondent_name if role == PartyRole.COMPLAINANT else "",
        opened_at=case.opened_at,
        now=now,
        next_due_on=case.next_due_on,
        next_due_label=case.next_due_label,
        action_needed=state == State.SUPPLEMENT_REQUESTED and role == PartyRole.COMPLAINANT,
    )


def of(actor: Actor, *, case_id: str = "", party_id: int | None = None) -> PartyCase | None:
    """The page of one party, or None when the case is not theirs (which looks like no case at all)."""
    query = select(Case, Party).join(Party, Party.case_id == Case.id).where(Party.id.in_(actor.party_ids))
    query = query.where(Party.id == party_id) if party_id else query.where(Case.public_id == case_id)
    row = db.session.execute(query.order_by(Party.id)).first()
    if row is None:
        return None
    case, party = row
    role = PartyRole(party.role)
    proceedings = db.session.scalars(
        select(Proceeding).where(Proceeding.case_id == case.id).order_by(Proceeding.id)
    ).all()
    procedure, _, state = case.stage.partition(":")
    now, following = visibility.now_and_next(Procedure(procedure), State(state))
    return PartyCase(
        public_id=case.public_id,
        reference=case.reference,
        title=case.title,
        role=role,
        party_id=party.id,
        party_name=party.name,
        other_name=_other(case, role),
        bureau=case.bureau_region,
        opened_at=case.opened_at,
        now=now,
        next=following,
        stage=State(state),
        dues=_dues(case.id, role),
        timeline=_timeline(case.id, role),
        papers=_papers(case.id, party, role, proceedings),
        files=_files(case.id, party) if role == PartyRole.COMPLAINANT else (),
        proceedings=tuple(_proposal(p, actor) for p in proceedings if _concerns(p)),
    )


def paper_key(actor: Actor, document_id: str) -> tuple[str, str] | None:
    """(storage key, file name) of a rendered paper this party may read."""
    row = db.session.execute(
        select(Document, Party)
        .join(Party, Party.case_id == Document.case_id)
        .where(Document.public_id == document_id, Party.id.in_(actor.party_ids))
    ).first()
    if row is None:
        return None
    document, party = row
    proceedings = db.session.scalars(select(Proceeding).where(Proceeding.case_id == document.case_id)).all()
    allowed = _papers(document.case_id, party, PartyRole(party.role), proceedings)
    if not any(p.public_id == document_id and p.ready for p in allowed):
        return None
    return str(document.storage_key), f"{document.number or document.title}.pdf"


def file_key(actor: Actor, evidence_id: str) -> tuple[int, str, str, str] | None:
    """(row id, storage key, name, media type) of a file this party handed in itself."""
    row = (
        db.session.execute(
            select(Evidence)
            .join(Party, Party.case_id == Evidence.case_id)
            .where(
                Evidence.public_id == evidence_id,
                Party.id.in_(actor.party_ids),
                Evidence.account_id == actor.account_id,
                Evidence.removed_at.is_(None),
            )
        )
        .scalars()
        .first()
    )
    return (row.id, row.storage_key, row.name, row.media_type) if row else None


def _other(case: Case, role: PartyRole) -> str:
    """The other side's name; a confidential complainant has none for the respondent."""
    wanted = PartyRole.RESPONDENT if role == PartyRole.COMPLAINANT else PartyRole.COMPLAINANT
    other = next((p for p in case.parties if p.role == wanted), None)
    if other is None or (other.confidential and role == PartyRole.RESPONDENT):
        return ""
    return other.name


def _dues(case_id: int, role: PartyRole) -> tuple[Due, ...]:
    calendar, today = working_calendar(), clock.today()
    rows = db.session.scalars(
        select(Deadline)
        .where(Deadline.case_id == case_id, Deadline.rule_id.in_(visibility.CLOCKS[role]))
        .order_by(Deadline.due_on, Deadline.id)
    ).all()
    return tuple(
        Due(
            rule_id=d.rule_id,
            label=d.label,
            due_on=d.due_on,
            start_on=d.start_on,
            basis=d.basis,
            confidence=d.confidence,
            provisional=d.provisional,
            status=d.status,
            steps=tuple(d.steps or ()),
            remaining=clocks.remaining(d.due_on, today, d.unit, calendar) if d.status == "running" else None,
        )
        for d in rows
    )


def _timeline(case_id: int, role: PartyRole) -> tuple[Happened, ...]:
    words = visibility.STEPS[role]
    rows = db.session.execute(
        select(Event.at, Event.action, Event.basis, Event.actor_role)
        .where(Event.case_id == case_id, Event.action.in_([str(a) for a in words]))
        .order_by(Event.seq)
    ).all()
    return tuple(Happened(r.at, words[Action(r.action)], "", r.basis) for r in rows)


def _papers(
    case_id: int, party: Party, role: PartyRole, proceedings: Sequence[Proceeding]
) -> tuple[Paper, ...]:
    shared = Document.kind.in_([str(k) for k in visibility.SHARED_PAPERS])
    rows = db.session.scalars(
        select(Document)
        .where(Document.case_id == case_id, or_(Document.recipient_id == party.id, shared))
        .order_by(Document.issued_at, Document.id)
    ).all()
    waiting = {
        (p.subject or {}).get("document_id")
        for p in proceedings
        if p.procedure == Procedure.SERVICE and p.state != State.SERVED
    }
    return tuple(
        Paper(d.public_id, d.title, d.number or "", d.issued_on, d.status == "rendered")
        for d in rows
        if not (d.id in waiting and DocumentKind(d.kind) in visibility.AFTER_SERVICE)
    )


def _files(case_id: int, party: Party) -> tuple[File, ...]:
    rows = db.session.scalars(
        select(Evidence)
        .where(
            Evidence.case_id == case_id,
            Evidence.account_id == party.account_id,
            Evidence.removed_at.is_(None),
        )
        .order_by(Evidence.id)
    ).all()
    return tuple(File(e.public_id, e.name, e.size, e.sha256, e.received_at) for e in rows)


def _concerns(row: Proceeding) -> bool:
    return row.procedure in (Procedure.INTAKE, Procedure.MEDIATION, Procedure.PENALTY, Procedure.HEARING)


# What a party's own form shows of the case; nothing else of the facts leaves the bureau.
_SHOWN = {
    Procedure.INTAKE: (FactKey.MISSING_ITEMS, FactKey.COMPLAINT_FACTS, FactKey.GOODS, FactKey.PLACE),
    Procedure.MEDIATION: (FactKey.SESSION, FactKey.AGREEMENT, FactKey.SIGNATURES, FactKey.MEDIATION_END),
    Procedure.PENALTY: (FactKey.DEFENCE_LINES, FactKey.DEFENCE_ANSWERS, FactKey.HEARING_WAIVED),
    Procedure.HEARING: (),
}


def _proposal(row: Proceeding, actor: Actor) -> Proposal:
    known = facts.of(row)
    step = Step(Action.SUBMIT, actor, clock.now(), clock.today(), {}, book.load(), working_calendar())
    keys = _SHOWN[Procedure(row.procedure)]
    values = {str(k): known.value(k) for k in keys if known.value(k) is not None}
    if row.procedure == Procedure.PENALTY:
        # What is proposed is the respondent's to know, once it has been notified, and nobody else's.
        told = _respondent(actor, known) and _past_notice(row)
        values = {**values, str(FactKey.NOTICE): known.value(FactKey.NOTICE)} if told else {}
    return Proposal(
        public_id=row.public_id,
        id=row.id,
        procedure=Procedure(row.procedure),
        state=State(row.state),
        version=row.version,
        offers=engine.offers(PROCEDURES, known, step),
        values=values,
    )


def _past_notice(row: Proceeding) -> bool:
    rows = db.session.execute(
        select(Fact.id).where(Fact.case_id == row.case_id, Fact.key == FactKey.NOTICE)
    ).first()
    return rows is not None and row.state not in (State.NOTICE_APPROVED, State.REVIEW_PASSED)


def _respondent(actor: Actor, known: engine.Facts) -> bool:
    return any(p.id in actor.party_ids for p in known.parties if p.role == PartyRole.RESPONDENT)
