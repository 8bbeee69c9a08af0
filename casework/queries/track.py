"""Where a complaint stands, for whoever holds its receipt: no names, no papers, no particulars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from casework.db import db
from casework.errors import NotFound
from casework.models import Case
from casework.queries import party_case
from casework.queries.party_case import Due
from workflows import competence, visibility
from workflows.vocabulary import PartyRole, Procedure, State


@dataclass(frozen=True, slots=True)
class Tracked:
    """The four answers without the person."""

    reference: str
    opened_at: datetime
    bureau: str
    phone: str
    now: str
    next: str
    due: Due | None
    awaits_you: bool


def of(case_id: int) -> Tracked:
    """Where a case stands. Raises NotFound when there is no such case."""
    row = db.session.execute(
        select(Case.reference, Case.opened_at, Case.bureau_region, Case.stage).where(Case.id == case_id)
    ).first()
    if row is None:
        raise NotFound
    procedure, _, state = row.stage.partition(":")
    now, following = visibility.now_and_next(Procedure(procedure), State(state))
    running = [due for due in party_case.dues(case_id, PartyRole.COMPLAINANT) if due.status == "running"]
    bureau = competence.bureau(row.bureau_region)
    return Tracked(
        reference=row.reference,
        opened_at=row.opened_at,
        bureau=bureau.name,
        phone=bureau.phone,
        now=now,
        next=following,
        due=running[0] if running else None,
        awaits_you=state == State.SUPPLEMENT_REQUESTED,
    )
