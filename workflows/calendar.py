"""Working days: a table of known days with counts summed once, and the plain week where the table ends.

A day outside the table is provisional: Monday to Friday by assumption. Knows no deadline and no law.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

_ONE = timedelta(days=1)


class WorkingCalendar:
    """Known days up to a horizon; days the mapping leaves out before it follow the plain week."""

    def __init__(self, days: Mapping[date, tuple[bool, str]], horizon: date) -> None:
        self._days = {day: value for day, value in days.items() if day <= horizon}
        self._first = min(self._days, default=horizon + _ONE if horizon < date.max else horizon).toordinal()
        self._horizon = horizon
        self._last = horizon.toordinal() if self._days else self._first - 1
        self._before = _weekdays_to(self._first - 1)
        counts, total = array("q"), self._before
        self._worked: list[date] = []
        # Place in _worked of the last working day up to and including each known day.
        self._last_worked: dict[date, int] = {}
        for ordinal in range(self._first, self._last + 1):
            day = date.fromordinal(ordinal)
            if self.is_working(day):
                total += 1
                self._worked.append(day)
            self._last_worked[day] = len(self._worked) - 1
            counts.append(total)
        self._counts = counts
        self._known = total

    @classmethod
    def from_rows(
        cls, rows: Iterable[tuple[date, bool, str]], *, horizon: date | None = None
    ) -> "WorkingCalendar":
        """Build from table rows (day, working, name); the horizon is the last row unless it is given."""
        days = {day: (bool(working), name or "") for day, working, name in rows}
        return cls(days, horizon or max(days, default=date.min))

    @property
    def horizon(self) -> date:
        return self._horizon

    @property
    def first(self) -> date | None:
        return date.fromordinal(self._first) if self._days else None

    def is_working(self, day: date) -> bool:
        known = self._days.get(day)
        return known[0] if known else day.weekday() < 5

    def name(self, day: date) -> str:
        """The public holiday this day belongs to (also for a make-up working day), or nothing."""
        known = self._days.get(day)
        return known[1] if known else ""

    def provisional(self, day: date) -> bool:
        """Whether the day lies outside the announced table, so that its answer may still change."""
        return not self._first <= day.toordinal() <= self._last

    def add_working_days(self, day: date, number: int) -> date:
        """The day that ends a count of working days, start day not counted; negative counts back."""
        if number > 0:
            try:
                return self._worked[self._last_worked[day] + number]
            except (KeyError, IndexError):
                # Outside the announced years, or past their end: counted below.
                pass
        if number == 0:
            return day
        start = day if number > 0 else day - _ONE
        wanted = self._count(start) + number + (0 if number > 0 else 1)
        return date.fromordinal(self._ordinal_of(wanted))

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after start up to and including end; negative when end is before start."""
        return self._count(end) - self._count(start)

    def roll(self, day: date) -> date:
        """The day itself when it is a working day, otherwise the next one."""
        return day if self.is_working(day) else self.add_working_days(day, 1)

    def _count(self, day: date) -> int:
        ordinal = day.toordinal()
        if ordinal < self._first:
            return _weekdays_to(ordinal)
        if ordinal <= self._last:
            return self._counts[ordinal - self._first]
        return self._known + _weekdays_to(ordinal) - _weekdays_to(self._last)

    def _ordinal_of(self, count: int) -> int:
        if count <= self._before:
            return _nth_weekday(count)
        if count > self._known:
            return _nth_weekday(_weekdays_to(self._last) + count - self._known)
        return self._first + bisect_left(self._counts, count)


def _weekdays_to(ordinal: int) -> int:
    """Mondays to Fridays from 0001-01-01, which was a Monday, up to and including this ordinal."""
    weeks, rest = divmod(ordinal, 7)
    return 5 * weeks + min(rest, 5)


def _nth_weekday(number: int) -> int:
    weeks, rest = divmod(number - 1, 5)
    return 7 * weeks + rest + 1
