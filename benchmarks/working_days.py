"""Fifteen working days: the cumulative table against the naive loop over chinesecalendar."""

from datetime import date, timedelta

import chinese_calendar

from benchmarks.timing import Ratio, per_second
from casework.holidays import working_calendar

LEAST = 1000.0
_DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(700)]


def naive(day: date, number: int) -> date:
    """Step day by day, asking the package each time."""
    while number:
        day += timedelta(days=1)
        number -= chinese_calendar.is_workday(day)
    return day


def measure() -> Ratio:
    calendar = working_calendar()
    for day in _DAYS:
        assert calendar.add_working_days(day, 15) == naive(day, 15)
    ours = per_second(lambda: [calendar.add_working_days(day, 15) for day in _DAYS], len(_DAYS))
    theirs = per_second(lambda: [naive(day, 15) for day in _DAYS], len(_DAYS))
    return Ratio("15 working days", ours, theirs, "naive chinesecalendar loop", LEAST)
