"""The months of a count: each day as a paper calendar would mark it."""

from datetime import date

from casework import holidays
from casework.web.law import ladder, months
from workflows import clocks
from workflows.clocks import Exclusion
from workflows.rules import book

CALENDAR = holidays.working_calendar(2025)


def drawn(
    rule_id: str, start: date, *pauses: tuple[date, date], backward: bool = False
) -> tuple[months.Months, dict[date, months.Cell]]:
    rule = book.load().deadline(rule_id, start)
    exclusions = [Exclusion(*pause) for pause in pauses]
    found = clocks.compute(rule, start, CALENDAR, exclusions=exclusions, backward=backward)
    made = months.of(ladder.lines(found.steps), CALENDAR, pauses, working=rule.unit == "working_day")
    return made, {cell.on: cell for month in made.shown for week in month.weeks for cell in week if cell}


def test_the_example_is_drawn_as_the_design_draws_it() -> None:
    made, cells = drawn("GEN-01", date(2026, 9, 28), (date(2026, 10, 13), date(2026, 10, 15)))
    assert [month.first for month in made.shown] == [date(2026, 9, 1), date(2026, 10, 1)]
    assert not made.skipped
    assert all(len(week) == 7 for month in made.shown for week in month.weeks)
    assert cells[date(2026, 9, 28)].kind == "start"
    assert (cells[date(2026, 9, 29)].kind, cells[date(2026, 9, 29)].ordinal) == ("count", 1)
    assert (cells[date(2026, 10, 1)].kind, cells[date(2026, 10, 1)].name) == ("off", "国庆节")
    assert (cells[date(2026, 10, 10)].ordinal, cells[date(2026, 10, 10)].made_up) == (5, True)
    assert {cells[date(2026, 10, day)].kind for day in (13, 14, 15)} == {"pause"}
    assert cells[date(2026, 10, 16)].ordinal == 7
    assert (cells[date(2026, 10, 28)].kind, cells[date(2026, 10, 28)].ordinal) == ("last", 15)
    assert (cells[date(2026, 10, 29)].kind, cells[date(2026, 9, 5)].kind) == ("", "off")


def test_counting_back_numbers_the_nearest_day_first() -> None:
    _made, cells = drawn("HEA-02", date(2026, 10, 12), backward=True)
    assert cells[date(2026, 10, 12)].kind == "start"
    assert cells[date(2026, 10, 10)].ordinal == 1
    assert [cells[date(2026, 10, day)].ordinal for day in (9, 8)] == [2, 3]
    assert (cells[date(2026, 9, 24)].kind, cells[date(2026, 9, 24)].ordinal) == ("last", 7)


def test_days_off_count_where_the_term_is_continuous() -> None:
    _made, cells = drawn("COE-01", date(2026, 9, 10), (date(2026, 9, 20), date(2026, 9, 22)))
    assert (cells[date(2026, 9, 12)].kind, cells[date(2026, 9, 12)].ordinal) == ("count", 2)
    assert cells[date(2026, 9, 21)].kind == "pause"
    assert cells[date(2026, 10, 3)].kind == "count"


def test_a_day_that_moved_on_stays_a_day_off() -> None:
    _made, cells = drawn("REM-01", date(2026, 8, 3))
    assert cells[date(2026, 10, 2)].ordinal == 60
    assert cells[date(2026, 10, 5)].kind == "off"
    assert cells[date(2026, 10, 8)].kind == "last"


def test_a_long_term_shows_where_it_starts_and_ends() -> None:
    made, _cells = drawn("DIS-06", date(2026, 10, 20))
    assert [month.first for month in made.shown] == [date(2026, 10, 1), date(2029, 10, 1)]
    assert made.skipped
