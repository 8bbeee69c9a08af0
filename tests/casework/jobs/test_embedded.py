"""The relay inside the web process: woken by a commit, alone on its folder, emptied when it ends."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from casework.db import db
from casework.jobs import embedded, schedule
from casework.models import CreditRecord
from casework.services import credit, outbox
from tests import fake_credit
from tests.casework import decided

PATIENCE = 20.0


@pytest.fixture
def platform(app, monkeypatch):
    with fake_credit.running() as running:
        monkeypatch.setitem(
            app.config, "CASEWORK", replace(app.config["CASEWORK"], credit_url=running.url, redis_url="")
        )
        yield running


@pytest.fixture
def quiet(monkeypatch):
    """No sweep helps: only the bell wakes the thread."""
    monkeypatch.setattr(embedded, "SWEEP_SECONDS", 600.0)
    yield
    embedded.stop(PATIENCE)


def statuses() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(CreditRecord.status)))


def test_a_commit_wakes_the_thread_and_stopping_waits_for_the_work(app, context, platform, quiet):
    embedded.start(app)
    credit.enqueue(decided.decision(), "add")
    assert platform.arrived.wait(PATIENCE)
    embedded.stop(PATIENCE)
    assert statuses() == ["delivered"]


def test_what_is_due_when_the_thread_ends_is_still_done(app, context, platform, quiet, monkeypatch):
    monkeypatch.setattr(outbox, "_bells", [])
    credit.enqueue(decided.decision(), "add")
    relay = embedded.Relay(app)
    relay.ending.set()
    relay.thread.start()
    relay.thread.join(PATIENCE)
    relay.end(PATIENCE)
    assert statuses() == ["delivered"]


def test_starting_twice_starts_one_thread(app, platform, quiet):
    embedded.start(app)
    embedded.start(app)
    assert len(embedded._running) == 1


def test_with_redis_the_thread_is_not_started(app, platform, monkeypatch):
    settings = replace(app.config["CASEWORK"], redis_url="unix:///nowhere")
    monkeypatch.setitem(app.config, "CASEWORK", settings)
    embedded.start(app)
    assert embedded._running == []


def test_of_two_processes_on_one_folder_one_works(app):
    first, second = embedded.Relay(app), embedded.Relay(app)
    assert first._leads() is True
    assert second._leads() is False
    first.thread.start()
    first.end(PATIENCE)
    assert second._leads() is True
    second.lock.close()


def test_a_round_that_fails_is_tried_again_and_does_no_harm(app, monkeypatch):
    calls = []

    def broken() -> None:
        calls.append(1)
        raise ZeroDivisionError

    each = schedule.Round("broken", 0.0, broken)
    schedule.turn(app, [each])
    schedule.turn(app, [each])
    assert calls == [1, 1]


def test_a_round_waits_for_its_time(app):
    calls = []
    each = schedule.Round("once", 600.0, lambda: calls.append(1))
    schedule.turn(app, [each])
    schedule.turn(app, [each])
    assert calls == [1]


def test_due_steps_of_the_clock_come_round_every_minute():
    assert [(each.name, each.seconds) for each in schedule.rounds()] == [("perform_due", 60.0)]
