"""Guards of mediation, each open and closed; everything recorded in it is private."""

import pytest

from tests.workflows.known import LEAD, OFFICERS, TODAY, asked, event, facts, party, person, step
from workflows import engine
from workflows.engine import OfficerView
from workflows.procedures import PROCEDURES, mediation
from workflows.vocabulary import Action, FactKey, PartyRole, Procedure, Role, State

MEDIATOR = OfficerView(7, "吴调解", "mediator", "")
MEDIATING = person(7, Role.MEDIATOR)
TABLE = PROCEDURES[Procedure.MEDIATION]
AGREED = {
    "amount_fen": 1_200_000,
    "performances": [
        {"on": "2026-10-10", "amount_fen": 600_000, "how": "转账"},
        {"on": "2026-12-10", "amount_fen": 600_000, "how": "转账"},
    ],
}
END = {"mediation_end": {"reason": "refused", "detail": "不同意"}}


def at(state: State, **changes):
    return facts(Procedure.MEDIATION, state, officers=(*OFFICERS, MEDIATOR), **changes)


def codes(known, attempt) -> list[str]:
    with pytest.raises(engine.Refused) as caught:
        engine.plan(PROCEDURES, known, attempt)
    return [reason.code for reason in caught.value.reasons]


@pytest.mark.parametrize("row", [row for row in TABLE.rows if row.records], ids=lambda row: row.action)
def test_whatever_is_said_in_a_mediation_stays_there(row: engine.Transition) -> None:
    assert row.private


def test_no_statutory_term_runs_for_a_rights_holder() -> None:
    assert all(not row.starts for row in TABLE.rows)


def test_the_investigator_may_do_nothing_in_it() -> None:
    officer = person(LEAD, Role.CASE_OFFICER, Role.MEDIATOR)
    for state in TABLE.states():
        assert engine.offers(PROCEDURES, at(state), step(actor=officer)) == ()


def test_both_must_want_it() -> None:
    consent = {"mediation_consent": {"by": "陈示例", "way": "书面"}}
    plan = engine.plan(PROCEDURES, at(State.MEDIATION_REQUESTED), step(Action.CONSENT, party(2), **consent))
    assert plan.to_state == State.MEDIATION_OPEN
    assert codes(at(State.MEDIATION_REQUESTED), step(Action.CONSENT, party(1), **consent)) == ["not_yours"]
    plan = engine.plan(
        PROCEDURES, at(State.MEDIATION_REQUESTED), step(Action.REFUSE_MEDIATION, party(2), **END)
    )
    assert plan.to_state == State.MEDIATION_TERMINATED


@pytest.mark.parametrize(
    ("at_", "past"), [("2026-09-20T09:00", True), ("2026-09-21T09:00", False), ("", False)]
)
def test_a_session_lies_ahead(at_: str, past: bool) -> None:
    found = asked(mediation.session_ahead, at(State.MEDIATION_OPEN), step(session={"at": at_}))
    assert bool(found) is past


def test_an_agreement_follows_a_session() -> None:
    found = asked(mediation.session_held, at(State.MEDIATION_SCHEDULED), step())
    assert "第十八条" in found["no_session"].basis
    held = at(State.MEDIATION_SCHEDULED, events=(event(Action.HOLD_SESSION),))
    assert asked(mediation.session_held, held, step()) == {}


def complete(**changes) -> list[str]:
    attempt = step(agreement={**AGREED, **changes})
    return [r.text for r in mediation.agreement_complete(at(State.MEDIATION_SCHEDULED), attempt)]


def test_an_agreement_says_how_much_and_by_when() -> None:
    assert complete() == []
    assert complete(performances=[]) == ["没有写明履行的日期和金额。"]


def test_the_parts_of_an_agreement_add_up() -> None:
    assert complete(amount_fen=1_200_001) == ["各期金额之和与协议总额不一致。"]


@pytest.mark.parametrize(("on", "past"), [(TODAY.isoformat(), False), ("2026-09-20", True)])
def test_performance_lies_ahead(on: str, past: bool) -> None:
    found = complete(amount_fen=100, performances=[{"on": on, "amount_fen": 100}])
    assert found == (["履行日期不能早于今天。"] if past else [])


def test_an_agreement_stands_when_both_have_signed() -> None:
    one = {PartyRole.COMPLAINANT: {"name": "林示例"}}
    both = {**one, PartyRole.RESPONDENT: {"name": "陈示例"}}
    for signed, missing in (({}, 2), (one, 1), (both, 0)):
        known = at(State.AGREEMENT_DRAFTED, values={FactKey.SIGNATURES: signed})
        assert len(list(mediation.both_signed(known, step()))) == missing
        if missing == 0:
            plan = engine.plan(PROCEDURES, known, step(Action.CONCLUDE_AGREEMENT, MEDIATING))
            assert plan.to_state == State.MEDIATION_AGREED


def test_nobody_signs_twice() -> None:
    known = at(State.AGREEMENT_DRAFTED, values={FactKey.SIGNATURES: {"complainant": {"name": "林示例"}}})
    assert set(asked(mediation.not_signed_yet, known, step(actor=party(1)))) == {"signed_already"}
    assert asked(mediation.not_signed_yet, known, step(actor=party(2))) == {}


def test_a_mediator_does_not_sign_for_a_side() -> None:
    attempt = step(Action.SIGN_AGREEMENT, MEDIATING, signatures={"complainant": {"name": "林示例"}})
    assert codes(at(State.AGREEMENT_DRAFTED), attempt) == ["not_yours"]


@pytest.mark.parametrize(
    "state", [s for s in TABLE.states() if s not in TABLE.terminal()], ids=lambda state: str(state)
)
def test_it_may_end_at_any_time_with_a_reason(state: State) -> None:
    assert engine.plan(PROCEDURES, at(state), step(Action.TERMINATE_MEDIATION, MEDIATING, **END)).moved
    assert codes(at(state), step(Action.TERMINATE_MEDIATION, MEDIATING)) == ["given_mediation_end"]


def test_it_tells_nothing_to_the_penalty() -> None:
    assert all(not row.tells and not row.opens for row in TABLE.rows)
