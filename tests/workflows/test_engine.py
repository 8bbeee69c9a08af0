"""Judging one step: one row, one permission, every guard, all reasons at once."""

from dataclasses import replace

import pytest

from tests.workflows.known import LEAD, LEADER, PARTIES, facts, party, person, proceeding, running, step
from tests.workflows.known import TODAY as DAY
from workflows import engine
from workflows.engine import (
    NOBODY,
    SYSTEM,
    Offer,
    Open,
    Permission,
    Plan,
    Reason,
    Refused,
    Start,
    Table,
    Tell,
    Transition,
)
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Action, FactKey, Procedure, Role, State

ANYBODY = Permission("任何人", lambda actor, facts: True)
OFFICER = person(LEAD, Role.CASE_OFFICER)


def says(code: str):
    def guard(facts, step):
        yield Reason(code, f"理由{code}。", "《法》第一条")

    return guard


def table(*rows: Transition) -> dict[Procedure, Table]:
    return {Procedure.PENALTY: Table(Procedure.PENALTY, rows)}


def row(**changes) -> Transition:
    kept = {"may": ANYBODY, "basis": "《法》第二条"} | changes
    return Transition(Action.CLOSE, {State.INVESTIGATING}, State.CLOSED, **kept)


def refused(tables, known, attempt) -> list[str]:
    with pytest.raises(Refused) as caught:
        engine.plan(tables, known, attempt)
    return [reason.code for reason in caught.value.reasons]


def test_a_row_nobody_was_named_for_is_closed_to_everybody() -> None:
    plain = Transition(Action.CLOSE, {State.INVESTIGATING}, State.CLOSED)
    assert plain.may is NOBODY
    for actor in (OFFICER, SYSTEM, person(LEADER, *Role)):
        assert refused(table(plain), facts(), step(Action.CLOSE, actor)) == ["not_yours"]


def test_whoever_may_not_is_not_told_the_other_reasons() -> None:
    assert refused(table(row(may=NOBODY, guards=(says("a"),))), facts(), step(Action.CLOSE)) == ["not_yours"]


def test_all_reasons_come_at_once_in_the_order_of_the_row() -> None:
    closed = row(guards=(says("a"), lambda facts, step: (), says("b"), says("c")))
    assert refused(table(closed), facts(), step(Action.CLOSE)) == ["a", "b", "c"]


def test_a_refusal_reads_as_one_sentence() -> None:
    error = Refused([Reason("a", "没有证据。"), Reason("b", "没有笔录。")])
    assert str(error) == "没有证据。；没有笔录。"


def test_an_action_the_state_does_not_know_is_named() -> None:
    with pytest.raises(Refused, match="当前为“调查取证”，不能办理“批准结案”。") as caught:
        engine.plan(table(), facts(), step(Action.CLOSE))
    assert [reason.code for reason in caught.value.reasons] == ["not_in_table"]


def test_an_announced_action_also_says_what_is_missing() -> None:
    ahead = replace(row(guards=(says("a"),)), sources={State.EXECUTED}, shown_from={State.INVESTIGATING})
    assert refused(table(ahead), facts(), step(Action.CLOSE)) == ["a", "not_in_table"]
    assert refused(table(replace(ahead, may=NOBODY)), facts(), step(Action.CLOSE)) == ["not_in_table"]


def test_a_plan_says_what_shall_be_written() -> None:
    full = row(
        records=(FactKey.CLOSING, FactKey.ARCHIVING),
        starts=(Start("GEN-09"), Start("GEN-05", when=lambda facts, step: False)),
        opens=(
            Open(Procedure.HEARING, State.HEARING_REQUESTED),
            Open(Procedure.SERVICE, State.PREPARED, when=lambda facts, step: False),
        ),
        tells=(Tell(None), Tell(Procedure.MEASURES, Action.LIFT, when=lambda facts, step: False)),
    )
    attempt = step(Action.CLOSE, closing={"reason": "执行完毕"}, other="x")
    plan = engine.plan(table(full), facts(), attempt)
    assert (plan.from_state, plan.to_state, plan.moved) == (State.INVESTIGATING, State.CLOSED, True)
    assert plan.records == {FactKey.CLOSING: {"reason": "执行完毕"}}
    assert [s.rule_id for s in plan.starts] == ["GEN-09"]
    assert [o.procedure for o in plan.opens] == [Procedure.HEARING]
    assert plan.tells == (Tell(None),)


def test_a_row_without_target_leaves_the_state() -> None:
    plan: Plan = engine.plan(table(replace(row(), to=None)), facts(), step(Action.CLOSE))
    assert plan.to_state == State.INVESTIGATING
    assert not plan.moved


