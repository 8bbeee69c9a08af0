"""Guards of enforcement, each open and closed."""

from datetime import date

import pytest

from tests.workflows.known import LEAD, asked, facts, person, running, step
from workflows import engine
from workflows.engine import SYSTEM
from workflows.procedures import PROCEDURES, enforcement
from workflows.vocabulary import Action, FactKey, Procedure, Role, State

START, DUE, AFTER = date(2026, 9, 1), date(2026, 9, 16), date(2026, 9, 21)
OFFICER = person(LEAD, Role.CASE_OFFICER)
DECIDED = {"fine_fen": 1_738_800, "confiscated_gains_fen": 1_200}


def at(state: State = State.DUE, paid: int = 0, **decision):
    return facts(
        Procedure.ENFORCEMENT,
        state,
        values={FactKey.DECISION: {**DECIDED, **decision}},
        paid_fen=paid,
        deadlines=(running("ENF-01", START, DUE),),
    )


def codes(known, attempt) -> list[str]:
    try:
        engine.plan(PROCEDURES, known, attempt)
    except engine.Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


def test_fine_and_gains_are_owed() -> None:
    assert enforcement.owed_fen(at()) == 1_740_000
    assert enforcement.owed_fen(facts()) == 0


@pytest.mark.parametrize(
    ("paid", "full"), [(0, False), (1_739_999, False), (1_740_000, True), (1_740_001, True)]
)
def test_paid_in_full_is_to_the_fen(paid: int, full: bool) -> None:
    assert (asked(enforcement.paid_in_full, at(paid=paid), step()) == {}) is full


def test_what_is_missing_is_named() -> None:
    found = asked(enforcement.paid_in_full, at(paid=1_000_000), step())
    assert found["not_paid"].text == "还有¥7,400.00没有缴清。"
    assert "第六十七条" in found["not_paid"].basis


def test_in_time_no_surcharge_is_asked() -> None:
    assert codes(at(paid=1_740_000), step(Action.CONFIRM_PAID, OFFICER, DUE)) == []


def test_a_late_payer_may_be_charged_and_it_is_written_down() -> None:
    known = at(State.OVERDUE, paid=1_740_000)
    found = asked(enforcement.surcharge_settled, known, step(on=AFTER))
    assert found["given_surcharge_note"].text == ("逾期5日，可以加处罚款¥2,608.20。请写明是否加处及理由。")
    assert "第七十二条" in found["given_surcharge_note"].basis
    assert asked(enforcement.surcharge_settled, known, step(on=AFTER, surcharge_note="不加处。")) == {}


@pytest.mark.parametrize("amount", [0, -1])
def test_a_payment_is_more_than_nothing(amount: int) -> None:
    attempt = step(Action.RECORD_PAYMENT, OFFICER, amount_fen=amount, paid_on="2026-09-10")
    assert codes(at(), attempt) == ["given_amount_fen"]


def test_a_payment_names_amount_and_day() -> None:
    assert codes(at(), step(Action.RECORD_PAYMENT, OFFICER)) == ["given_amount_fen", "given_paid_on"]
    assert codes(at(), step(Action.RECORD_PAYMENT, OFFICER, amount_fen=1, paid_on="2026-09-10")) == []


def test_the_clock_marks_it_overdue_the_day_after() -> None:
    assert codes(at(), step(Action.MARK_OVERDUE, SYSTEM, DUE)) == ["term_runs"]
    assert codes(at(), step(Action.MARK_OVERDUE, SYSTEM, date(2026, 9, 17))) == []
    assert codes(at(), step(Action.MARK_OVERDUE, OFFICER, AFTER)) == ["not_yours"]
