"""Penalty: the notice and the decision are composed here from what the case knows, and judged by the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from casework import facts
from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import Decision, Document, Proceeding
from casework.services import foreseen
from casework.services.transition import advance, step_of
from workflows import fines
from workflows.engine import Actor, Facts, Plan, Step
from workflows.procedures import lawfulness
from workflows.vocabulary import Action, DocumentKind, FactKey


def approve_notice(*, proceeding_id: int, actor: Actor, version: int | None, note: str = "") -> Plan:
    """Approve what the party is told: content, range, and whether a hearing may be asked for."""
    with transaction():
        known, step = _look(proceeding_id, Action.APPROVE_NOTICE, actor, {})
        return advance(
            proceeding_id,
            Action.APPROVE_NOTICE,
            actor,
            version=version,
            note=note,
            data={FactKey.NOTICE: notice_of(known, step)},
        )


def notice_of(known: Facts, step: Step) -> dict[str, Any]:
    """The notified content with its range and the hearing right of this kind of party."""
    penalty = lawfulness.content(known, step)
    kinds = lawfulness.kinds(penalty)
    party = known.respondent()
    right = fines.hearing_right(
        step.book,
        party=party.kind if party else "natural",
        fine_fen=int(penalty["fine_fen"] or 0),
        confiscated_fen=int(penalty["confiscated_gains_fen"] or 0)
        + int(penalty["confiscated_goods_fen"] or 0),
        kinds=kinds,
        on=step.today,
    )
    found = lawfulness.assess(known, step)
    return {
        **penalty,
        "kinds": list(kinds),
        "hearing": {"right": right.right, "why": right.why, "basis": right.basis},
        "range": {
            "min_fen": found.min_fen,
            "max_fen": found.max_fen,
            "basis": found.basis,
            "why": list(found.why),
        }
        if found
        else {},
    }


def decide(
    *,
    proceeding_id: int,
    actor: Actor,
    version: int | None,
    fine_fen: int,
    warning: bool = False,
    confiscated_gains_fen: int = 0,
    confiscated_goods: str = "",
    confiscated_goods_fen: int = 0,
    note: str = "",
) -> Plan:
    """Make the penalty decision: one proceeding has one, its paper is numbered and frozen at once."""
    penalty: dict[str, Any] = {
        "warning": warning,
        "fine_fen": fine_fen,
        "confiscated_gains_fen": confiscated_gains_fen,
        "confiscated_goods": confiscated_goods,
        "confiscated_goods_fen": confiscated_goods_fen,
    }
    with transaction():
        known, step = _look(proceeding_id, Action.DECIDE_PENALTY, actor, penalty)
        kinds = lawfulness.kinds(penalty)
        plan = advance(
            proceeding_id,
            Action.DECIDE_PENALTY,
            actor,
            version=version,
            note=note,
            data=_decided(penalty, step.today),
        )
        _enter(known, proceeding_id, penalty, kinds, step.today)
        return plan


def foresee(
    *, proceeding_id: int, action: Action, actor: Actor, values: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The data with which the verb of this step would come to the door, the paper included; writes nothing.

    `values`: what the form says so far. Raises NotFound.
    """
    known, step = _look(proceeding_id, action, actor, values)
    if action == Action.DECIDE_PENALTY:
        data = _decided(lawfulness.content(known, step), step.today)
    else:
        data = {**values, FactKey.NOTICE: notice_of(known, step)}
    return foreseen.with_paper(known, replace(step, data=data)).data


def _decided(penalty: Mapping[str, Any], day: date) -> dict[str, Any]:
    kinds = lawfulness.kinds(penalty)
    return {
        **penalty,
        FactKey.DECISION: {**penalty, "kinds": list(kinds), "decided_on": day.isoformat()},
    }


def _look(proceeding_id: int, action: Action, actor: Actor, data: Mapping[str, Any]) -> tuple[Facts, Step]:
    proceeding = db.session.get(Proceeding, proceeding_id)
    if proceeding is None:
        raise NotFound
    known = facts.of(proceeding)
    return known, step_of(action, actor, data, region=known.bureau)


def _enter(
    known: Facts, proceeding_id: int, penalty: Mapping[str, Any], kinds: tuple[str, ...], day: date
) -> None:
    """The decision's own row; UNIQUE on the proceeding makes a second one impossible."""
    paper = db.session.scalars(
        select(Document)
        .where(Document.proceeding_id == proceeding_id, Document.kind == DocumentKind.PENALTY_DECISION)
        .order_by(Document.id.desc())
    ).first()
    party = known.respondent()
    if paper is None or party is None:
        raise NotFound
    db.session.add(
        Decision(
            case_id=known.case_id,
            proceeding_id=proceeding_id,
            party_id=party.id,
            document_id=paper.id,
            violation_id=str(known.value(FactKey.VIOLATION)),
            kinds=list(kinds),
            decided_on=day,
            # The warning stands in `kinds`; the amounts and goods have columns of their own.
            **{name: value for name, value in penalty.items() if name != "warning"},
        )
    )
    db.session.flush()
