"""Guards about terms: extended in time, over, or still open."""

from datetime import date

import pytest

from tests.workflows.known import asked, facts, running, step
from workflows.engine import Facts
from workflows.procedures import terms
from workflows.vocabulary import Action

START, DUE = date(2026, 9, 1), date(2026, 9, 22)
BEFORE, LAST, AFTER = date(2026, 9, 21), DUE, date(2026, 9, 23)


def clocked(rule_id: str = "GEN-01", **changes) -> Facts:
    return facts(deadlines=(running(rule_id, START, DUE, **changes),))


@pytest.mark.parametrize("day", [BEFORE, LAST])
def test_a_term_may_be_extended_until_its_last_day(day: date) -> None:
    assert asked(terms.extendable("GEN-01"), clocked(), step(on=day, extension_days=15)) == {}


def test_after_the_last_day_it_is_too_late() -> None:
    found = asked(terms.extendable("GEN-01"), clocked(), step(on=AFTER, extension_days=15))
    assert set(found) == {"term_over"}
    assert found["term_over"].text == "期限已于2026年9月22日届满，延长应当在届满前批准。"
    assert "第十八条" in found["term_over"].basis


def test_a_second_extension_is_refused() -> None:
    found = asked(terms.extendable("GEN-01"), clocked(extended=1), step(on=BEFORE, extension_days=15))
    assert set(found) == {"extended_already"}


@pytest.mark.parametrize(("days", "codes"), [(1, set()), (15, set()), (0, {"extension_too_long"})])
def test_the_length_lies_in_the_range_of_the_rule(days: int, codes: set[str]) -> None:
    assert set(asked(terms.extendable("GEN-01"), clocked(), step(on=BEFORE, extension_days=days))) == codes


def test_too_long_names_the_most() -> None:
    found = asked(terms.extendable("GEN-01"), clocked(), step(on=BEFORE, extension_days=16))
    assert found["extension_too_long"].text == "延长天数应当在1至15日之间。"


def test_the_length_must_be_given() -> None:
    assert set(asked(terms.extendable("GEN-01"), clocked(), step(on=BEFORE))) == {"given_extension_days"}


@pytest.mark.parametrize("status", ["met", "missed", "ended"])
def test_a_clock_that_stopped_is_not_extended(status: str) -> None:
    known = clocked(status=status)
    assert set(asked(terms.extendable("GEN-01"), known, step(on=BEFORE, extension_days=1))) == {"no_clock"}


def test_a_paused_clock_may_be_extended() -> None:
    known = clocked(status="paused")
    assert asked(terms.extendable("GEN-01"), known, step(on=BEFORE, extension_days=1)) == {}


def test_without_a_clock_there_is_nothing_to_extend() -> None:
    assert set(asked(terms.extendable("GEN-01"), facts(), step(extension_days=1))) == {"no_clock"}


def test_all_reasons_against_an_extension_come_together() -> None:
    found = asked(
        terms.extendable("COE-01"), clocked("COE-01", extended=1), step(on=AFTER, extension_days=99)
    )
    assert set(found) == {"term_over", "extended_already", "extension_too_long"}


@pytest.mark.parametrize("day", [BEFORE, LAST])
def test_the_last_day_belongs_to_the_term(day: date) -> None:
    found = asked(terms.over("COE-01"), clocked("COE-01"), step(Action.EXPIRE, on=day))
    assert found["term_runs"].text == "“查封扣押期限”的期限到2026年9月22日才届满。"


def test_the_day_after_a_term_is_over() -> None:
    assert asked(terms.over("COE-01"), clocked("COE-01"), step(Action.EXPIRE, on=AFTER)) == {}


def test_a_term_that_never_began_is_not_over() -> None:
    assert set(asked(terms.over("COE-01"), facts(), step(Action.EXPIRE))) == {"no_clock"}


def test_a_right_ends_with_its_term() -> None:
    late = asked(terms.not_over("GEN-06", "陈述申辩"), clocked("GEN-06"), step(on=AFTER))
    assert late["too_late"].text == "陈述申辩的期限已于2026年9月22日届满。"
    assert asked(terms.not_over("GEN-06", "陈述申辩"), clocked("GEN-06"), step(on=LAST)) == {}
    assert asked(terms.not_over("GEN-06", "陈述申辩"), facts(), step(on=AFTER)) == {}
