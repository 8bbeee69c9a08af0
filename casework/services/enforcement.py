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
    """Enter a payment from the bank's voucher; the same voucher counts once.

    Raises Invalid for a voucher that is entered already or a day in the future.
    """
    with transaction():
        proceeding = db.session.get(Proceeding, proceeding_id)
        if proceeding is None:
            raise NotFound
        decision = db.session.scalars(
            select(Decision).where(Decision.case_id == proceeding.case_id).with_for_update()
        ).first()
        if decision is None:
            raise NotFound
        if paid_on > clock.today():
            raise Invalid({"paid_on": "缴款日期不能晚于今天。"})
        known = db.session.scalars(
            select(Payment.id).where(Payment.decision_id == decision.id, Payment.voucher == voucher)
        ).first()
        if known is not None:
            raise Invalid({"voucher": "这张票据已经登记过。"})
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
