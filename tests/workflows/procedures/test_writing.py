"""Writing a paper: who may write, who approves, which case it fits, and when it is served."""

from dataclasses import replace
from typing import Any

import pytest

from tests.workflows import known
from workflows.engine import Actor, Facts, Refused, plan
from workflows.procedures import PROCEDURES
from workflows.procedures.writing import against, complete, not_the_writer, writer_of
from workflows.vocabulary import Action, FactKey, PartyRole, Procedure, Role, State

CONTENT = {str(FactKey.PAPER_CONTENT): {}}
LEAD = known.person(known.LEAD, Role.CASE_OFFICER)
LEADER = known.person(known.LEADER, Role.LEADER)
HEAD = known.person(7, Role.UNIT_HEAD)
CLERK = known.person(known.CLERK, Role.INTAKE_CLERK)


def drafted(state: State = State.DRAFTED, *events: Any, **subject: Any) -> Facts:
    about = {"kind": "letter", "title": "某函", "part": "penalty", "sealed": True, **subject}
    here = replace(known.proceeding(Procedure.WRITING, state), subject=about)
    penalty = known.proceeding(Procedure.PENALTY, State.INVESTIGATING, 2)
    made = known.facts(Procedure.WRITING, state)
    return replace(made, proceeding=here, proceedings=(here, penalty), events=events)


def tried(facts: Facts, action: Action, actor: Actor, **data: Any) -> Any:
    return plan(PROCEDURES, facts, known.step(action, actor, **data))


