"""Guards of disclosure, each open and closed."""

from datetime import date

import pytest

from tests.workflows.known import asked, facts, paper, person, proceeding, running, step
from workflows import engine
from workflows.engine import SYSTEM
from workflows.procedures import PROCEDURES, disclosure, penalty_decision
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure, Role, State

OFFICER = person(8, Role.DISCLOSURE_OFFICER)
CHECKED = ["state", "privacy"]
COPY = {"publication_id": "x", "sha256": "a" * 64, "findings": []}
BOTH = (
    paper(DocumentKind.PENALTY_INFO_SUMMARY, number=1),
    paper(DocumentKind.REDACTED_DECISION, number=2),
)
START, DUE, AFTER = date(2026, 6, 22), date(2026, 9, 22), date(2026, 9, 23)


def at(state: State = State.PENDING, *, penalty: State = State.SERVED, **changes):
    beside = (proceeding(Procedure.PENALTY, penalty, 2),)
    return facts(Procedure.DISCLOSURE, state, beside=beside, **changes)


def codes(known, attempt) -> list[str]:
    try:
        engine.plan(PROCEDURES, known, attempt)
    except engine.Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


def preparing(known=None, secrecy=CHECKED, copy=COPY) -> list[str]:
    return codes(known or at(), step(Action.PREPARE_PUBLIC_COPY, OFFICER, secrecy=secrecy, public_copy=copy))


def test_an_unserved_decision_is_neither_prepared_nor_published() -> None:
    assert preparing(at(penalty=State.DECIDED_PENALTY)) == ["not_served"]
    known = at(State.REDACTED, penalty=State.DECIDED_PENALTY, documents=BOTH)
    assert codes(known, step(Action.PUBLISH, OFFICER)) == ["not_served"]
    found = asked(disclosure.decision_served, known, step())
    assert "第七条" in found["not_served"].basis


def test_without_a_penalty_there_is_nothing_to_publish() -> None:
    assert set(asked(disclosure.decision_served, facts(Procedure.DISCLOSURE, State.PENDING), step())) == {
        "not_served"
    }


def test_a_checked_copy_is_prepared() -> None:
    assert preparing() == []


@pytest.mark.parametrize("absent", CHECKED)
def test_each_secrecy_question_is_answered(absent: str) -> None:
    assert preparing(secrecy=[c for c in CHECKED if c != absent]) == [f"given_{absent}"]


def test_a_finding_of_the_scan_refuses_the_copy() -> None:
    found = {**COPY, "findings": ["手机号码（facts）", "住址（facts）"]}
    assert preparing(copy=found) == ["personal_data", "personal_data"]
    known = at(State.REDACTED, documents=BOTH, values={FactKey.PUBLIC_COPY: found})
    assert codes(known, step(Action.PUBLISH, OFFICER)) == ["personal_data", "personal_data"]


def test_without_a_copy_nothing_is_prepared() -> None:
    assert preparing(copy=None) == ["given_public_copy"]


@pytest.mark.parametrize(
    ("papers", "refused"),
    [
        ((), True),
        (BOTH, False),
        (BOTH[:1], True),
        (BOTH[1:], True),
        ((BOTH[0], paper(DocumentKind.REDACTED_DECISION, rendered=False)), True),
        ((*BOTH, paper(DocumentKind.PENALTY_INFO_SUMMARY, rendered=False, number=3)), True),
    ],
)
def test_both_parts_of_the_copy_are_rendered_before_it_is_published(papers, refused: bool) -> None:
    found = codes(at(State.REDACTED, documents=papers), step(Action.PUBLISH, OFFICER))
    assert found == (["copy_not_rendered"] if refused else [])


@pytest.mark.parametrize(("fine_fen", "goods", "rule"), [(0, "白酒6瓶", "DIS-06"), (1_738_800, "", "DIS-06")])
def test_the_time_of_display_follows_the_penalty(fine_fen: int, goods: str, rule: str) -> None:
    decided = {"fine_fen": fine_fen, "confiscated_goods": goods, "decided_on": "2026-09-18"}
    known = at(State.REDACTED, documents=BOTH, values={FactKey.DECISION: decided})
    plan = engine.plan(PROCEDURES, known, step(Action.PUBLISH, OFFICER))
    assert [start.rule_id for start in plan.starts] == [rule]


def test_display_ends_the_day_after_its_last() -> None:
    known = at(State.PUBLISHED, deadlines=(running("DIS-05", START, DUE),))
    assert codes(known, step(Action.END_DISPLAY, SYSTEM, DUE)) == ["display_runs"]
    assert codes(known, step(Action.END_DISPLAY, SYSTEM, AFTER)) == []
    assert codes(known, step(Action.END_DISPLAY, OFFICER, AFTER)) == ["not_yours"]
    assert codes(at(State.PUBLISHED), step(Action.END_DISPLAY, SYSTEM, AFTER)) == ["no_clock"]


def test_a_publication_is_withdrawn_with_a_reason() -> None:
    known = at(State.PUBLISHED)
    assert codes(known, step(Action.WITHDRAW_PUBLICATION, OFFICER)) == ["given_withdrawal"]
    given = {"withdrawal": {"reason": "决定被撤销", "document": ""}}
    assert codes(known, step(Action.WITHDRAW_PUBLICATION, OFFICER, **given)) == []


@pytest.mark.parametrize(
    ("fine_fen", "goods", "published"), [(1, "", True), (0, "白酒", True), (0, "", False)]
)
def test_what_has_no_penalty_is_not_published(fine_fen: int, goods: str, published: bool) -> None:
    attempt = step(Action.DECIDE_PENALTY, fine_fen=fine_fen, confiscated_goods=goods)
    assert penalty_decision.publishable(facts(), attempt) is published
