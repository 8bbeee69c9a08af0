"""Every planted defect is found, and nothing else; a stop keeps the paper back, a warning does not."""

import pytest

from tests.workflows.lint.clean import made
from tests.workflows.lint.planted import GROUND, PEOPLE
from tests.workflows.lint.planted_course import COURSE, PAIRS
from tests.workflows.lint.planted_text import TOLD_TO_PARTY, WORDING
from workflows.lint import FAULT, PAPER, lint, lint_clean, standing
from workflows.vocabulary import Action

ALL = {**PEOPLE, **GROUND, **COURSE, **TOLD_TO_PARTY, **WORDING, **PAIRS}
WARNINGS = {"party_code_missing", "party_head", "gains_left", "personal_data_doubt"}


def test_there_are_a_hundred() -> None:
    assert len(ALL) >= 100
    assert len(ALL) == sum(map(len, (PEOPLE, GROUND, COURSE, TOLD_TO_PARTY, WORDING, PAIRS)))


@pytest.mark.parametrize("name", ALL)
def test_the_planted_defect_is_found_and_nothing_else(name: str) -> None:
    expected, draft = ALL[name]
    assert draft.codes() == expected


@pytest.mark.parametrize("name", ALL)
def test_a_finding_says_where_and_by_which_article(name: str) -> None:
    for one in ALL[name][1].found():
        assert one.text.endswith(("。", "？")), one
        assert one.basis.strip(), one
        assert one.where, one


@pytest.mark.parametrize("name", ALL)
def test_the_guard_refuses_for_every_stop_and_for_no_warning(name: str) -> None:
    draft = ALL[name][1]
    brought = draft.data(**{PAPER: draft.paper})
    refused = {reason.code for reason in lint_clean(brought.facts, brought.step)}
    assert refused == {one.code for one in draft.found() if one.severity == "stop"}


@pytest.mark.parametrize("name", ALL)
def test_the_list_beside_the_draft_shows_the_same(name: str) -> None:
    draft = ALL[name][1]
    lines = standing(draft.facts, draft.step, draft.paper)
    shown = {one.code for line in lines for one in line.findings}
    assert shown == draft.codes()
    bad = [line.state for line in lines if line.findings]
    assert bad
    assert "met" not in bad


def test_warnings_are_these() -> None:
    found = [one for _, draft in ALL.values() for one in draft.found()]
    warned = {one.code for one in found if one.severity == "warn"}
    assert warned == WARNINGS | {"over_time"}
    late = [one.severity for one in ALL["over time"][1].found()]
    assert late == ["stop"]


def test_a_paper_that_cannot_be_written_is_a_stop() -> None:
    draft = made()
    found = lint(draft.facts, draft.step, {FAULT: "没有341802的复议机关和法院"})
    assert [one.code for one in found] == ["paper_unwritten"]
    assert found[0].text == "文书不能制作：没有341802的复议机关和法院。"
    assert standing(draft.facts, draft.step, {FAULT: "没有"})[0].state == "not_met"


def test_other_steps_are_not_judged() -> None:
    draft = made(Action.CLEAR_NOTICE, day=made().step.today)
    assert draft.found() == ()
