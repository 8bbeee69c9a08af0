"""Rows as plain facts: one frozen snapshot of a case, one shape for every guard.

What a mediation recorded is private to it: another proceeding's snapshot never holds it.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import func, select

from casework import clock
from casework.db import canonical, db
from casework.models import (
    Account,
    Assignment,
    Case,
    Complaint,
    Deadline,
    Decision,
    Document,
    Event,
    Evidence,
    Fact,
    Payment,
    Proceeding,
)
from workflows.engine import (
    DeadlineView,
    DocumentView,
    EventView,
    Facts,
    OfficerView,
    PartyView,
    ProceedingView,
)
from workflows.spot import REVOKING, revokes
from workflows.vocabulary import FactKey, Procedure, State

# What is offered in a mediation is not evidence and not read by whoever investigates.
SEALED = frozenset({Procedure.MEDIATION})


def of(proceeding: Proceeding) -> Facts:
    """The snapshot of one proceeding and its case, as it stands in this transaction."""
    case = proceeding.case
    rows = db.session.scalars(
        select(Proceeding).where(Proceeding.case_id == case.id).order_by(Proceeding.id)
    ).all()
    views = tuple(view(row) for row in rows)
    complaint = db.session.scalars(
        select(Complaint).where(Complaint.case_id == case.id).order_by(Complaint.id)
    ).first()
    return Facts(
        case_id=case.id,
        reference=case.reference,
        bureau=case.bureau_region,
        place_region=case.place_region,
        proceeding=view(proceeding),
        proceedings=views,
        parties=tuple(
            PartyView(p.id, p.role, p.kind, p.name, p.account_id, p.confidential) for p in case.parties
        ),
        officers=_officers(case.id),
        rights=tuple(_right(r) for r in case.rights),
        events=_events(case.id),
        deadlines=_deadlines(case.id),
        documents=_documents(case.id),
        values=values(case.id, proceeding.id),
        evidence_count=_evidence_count(case.id, [v.id for v in views if v.procedure in SEALED]),
        paid_fen=_paid_fen(case.id),
        decisions=db.session.scalar(select(func.count(Decision.id)).where(Decision.case_id == case.id)) or 0,
        intake_type=complaint.intake_type if complaint else "",
        named_complainant=complaint.named if complaint else False,
    )


def digest(facts: Facts) -> str:
    """What the guards saw, as one SHA-256: values and states, no contact particulars."""
    seen = {
        "values": {str(key): value for key, value in facts.values.items()},
        "states": {str(p.id): [p.procedure, p.state, p.version] for p in facts.proceedings},
        "deadlines": [
            [d.rule_id, d.status, d.start_on.isoformat(), d.due_on.isoformat()] for d in facts.deadlines
        ],
        "officers": sorted(o.account_id for o in facts.officers),
    }
    return hashlib.sha256(canonical(seen).encode()).hexdigest()


def view(row: Proceeding) -> ProceedingView:
    return ProceedingView(
        id=row.id,
        procedure=Procedure(row.procedure),
        state=State(row.state),
        version=row.version,
        parent_id=row.parent_id,
        subject=dict(row.subject or {}),
        opened_on=clock.local(row.opened_at).date(),
    )


def values(case_id: int, proceeding_id: int) -> dict[FactKey, Any]:
    """What is known in the case and in this proceeding; the proceeding's own word comes first."""
    rows = db.session.execute(
        select(Fact.key, Fact.value, Fact.proceeding_id)
        .where(
            Fact.case_id == case_id,
            Fact.superseded_by_id.is_(None),
            (Fact.proceeding_id.is_(None)) | (Fact.proceeding_id == proceeding_id),
        )
        .order_by(Fact.id)
    ).all()
    known: dict[FactKey, Any] = {}
    for own in (False, True):
        known.update({FactKey(r.key): r.value for r in rows if (r.proceeding_id is not None) == own})
    return known


def _right(row: Any) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "number": row.number,
        "name": row.name,
        "holder_name": row.holder_name,
        "classes": list(row.classes or ()),
        "valid_to": row.valid_to.isoformat() if row.valid_to else "",
    }


def _officers(case_id: int) -> tuple[OfficerView, ...]:
    rows = db.session.execute(
        select(Assignment.account_id, Account.name, Assignment.duty, Account.certificate_no)
        .join(Account, Account.id == Assignment.account_id)
        .where(Assignment.case_id == case_id, Assignment.until.is_(None))
        .order_by(Assignment.id)
    ).all()
    return tuple(OfficerView(*row) for row in rows)


def _events(case_id: int) -> tuple[EventView, ...]:
    rows = db.session.execute(
        select(Event.proceeding_id, Event.action, Event.actor_id, Event.actor_role, Event.to_state, Event.at)
        .where(Event.case_id == case_id)
        .order_by(Event.seq)
    ).all()
    return tuple(
        EventView(r.proceeding_id, r.action, r.actor_id, r.actor_role, r.to_state, clock.local(r.at).date())
        for r in rows
    )


def _deadlines(case_id: int) -> tuple[DeadlineView, ...]:
    rows = db.session.scalars(select(Deadline).where(Deadline.case_id == case_id).order_by(Deadline.id)).all()
    return tuple(
        DeadlineView(
            d.id, d.proceeding_id, d.rule_id, d.status, d.start_on, d.due_on, tuple(d.extensions or ())
        )
        for d in rows
    )


def _documents(case_id: int) -> tuple[DocumentView, ...]:
    rows = db.session.execute(
        select(
            Document.id,
            Document.public_id,
            Document.proceeding_id,
            Document.kind,
            Document.number,
            Document.status,
            Document.issued_on,
            Document.recipient_id,
        )
        .where(Document.case_id == case_id)
        .order_by(Document.id)
    ).all()
    revoked = _revoked(case_id) if any(r.kind == REVOKING for r in rows) else frozenset()
    return tuple(
        DocumentView(
            r.id,
            r.proceeding_id,
            r.kind,
            r.number or "",
            r.status == "rendered",
            r.issued_on,
            r.recipient_id,
            withdrawn=r.status == "void" or r.public_id in revoked,
        )
        for r in rows
    )


def _revoked(case_id: int) -> frozenset[str]:
    """The public ids of the papers that a later paper of the case revokes whole, as its frozen data says."""
    query = select(Document.data).where(
        Document.case_id == case_id, Document.kind == REVOKING, Document.status != "void"
    )
    found = [data for data in db.session.scalars(query) if revokes(str(data.get("correction_kind") or ""))]
    return frozenset(str((data.get("replaces") or {}).get("document_id") or "") for data in found)


def _evidence_count(case_id: int, sealed: list[int]) -> int:
    query = select(func.count(Evidence.id)).where(Evidence.case_id == case_id, Evidence.removed_at.is_(None))
    if sealed:
        query = query.where((Evidence.proceeding_id.is_(None)) | (Evidence.proceeding_id.not_in(sealed)))
    return db.session.scalar(query) or 0


def _paid_fen(case_id: int) -> int:
    query = select(func.sum(Payment.amount_fen)).join(Decision, Decision.id == Payment.decision_id)
    return int(db.session.scalar(query.where(Decision.case_id == case_id)) or 0)


def case_of(proceeding_id: int) -> Case | None:
    row = db.session.get(Proceeding, proceeding_id)
    return row.case if row else None
