"""Extensions with the day and the person of their approval: in time, and only by whom the rule names."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.holidays import working_calendar
from workflows.clocks import Computed, Extension, NotAllowed, ProofStep, compute
from workflows.rules.book import load

BOOK = load()
CALENDAR = working_calendar()
D = date


def run(rule_id: str, start: date, *extensions: Extension) -> Computed:
    return compute(BOOK.deadline(rule_id, start), start, CALENDAR, extensions=extensions)


def longer(on: date | None = None, by: str = "", length: int = 15, unit: str = "working_day") -> Extension:
    return Extension(length, unit, on, by)


def test_approved_on_the_last_day_is_in_time_and_the_day_after_is_not() -> None:
    start = D(2026, 9, 28)
    last = run("GEN-01", start).due_on
    found = run("GEN-01", start, longer(last))
    assert last == D(2026, 10, 23)
    assert found.due_on == D(2026, 11, 13)
    assert "2026年10月23日经本局负责人批准" in " ".join(step.why for step in found.steps)
    with pytest.raises(NotAllowed, match="已于2026年10月23日届满") as refused:
        run("GEN-01", start, longer(D(2026, 10, 24)))
    assert "第十八条" in refused.value.basis


def test_a_term_that_rolls_may_be_extended_until_the_rolled_day() -> None:
    start = D(2026, 7, 4)
    assert run("GEN-07", start).warn_on == D(2026, 10, 2)
    assert run("GEN-07", start).due_on == D(2026, 10, 8)
    thirty = longer(D(2026, 10, 8), length=30, unit="calendar_day")
    assert run("GEN-07", start, thirty).warn_on == D(2026, 11, 1)
    with pytest.raises(NotAllowed, match="届满"):
        run("GEN-07", start, longer(D(2026, 10, 9), length=30, unit="calendar_day"))


def test_a_term_that_never_rolls_ends_on_its_own_day() -> None:
    start = D(2026, 8, 27)
    assert run("COE-01", start).due_on == D(2026, 9, 26)
    with pytest.raises(NotAllowed, match="届满"):
        run("COE-01", start, longer(D(2026, 9, 27), length=30, unit="calendar_day"))


def test_approval_before_the_term_began_is_a_slip() -> None:
    with pytest.raises(NotAllowed, match="早于期限起算日"):
        run("GEN-01", D(2026, 9, 28), longer(D(2026, 9, 27)))
    assert run("GEN-01", D(2026, 9, 28), longer(D(2026, 9, 28))).due_on == D(2026, 11, 13)


def test_only_the_person_the_rule_names_may_extend() -> None:
    start = D(2026, 7, 4)
    thirty = longer(by="本局负责人", length=30, unit="calendar_day")
    assert run("GEN-07", start, thirty).warn_on == D(2026, 11, 1)
    with pytest.raises(NotAllowed, match="应当由本局负责人批准，不能由办案人员批准") as refused:
        run("GEN-07", start, longer(by="办案人员", length=30, unit="calendar_day"))
    assert "第六十四条" in refused.value.basis
    second = longer(by="负责人集体讨论", length=20, unit="calendar_day")
    assert run("GEN-07", start, thirty, second).warn_on == D(2026, 11, 21)
    with pytest.raises(NotAllowed, match="应当由负责人集体讨论批准"):
        run("GEN-07", start, thirty, longer(by="本局负责人", length=20, unit="calendar_day"))


def test_the_second_extension_is_measured_against_the_extended_term() -> None:
    first = longer(D(2026, 10, 8), length=30, unit="calendar_day")
    late = longer(D(2026, 11, 3), length=5, unit="calendar_day")
    # 1 November is a Sunday: the extended term ends on Monday the 2nd.
    assert run("GEN-07", D(2026, 7, 4), first).due_on == D(2026, 11, 2)
    with pytest.raises(NotAllowed, match="2026年11月2日届满"):
        run("GEN-07", D(2026, 7, 4), first, late)


def test_an_hour_begun_is_not_counted_down_to_the_second() -> None:
    rule = BOOK.deadline("GEN-03", D(2026, 9, 30))
    found = compute(rule, datetime(2026, 9, 30, 9, 5, 59, 999_999), CALENDAR)
    assert found.due_at == datetime(2026, 10, 1, 10)
    without_moment = compute(replace(rule, length=25), D(2026, 9, 30), CALENDAR)
    assert (without_moment.due_at, without_moment.due_on) == (None, D(2026, 10, 2))


def test_a_last_day_worked_on_a_weekend_says_why_it_stays() -> None:
    """28 February 2026 is a Saturday that is worked: whoever counts by hand would roll it."""
    found = run("REM-04", D(2025, 8, 31))
    assert found.due_on == D(2026, 2, 28)
    assert "调休上班，不顺延" in found.steps[-1].why
    assert "调休" not in run("REM-04", D(2026, 1, 9)).steps[-1].why


def test_a_stored_line_without_totals_reads_as_having_none() -> None:
    line = run("GEN-01", D(2026, 9, 28)).steps[1].as_dict()
    stored = {key: value for key, value in line.items() if key not in ("counted", "total")}
    read = ProofStep.from_dict(stored)
    assert (read.counted, read.total) == (0, None)
    assert ProofStep.from_dict(line).as_dict() == line
