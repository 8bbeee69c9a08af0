"""Guards of intake, each open and closed."""

from dataclasses import replace

import pytest

from tests.workflows.known import (
    ASSIST,
    ELSEWHERE,
    HERE,
    LEAD,
    LEADER,
    OFFICERS,
    PARTIES,
    asked,
    event,
    facts,
    party,
    person,
    proceeding,
    step,
)
from workflows import engine
from workflows.engine import OfficerView
from workflows.procedures import PROCEDURES, intake
from workflows.vocabulary import Action, FactKey, Procedure, Role, State

SUBMITTED = {
    FactKey.COMPLAINT_FACTS: "销售侵权白酒。",
    FactKey.PLACE_REGION: HERE,
    FactKey.CLAIMS: ["stop"],
    "declared": True,
}
NAMED = [
    {"account_id": LEAD, "name": "程砚", "certificate": "34021800001", "bureau": HERE},
    {"account_id": ASSIST, "name": "江岚", "certificate": "34021800002", "bureau": HERE},
]
ALL_FOUR = ["evidence", "punishable", "competent", "in_time"]


def at(state: State, **changes):
    return facts(Procedure.INTAKE, state, officers=changes.pop("officers", ()), **changes)


def test_a_whole_complaint_may_be_submitted() -> None:
    attempt = step(Action.SUBMIT, party(1), **SUBMITTED)
    plan = engine.plan(PROCEDURES, at(State.DRAFT), attempt)
    assert plan.to_state == State.RECEIVED
    assert [start.rule_id for start in plan.starts] == ["GEN-01"]


@pytest.mark.parametrize("absent", list(SUBMITTED))
def test_each_part_of_a_complaint_is_needed(absent: str) -> None:
    given = {key: value for key, value in SUBMITTED.items() if key != absent}
    assert set(asked(intake.complete_submission, at(State.DRAFT), step(**given))) == {f"given_{absent}"}


def test_a_complaint_names_right_and_respondent() -> None:
    known = at(State.DRAFT, rights=(), parties=PARTIES[:1])
    found = asked(intake.complete_submission, known, step(**SUBMITTED))
    assert set(found) == {"given_right", "given_respondent"}
    assert "商标法" in found["given_right"].basis


def test_only_the_complainant_submits() -> None:
    with pytest.raises(engine.Refused, match="不由您办理"):
        engine.plan(PROCEDURES, at(State.DRAFT), step(Action.SUBMIT, party(2), **SUBMITTED))


def test_all_four_conditions_of_filing_are_confirmed() -> None:
    assert asked(intake.filing_conditions, at(State.UNDER_CHECK), step(conditions=ALL_FOUR)) == {}


@pytest.mark.parametrize("absent", ALL_FOUR)
def test_each_condition_of_filing_is_needed(absent: str) -> None:
    given = [code for code in ALL_FOUR if code != absent]
    found = asked(intake.filing_conditions, at(State.UNDER_CHECK), step(conditions=given))
    assert set(found) == {f"given_{absent}"}
    assert "第十九条" in found[f"given_{absent}"].basis


def filing(named: list[dict], actor: int = LEADER, **known) -> dict:
    return asked(
        intake.two_named,
        at(State.UNDER_CHECK, **known),
        step(Action.FILE_CASE, person(actor, Role.LEADER), officers=named),
    )


def test_two_certified_officers_of_the_bureau_are_named() -> None:
    assert filing(NAMED) == {}


def test_one_officer_only_is_refused() -> None:
    found = filing(NAMED[:1])
    assert found["given_officers"].text == "应当指定两名以上办案人员。"
    assert "第四十二条" in found["given_officers"].basis


def test_the_same_officer_named_twice_is_one() -> None:
    assert set(filing([NAMED[0], NAMED[0]])) == {"given_officers"}


def test_an_officer_without_certificate_is_refused() -> None:
    assert filing([NAMED[0], {**NAMED[1], "certificate": ""}])["certificate"].text.startswith("江岚")


