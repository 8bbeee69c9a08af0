"""Mediation: opened at the holder's request, with a mediator of its own, signed by both sides."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from casework import clock, facts
from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import Assignment, Proceeding
from casework.services.transition import advance
from workflows.engine import Actor, Plan
from workflows.vocabulary import Action, Duty, FactKey


def open_mediation(
    *, proceeding_id: int, actor: Actor, version: int | None, claim: str = "", note: str = ""
) -> Plan:
    """Open the mediation beside the case; whoever opens it mediates."""
    with transaction():
        asked: dict[str, Any] = {FactKey.MEDIATION_CLAIM: claim} if claim else {}
        plan = advance(proceeding_id, Action.OPEN_MEDIATION, actor, version=version, note=note, data=asked)
        proceeding = db.session.get(Proceeding, proceeding_id)
        if proceeding is None:
            raise NotFound
        assigned = db.session.scalars(
            select(Assignment.id).where(
                Assignment.case_id == proceeding.case_id,
                Assignment.account_id == actor.account_id,
                Assignment.duty == Duty.MEDIATOR,
                Assignment.until.is_(None),
            )
        ).first()
        if assigned is None and actor.account_id is not None:
            db.session.add(
                Assignment(
                    case_id=proceeding.case_id,
                    account_id=actor.account_id,
                    duty=Duty.MEDIATOR,
                    since=clock.now(),
                )
            )
        return plan


def draft_agreement(
    *, proceeding_id: int, actor: Actor, version: int | None, agreement: dict[str, Any], note: str = ""
) -> Plan:
    """Put the agreement on the table; a new text makes older signatures void."""
    return advance(
        proceeding_id,
        Action.DRAFT_AGREEMENT,
        actor,
        version=version,
        note=note,
        data={FactKey.AGREEMENT: agreement, FactKey.SIGNATURES: {}},
    )


def sign(*, proceeding_id: int, actor: Actor, version: int | None, name: str) -> Plan:
    """Sign the agreement for one side; the other side's signature stays."""
    with transaction():
        proceeding = db.session.get(Proceeding, proceeding_id)
        if proceeding is None:
            raise NotFound
        known = facts.of(proceeding)
        signed = dict(known.value(FactKey.SIGNATURES) or {})
        for party in known.parties:
            if party.id in actor.party_ids and party.role not in signed:
                signed[party.role] = {
                    "name": name,
                    "at": clock.local(clock.now()).isoformat(timespec="minutes"),
                }
        data: dict[str, Any] = {FactKey.SIGNATURES: signed} if name else {}
        mine = {p.role for p in known.parties if p.id in actor.party_ids}
        already = mine and mine <= set(known.value(FactKey.SIGNATURES) or {})
        return advance(
            proceeding_id,
            Action.SIGN_AGREEMENT,
            actor,
            version=version,
            data={} if already else data,
        )
