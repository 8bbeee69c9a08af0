"""What a case page says: a sentence for every entry of the log, and the notices above the facts."""

import ast
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

import casework
from casework.db import db
from casework.demo.walk import Walk
from casework.models import Event
from casework.queries import case_words
from casework.queries.case_shapes import ClockRow, PaperRow
from workflows.vocabulary import Action, Happening

SERVICES = Path(casework.__file__).parent / "services"
TODAY = date(2026, 9, 21)


def recorded() -> list[tuple[str, ast.expr]]:
    """The action of every call that writes an entry."""
    found = []
    for path in sorted(SERVICES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("audit.record", "_custody"):
                named = [k.value for k in node.keywords if k.arg == "action"]
                placed = node.args[2:3] if ast.unparse(node.func) == "_custody" else []
                found += [(path.name, value) for value in (*named, *placed)]
    return found


def test_every_entry_is_written_under_a_word_of_the_house() -> None:
    calls = recorded()
    assert len(calls) >= 15
    for name, action in calls:
        words = ast.unparse(action)
        assert words.startswith(("Happening.", "Happening(")) or words in (
            "plan.step.action",
            "action",
            "happening",
        ), (
            name,
            words,
        )


@pytest.mark.parametrize("word", [*Action, *Happening])
def test_every_word_of_the_log_has_its_sentence(word: str) -> None:
    assert case_words.happened(str(word))


def test_the_two_kinds_of_words_do_not_meet() -> None:
    assert not set(Action) & set(Happening)
    assert case_words.happened("nonsense") == ""


@pytest.mark.parametrize("step", ["archive"])
def test_nothing_that_ever_happens_in_a_case_is_without_words(stand: Callable[..., Walk], step: str) -> None:
    stand(step)
    for action in db.session.scalars(select(Event.action).distinct()):
        assert case_words.happened(action), action


def clock(rule_id: str, days: int, *, status: str = "running", extended: bool = False) -> ClockRow:
    due = TODAY + timedelta(days=days)
    words = ("ok", "", False, "《行政强制法》第二十五条", "text-seen", ())
    return ClockRow(1, rule_id, "", due, None, status, *words, extended)


def paper(status: str, error: str = "") -> PaperRow:
    return PaperRow(1, "p", "penalty_notice", "行政处罚告知书", "", TODAY, status, "", False, error)


def said(*clocks: ClockRow, papers: tuple[PaperRow, ...] = ()) -> list[str]:
    return [one.text for one in case_words.warnings(clocks, papers, TODAY)]


@pytest.mark.parametrize(("days", "warned"), [(0, True), (5, True), (6, False), (30, False)])
def test_a_seizure_about_to_end_is_called_to_mind(days: int, warned: bool) -> None:
    assert bool(said(clock("COE-01", days))) is warned


def test_the_notice_says_whether_it_can_be_longer() -> None:
    first = said(clock("COE-01", 3))[0]
    assert first.startswith("扣押2026年9月24日届满，需要延长的应当在届满前批准。")
    assert "应当立即退还财物" in first
    assert "不能再延长" in said(clock("COE-01", 3, extended=True))[0]
    late = case_words.warnings([clock("COE-01", -1)], (), TODAY)[0]
    assert (late.tone, "延长" in late.text) == ("red", False)
    assert late.basis


def test_a_seizure_that_ends_before_the_window_closes_is_told_early() -> None:
    found = said(clock("COE-01", 8), clock("GEN-06", 9))
    assert "早于陈述申辩、要求听证期限届满的2026年9月30日" in found[0]
    assert said(clock("COE-01", 9), clock("GEN-06", 9)) == []
    assert said(clock("COE-01", 8), clock("GEN-06", 9, status="ended")) == []


def test_an_ended_seizure_is_not_spoken_of() -> None:
    assert said(clock("COE-01", 3, status="ended")) == []
    assert said(clock("GEN-01", 1)) == []


def test_a_paper_that_could_not_be_made_says_why() -> None:
    found = case_words.warnings((), (paper("failed", "字库里没有“𬭸”字。"), paper("rendered")), TODAY)
    assert [one.tone for one in found] == ["red"]
    assert found[0].text.startswith("《行政处罚告知书》没有制成：字库里没有“𬭸”字。")
    assert "原因没有记录" in said(papers=(paper("failed"),))[0]
