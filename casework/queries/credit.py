"""What the credit system was told and what it answered, as frozen rows. SELECT only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from casework.db import db
from casework.models import Case, CreditRecord, Decision, Document, OutboxMessage
from workflows.vocabulary import Topic

_COLUMNS = (
    CreditRecord.id,
    CreditRecord.record_id,
    CreditRecord.version,
    CreditRecord.decision_id,
    CreditRecord.action,
    CreditRecord.reason,
    CreditRecord.status,
    CreditRecord.receipt,
    CreditRecord.response,
    CreditRecord.attempts,
    CreditRecord.created_at,
    CreditRecord.delivered_at,
    Case.public_id.label("case_public_id"),
    Case.reference,
    Case.bureau_region,
    Document.number,
    Decision.decided_on,
)


@dataclass(frozen=True, slots=True)
class CreditRow:
    """One version of one record, for the credit officer's list."""

    id: int
    record_id: str
    version: int
    decision_id: int
    action: str
    reason: str
    status: str
    receipt: str
    response: str
    attempts: int
    created_at: datetime
    delivered_at: datetime | None
    case_public_id: str
    reference: str
    bureau_region: str
    number: str | None
    decided_on: date


@dataclass(frozen=True, slots=True)
class FrozenRecord:
    """The body of the newest version of a record, as it was frozen; sealed values stay sealed."""

    key: str
    status: str
    message: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Status:
    """How the feed stands."""

    records: int
    pending: int
    delivered: int
    rejected: int
    dead: int
    oldest_pending: datetime | None
    last_delivered: datetime | None
    last_error: str

    @property
    def clear(self) -> bool:
        """Nothing waits, nothing was rejected or given up."""
        return not (self.pending or self.rejected or self.dead)


def _rows(*where: ColumnElement[bool], bureau: str = "", limit: int = 500) -> tuple[CreditRow, ...]:
    chosen = (
        select(*_COLUMNS)
        .join(Decision, Decision.id == CreditRecord.decision_id)
        .join(Case, Case.id == Decision.case_id)
        .outerjoin(Document, Document.id == Decision.document_id)
        .where(*where)
        .order_by(CreditRecord.created_at.desc(), CreditRecord.id.desc())
        .limit(limit)
    )
    if bureau:
        chosen = chosen.where(Case.bureau_region == bureau)
    return tuple(CreditRow(**row._mapping) for row in db.session.execute(chosen))


def for_bureau(bureau: str, *, status: str = "", limit: int = 500) -> tuple[CreditRow, ...]:
    """The versions of one bureau, newest first; one status only if given."""
    where = (CreditRecord.status == status,) if status else ()
    return _rows(*where, bureau=bureau, limit=limit)


def for_case(case_id: int) -> tuple[CreditRow, ...]:
    """Every version about one case, newest first."""
    return _rows(Decision.case_id == case_id)


def newest(*, since: date | None = None, until: date | None = None) -> tuple[FrozenRecord, ...]:
    """The newest version of each record decided in the period; withdrawn records are left out."""
    last = (
        select(CreditRecord.record_id, func.max(CreditRecord.version).label("version"))
        .group_by(CreditRecord.record_id)
        .subquery()
    )
    chosen = (
        select(CreditRecord.idempotency_key, CreditRecord.status, CreditRecord.body)
        .join(last, and_(last.c.record_id == CreditRecord.record_id, last.c.version == CreditRecord.version))
        .join(Decision, Decision.id == CreditRecord.decision_id)
        .where(CreditRecord.action != "withdraw")
        .order_by(Decision.decided_on, CreditRecord.id)
    )
    if since:
        chosen = chosen.where(Decision.decided_on >= since)
    if until:
        chosen = chosen.where(Decision.decided_on <= until)
    return tuple(
        FrozenRecord(key, status, json.loads(body)) for key, status, body in db.session.execute(chosen)
    )


def status() -> Status:
    """Counts over the whole feed."""
    counts: dict[str, int] = {}
    for word, number in db.session.execute(
        select(CreditRecord.status, func.count(CreditRecord.id)).group_by(CreditRecord.status)
    ):
        counts[word] = number
    oldest = db.session.scalar(
        select(func.min(CreditRecord.created_at)).where(CreditRecord.status == "pending")
    )
    dead: Sequence[str] = db.session.scalars(
        select(OutboxMessage.last_error).where(
            OutboxMessage.topic == Topic.SEND_CREDIT, OutboxMessage.dead_at.is_not(None)
        )
    ).all()
    waiting = db.session.scalar(
        select(CreditRecord.response)
        .where(CreditRecord.status == "pending", CreditRecord.response != "")
        .order_by(CreditRecord.id.desc())
        .limit(1)
    )
    return Status(
        records=db.session.scalar(select(func.count(func.distinct(CreditRecord.record_id)))) or 0,
        pending=counts.get("pending", 0),
        delivered=counts.get("delivered", 0),
        rejected=counts.get("rejected", 0),
        dead=len(dead),
        oldest_pending=oldest,
        last_delivered=db.session.scalar(select(func.max(CreditRecord.delivered_at))),
        last_error=waiting or (dead[-1] if dead else ""),
    )
