"""Enforcement 处罚执行: the fine is due, paid in full, or overdue (行政处罚法 67, 72; 程序规定 72, 75)."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.engine import Facts, Reason, Step, Table, Tell, Transition
from workflows.fines import surcharge
from workflows.money import display
from workflows.permissions import case_officer, given, system
from workflows.procedures.terms import over
from workflows.vocabulary import Action, FactKey, Procedure, State

_PAY = "《中华人民共和国行政处罚法》第六十七条第三款"


def owed_fen(facts: Facts) -> int:
    """Fine and confiscated gains of the decision, in fen."""
    decision = facts.value(FactKey.DECISION) or {}
    return int(decision.get("fine_fen") or 0) + int(decision.get("confiscated_gains_fen") or 0)


def payment_positive(facts: Facts, step: Step) -> Iterable[Reason]:
    amount = step.given("amount_fen")
    if amount is not None and int(amount) <= 0:
        yield Reason("given_amount_fen", "缴款金额应当大于零。", _PAY)


def paid_in_full(facts: Facts, step: Step) -> Iterable[Reason]:
    missing = owed_fen(facts) - facts.paid_fen
    if missing > 0:
        yield Reason("not_paid", f"还有{display(missing)}没有缴清。", _PAY)


def surcharge_settled(facts: Facts, step: Step) -> Iterable[Reason]:
    """A late payer may be charged 3 % a day; whether it is, is written down (行政处罚法 72)."""
    clock = facts.clock("ENF-01")
    if clock is None or facts.proceeding.state != State.OVERDUE or step.given("surcharge_note"):
        return
    decision = facts.value(FactKey.DECISION) or {}
    found = surcharge(
        step.book, fine_fen=int(decision.get("fine_fen") or 0), due_on=clock.due_on, paid_on=step.today
    )
    yield Reason(
        "given_surcharge_note",
        f"逾期{found.days}日，可以加处罚款{display(found.amount_fen)}。请写明是否加处及理由。",
        found.basis,
    )


TABLE = Table(
    Procedure.ENFORCEMENT,
    (
        Transition(
            Action.RECORD_PAYMENT,
            {State.DUE, State.OVERDUE},
            None,
            may=case_officer,
            guards=(
                given("amount_fen", "缴款金额", _PAY),
                given("paid_on", "缴款日期", _PAY),
                payment_positive,
            ),
            basis=_PAY,
            hint="按银行回单登记。",
        ),
        Transition(
            Action.CONFIRM_PAID,
            {State.DUE, State.OVERDUE},
            State.PAID_IN_FULL,
            may=case_officer,
            guards=(paid_in_full, surcharge_settled),
            stops=("ENF-01",),
            tells=(Tell(None),),
            basis="《市场监督管理行政处罚程序规定》第七十二条、第七十七条",
        ),
        Transition(
            Action.MARK_OVERDUE,
            {State.DUE},
            State.OVERDUE,
            may=system,
            guards=(over("ENF-01"),),
            basis="《中华人民共和国行政处罚法》第七十二条第一款第一项",
        ),
    ),
)
