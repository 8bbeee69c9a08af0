"""The one door: advance() judges a step by the tables and writes down everything that follows from it.

State, deadlines, papers, children and the event that proves them are one transaction or nothing.
Jobs, pages, seed data and the clock all come through here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from casework import clock, facts
from casework.calendar_table import working_calendar
from casework.db import canonical, db, transaction
from casework.errors import NotFound, Stale
from casework.local_rules import rulebook
from casework.models import Case, Fact, Proceeding
from casework.services import audit, deadlines, foreseen, outbox, papers, proofs, stage
from workflows import engine
from workflows.engine import SYSTEM, Actor, Open, Plan, Step, Tell
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Action, FactKey, Procedure, State


def advance(
    proceeding_id: int,
    action: Action,
    actor: Actor,
    *,
    version: int | None = None,
    note: str = "",
    data: Mapping[str, Any] | None = None,
) -> Plan:
    """Take one legal step and everything that follows from it.

    Raises NotFound, Stale (the page showed an older version) and Refused with every reason.
    """
    with transaction():
        proceeding = load(proceeding_id)
        if version is not None and proceeding.version != version:
            raise Stale
        plan = judge(proceeding, action, actor, data or {})
        write(proceeding, plan, note)
        return plan


def begin(
    case_id: int,
    procedure: Procedure,
    first: State,
    *,
    parent_id: int | None = None,
    subject: Mapping[str, Any] | None = None,
) -> Proceeding:
    """A proceeding that no step opens, before any step was taken in it; the caller holds the transaction."""
    row = Proceeding(
        case_id=case_id,
        parent_id=parent_id,
        procedure=procedure,
        state=first,
        opened_at=clock.now(),
        subject=dict(subject or {}),
    )
    db.session.add(row)
    db.session.flush()
    return row


def load(proceeding_id: int) -> Proceeding:
    """The proceeding with its case locked first, so that two writers of one case take turns."""
    case_id = db.session.scalar(select(Proceeding.case_id).where(Proceeding.id == proceeding_id))
    if case_id is None:
        raise NotFound
    db.session.scalars(
        select(Case).where(Case.id == case_id).with_for_update().execution_options(populate_existing=True)
    ).one()
    return db.session.scalars(
        select(Proceeding)
        .where(Proceeding.id == proceeding_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def step_of(action: Action, actor: Actor, data: Mapping[str, Any], *, region: str) -> Step:
    """An attempt at this moment, under the calendar and the law of a place as they are known now."""
    return Step(action, actor, clock.now(), clock.today(), data, rulebook(region), working_calendar())


def judge(proceeding: Proceeding, action: Action, actor: Actor, data: Mapping[str, Any]) -> Plan:
    known = facts.of(proceeding)
    step = foreseen.with_paper(known, step_of(action, actor, data, region=known.bureau))
    return engine.plan(PROCEDURES, known, step)


def write(proceeding: Proceeding, plan: Plan, note: str) -> None:
    """Write what the plan says, in an order in which each part can see what it rests on."""
    before = facts.of(proceeding)
    proved = record_facts(proceeding, plan.records, plan.step, private=plan.row.private)
    _move(proceeding, plan)
    db.session.flush()
    clocks = deadlines.apply(proceeding, plan)
    issued = papers.issue_all(proceeding, plan, note)
    children = [row for child in plan.opens for row in _opened(proceeding, child, plan, issued)]
    for topic in plan.row.queues:
        outbox.put(topic, str(proceeding.case_id), dedupe_key=f"{topic}:{proceeding.id}:{proceeding.version}")
    audit.record(
        case=proceeding.case,
        proceeding=proceeding,
        actor=plan.step.actor,
        role=audit.acting_role(plan.step.actor),
        action=plan.step.action,
        from_state=plan.from_state,
        to_state=plan.to_state,
        note=note,
        basis=plan.row.basis,
        payload={
            "records": {str(k): _digest(v) for k, v in plan.records.items()},
            "papers": [[d.kind, d.number or "", d.verify_code] for d in issued],
            "clocks": clocks,
            "opened": [[c.procedure, c.public_id] for c in children],
            **({"proofs": {str(key): keys for key, keys in proved.items()}} if proved else {}),
        },
        facts_digest=facts.digest(before),
        rules_digest=plan.step.book.digest,
    )
    for tell in plan.tells:
        _tell(proceeding, tell, plan)
    stage.refresh(proceeding.case)


def record_facts(
    proceeding: Proceeding, records: Mapping[FactKey, Any], step: Step, *, private: bool
) -> dict[FactKey, list[str]]:
    """State facts in the case, or in the proceeding alone, with what proves them: the exhibits by fact.

    An older statement is superseded, not changed.
    """
    scope = proceeding.id if private else None
    proved = proofs.named(proceeding, records, step)
    for key, value in records.items():
        older = db.session.scalars(
            select(Fact).where(
                Fact.case_id == proceeding.case_id,
                Fact.key == key,
                Fact.superseded_by_id.is_(None),
                Fact.proceeding_id == scope if scope else Fact.proceeding_id.is_(None),
            )
        ).all()
        newer = Fact(
            case_id=proceeding.case_id,
            proceeding_id=scope,
            key=key,
            value=value,
            stated_by_id=step.actor.account_id,
            stated_at=step.now,
            evidence_ids=proved.get(key, []),
        )
        db.session.add(newer)
        db.session.flush()
        for row in older:
            row.superseded_by_id = newer.id
    return proved


def _move(proceeding: Proceeding, plan: Plan) -> None:
    proceeding.state = plan.to_state
    # A step that leaves the state alone still makes the page older.
    proceeding.subject = {
        **(proceeding.subject or {}),
        "steps": (proceeding.subject or {}).get("steps", 0) + 1,
    }
    ended = plan.to_state in PROCEDURES[Procedure(proceeding.procedure)].terminal()
    proceeding.ended_at = plan.step.now if ended else None


def _opened(
    proceeding: Proceeding, child: Open, plan: Plan, issued: list[papers.Document]
) -> list[Proceeding]:
    """The child of a step, or one for each party it is for, about the paper that the step has issued."""
    # A proceeding that was begun for one paper has issued this one and no other.
    wanted = issued[0].kind if plan.row.own_paper and issued else child.paper
    paper = next((d for d in issued if d.kind == wanted), None)
    recipients: list[int | None] = [paper.recipient_id if paper else None]
    if child.each:
        recipients = [party.id for party in papers.parties_of(proceeding.case_id, child.each)]
    subject = {
        "tells": child.tells or "",
        "paper": wanted or "",
        "document_id": paper.id if paper else None,
    }
    return [_open(proceeding, child, plan, {**subject, "recipient_id": one}) for one in recipients]


def _open(proceeding: Proceeding, child: Open, plan: Plan, subject: dict[str, Any]) -> Proceeding:
    """Open a child proceeding with its first state, its subject, its own facts and its clocks."""
    row = Proceeding(
        case_id=proceeding.case_id,
        parent_id=proceeding.id,
        procedure=child.procedure,
        state=child.first,
        opened_at=plan.step.now,
        subject=subject,
    )
    db.session.add(row)
    db.session.flush()
    carried = {key: plan.step.data[key] for key in child.carries if key in plan.step.data}
    record_facts(row, carried, plan.step, private=True)
    for start in child.starts:
        deadlines.start(row, start, plan.step)
    return row


def _tell(proceeding: Proceeding, tell: Tell, plan: Plan) -> None:
    """Perform the told action of the parent, or of the siblings that can take it, as SYSTEM."""
    if tell.procedure is None:
        action = (proceeding.subject or {}).get("tells")
        targets = [proceeding.parent_id] if action and proceeding.parent_id else []
    else:
        action = tell.action
        targets = _takers(proceeding.case_id, tell.procedure, Action(str(action)))
    for target_id in targets:
        target = load(target_id)
        write(target, judge(target, Action(str(action)), SYSTEM, plan.step.data), "")


def _takers(case_id: int, procedure: Procedure, action: Action) -> list[int]:
    rows = db.session.scalars(
        select(Proceeding).where(Proceeding.case_id == case_id, Proceeding.procedure == procedure)
    ).all()
    return [row.id for row in rows if PROCEDURES[procedure].find(facts.view(row).state, action)]


def _digest(value: Any) -> str:
    """What was stated, as a digest: the log proves it without keeping personal data."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:16]
