"""Serving: a delivery is recorded with its proof and performs the step that waited for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import Decision, Proceeding
from casework.services.transition import advance
from workflows.engine import Actor, Plan
from workflows.vocabulary import Action, FactKey


def deliver(
    *,
    proceeding_id: int,
    actor: Actor,
    version: int | None,
    served_on: date,
    proof: Mapping[str, Any],
    note: str = "",
) -> Plan:
    """Record that a paper reached its recipient; the day starts every clock that hangs on it."""
    with transaction():
        plan = advance(
            proceeding_id,
            Action.DELIVER,
            actor,
            version=version,
            note=note,
            data={
                "served_on": served_on.isoformat(),
                FactKey.SERVICE_PROOF: {**proof, "on": served_on.isoformat()},
            },
        )
        service = db.session.get(Proceeding, proceeding_id)
        if service is None:
            raise NotFound
        served = (service.subject or {}).get("document_id")
        decision = db.session.scalars(select(Decision).where(Decision.document_id == served)).first()
        if decision is not None:
            decision.served_on = served_on
        return plan
