"""Money for a decision: entered once from its voucher, paid in full to the fen."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from casework import clock
from casework.db import db
from casework.demo import decision_steps
from casework.demo.walk import Walk
from casework.errors import Invalid, NotFound
from casework.models import Deadline, Payment
from casework.services import enforcement, sweep
from tests import builders
from tests.casework.crowd import counts
from workflows.engine import Refused
from workflows.vocabulary import Action, Procedure, State

Stand = Callable[..., Walk]
Freeze = Callable[[datetime], datetime]


def pay(walked: Walk, amount_fen: int, voucher: str = "皖财非税0001", on: date | None = None) -> None:
    enforcement.record_payment(
        **walked.at(Procedure.ENFORCEMENT),
        actor=walked.staff("officer1"),
        amount_fen=amount_fen,
        paid_on=on or clock.today(),
        voucher=voucher,
    )


def confirm(walked: Walk, **data: str) -> None:
    walked.go(Procedure.ENFORCEMENT, Action.CONFIRM_PAID, walked.staff("officer1"), **data)


def test_two_payments_make_the_whole(stand: Stand) -> None:
    walked = stand("deliver_decision")
    pay(walked, 1_000_000)
    with pytest.raises(Refused, match="还有¥7,388"):
        confirm(walked)
    pay(walked, 738_800, "皖财非税0002")
    confirm(walked)
    assert walked.proceeding(Procedure.ENFORCEMENT).state == State.PAID_IN_FULL
    assert walked.proceeding(Procedure.PENALTY).state == State.EXECUTED


def test_a_voucher_counts_once(stand: Stand) -> None:
    walked = stand("deliver_decision")
    pay(walked, 1_000_000)
    before = counts()
    with pytest.raises(Invalid, match="这张票据已经登记过"):
        pay(walked, 738_800)
    assert counts() == before


@pytest.mark.parametrize("amount_fen", [0, -100])
def test_nothing_is_no_payment(stand: Stand, amount_fen: int) -> None:
    walked = stand("deliver_decision")
    before = counts()
    with pytest.raises(Refused, match="缴款金额应当大于零"):
        pay(walked, amount_fen)
    assert counts() == before


def test_a_payment_of_tomorrow_is_refused(stand: Stand) -> None:
    walked = stand("deliver_decision")
    with pytest.raises(Invalid, match="不能晚于今天"):
        pay(walked, 1, on=clock.today() + timedelta(days=1))
    assert db.session.scalars(select(Payment)).all() == []


def test_without_a_decision_there_is_nothing_to_pay(stand: Stand) -> None:
    walked = stand("clear")
    officer = walked.staff("officer1")
    for number in (walked.proceeding(Procedure.PENALTY).id, 999_999):
        with pytest.raises(NotFound):
            enforcement.record_payment(
                proceeding_id=number,
                actor=officer,
                version=None,
                amount_fen=1,
                paid_on=clock.today(),
                voucher="皖财非税0001",
            )


def test_a_late_payer_is_marked_and_the_surcharge_is_settled_in_words(stand: Stand, freeze: Freeze) -> None:
    walked = stand("deliver_decision")
    due = db.session.scalars(select(Deadline.due_on).where(Deadline.rule_id == "ENF-01")).one()
    freeze(builders.moment(due + timedelta(days=3)))
    sweep.perform_due()
    assert walked.proceeding(Procedure.ENFORCEMENT).state == State.OVERDUE
    pay(walked, 1_738_800)
    with pytest.raises(Refused, match="逾期3日，可以加处罚款¥1,564"):
        confirm(walked)
    confirm(walked, surcharge_note="主动缴清，不加处罚款。")
    assert walked.proceeding(Procedure.PENALTY).state == State.EXECUTED


def test_a_case_is_not_closed_before_it_is_paid(stand: Stand) -> None:
    walked = stand("deliver_decision")
    with pytest.raises(Refused, match="不能办理“批准结案”"):
        decision_steps.close(walked)
