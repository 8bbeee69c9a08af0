"""Papers that officers write: every planted defect is found and nothing else; clean ones are left alone."""

from dataclasses import replace
from datetime import date

import pytest

import documents
from tests.workflows import known
from tests.workflows.lint.clean import Draft
from tests.workflows.lint.planted_written import SPOT, WRITTEN
from tests.workflows.lint.written_clean import (
    BEFORE,
    COPY,
    LONGER,
    TOLD,
    adjudicated,
    after,
    earlier,
    rejected,
    repeated,
    spared,
    written,
)
from workflows.lint import FAULT, PAPER, checks_of, covers, lint, lint_clean, standing
from workflows.lint.kinds import kinds
from workflows.rules import book
from workflows.vocabulary import Action, FactKey, Procedure, State

DECIDE = Action.APPROVE_PAPER
WARNINGS = {
    *("service_unrecorded", "patent_end_unknown", "old_rules_cited", "recorder_in_panel", "late_but_owed"),
    *("paper_before_missing", "term_wrong", "range_unchecked", "patent_expired"),
}
RECUSED = {"avoidance_granted": True, "avoidance_person": {"name": "李执法"}, "replacement": "徐示例"}
REFUSED = {**RECUSED, "avoidance_granted": False}
NEWCOMER = [{"name": "吴示例"}, {"name": "王执法"}, {"name": "徐示例"}]
CLEAN: dict[str, Draft] = {
    "adjudication": adjudicated(),
    "adjudication, the respondent silent": after(adjudicated(), *BEFORE).says(
        defence=None, prior_art=None, other_defence="库存产品的处理见上。"
    ),
    "adjudication without oral hearing": after(adjudicated(), TOLD, COPY, *BEFORE[3:]).says(
        oral_session=None
    ),
    "adjudication, extended in time": after(adjudicated(), *BEFORE, LONGER).on(date(2026, 11, 16)),
    "adjudication, a member replaced": after(
        adjudicated(panel=NEWCOMER), *BEFORE, earlier("avoidance_decision", "2026-06-26", **RECUSED)
    ),
    "adjudication, recusal refused": after(
        adjudicated(), *BEFORE, earlier("avoidance_decision", "2026-06-26", **REFUSED)
    ),
    "adjudication, every claim granted": adjudicated(
        claims=["责令被请求人立即停止制造、销售、许诺销售侵犯涉案专利权的6CR-55型茶叶揉捻机"],
        rest_rejected=False,
    ),
    "on the last day of the term": adjudicated().on(date(2026, 10, 16)),
    "rejection": rejected(),
    "repeated infringement": repeated(),
    "no penalty": spared(),
    "decision on the spot": SPOT,
    "acceptance": written("patent_acceptance_notice"),
    "call for an answer": written("patent_response_notice"),
    "panel told": written("panel_notice"),
    "oral hearing called on the last day": written(
        "oral_hearing_notice", before=(TOLD,), day=date(2026, 7, 15)
    ),
    "extension": written("adjudication_extension_approval", before=BEFORE),
    "second extension": written(
        "adjudication_extension_approval",
        before=(*BEFORE, LONGER),
        day=date(2026, 11, 10),
        original_due_on="2026-11-16",
        new_due_on="2027-01-15",
    ),
    "hearing notice": written("hearing_notice"),
    "deferral": written("payment_deferral_notice"),
    "suspended": written("suspension_decision"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_planted_defect_is_found_and_nothing_else(name: str) -> None:
    expected, draft = WRITTEN[name]
    assert draft.codes() == expected


@pytest.mark.parametrize("name", WRITTEN)
def test_a_finding_says_where_and_by_which_article(name: str) -> None:
    for one in WRITTEN[name][1].found():
        assert one.text.endswith("。"), one
        assert "《" in one.basis, one
        assert one.where, one


@pytest.mark.parametrize("name", WRITTEN)
def test_the_guard_refuses_for_every_stop_and_for_no_warning(name: str) -> None:
    draft = WRITTEN[name][1]
    brought = draft.data(**{PAPER: draft.paper})
    refused = {reason.code for reason in lint_clean(brought.facts, brought.step)}
    assert refused == {one.code for one in draft.found() if one.severity == "stop"}
    lines = standing(draft.facts, draft.step, draft.paper)
    assert {one.code for line in lines for one in line.findings} == draft.codes()


def test_only_these_are_warnings() -> None:
    assert len(WRITTEN) >= 30
    found = [one for _, draft in WRITTEN.values() for one in draft.found()]
    assert {one.code for one in found if one.severity == "warn"} == WARNINGS


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_paper_has_no_finding(name: str) -> None:
    draft = CLEAN[name]
    assert draft.found() == ()
    assert {line.state for line in standing(draft.facts, draft.step, draft.paper)} == {"met"}


def test_twenty_are_clean() -> None:
    assert len(CLEAN) >= 20


@pytest.mark.parametrize("kind", kinds())
def test_the_words_of_every_sample_are_clean(kind: str) -> None:
    """No check of the text alone speaks of a paper as a bureau writes it."""
    text = {"amounts_differ", "placeholder", "personal_data", "personal_data_doubt"}
    assert written(kind).codes() & text == set()


def test_the_table_names_written_kinds_and_every_sealed_letter() -> None:
    written_kinds = {kind for kind in documents.kinds() if documents.lookup(kind).made_by == "written"}
    assert set(kinds()) <= written_kinds
    letters = {
        kind
        for kind in written_kinds
        if documents.lookup(kind).sealed and documents.lookup(kind).layout == "letter"
    }
    assert letters <= set(kinds())


@pytest.mark.parametrize("kind", kinds())
def test_each_check_of_a_kind_is_asked_once_and_has_its_article(kind: str) -> None:
    checks = checks_of(kind)
    assert checks
    assert len({one.code for one in checks}) == len(checks)
    assert all("《" in one.basis and one.label and one.drafted for one in checks)


def test_the_approver_is_asked_about_once_somebody_approves() -> None:
    draft = adjudicated()
    writing = replace(draft.step, action=Action.REVISE_PAPER)
    states = {line.code: line.state for line in standing(draft.facts, writing, draft.paper)}
    assert states.pop("approver_outside") == "not_yet"
    assert set(states.values()) == {"met"}


def test_without_a_paper_nothing_closes_a_button() -> None:
    draft = adjudicated()
    assert not list(lint_clean(draft.facts, replace(draft.step, data={})))
    assert {line.state for line in standing(draft.facts, draft.step, {})} == {"not_yet"}


def test_a_paper_that_cannot_be_written_is_a_stop() -> None:
    draft = adjudicated()
    found = lint(draft.facts, draft.step, {FAULT: "没有341802的复议机关和法院"})
    assert [one.code for one in found] == ["paper_unwritten"]


def test_only_steps_that_issue_a_judged_kind_are_covered() -> None:
    facts = adjudicated().facts
    assert covers(facts, DECIDE)
    assert not covers(facts, Action.RETURN_DRAFT)
    other = replace(facts.proceeding, subject={"kind": "power_of_attorney"})
    assert not covers(replace(facts, proceeding=other), DECIDE)
    drafted = replace(facts.proceeding, state=State.DRAFTED)
    assert covers(replace(facts, proceeding=drafted), Action.ISSUE_PAPER)
    assert not covers(known.facts(Procedure.WRITING, State.WITH_LEADER), DECIDE)


def test_the_size_of_a_panel_is_a_row_that_says_it_was_not_read() -> None:
    rule = book.load().limit("PANEL_MIN", date(2026, 10, 12))
    assert rule.confidence == "to-confirm"
    found = WRITTEN["panel of two"][1].found()
    assert all("待核实" in one.basis for one in found)


def test_a_hidden_complainant_may_be_named_otherwise() -> None:
    draft = adjudicated()
    sides = tuple(replace(one, confidential=one.role == "complainant") for one in draft.facts.parties)
    named = draft.case(parties=sides).within("complainant", name="投诉人", uscc=None)
    assert "side_name" not in named.codes()


def test_an_act_is_judged_by_its_own_day() -> None:
    draft = adjudicated(rights=[{**adjudicated().paper["rights"][0], "valid_to": "2026-06-01"}])
    assert [(one.code, one.severity) for one in draft.found()] == [("patent_expired", "warn")]
    ended = draft.values(**{FactKey.ACT_ENDED: "2026-06-02"})
    assert [(one.code, one.severity) for one in ended.found()] == [("patent_expired", "stop")]
    assert draft.values(**{FactKey.ACT_ENDED: "2026-05-11"}).codes() == set()
