"""Guards of seizure, each open and closed."""

from datetime import date

import pytest

from tests.workflows.known import LEAD, LEADER, OFFICERS, asked, facts, person, running, step
from workflows import engine
from workflows.engine import SYSTEM
from workflows.procedures import PROCEDURES, measures
from workflows.vocabulary import Action, FactKey, Procedure, Role, State

ITEMS = [{"name": "白酒", "quantity": "6"}]
TOLD = ["certificate", "reasons", "heard"]
START, DUE, AFTER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 2)
LEADING = person(LEADER, Role.LEADER)
HANDLING = {"measure_handling": {"reason": "情况复杂"}}


def at(state: State, **changes):
    values = {FactKey.SEIZED_ITEMS: ITEMS, FactKey.VIOLATION: "TM57-3"} | changes.pop("values", {})
    return facts(Procedure.MEASURES, state, values=values, **changes)


def held(state: State = State.IN_FORCE, **clock):
    return at(state, deadlines=(running("COE-01", START, DUE, **clock),))


def codes(known, attempt) -> list[str]:
    with pytest.raises(engine.Refused) as caught:
        engine.plan(PROCEDURES, known, attempt)
    return [reason.code for reason in caught.value.reasons]


@pytest.mark.parametrize("items", [None, [], [{"name": "", "quantity": "6"}], [*ITEMS, {"name": "酒"}]])
def test_a_list_names_goods_and_quantity(items: object) -> None:
    found = asked(
        measures.items_listed, at(State.MEASURE_PROPOSED, values={FactKey.SEIZED_ITEMS: items}), step()
    )
    assert "第二十四条" in found["no_items"].basis


def test_a_list_with_names_and_quantities_is_enough() -> None:
    assert asked(measures.items_listed, at(State.MEASURE_PROPOSED), step()) == {}


@pytest.mark.parametrize("absent", TOLD)
def test_each_thing_is_told_on_the_spot(absent: str) -> None:
    found = asked(
        measures.told_on_the_spot, at(State.MEASURE_APPROVED), step(told=[t for t in TOLD if t != absent])
    )
    assert set(found) == {f"given_{absent}"}
    assert "第十八条" in found[f"given_{absent}"].basis


def test_with_everything_told_goods_may_be_seized() -> None:
    attempt = step(Action.SEIZE, person(LEAD, Role.CASE_OFFICER), told=TOLD)
    plan = engine.plan(PROCEDURES, at(State.MEASURE_APPROVED), attempt)
    assert plan.to_state == State.IN_FORCE
    assert [s.rule_id for s in plan.starts] == ["COE-01"]


def test_patent_infringement_gives_no_power_to_seize() -> None:
    known = at(State.MEASURE_PROPOSED, values={FactKey.VIOLATION: "PT-INF"})
    found = asked(measures.seizure_power, known, step())
    assert "第六十九条" in found["no_power"].basis
    assert asked(measures.seizure_power, at(State.MEASURE_PROPOSED), step()) == {}
    unknown = at(State.MEASURE_PROPOSED, values={FactKey.VIOLATION: None})
    assert asked(measures.seizure_power, unknown, step()) == {}


def test_nothing_is_seized_before_it_is_approved() -> None:
    attempt = step(Action.SEIZE, person(LEAD, Role.CASE_OFFICER), told=TOLD)
    assert codes(at(State.MEASURE_PROPOSED), attempt) == ["not_in_table"]


def test_the_officer_who_proposes_does_not_approve() -> None:
    attempt = step(Action.APPROVE_MEASURE, person(LEAD, Role.LEADER))
    assert codes(at(State.MEASURE_PROPOSED), attempt) == ["reviewer_is_officer"]


def test_one_officer_does_not_seize() -> None:
    attempt = step(Action.SEIZE, person(LEAD, Role.CASE_OFFICER), told=TOLD)
    assert codes(at(State.MEASURE_APPROVED, officers=OFFICERS[:1]), attempt) == ["two_officers"]


def test_a_measure_is_extended_once_before_it_ends() -> None:
    attempt = step(Action.EXTEND_MEASURE, LEADING, DUE, extension_days=30, **HANDLING)
    assert engine.plan(PROCEDURES, held(), attempt).to_state == State.EXTENDED


def test_an_extended_measure_has_no_second_extension() -> None:
    attempt = step(Action.EXTEND_MEASURE, LEADING, DUE, extension_days=30, **HANDLING)
    assert codes(held(State.EXTENDED, extended=1), attempt) == ["not_in_table"]


def test_extension_after_expiry_is_refused() -> None:
    attempt = step(Action.EXTEND_MEASURE, LEADING, AFTER, extension_days=30, **HANDLING)
    assert codes(held(), attempt) == ["term_over"]


def test_more_than_thirty_days_are_refused_with_the_missing_reason() -> None:
    attempt = step(Action.EXTEND_MEASURE, LEADING, DUE, extension_days=31)
    assert codes(held(), attempt) == ["extension_too_long", "given_measure_handling"]


@pytest.mark.parametrize("state", [State.IN_FORCE, State.EXTENDED])
def test_the_clock_ends_a_measure_the_day_after(state: State) -> None:
    assert codes(held(state), step(Action.EXPIRE, SYSTEM, DUE)) == ["term_runs"]
    assert engine.plan(PROCEDURES, held(state), step(Action.EXPIRE, SYSTEM, AFTER)).to_state == State.EXPIRED


def test_only_the_decision_confiscates() -> None:
    assert codes(held(), step(Action.CONFISCATE, LEADING)) == ["not_yours"]
    assert engine.plan(PROCEDURES, held(), step(Action.CONFISCATE, SYSTEM)).to_state == State.CONFISCATED


@pytest.mark.parametrize("actor", [LEADING, person(LEAD, Role.CASE_OFFICER)])
def test_goods_are_given_back_with_a_reason(actor) -> None:
    assert engine.plan(PROCEDURES, held(State.EXPIRED), step(Action.LIFT, actor, AFTER, **HANDLING)).moved
    assert codes(held(State.EXPIRED), step(Action.LIFT, actor, AFTER)) == ["given_measure_handling"]
