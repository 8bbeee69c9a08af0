"""What each side sees: its own steps, the same dates, its own papers, never the other's secrets."""

import pytest

from tests.workflows.known import TODAY
from workflows.procedures import PROCEDURES
from workflows.rules import book
from workflows.visibility import AFTER_SERVICE, CLOCKS, SHARED_PAPERS, STEPS, now_and_next
from workflows.vocabulary import Action, DocumentKind, PartyRole, Procedure, State

SIDES = (PartyRole.COMPLAINANT, PartyRole.RESPONDENT)
INTERNAL = (
    Action.SUBMIT_CASE_REVIEW,
    Action.SUBMIT_LEGAL_REVIEW,
    Action.RETURN_FILE,
    Action.AGREE_REVIEW,
    Action.APPROVE_NOTICE,
    Action.DISCUSS_COLLECTIVELY,
    Action.PROPOSE_MEASURE,
    Action.APPROVE_MEASURE,
    Action.REFUSE_MEASURE,
    Action.PREPARE_PUBLIC_COPY,
)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("action", INTERNAL)
def test_what_is_said_inside_the_bureau_stays_there(side: PartyRole, action: Action) -> None:
    assert action not in STEPS[side]


def test_the_respondent_learns_nothing_of_the_complaint() -> None:
    complaint = {Action.SUBMIT, Action.REQUEST_SUPPLEMENT, Action.SUPPLY, Action.NOTIFY_COMPLAINANT}
    assert not complaint & set(STEPS[PartyRole.RESPONDENT])
    assert complaint <= set(STEPS[PartyRole.COMPLAINANT])
    words = "".join(STEPS[PartyRole.RESPONDENT].values())
    assert "投诉人" not in words


def test_what_the_respondent_said_in_defence_is_not_shown_to_the_complainant() -> None:
    own = {Action.STATE_DEFENCE, Action.ANSWER_DEFENCE, Action.RECORD_INQUIRY, Action.RECORD_PAYMENT}
    assert own <= set(STEPS[PartyRole.RESPONDENT])
    assert not own & set(STEPS[PartyRole.COMPLAINANT])


def test_shared_steps_read_the_same_on_both_sides() -> None:
    shared = set(STEPS[PartyRole.COMPLAINANT]) & set(STEPS[PartyRole.RESPONDENT])
    assert Action.DECIDE_PENALTY in shared
    for action in shared:
        assert STEPS[PartyRole.COMPLAINANT][action] == STEPS[PartyRole.RESPONDENT][action]


@pytest.mark.parametrize("side", SIDES)
def test_every_step_that_is_shown_is_a_step_of_the_tables(side: PartyRole) -> None:
    rows = {row.action for table in PROCEDURES.values() for row in table.rows}
    assert set(STEPS[side]) <= rows


@pytest.mark.parametrize("side", SIDES)
def test_every_clock_that_is_shown_is_a_rule(side: PartyRole) -> None:
    rules = book.load()
    for rule_id in CLOCKS[side]:
        assert rules.deadline(rule_id, TODAY).basis


def test_both_sides_see_when_the_case_must_be_decided() -> None:
    assert all({"GEN-07", "DIS-01"} <= CLOCKS[side] for side in SIDES)
    assert "INT-03" not in CLOCKS[PartyRole.RESPONDENT]
    assert "GEN-06" not in CLOCKS[PartyRole.COMPLAINANT]


def test_only_papers_of_a_mediation_are_shared() -> None:
    made = {paper for row in PROCEDURES[Procedure.MEDIATION].rows for paper in row.papers}
    assert made == SHARED_PAPERS


def test_a_penalty_shows_after_it_was_served() -> None:
    assert {DocumentKind.PENALTY_NOTICE, DocumentKind.PENALTY_DECISION} == AFTER_SERVICE


@pytest.mark.parametrize("procedure", [Procedure.PENALTY])
def test_every_state_of_a_penalty_is_told_in_plain_words(procedure: Procedure) -> None:
    for state in PROCEDURES[procedure].states():
        now, then = now_and_next(procedure, state)
        assert now
        assert then.endswith("。")


def test_a_state_without_words_shows_its_own() -> None:
    assert now_and_next(Procedure.SERVICE, State.PREPARED) == ("待送达", "")
