"""The rows of one case in six statements: head, proceedings with clocks, people, facts, events, files.

SELECT only, explicit columns; what may be shown of them is case_page's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, Row, String, Text, and_, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from casework.calendar_table import edition
from casework.db import db
from casework.models import (
    Account,
    Assignment,
    Bureau,
    Case,
    CaseRight,
    Complaint,
    Deadline,
    Decision,
    Document,
    Event,
    Evidence,
    Fact,
    Party,
    Payment,
    Proceeding,
)

Found = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything of one case, as read."""

    head: Row[Any]
    proceedings: Found
    people: Found
    facts: Found
    events: Found
    files: Found


def read(public_id: str, bureau: str) -> Rows | None:
    """The rows of a case of this bureau; None where there is no such case."""
    head = db.session.execute(_head(public_id, bureau)).one_or_none()
    if head is None:
        return None
    return Rows(
        head=head,
        proceedings=db.session.execute(_proceedings(head.id)).all(),
        people=db.session.execute(_people(head.id)).all(),
        facts=db.session.execute(_facts(head.id)).all(),
        events=db.session.execute(_events(head.id)).all(),
        files=db.session.execute(_files(head.id)).all(),
    )


def _head(public_id: str, bureau: str) -> Any:
    """The case, its bureau and first complaint, and the few figures the guards ask for."""
    decisions = select(func.count(Decision.id)).where(Decision.case_id == Case.id).scalar_subquery()
    paid = (
        select(func.coalesce(func.sum(Payment.amount_fen), 0))
        .join(Decision, Decision.id == Payment.decision_id)
        .where(Decision.case_id == Case.id)
        .scalar_subquery()
    )
    earlier = aliased(Complaint)
    first = select(func.min(earlier.id)).where(earlier.case_id == Case.id).scalar_subquery()
    return (
        select(
            Case.id,
            Case.public_id,
            Case.reference,
            Case.bureau_region,
            Case.place_region,
            Case.title,
            Case.cause,
            Case.stage,
            Case.open,
            Case.opened_at,
            Case.respondent_name,
            Bureau.name.label("bureau_name"),
            Bureau.address.label("bureau_address"),
            Complaint.intake_type,
            Complaint.named,
            Complaint.received_at,
            decisions.label("decisions"),
            paid.label("paid_fen"),
            edition().label("edition"),
        )
        .join(Bureau, Bureau.region_code == Case.bureau_region)
        .outerjoin(Complaint, Complaint.id == first)
        .where(Case.public_id == public_id, Case.bureau_region == bureau)
    )


def _proceedings(case_id: int) -> Any:
    """Each proceeding once for each of its clocks, or once."""
    return (
        select(
            Proceeding.id,
            Proceeding.public_id,
            Proceeding.parent_id,
            Proceeding.procedure,
            Proceeding.state,
            Proceeding.version,
            Proceeding.subject,
            Proceeding.opened_at,
            Proceeding.ended_at,
            Deadline.id.label("clock_id"),
            Deadline.rule_id,
            Deadline.label,
            Deadline.unit,
            Deadline.start_on,
            Deadline.due_on,
            Deadline.due_at,
            Deadline.provisional,
            Deadline.status,
            Deadline.extensions,
            Deadline.steps,
            Deadline.basis,
            Deadline.confidence,
        )
        .outerjoin(Deadline, Deadline.proceeding_id == Proceeding.id)
        .where(Proceeding.case_id == case_id)
        .order_by(Proceeding.id, Deadline.id)
    )


# Columns that only some of the rows of a union have.
_NO_TEXT, _NO_LIST = literal("", String), literal("[]", Text)
_NO_NUMBER, _NO_DAY = cast(null(), Case.id.type), cast(null(), Date)


def _people(case_id: int) -> Any:
    """Parties, officers and rights: who the case is about and who handles it."""
    return union_all(_parties(case_id), _officers(case_id), _rights(case_id)).order_by("sort", "id")


def _parties(case_id: int) -> Any:
    return select(
        literal("party").label("sort"),
        Party.id,
        Party.public_id,
        Party.role,
        Party.kind,
        Party.name,
        Party.uscc.label("number"),
        Party.legal_representative.label("holder"),
        Party.address,
        Party.phone_sealed,
        Party.account_id,
        Party.confidential,
        _NO_DAY.label("valid_to"),
        _NO_LIST.label("classes"),
    ).where(Party.case_id == case_id)


def _officers(case_id: int) -> Any:
    return (
        select(
            literal("officer"),
            Assignment.id,
            _NO_TEXT,
            Assignment.duty,
            _NO_TEXT,
            Account.name,
            Account.certificate_no,
            _NO_TEXT,
            _NO_TEXT,
            _NO_TEXT,
            Assignment.account_id,
            Account.legal_qualified,
            _NO_DAY,
            _NO_LIST,
        )
        .join(Account, Account.id == Assignment.account_id)
        .where(Assignment.case_id == case_id, Assignment.until.is_(None))
    )


def _rights(case_id: int) -> Any:
    return select(
        literal("right"),
        CaseRight.id,
        _NO_TEXT,
        _NO_TEXT,
        CaseRight.kind,
        CaseRight.name,
        CaseRight.number,
        CaseRight.holder_name,
        _NO_TEXT,
        _NO_TEXT,
        _NO_NUMBER,
        literal(False),
        CaseRight.valid_to,
        cast(CaseRight.classes, Text),
    ).where(CaseRight.case_id == case_id)


def _facts(case_id: int) -> Any:
    return (
        select(Fact.key, Fact.value, Fact.proceeding_id, Fact.evidence_ids)
        .where(Fact.case_id == case_id, Fact.superseded_by_id.is_(None))
        .order_by(Fact.id)
    )


def _events(case_id: int) -> Any:
    return (
        select(
            Event.seq,
            Event.proceeding_id,
            Event.at,
            Event.actor_id,
            Event.actor_name,
            Event.actor_role,
            Event.action,
            Event.procedure,
            Event.from_state,
            Event.to_state,
            Event.note,
            Event.basis,
        )
        .where(Event.case_id == case_id)
        .order_by(Event.seq)
    )


def _files(case_id: int) -> Any:
    """Papers and evidence."""
    papers = select(
        literal("paper").label("sort"),
        Document.id,
        Document.public_id,
        Document.proceeding_id,
        Document.kind,
        Document.title.label("name"),
        Document.number.label("number"),
        Document.issued_on.label("on"),
        Document.rendered_at.label("at"),
        Document.status,
        Document.sha256,
        Document.size,
        Document.recipient_id.label("other"),
        # Why a paper could not be made; for evidence, where it came from.
        Document.error.label("source"),
        _NO_LIST.label("proves"),
    ).where(Document.case_id == case_id, Document.status != "void")
    evidence = select(
        literal("evidence"),
        Evidence.id,
        Evidence.public_id,
        Evidence.proceeding_id,
        Evidence.kind,
        Evidence.name,
        _NO_TEXT,
        Evidence.obtained_on,
        Evidence.received_at,
        Evidence.scan_status,
        Evidence.sha256,
        Evidence.size,
        _NO_NUMBER,
        Evidence.source,
        cast(Evidence.proves, Text),
    ).where(and_(Evidence.case_id == case_id, Evidence.removed_at.is_(None)))
    return union_all(papers, evidence).order_by("sort", "id")
