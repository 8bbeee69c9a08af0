"""The rows of a case that papers are written from, read once for each paper, with a few questions to them.

What belongs to a mediation is not here: only its own proceeding's facts reach its papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from casework import clock
from casework.db import db
from casework.models import (
    Account,
    Complaint,
    Deadline,
    Decision,
    Document,
    Event,
    Evidence,
    Fact,
    Payment,
    Publication,
)
from casework.services.drafting.context import Context
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Rows of one case, oldest first."""

    complaint: Complaint | None = None
    evidence: tuple[Evidence, ...] = ()
    documents: tuple[Document, ...] = ()
    events: tuple[Event, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    decision: Decision | None = None
    payments: tuple[Payment, ...] = ()
    publication: Publication | None = None
    statements: tuple[Fact, ...] = ()
    own: tuple[Fact, ...] = ()  # stated in the proceeding of the paper alone
    proofs: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    people: Mapping[int, Account] = field(default_factory=dict)

    def papers(self, *kinds: DocumentKind) -> tuple[Document, ...]:
        return tuple(paper for paper in self.documents if paper.kind in kinds)

    def paper(self, *kinds: DocumentKind) -> Document | None:
        """The newest paper of these kinds."""
        found = self.papers(*kinds)
        return found[-1] if found else None

    def done(self, *actions: Action, proceeding_id: int | None = None) -> tuple[Event, ...]:
        return tuple(
            event
            for event in self.events
            if event.action in actions and proceeding_id in (None, event.proceeding_id)
        )

    def last(self, *actions: Action, proceeding_id: int | None = None) -> Event | None:
        found = self.done(*actions, proceeding_id=proceeding_id)
        return found[-1] if found else None

    def day_of(self, *actions: Action) -> date | None:
        event = self.last(*actions)
        return day(event.at) if event else None

    def clock_of(self, rule_id: str, proceeding_id: int | None = None) -> Deadline | None:
        found = [
            row
            for row in self.deadlines
            if row.rule_id == rule_id and proceeding_id in (None, row.proceeding_id)
        ]
        return found[-1] if found else None

    def stated(self, key: FactKey) -> Fact | None:
        """The statement that holds now under a key, with its time and its author."""
        found = [row for row in self.statements if row.key == key]
        return found[-1] if found else None

    def said(self, key: FactKey) -> Fact | None:
        """The same, the word of the paper's own proceeding before that of the case."""
        found = [row for row in self.own if row.key == key]
        return found[-1] if found else self.stated(key)


def day(moment: datetime) -> date:
    """The legal day of a moment."""
    return clock.local(moment).date()


def minute(moment: datetime) -> str:
    """A moment as papers carry it: local, to the minute."""
    return clock.local(moment).strftime("%Y-%m-%dT%H:%M")


def read(context: Context) -> CaseFile:
    """Read the rows of the context's case; run inside the transaction of the step."""
    case_id = context.case.id
    sealed = {view.id for view in context.facts.of(Procedure.MEDIATION)}
    services = {view.id for view in context.facts.of(Procedure.SERVICE)}
    events = _all(select(Event).where(Event.case_id == case_id).order_by(Event.seq))
    decision = _one(select(Decision).where(Decision.case_id == case_id).order_by(Decision.id.desc()))
    statements = _all(
        select(Fact).where(Fact.case_id == case_id, Fact.superseded_by_id.is_(None)).order_by(Fact.id)
    )
    return CaseFile(
        complaint=_one(select(Complaint).where(Complaint.case_id == case_id).order_by(Complaint.id)),
        evidence=_evidence(case_id, sealed),
        documents=_documents(case_id),
        events=events,
        deadlines=_all(select(Deadline).where(Deadline.case_id == case_id).order_by(Deadline.id)),
        decision=decision,
        payments=_payments(decision),
        publication=_publication(context, decision),
        statements=tuple(row for row in statements if row.proceeding_id is None),
        own=tuple(row for row in statements if row.proceeding_id == context.proceeding.id),
        proofs={
            row.proceeding_id: row.value
            for row in statements
            if row.key == FactKey.SERVICE_PROOF and row.proceeding_id in services
        },
        people=_people(events),
    )


def _all(query: Any) -> tuple[Any, ...]:
    return tuple(db.session.scalars(query).all())


def _one(query: Any) -> Any:
    return db.session.scalars(query.limit(1)).first()


def _evidence(case_id: int, sealed: Iterable[int]) -> tuple[Evidence, ...]:
    rows = _all(
        select(Evidence)
        .where(Evidence.case_id == case_id, Evidence.removed_at.is_(None), Evidence.scan_status != "infected")
        .order_by(Evidence.id)
    )
    return tuple(row for row in rows if row.proceeding_id not in sealed)


def _documents(case_id: int) -> tuple[Document, ...]:
    return _all(
        select(Document).where(Document.case_id == case_id, Document.status != "void").order_by(Document.id)
    )


def _payments(decision: Decision | None) -> tuple[Payment, ...]:
    if decision is None:
        return ()
    query = select(Payment).where(Payment.decision_id == decision.id)
    return _all(query.order_by(Payment.paid_on, Payment.id))


def _publication(context: Context, decision: Decision | None) -> Publication | None:
    if decision is None or context.proceeding.procedure != Procedure.DISCLOSURE:
        return None
    query = select(Publication).where(Publication.decision_id == decision.id)
    return _one(query.order_by(Publication.id.desc()))


def _people(events: Iterable[Event]) -> dict[int, Account]:
    ids = {event.actor_id for event in events if event.actor_id is not None}
    if not ids:
        return {}
    return {row.id: row for row in _all(select(Account).where(Account.id.in_(ids)))}
