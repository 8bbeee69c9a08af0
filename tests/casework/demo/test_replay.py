"""The demo city looks right on any day: an ordinary one, a holiday, year's end, past the calendar."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.ctx import AppContext
from sqlalchemy import func, select

from casework import clock
from casework.calendar_table import working_calendar
from casework.db import db
from casework.demo import replay
from casework.demo.queue_stories import QUEUES
from casework.demo.stories import SC02
from casework.demo.walk import Walk
from casework.models import Case, Deadline, Document, Event, OutboxMessage
from casework.services import audit_check
from tests import builders
from tests.standing import Shelf
from workflows.vocabulary import Procedure, State

DAYS = {
    "ordinary": date(2026, 9, 16),
    "spring_festival": date(2026, 2, 18),
    "last_of_the_year": date(2026, 12, 31),
    "past_the_calendar": date(2027, 8, 11),
}
SERVED = replace(SC02, until="deliver_decision", started=35)
WAITING = next(story for story in QUEUES if story.until == "deliver_notice")


@pytest.fixture
def city(sqlite_app: Flask, shelf: Shelf) -> Iterator[AppContext]:
    """Bureaus, calendar and people before anything happened."""
    with sqlite_app.app_context() as pushed:
        with clock.at(builders.moment(date(2025, 6, 2))):
            shelf.settle()
        yield pushed


def replayed(today: date, hour: int = 18) -> list[Walk]:
    with clock.at(builders.moment(today, hour)):
        return replay.play([SERVED, WAITING], drain=builders.drain)


@pytest.mark.parametrize("today", DAYS.values(), ids=DAYS)
def test_it_works_on_every_day_and_nothing_lies_in_the_future(city: AppContext, today: date) -> None:
    first, second = replayed(today)
    now = builders.moment(today, 18)
    assert first.proceeding(Procedure.PENALTY).state == State.SERVED
    assert second.proceeding(Procedure.PENALTY).state == State.NOTICE_SERVED
    happened = select(func.max(Event.at)).where(Event.case_id.is_not(None))
    for latest in (happened, select(func.max(Document.issued_at)), select(func.max(Case.opened_at))):
        assert db.session.scalar(latest) <= now
    assert db.session.scalar(select(func.max(Deadline.start_on))) <= today
    waiting = select(OutboxMessage).where(OutboxMessage.delivered_at.is_(None))
    assert db.session.scalars(waiting).all() == []
    assert audit_check.verify().ok
    calendar = working_calendar()
    for event in db.session.scalars(select(Event).where(Event.actor_id.is_not(None), Event.procedure != "")):
        assert calendar.is_working(clock.local(event.at).date())


@pytest.mark.parametrize("today", DAYS.values(), ids=DAYS)
def test_a_date_past_the_announced_calendar_says_so(city: AppContext, today: date) -> None:
    with clock.at(builders.moment(today, 18)):
        replay.play([replace(WAITING, until="check", started=5)], drain=builders.drain)
    horizon = working_calendar().horizon
    rows = db.session.scalars(select(Deadline)).all()
    assert rows
    for row in rows:
        assert row.provisional is (row.due_on > horizon)
    if today > horizon:
        assert all(row.provisional for row in rows)


def test_a_step_that_is_still_to_come_today_is_left_out(city: AppContext) -> None:
    story = replace(WAITING, until="ask", started=0, missing=("授权委托书",))
    with clock.at(builders.moment(DAYS["ordinary"], 12)):
        (walked,) = replay.play([story], drain=builders.drain)
        assert walked.proceeding(Procedure.INTAKE).state == State.RECEIVED


def test_the_clock_never_runs_backwards_in_the_log(city: AppContext) -> None:
    replayed(DAYS["ordinary"])
    for case_id in db.session.scalars(select(Case.id)):
        moments = db.session.scalars(
            select(Event.at).where(Event.case_id == case_id).order_by(Event.seq)
        ).all()
        assert moments == sorted(moments)
