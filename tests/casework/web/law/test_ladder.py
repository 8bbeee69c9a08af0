"""The running total of a proof: whoever adds up the lines gets the term, for every rule."""

from datetime import date, datetime, timedelta

import pytest

from casework import holidays
from casework.web.law import ladder, wording
from workflows import clocks
from workflows.clocks import CHINA, Exclusion, Extension
from workflows.rules import book

ONE = timedelta(days=1)
CALENDAR = holidays.working_calendar(2025)
RULES = book.load().deadlines


def old(steps: tuple[clocks.ProofStep, ...]) -> list[dict[str, object]]:
    """Steps as they were stored before they carried totals."""
    return [
        {key: value for key, value in step.as_dict().items() if key not in ("counted", "total")}
        for step in steps
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-{rule.valid_from}")
def test_the_lines_of_every_rule_add_up_to_its_term(rule: book.DeadlineRule) -> None:
    start = max(rule.valid_from or date(2026, 9, 10), date(2026, 1, 20))
    found = clocks.compute(rule, start, CALENDAR, backward=wording.backward(rule))
    lines = ladder.lines(found.steps)
    counting = [line for line in lines if line.number is not None]
    if rule.unit == "hour":
        assert counting == []
        assert {line.total for line in lines} == {None}
        return
    assert sum(line.number or 0 for line in counting) == rule.length
    assert lines[-1].total == rule.length
    assert lines[0].total == 0
    assert {line.unit for line in counting} == {rule.unit if rule.unit in ("month", "year") else "day"}
    assert all(line.basis for line in lines), "each line names its article"
    assert ladder.lines(old(found.steps)) == lines


@pytest.mark.parametrize("rule_id", ["GEN-01", "GEN-07", "COE-01", "DIS-01"])
def test_every_day_between_start_and_end_is_accounted_for(rule_id: str) -> None:
    rule = book.load().deadline(rule_id, date(2026, 9, 10))
    pauses = (Exclusion(date(2026, 9, 17), date(2026, 9, 28), "鉴定"),) if rule.not_counted else ()
    extended = (Extension(10, rule.extension_unit),) if rule.extendable else ()
    found = clocks.compute(rule, date(2026, 9, 10), CALENDAR, exclusions=pauses, extensions=extended)
    day = date(2026, 9, 10)
    for line in ladder.lines(found.steps)[1:]:
        if line.kind in ("count", "stop"):
            assert line.on == day + ONE
            day = line.last
    assert found.warn_on == day


def test_an_extension_goes_on_counting() -> None:
    rule = book.load().deadline("COE-01", date(2026, 9, 10))
    found = clocks.compute(rule, date(2026, 9, 10), CALENDAR, extensions=[Extension(30, "calendar_day")])
    assert [line.total for line in ladder.lines(found.steps)] == [0, 30, 30, 60, 60]
    assert ladder.lines(old(found.steps)) == ladder.lines(found.steps)


def test_exact_hours_have_no_total() -> None:
    rule = book.load().deadline("GEN-03", date(2026, 9, 28))
    found = clocks.compute(rule, datetime(2026, 9, 28, 14, 30, tzinfo=CHINA), CALENDAR)
    assert [line.total for line in ladder.lines(found.steps)] == [None, None]


def test_the_rule_of_a_shown_date_is_the_version_of_its_start() -> None:
    found = clocks.compute(RULES[0], date(2026, 4, 10), CALENDAR)
    rule = ladder.rule_of(found.as_dict(), book.load())
    assert rule is not None
    assert rule.valid_to == date(2026, 4, 14)
    assert ladder.rule_of({"rule_id": "NOPE", "steps": found.steps}, book.load()) is None
    assert ladder.rule_of({"rule_id": "GEN-01", "steps": ()}, book.load()) is None
    assert ladder.rule_of(found.steps, book.load()) is None