def test_an_officer_of_another_bureau_is_refused() -> None:
    assert set(filing([NAMED[0], {**NAMED[1], "bureau": ELSEWHERE}])) == {"other_bureau"}


def test_the_leader_who_files_is_no_officer_of_the_case() -> None:
    found = filing(NAMED, actor=LEAD)
    assert set(found) == {"leader_is_officer"}
    assert "第五十七条" in found["leader_is_officer"].basis


def test_the_mediator_of_the_case_does_not_investigate_it() -> None:
    mediator = OfficerView(LEAD, "程砚", "mediator", "")
    found = filing(NAMED, officers=(mediator,))
    assert found["officer_is_mediator"].text == "程砚是本案调解员，不能办理本案。"


def test_filing_opens_the_penalty_with_its_ninety_days() -> None:
    attempt = step(
        Action.FILE_CASE,
        person(LEADER, Role.LEADER),
        officers=NAMED,
        conditions=ALL_FOUR,
        check_findings="初步成立",
    )
    plan = engine.plan(PROCEDURES, at(State.UNDER_CHECK), attempt)
    assert [(o.procedure, o.first, o.starts[0].rule_id) for o in plan.opens] == [
        (Procedure.PENALTY, State.FILED, "GEN-07")
    ]
    assert [start.rule_id for start in plan.starts] == ["INT-03"]
    anonymous = replace(at(State.UNDER_CHECK), named_complainant=False)
    assert engine.plan(PROCEDURES, anonymous, attempt).starts == ()


def test_damages_are_mediated_at_a_partys_request_only() -> None:
    assert asked(intake.damages_asked, at(State.FILED, values={FactKey.CLAIMS: ["mediate"]}), step()) == {}
    found = asked(intake.damages_asked, at(State.FILED, values={FactKey.CLAIMS: ["stop"]}), step())
    assert "第六十条第三款" in found["not_asked"].basis


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        (State.MEDIATION_REQUESTED, {"mediation_open"}),
        (State.AGREEMENT_DRAFTED, {"mediation_open"}),
        (State.MEDIATION_AGREED, set()),
        (State.MEDIATION_TERMINATED, set()),
    ],
)
def test_one_mediation_at_a_time(state: State, codes: set[str]) -> None:
    known = at(State.FILED, beside=(proceeding(Procedure.MEDIATION, state, 2),))
    assert set(asked(intake.one_mediation, known, step())) == codes


def test_whoever_investigates_does_not_mediate() -> None:
    known = at(State.FILED, officers=OFFICERS)
    found = asked(intake.mediator_apart, known, step(actor=person(LEAD, Role.MEDIATOR)))
    assert set(found) == {"mediator_is_officer"}
    assert asked(intake.mediator_apart, known, step(actor=person(8, Role.MEDIATOR))) == {}


def test_a_named_complainant_is_told_once() -> None:
    assert asked(intake.complainant_named, at(State.FILED), step()) == {}
    told = at(State.FILED, events=(event(Action.NOTIFY_COMPLAINANT),))
    assert set(asked(intake.complainant_named, told, step())) == {"told_already"}


def test_an_anonymous_complainant_is_not_told() -> None:
    found = asked(intake.complainant_named, at(State.FILED, named_complainant=False), step())
    assert "第三十一条第二款" in found["anonymous"].basis


def test_a_complaint_is_routed_to_another_bureau_only() -> None:
    assert asked(intake.another_bureau, at(State.RECEIVED), step(bureau=ELSEWHERE)) == {}
    assert set(asked(intake.another_bureau, at(State.RECEIVED), step(bureau=HERE))) == {"same_bureau"}


@pytest.mark.parametrize("state", [State.FILED, State.NOT_FILED, State.UNDER_CHECK])
def test_a_complaint_under_way_is_no_longer_withdrawn(state: State) -> None:
    with pytest.raises(engine.Refused) as caught:
        engine.plan(PROCEDURES, at(state), step(Action.WITHDRAW, party(1)))
    assert [reason.code for reason in caught.value.reasons] == ["not_in_table"]
