"""Working days against the announced holidays of 2025 and 2026, and past the horizon."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.holidays import rows, working_calendar
from workflows.calendar import WorkingCalendar

CALENDAR = working_calendar()


@pytest.mark.parametrize(
    ("day", "working", "name"),
    [
        (date(2026, 2, 14), True, "春节"),
        (date(2026, 2, 16), False, "春节"),
        (date(2026, 2, 28), True, "春节"),
        (date(2026, 9, 25), False, "中秋节"),
        (date(2026, 10, 3), False, "国庆节"),
        (date(2026, 10, 10), True, "国庆节"),
        (date(2026, 10, 11), False, ""),
        (date(2026, 10, 12), True, ""),
        (date(2027, 10, 1), True, ""),
        (date(2027, 10, 2), False, ""),
    ],
)
def test_days_of_the_notices(day: date, working: bool, name: str) -> None:
    assert CALENDAR.is_working(day) is working
    assert CALENDAR.name(day) == name


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 9, 28), 15, date(2026, 10, 23)),
        (date(2026, 9, 28), 30, date(2026, 11, 13)),
        (date(2026, 10, 21), -7, date(2026, 10, 12)),
        (date(2026, 2, 13), 5, date(2026, 2, 27)),
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 12, 30), 2, date(2027, 1, 1)),
        (date(2026, 10, 3), 1, date(2026, 10, 8)),
        (date(2026, 10, 3), -1, date(2026, 9, 30)),
        (date(2026, 5, 6), 0, date(2026, 5, 6)),
    ],
)
def test_counting_working_days(start: date, number: int, end: date) -> None:
    assert CALENDAR.add_working_days(start, number) == end


def test_rolling_to_the_next_working_day() -> None:
    assert CALENDAR.roll(date(2026, 10, 1)) == date(2026, 10, 8)
    assert CALENDAR.roll(date(2026, 10, 10)) == date(2026, 10, 10)
    assert CALENDAR.roll(date(2026, 10, 11)) == date(2026, 10, 12)


def test_days_outside_the_table_are_provisional() -> None:
    assert CALENDAR.first == date(2019, 1, 1)
    assert not CALENDAR.provisional(CALENDAR.horizon)
    assert CALENDAR.provisional(CALENDAR.horizon + timedelta(days=1))
    assert CALENDAR.provisional(date(2018, 12, 31))


def test_between_excludes_the_start_and_includes_the_end() -> None:
    assert CALENDAR.working_days_between(date(2026, 9, 28), date(2026, 10, 23)) == 15
    assert CALENDAR.working_days_between(date(2026, 10, 23), date(2026, 9, 28)) == -15
    assert CALENDAR.working_days_between(date(2026, 10, 23), date(2026, 10, 23)) == 0


def test_an_empty_calendar_is_the_plain_week_and_all_provisional() -> None:
    plain = WorkingCalendar.from_rows([])
    assert plain.first is None
    assert plain.provisional(date(2026, 10, 1))
    assert plain.add_working_days(date(2026, 10, 1), 5) == date(2026, 10, 8)
    assert plain.working_days_between(date(2026, 10, 1), date(2026, 10, 8)) == 5


def test_a_sparse_table_is_the_plain_week_between_its_rows() -> None:
    sparse = WorkingCalendar.from_rows([(date(2026, 10, 1), False, "国庆节")], horizon=date(2026, 12, 31))
    assert sparse.add_working_days(date(2026, 9, 30), 1) == date(2026, 10, 2)
    assert not sparse.provisional(date(2026, 12, 31))
    assert sparse.provisional(date(2026, 9, 30))


def test_rows_stop_with_the_last_announced_year() -> None:
    days = [day for day, _, _ in rows(2026, 2099)]
    assert days[0] == date(2026, 1, 1)
    assert days[-1] == CALENDAR.horizon


DAYS = st.dates(date(2018, 1, 1), date(2029, 12, 31))


@given(DAYS, st.integers(-120, 120))
def test_counting_agrees_with_a_day_by_day_walk(start: date, number: int) -> None:
    day, step = start, timedelta(days=1 if number > 0 else -1)
    left = abs(number)
    while left:
        day += step
        left -= CALENDAR.is_working(day)
    assert CALENDAR.add_working_days(start, number) == day


@given(DAYS, st.integers(0, 400))
def test_between_agrees_with_a_day_by_day_walk(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    walked = sum(CALENDAR.is_working(start + timedelta(days=n)) for n in range(1, length + 1))
    assert CALENDAR.working_days_between(start, end) == walked
    assert CALENDAR.working_days_between(end, start) == -walked


def small(horizon: date | None = None) -> WorkingCalendar:
    """Eleven made-up days: a Thursday and Friday off, the Saturday and Sunday after them worked."""
    days = [
        (date(2026, 3, 4), 1, None),
        (date(2026, 3, 5), 0, "节"),
        (date(2026, 3, 6), 0, "节"),
        (date(2026, 3, 7), 1, "节"),
        (date(2026, 3, 8), 1, "节"),
        *((date(2026, 3, n), date(2026, 3, n).weekday() < 5, "") for n in range(9, 15)),
    ]
    return WorkingCalendar.from_rows(days, horizon=horizon)


def walked(calendar: WorkingCalendar, day: date, number: int) -> date:
    """One day at a time, asking of each whether it is worked."""
    step = timedelta(days=1 if number > 0 else -1)
    left = abs(number)
    while left:
        day += step
        left -= calendar.is_working(day)
    return day


def test_every_count_in_and_around_a_table_is_the_one_walked_day_by_day() -> None:
    calendar = small()
    for day in (date(2026, 2, 25) + timedelta(days=n) for n in range(30)):
        for number in (-12, -3, -2, -1, 1, 2, 3, 7, 12):
            assert calendar.add_working_days(day, number) == walked(calendar, day, number), (day, number)
        assert calendar.add_working_days(day, 0) == day


def test_a_table_knows_its_days_names_and_edges() -> None:
    calendar = small()
    assert (calendar.first, calendar.horizon) == (date(2026, 3, 4), date(2026, 3, 14))
    assert [calendar.is_working(date(2026, 3, n)) for n in range(4, 10)] == [
        True,
        False,
        False,
        True,
        True,
        True,
    ]
    assert [calendar.name(date(2026, 3, n)) for n in (4, 5, 8, 9, 20)] == ["", "节", "节", "", ""]
    assert [calendar.provisional(date(2026, 3, n)) for n in (3, 4, 14, 15)] == [True, False, False, True]


def test_days_past_a_given_horizon_are_forgotten() -> None:
    calendar = small(date(2026, 3, 7))
    assert calendar.horizon == date(2026, 3, 7)
    assert calendar.is_working(date(2026, 3, 7))
    assert not calendar.is_working(date(2026, 3, 8))
    assert not calendar.provisional(date(2026, 3, 7))
    assert calendar.provisional(date(2026, 3, 8))
    assert calendar.add_working_days(date(2026, 3, 4), 2) == date(2026, 3, 9)


@pytest.mark.parametrize("horizon", [date(2000, 1, 1), date(2026, 3, 6), date.max])
def test_a_calendar_without_days_is_the_plain_week_and_all_provisional(horizon: date) -> None:
    calendar = WorkingCalendar({}, horizon)
    assert calendar.first is None
    assert calendar.horizon == horizon
    for day in (date(1999, 12, 31), date(2000, 1, 1), date(2026, 3, 6), date(2026, 3, 7), date(2030, 1, 1)):
        assert calendar.provisional(day)
        assert calendar.is_working(day) == (day.weekday() < 5)
        for number in (-6, -1, 1, 6):
            assert calendar.add_working_days(day, number) == walked(calendar, day, number)


def test_no_rows_at_all_make_an_empty_calendar() -> None:
    assert WorkingCalendar.from_rows([]).horizon == date.min


def test_the_days_between_are_counted_from_the_day_after() -> None:
    calendar = small()
    for start in (date(2026, 3, 1) + timedelta(days=n) for n in range(20)):
        for length in (0, 1, 5, 15):
            end = start + timedelta(days=length)
            days = [start + timedelta(days=n) for n in range(1, length + 1)]
            assert calendar.working_days_between(start, end) == sum(map(calendar.is_working, days))
            assert calendar.working_days_between(end, start) == -sum(map(calendar.is_working, days))
