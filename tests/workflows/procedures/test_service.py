"""Guards of service, each open and closed."""

from datetime import date

import pytest

from tests.workflows.known import ELSEWHERE, LEAD, TODAY, asked, facts, paper, person, proceeding, step
from workflows import engine
from workflows.engine import SYSTEM, Tell
from workflows.procedures import PROCEDURES, service
from workflows.vocabulary import Action, FactKey, Procedure, Role, State

PROOF = {"way": "direct", "receiver": "陈示例", "place": "店内"}
OFFICER = person(LEAD, Role.CASE_OFFICER)


def at(state: State = State.PREPARED, *, rendered: bool = True):
    values = {FactKey.RENDERED: {"sha256": "a" * 64, "pages": 3}} if rendered else {}
    here = proceeding(Procedure.SERVICE, state, document_id=1)
    issued = paper("penalty_notice", on=date(2026, 9, 18))
    return facts(Procedure.SERVICE, state, values=values, documents=(issued,), proceeding=here)


def delivering(known=None, actor=OFFICER, served_on: str = "2026-09-21", **proof) -> list[str]:
    attempt = step(Action.DELIVER, actor, served_on=served_on, service_proof={**PROOF, **proof})
    try:
        engine.plan(PROCEDURES, known or at(), attempt)
    except engine.Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


def test_a_rendered_paper_is_served_and_the_parent_is_told() -> None:
    attempt = step(Action.DELIVER, OFFICER, served_on="2026-09-21", service_proof=PROOF)
    plan = engine.plan(PROCEDURES, at(), attempt)
    assert plan.to_state == State.SERVED
    assert plan.tells == (Tell(None),)
    assert plan.row.private


def test_a_paper_without_bytes_is_not_served() -> None:
    assert delivering(at(rendered=False)) == ["not_rendered"]


@pytest.mark.parametrize(
    ("served_on", "codes"),
    [
        ("2026-09-17", ["served_before_issue"]),
        ("2026-09-18", []),
        (TODAY.isoformat(), []),
        ("2026-09-22", ["served_in_future"]),
        ("", ["given_served_on"]),
    ],
)
def test_the_day_of_service_lies_between_issue_and_today(served_on: str, codes: list[str]) -> None:
    assert delivering(served_on=served_on) == codes


@pytest.mark.parametrize(
    ("proof", "codes"),
    [
        ({"way": ""}, ["given_way"]),
        ({"receiver": ""}, ["given_receiver"]),
        ({"way": "left"}, ["given_witness"]),
        ({"way": "left", "witness": "居委会王某"}, []),
        ({"way": "post"}, ["given_proof"]),
        ({"way": "post", "proof": "EMS 1234"}, []),
        ({"way": "electronic"}, []),
    ],
)
def test_each_way_of_service_has_its_proof(proof: dict, codes: list[str]) -> None:
    assert delivering(**proof) == codes


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert delivering(at(rendered=False), served_on="2026-09-22", receiver="") == [
        "not_rendered",
        "served_in_future",
        "given_receiver",
    ]


@pytest.mark.parametrize(
    "actor", [person(9, Role.CASE_OFFICER), person(LEAD, Role.CASE_OFFICER, bureau=ELSEWHERE)]
)
def test_only_the_officers_of_the_case_serve(actor) -> None:
    assert delivering(actor=actor) == ["not_yours"]


def test_an_attempt_is_written_down_and_tried_again() -> None:
    attempt = step(
        Action.ATTEMPT, OFFICER, service_attempt={"on": "2026-09-21", "way": "direct", "reason": "关门"}
    )
    assert engine.plan(PROCEDURES, at(), attempt).to_state == State.ATTEMPTED
    assert delivering(at(State.ATTEMPTED)) == []


def test_what_was_served_stays_served() -> None:
    assert delivering(at(State.SERVED)) == ["not_in_table"]


def test_only_the_system_says_that_a_paper_is_rendered() -> None:
    attempt = step(Action.PAPER_RENDERED, OFFICER, rendered={"sha256": "b" * 64, "pages": 1})
    with pytest.raises(engine.Refused, match="不由您办理"):
        engine.plan(PROCEDURES, at(), attempt)
    made = engine.plan(PROCEDURES, at(), step(Action.PAPER_RENDERED, SYSTEM, rendered={"sha256": "b" * 64}))
    assert not made.moved


def test_a_paper_that_is_not_of_the_case_has_no_day_of_issue() -> None:
    assert asked(service.service_day, facts(), step(served_on="2026-09-17")) == {}