def test_offers_are_the_buttons_of_the_table_open_ones_first() -> None:
    rows = (
        row(guards=(says("a"),)),
        Transition(Action.ARCHIVE, {State.INVESTIGATING}, State.ARCHIVED, may=ANYBODY, hint="说明"),
        Transition(Action.ENFORCED, {State.INVESTIGATING}, None),
        Transition(Action.LIFT, {State.CLOSED}, None, may=ANYBODY),
    )
    found: tuple[Offer, ...] = engine.offers(table(*rows), facts(), step(Action.CLOSE))
    assert [(offer.action, offer.open) for offer in found] == [(Action.ARCHIVE, True), (Action.CLOSE, False)]
    assert found[0].hint == "说明"
    assert [reason.code for reason in found[1].reasons] == ["a"]
    assert found[1].basis == "《法》第二条"


def test_what_the_form_will_bring_does_not_close_a_button() -> None:
    found = engine.offers(table(row(guards=(says("given_closing"),))), facts(), step(Action.CLOSE))
    assert [offer.open for offer in found] == [True]


def test_what_was_typed_elsewhere_does_not_open_a_button() -> None:
    def needs(facts, step):
        return () if step.given("x") else (Reason("no_x", "没有。"),)

    found = engine.offers(table(row(guards=(needs,))), facts(), step(Action.CLOSE, x=1))
    assert [offer.open for offer in found] == [False]


def test_an_announced_button_stays_closed() -> None:
    ahead = replace(row(), sources={State.EXECUTED}, shown_from={State.INVESTIGATING})
    found = engine.offers(table(ahead), facts(), step(Action.CLOSE))
    assert [(offer.open, offer.reasons[0].code) for offer in found] == [(False, "not_in_table")]


def test_the_decision_is_announced_while_the_window_runs() -> None:
    known = facts(
        state=State.NOTICE_SERVED,
        deadlines=(running("GEN-06", DAY, DAY.replace(day=28)),),
        values={FactKey.NOTICE: {"hearing": {"right": True}}},
    )
    found = engine.offers(PROCEDURES, known, step(Action.CLOSE, person(LEADER, Role.LEADER)))
    decide = next(offer for offer in found if offer.action == Action.DECIDE_PENALTY)
    assert not decide.open
    assert {"window_open", "hearing_window_open"} <= {reason.code for reason in decide.reasons}
    assert any("2026年9月28日" in reason.text for reason in decide.reasons)


def test_the_system_has_no_button_of_a_person() -> None:
    for procedure, found in PROCEDURES.items():
        for state in found.states():
            known = facts(procedure, state)
            offered = {offer.action for offer in engine.offers(PROCEDURES, known, step(Action.CLOSE, SYSTEM))}
            assert offered <= {r.action for r in found.rows if "系统" in r.may.name}


def test_a_stranger_has_no_button_anywhere() -> None:
    stranger = person(99, *set(Role) - {Role.SYSTEM}, bureau="341823")
    for procedure, found in PROCEDURES.items():
        for state in found.states():
            assert engine.offers(PROCEDURES, facts(procedure, state), step(Action.CLOSE, stranger)) == ()


def test_permissions_are_joined_in_words() -> None:
    no = Permission("甲", lambda actor, facts: False)
    yes = Permission("乙", lambda actor, facts: True)
    assert [((no | yes)(OFFICER, facts())), (no & yes)(OFFICER, facts()), (~no)(OFFICER, facts())] == [
        True,
        False,
        True,
    ]
    assert ((no | yes).name, (no & yes).name, (~no).name) == ("(甲或乙)", "(甲且乙)", "非甲")


def test_facts_answer_about_themselves() -> None:
    hearing = proceeding(Procedure.HEARING, State.HEARING_REQUESTED, 2)
    newest = replace(running("GEN-05", DAY, DAY), id=2)
    known = facts(beside=(hearing,), deadlines=(running("GEN-05", DAY, DAY), newest))
    assert known.respondent() == PARTIES[1]
    assert known.first(Procedure.HEARING) == hearing
    assert known.first(Procedure.SERVICE) is None
    assert known.clock("GEN-05") == newest
    assert known.clock("GEN-06") is None
    assert known.value(FactKey.PLACE, "无") == "无"
    assert party(2).has(Role.RESPONDENT)
    assert not party(2).has(Role.LEADER)


def test_a_table_knows_its_states_and_its_ends() -> None:
    known = table(row(), replace(row(), action=Action.LIFT, to=None))[Procedure.PENALTY]
    assert known.states() == (State.INVESTIGATING, State.CLOSED)
    assert known.terminal() == {State.CLOSED}
    assert known.find(State.CLOSED, Action.CLOSE) is None
    assert known.ahead(State.INVESTIGATING, Action.CLOSE) is None
