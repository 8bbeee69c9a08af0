"""The State Council's holiday notices as plain rows, taken from the chinesecalendar package.

Seeds the calendar table and serves the command line; past the last announced year it has no rows.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from chinese_calendar import constants

from workflows.calendar import WorkingCalendar

FIRST_YEAR = 2019
_NAMES = {
    constants.Holiday.new_years_day: "元旦",
    constants.Holiday.spring_festival: "春节",
    constants.Holiday.tomb_sweeping_day: "清明节",
    constants.Holiday.labour_day: "劳动节",
    constants.Holiday.dragon_boat_festival: "端午节",
    constants.Holiday.national_day: "国庆节",
    constants.Holiday.mid_autumn_festival: "中秋节",
    constants.Holiday.anti_fascist_70th_day: "抗战胜利纪念日",
}


def last_announced_year() -> int:
    """The last year whose holiday notice the package carries."""
    return max(constants.holidays).year


def rows(first_year: int = FIRST_YEAR, last_year: int | None = None) -> Iterator[tuple[date, bool, str]]:
    """Every day of the announced years with whether it is worked and which festival it belongs to."""
    last = min(last_year or last_announced_year(), last_announced_year())
    day, end = date(first_year, 1, 1), date(last, 12, 31)
    while day <= end:
        if day in constants.holidays:
            yield day, False, _name(constants.holidays[day])
        elif day in constants.workdays:
            yield day, True, _name(constants.workdays[day])
        else:
            yield day, day.weekday() < 5, ""
        day += timedelta(days=1)


def working_calendar(first_year: int = FIRST_YEAR, last_year: int | None = None) -> WorkingCalendar:
    """A calendar straight from the package, for callers without a database."""
    return WorkingCalendar.from_rows(rows(first_year, last_year))


def _name(value: str | constants.Holiday) -> str:
    return _NAMES[constants.Holiday(value)]
