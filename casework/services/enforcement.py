"""Enforcement: money that came in for a decision, with its voucher."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from casework import clock
from casework.db import db, transaction
from casework.errors import Invalid, NotFound
from casework.models import Decision, Payment, Proceeding
from casework.services.transition import advance
from workflows.engine import Actor, Plan
from workflows.vocabulary import Action


def record_payment(
    *,
    proceeding_id: int,
    actor: Actor,
    version: int | None,
    amount_fen: int,
    paid_on: date,
    voucher: str,
    note: str = "",
) -> Plan:
    """Enter a payment from the bank's voucher; Invalid for one entered already or of a day to come."""
    with transaction():
        decision = db.session.scalars(
            select(Decision)
            .join(Proceeding, Proceeding.case_id == Decision.case_id)
            .where(Proceeding.id == proceeding_id)
            .with_for_update(of=Decision)
        ).first()
        if decision is None:
            raise NotFound
        _check(decision.id, paid_on, voucher)
        plan = advance(
            proceeding_id,
            Action.RECORD_PAYMENT,
            actor,
            version=version,
            note=note,
            data={"amount_fen": amount_fen, "paid_on": paid_on.isoformat()},
        )
        db.session.add(
            Payment(
                decision_id=decision.id,
                amount_fen=amount_fen,
                paid_on=paid_on,
                voucher=voucher,
                recorded_by_id=actor.account_id,
                recorded_at=clock.now(),
            )
        )
        return plan


def _check(decision_id: int, paid_on: date, voucher: str) -> None:
    if paid_on > clock.today():
        raise Invalid({"paid_on": "缴款日期不能晚于今天。"})
    known = db.session.scalars(
        select(Payment.id).where(Payment.decision_id == decision_id, Payment.voucher == voucher)
    ).first()
    if known is not None:
        raise Invalid({"voucher": "这张票据已经登记过。"})