def codes(facts: Facts, action: Action, actor: Actor, **data: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        tried(facts, action, actor, **data)
    return [reason.code for reason in caught.value.reasons]


def test_the_officer_of_the_case_begins_and_keeps_what_was_typed_to_this_paper() -> None:
    made = tried(drafted(State.BLANK), Action.WRITE_PAPER, LEAD, **CONTENT)
    assert made.to_state == State.DRAFTED
    assert made.row.private
    assert dict(made.records) == {FactKey.PAPER_CONTENT: {}}
    assert codes(drafted(State.BLANK), Action.WRITE_PAPER, LEAD) == ["given_content"]
    assert codes(drafted(State.BLANK), Action.WRITE_PAPER, LEADER, **CONTENT) == ["not_yours"]


@pytest.mark.parametrize(
    ("approver", "submit", "state", "by"),
    [
        ("unit_head", Action.SUBMIT_TO_HEAD, State.WITH_UNIT_HEAD, HEAD),
        ("leader", Action.SUBMIT_TO_LEADER, State.WITH_LEADER, LEADER),
        ("principal", Action.SUBMIT_TO_LEADER, State.WITH_LEADER, LEADER),
    ],
)
def test_a_kind_goes_to_the_one_who_approves_it(
    approver: str, submit: Action, state: State, by: Actor
) -> None:
    here = drafted(approver=approver)
    assert tried(here, submit, LEAD, missing=()).to_state == state
    assert codes(here, Action.ISSUE_PAPER, LEAD, missing=()) == ["not_yours"]
    other = ({Action.SUBMIT_TO_HEAD, Action.SUBMIT_TO_LEADER} - {submit}).pop()
    assert codes(here, other, LEAD, missing=()) == ["not_yours"]
    there = drafted(state, approver=approver)
    assert tried(there, Action.APPROVE_PAPER, by, missing=()).row.own_paper
    assert codes(there, Action.APPROVE_PAPER, LEAD, missing=()) == ["not_yours"]
    assert codes(there, Action.RETURN_DRAFT, by) == ["given_reason"]
    assert tried(there, Action.RETURN_DRAFT, by, reason="核对").to_state == State.DRAFTED
    assert codes(there, Action.REVISE_PAPER, LEAD, **CONTENT) == ["not_in_table"]


def test_a_kind_without_approval_is_issued_and_never_submitted() -> None:
    here = drafted(approver="")
    assert tried(here, Action.ISSUE_PAPER, LEAD, missing=()).to_state == State.ISSUED
    assert codes(here, Action.SUBMIT_TO_LEADER, LEAD, missing=()) == ["not_yours"]


def test_every_missing_part_is_named_at_once() -> None:
    said = known.asked(complete, drafted(), known.step(missing=("收件人",)))
    assert said["paper_incomplete"].text == "《某函》还缺少：收件人。"
    assert (
        codes(drafted(approver=""), Action.ISSUE_PAPER, LEAD, missing=("甲", "乙"))
        == ["paper_incomplete"] * 2
    )
    assert codes(drafted(approver=""), Action.ISSUE_PAPER, LEAD) == ["given_missing"]


@pytest.mark.parametrize("action", [Action.WRITE_PAPER, Action.REVISE_PAPER, Action.SUBMIT_TO_LEADER])
def test_whoever_had_a_hand_in_it_does_not_approve(action: Action) -> None:
    there = drafted(State.WITH_LEADER, known.event(action, LEADER.account_id), approver="leader")
    assert "approver_is_writer" in codes(there, Action.APPROVE_PAPER, LEADER, missing=())
    elsewhere = drafted(State.WITH_LEADER, known.event(action, LEADER.account_id, of=9), approver="leader")
    assert not known.asked(not_the_writer, elsewhere, known.step(actor=LEADER))


@pytest.mark.parametrize(
    ("part", "lacks"),
    [("penalty", False), ("any", False), ("inspection", False), ("rights_aid", False), ("intake", False)]
    + [(part, True) for part in ("mediation", "patent", "credit", "public")],
)
def test_a_kind_fits_the_case_or_says_why_not(part: str, lacks: bool) -> None:
    assert [reason.code for reason in against(part, drafted())] == ["not_of_this_case"] * lacks


def test_what_a_part_asks_for_opens_it() -> None:
    facts = drafted()
    assert not list(against("patent", replace(facts, rights=({"kind": "patent"},))))
    assert not list(against("patent", replace(facts, values={FactKey.VIOLATION: "PT-INF"})))
    assert not list(against("credit", replace(facts, decisions=1)))
    mediation = known.proceeding(Procedure.MEDIATION, State.MEDIATION_OPEN, 3)
    assert not list(against("mediation", replace(facts, proceedings=(*facts.proceedings, mediation))))
    assert list(against("penalty", replace(facts, proceedings=())))


@pytest.mark.parametrize(
    ("state", "open_to"),
    [
        (State.ARCHIVED, {"any", "credit", "public"}),
        (State.WITHDRAWN, {"any", "credit", "public", "intake"}),
        (State.NOT_FILED, {"any", "credit", "public", "intake", "patent", "rights_aid"}),
        (State.UNDER_CHECK, {"any", "credit", "public", "intake", "patent", "rights_aid"}),
    ],
)
def test_a_case_that_is_over_takes_only_what_goes_on(state: State, open_to: set[str]) -> None:
    procedure = Procedure.PENALTY if state == State.ARCHIVED else Procedure.INTAKE
    leading = known.proceeding(procedure, state, 2)
    facts = replace(drafted(), proceedings=(leading,), rights=({"kind": "patent"},), decisions=1)
    parts = {"any", "credit", "public", "intake", "patent", "rights_aid", "penalty", "mediation"}
    assert {part for part in parts if not list(against(part, facts))} == open_to


def test_who_writes_what() -> None:
    facts = drafted()
    mediator = known.person(8, Role.MEDIATOR)
    assert writer_of("penalty")(LEAD, facts)
    assert not writer_of("penalty")(CLERK, facts)
    assert writer_of("intake")(CLERK, facts)
    assert not writer_of("mediation")(LEAD, facts)
    assert not writer_of("mediation")(mediator, facts)
    before = replace(facts, officers=())
    assert writer_of("any")(CLERK, before)
    assert not writer_of("any")(LEADER, before)
    assert not writer_of("any")(replace(CLERK, bureau=known.ELSEWHERE), before)


@pytest.mark.parametrize(
    ("subject", "served"),
    [
        ({"recipient": "respondent"}, True),
        ({"recipient": "complainant"}, True),
        ({"recipient": "respondent", "sealed": False}, False),
        ({"recipient": "other"}, False),
        ({"recipient": ""}, False),
    ],
)
def test_a_sealed_paper_for_one_party_is_served(subject: dict[str, Any], served: bool) -> None:
    made = tried(drafted(approver="", **subject), Action.ISSUE_PAPER, LEAD, missing=())
    assert [child.procedure for child in made.opens] == [Procedure.SERVICE] * served
    nobody = replace(drafted(approver="", **subject), parties=())
    assert tried(nobody, Action.ISSUE_PAPER, LEAD, missing=()).opens == ()


def test_a_sealed_paper_for_both_sides_is_served_on_each_party() -> None:
    def opened(**subject: Any) -> list[tuple[PartyRole, ...]]:
        facts = drafted(approver="", recipient="parties", **subject)
        made = tried(facts, Action.ISSUE_PAPER, LEAD, missing=())
        assert {child.procedure for child in made.opens} <= {Procedure.SERVICE}
        return [child.each for child in made.opens]

    assert opened() == [(PartyRole.COMPLAINANT, PartyRole.RESPONDENT)]
    assert opened(sealed=False) == []
    mediated = replace(
        drafted(State.DRAFTED, approver="", recipient="parties", part="mediation"),
        officers=known.facts(Procedure.WRITING, State.DRAFTED).officers,
    )
    (served,) = PROCEDURES[Procedure.WRITING].find(State.DRAFTED, Action.ISSUE_PAPER).opens[1:]
    assert not served.when(mediated, known.step())
    assert not served.when(replace(drafted(recipient="parties"), officers=()), known.step())
    assert served.when(drafted(recipient="parties"), known.step())


def test_a_draft_can_be_thrown_away_until_it_is_issued() -> None:
    for state in (State.DRAFTED, State.WITH_UNIT_HEAD, State.WITH_LEADER):
        assert tried(drafted(state), Action.DISCARD_DRAFT, LEAD).to_state == State.DISCARDED
    for state in (State.ISSUED, State.DISCARDED):
        assert codes(drafted(state), Action.DISCARD_DRAFT, LEAD) == ["not_in_table"]
