"""Local parameters are proposed by one person and approved by another; each step is in the system's log.

A decided row is never changed. What a row would change is worked out again when it is approved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from casework import clock, local_effects, local_rules
from casework.db import db, locked, serialise, transaction
from casework.errors import Invalid, NotFound
from casework.models import Account, LocalParameter
from casework.services import audit
from workflows import settling
from workflows.engine import Actor, Reason, Refused
from workflows.rules import book
from workflows.rules.rows import LocalRule, UnknownRule
from workflows.vocabulary import Happening

LOCK = "local_parameters"


@dataclass(frozen=True, slots=True)
class Proposed:
    """The proposal that now waits; `fresh` is off when the same one waited already."""

    public_id: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """How a proposal ended; `changed` counts the answers that change with it."""

    public_id: str
    status: str
    changed: int


def propose(
    *,
    actor: Actor,
    name: str,
    region: str,
    value: int | None,
    valid_from: date | None,
    valid_to: date | None,
    basis: str,
    confidence: str,
    note: str = "",
) -> Proposed:
    """Let a rule for one place wait for a second person.

    The value is in fen or percent; None ends the place's own rule. Refused for who may not propose, Invalid
    by field. Sending the same proposal again changes nothing.
    """
    row = LocalRule(name, region, valid_from, valid_to, value, basis, confidence, note)
    with transaction():
        serialise(LOCK)
        _refuse(settling.against_proposing(actor, region))
        _check(row)
        waiting = _waiting(row)
        if waiting is not None:
            if local_rules.rule(waiting) == row and waiting.proposed_by_id == actor.account_id:
                return Proposed(waiting.public_id, False)
            raise Invalid({"valid_from": "同一地区、同一天已有一份提议等待批准，请先办理那一份"})
        found = _entered(row, actor)
        _record(Happening.PARAMETER_PROPOSED, actor, found, note=note)
        return Proposed(found.public_id, True)


def approve(*, actor: Actor, public_id: str, note: str = "") -> Settled:
    """Let a proposed rule hold from its day on. Refused for its proposer, and for what is settled already.

    The effect on open cases is counted again and kept with the approval. Approving twice is approving once.
    """
    with transaction():
        found, proposal = _load(public_id)
        if found.status == "approved" and found.decided_by_id == actor.account_id:
            return Settled(public_id, found.status, 0)
        _refuse(settling.against_deciding(actor, proposal))
        _check(proposal.rule)
        effects = local_effects.of(proposal.rule)
        _decide(found, actor, "approved", note)
        counts = effects.counts()
        rules = local_rules.rulebook(found.region)
        _record(
            Happening.PARAMETER_APPROVED,
            actor,
            found,
            note=note,
            effects=counts | {"as_of": effects.on.isoformat()},
            digest=rules.digest,
        )
        changed = sum(count for kind, count in counts.items() if kind in local_effects.KINDS)
        return Settled(public_id, found.status, changed)


def refuse(*, actor: Actor, public_id: str, reason: str) -> Settled:
    """End a proposal without effect, with the reason its proposer reads."""
    with transaction():
        found, proposal = _load(public_id)
        if found.status == "refused" and found.decided_by_id == actor.account_id:
            return Settled(public_id, found.status, 0)
        _refuse(settling.against_deciding(actor, proposal))
        if not reason:
            raise Invalid({"reason": "请写明不批准的理由"})
        _decide(found, actor, "refused", reason)
        _record(Happening.PARAMETER_REFUSED, actor, found, note=reason)
        return Settled(public_id, found.status, 0)


def withdraw(*, actor: Actor, public_id: str) -> Settled:
    """Take one's own proposal back before anybody has decided on it."""
    with transaction():
        found, proposal = _load(public_id)
        if found.status == "withdrawn" and found.decided_by_id == actor.account_id:
            return Settled(public_id, found.status, 0)
        _refuse(settling.against_withdrawing(actor, proposal))
        _decide(found, actor, "withdrawn", "")
        _record(Happening.PARAMETER_WITHDRAWN, actor, found)
        return Settled(public_id, found.status, 0)


def _load(public_id: str) -> tuple[LocalParameter, settling.Proposal]:
    """The proposal, held until the end of the transaction."""
    serialise(LOCK)
    found = locked(LocalParameter, public_id)
    if found is None:
        raise NotFound
    bureau = db.session.scalar(select(Account.bureau_region).where(Account.id == found.proposed_by_id))
    rule = local_rules.rule(found)
    return found, settling.Proposal(rule, found.status, found.proposed_by_id, bureau or "")


def _waiting(row: LocalRule) -> LocalParameter | None:
    return db.session.scalars(
        select(LocalParameter).where(
            LocalParameter.status == "proposed",
            LocalParameter.name == row.id,
            LocalParameter.region == row.region,
            LocalParameter.valid_from == row.valid_from,
        )
    ).first()


def _check(row: LocalRule) -> None:
    """Hold a row against its parameter and against everything approved up to now."""
    try:
        wrong = settling.faults(book.load(), row, local_rules.approved())
    except UnknownRule as error:
        raise NotFound from error
    if wrong:
        raise Invalid(wrong)


def _refuse(reasons: Iterable[Reason]) -> None:
    if found := tuple(reasons):
        raise Refused(found)


def _entered(row: LocalRule, actor: Actor) -> LocalParameter:
    found = LocalParameter(
        name=row.id,
        region=row.region,
        value=row.value,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        basis=row.basis,
        confidence=row.confidence,
        note=row.note,
        proposed_by_id=actor.account_id,
        proposed_at=clock.now(),
    )
    db.session.add(found)
    db.session.flush()
    return found


def _decide(found: LocalParameter, actor: Actor, status: str, note: str) -> None:
    found.status = status
    found.decided_by_id = actor.account_id
    found.decided_at = clock.now()
    found.decision_note = note
    db.session.flush()


def _record(
    happening: Happening,
    actor: Actor,
    found: LocalParameter,
    *,
    note: str = "",
    effects: dict[str, int | str] | None = None,
    digest: str = "",
) -> None:
    payload = {
        "proposal": found.public_id,
        "name": found.name,
        "region": found.region,
        "value": found.value,
        "valid_from": found.valid_from.isoformat(),
        "valid_to": found.valid_to.isoformat() if found.valid_to else None,
        "confidence": found.confidence,
    }
    audit.record(
        actor=actor,
        role=audit.acting_role(actor),
        action=happening,
        note=note,
        basis=found.basis,
        payload=payload | ({"effects": effects} if effects else {}),
        rules_digest=digest,
    )
