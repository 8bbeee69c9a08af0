"""The clock can be held, for all threads, and legal days are those of Xuancheng."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from casework import clock

MORNING = datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC)


def test_the_present_is_aware_and_in_utc():
    assert clock.now().tzinfo is UTC


def test_the_clock_runs_unless_it_is_held():
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_held_clock_shows_the_moment():
    with clock.at(MORNING) as held:
        assert clock.now() == MORNING == held


def test_a_held_clock_is_held_for_other_threads_too():
    with clock.at(MORNING), ThreadPoolExecutor(1) as pool:
        assert pool.submit(clock.now).result() == MORNING


def test_holding_nests_and_ends():
    later = MORNING + timedelta(days=1)
    with clock.at(MORNING):
        with clock.at(later):
            assert clock.now() == later
        assert clock.now() == MORNING
    assert clock.now() != MORNING


def test_the_clock_runs_again_after_an_error():
    with pytest.raises(KeyError), clock.at(MORNING):
        raise KeyError
    assert clock.now() != MORNING


def test_the_legal_day_changes_at_midnight_in_xuancheng():
    with clock.at(MORNING):
        assert clock.today() == date(2026, 11, 22)
    with clock.at(MORNING + timedelta(seconds=1)):
        assert clock.today() == date(2026, 11, 23)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        clock.local(datetime(2026, 11, 22))
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2026, 11, 22)):
        pass


def test_an_hour_of_a_legal_day_is_an_instant():
    assert clock.at_local(date(2026, 11, 23), 0, 0) == datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
    assert clock.local(clock.at_local(date(2026, 2, 28), 9, 30)).isoformat() == "2026-02-28T09:30:00+08:00"
