"""The figure on the home page is a real count."""

from datetime import date

import pytest

from casework import holidays
from casework.web.site import figure
from workflows.calendar import WorkingCalendar
from workflows.rules import book


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return holidays.working_calendar(2025)


def test_national_day_and_the_make_up_saturday_are_counted_as_announced(calendar: WorkingCalendar) -> None:
    made = figure.count(date(2026, 9, 28), book.load(), calendar)
    assert made.due == date(2026, 10, 23)
    assert made.made_up == (date(2026, 10, 10),)
    assert made.weeks[0][0].kind == "start"
    cells = {cell.on: cell for week in made.weeks for cell in week}
    assert cells[date(2026, 10, 10)].ordinal == 5
    assert cells[date(2026, 10, 1)].kind == "off"
    assert cells[date(2026, 10, 1)].name == "国庆节"
    assert cells[date(2026, 10, 2)].name == ""
    assert cells[made.due].kind == "last"
    assert cells[date(2026, 10, 24)].kind == ""


@pytest.mark.parametrize(
    "start", [date(2026, 1, 30), date(2026, 11, 22), date(2026, 12, 31), date(2029, 2, 28)]
)
def test_the_last_day_has_the_last_number_on_any_day(calendar: WorkingCalendar, start: date) -> None:
    rule = book.load().deadline(figure.EXAMPLE_RULE, start)
    made = figure.count(start, book.load(), calendar)
    ordinals = [cell.ordinal for week in made.weeks for cell in week if cell.ordinal]
    assert ordinals == list(range(1, rule.length + 1))
    assert all(len(week) == 7 for week in made.weeks)
    assert made.provisional == (made.due > calendar.horizon)
    assert made.basis == rule.basis
