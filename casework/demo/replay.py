"""Replays all demo cases through the door in one chronological order, the clock held at each moment.

Dates are counted back from today on working days, so the city looks right on any day of any year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from casework import clock
from casework.calendar_table import working_calendar
from casework.demo import cast, schedule
from casework.demo.story import Story
from casework.demo.walk import Walk
from casework.services import sweep

_OPENS = 8  # the first hour of the bureau's day


def play(
    stories: Iterable[Story],
    *,
    drain: Callable[[], object],
    told: Callable[[int, int], object] = lambda done, of: None,
) -> list[Walk]:
    """Walk every story; `drain` empties the outbox at each moment. Nothing happens in the future.

    `told` hears how many steps of how many are done.
    """
    timetable: list[tuple[datetime, int, Walk, schedule.Stop]] = []
    walks = []
    for place, story in enumerate(stories):
        walk = Walk(story)
        walks.append(walk)
        for stop in schedule.stops(story):
            timetable.append((_moment(story, stop, place), len(timetable), walk, stop))
    timetable.sort(key=lambda entry: entry[:2])
    yesterday: date | None = None
    for done, (moment, _, walk, stop) in enumerate(timetable):
        told(done, len(timetable))
        if moment > clock.now():
            continue
        with clock.at(moment):
            if clock.today() != yesterday:
                sweep.perform_due()
                drain()
                yesterday = clock.today()
            stop.take(walk)
            drain()
    sweep.perform_due()
    drain()
    return walks


def people() -> None:
    """Open the accounts, as of a day before the first case."""
    with clock.at(clock.now() - timedelta(days=200)):
        cast.assemble()


def _moment(story: Story, stop: schedule.Stop, place: int) -> datetime:
    calendar = working_calendar()
    first = calendar.add_working_days(clock.today(), -story.started)
    day = calendar.add_working_days(first, stop.day) if stop.day else first
    # A few minutes apart, so that no two cases share a moment.
    minute = stop.minute + place % 20
    return clock.at_local(day, _OPENS + minute // 60, minute % 60)
