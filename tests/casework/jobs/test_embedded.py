"""The relay inside the web process: woken by a commit, alone on its folder, emptied when it ends."""

import threading
import time
from dataclasses import replace

import pytest
from sqlalchemy import select

from casework.db import db
from casework.jobs import embedded, handlers, relay, schedule
from casework.models import CreditRecord
from casework.services import credit, outbox
from tests import fake_credit
from tests.casework import decided
from workflows.vocabulary import Topic

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


def test_what_is_due_in_the_house_when_its_thread_ends_is_still_done(app, context, quiet, monkeypatch):
    done = []
    monkeypatch.setattr(outbox, "_bells", [])
    monkeypatch.setattr(relay, "HANDLERS", {Topic.RENDER_PAPER: done.append})
    outbox.put(Topic.RENDER_PAPER, "7", dedupe_key="7")
    thread = embedded.Relay(app, schedule.HOUSE)
    thread.ending.set()
    thread.thread.start()
    thread.end(PATIENCE)
    assert done == ["7"]


def test_a_stranger_is_not_called_when_the_thread_ends(app, context, platform, quiet, monkeypatch):
    monkeypatch.setattr(outbox, "_bells", [])
    credit.enqueue(decided.decision(), "add")
    thread = embedded.Relay(app, schedule.WIRE)
    thread.ending.set()
    thread.thread.start()
    thread.end(PATIENCE)
    assert platform.ledger.arrivals == []


def test_a_stranger_who_hangs_holds_up_no_paper(app, context, platform, quiet, monkeypatch):  # I-24
    done = threading.Event()
    own = {**handlers.HANDLERS, Topic.RENDER_PAPER: lambda _ref: done.set()}
    monkeypatch.setattr(relay, "HANDLERS", own)
    platform.script, platform.late_seconds = fake_credit.scripted("late"), PATIENCE
    embedded.start(app)
    credit.enqueue(decided.decision(), "add")
    assert platform.arrived.wait(PATIENCE)
    outbox.put(Topic.RENDER_PAPER, "7", dedupe_key="7")
    assert done.wait(PATIENCE / 4)
    platform.closing.set()


def test_starting_twice_starts_each_lane_once(app, platform, quiet):
    embedded.start(app)
    embedded.start(app)
    assert [running.lane.name for running in embedded._running] == ["house", "wire"]


def test_with_redis_the_thread_is_not_started(app, platform, monkeypatch):
    settings = replace(app.config["CASEWORK"], redis_url="unix:///nowhere")
    monkeypatch.setitem(app.config, "CASEWORK", settings)
    embedded.start(app)
    assert embedded._running == []


def test_of_two_processes_on_one_folder_one_works(app):
    first, second = embedded.Relay(app, schedule.HOUSE), embedded.Relay(app, schedule.HOUSE)
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


def test_due_steps_of_the_clock_come_round_every_minute_and_orphans_go_once_a_day():
    found = {each.name: each for each in schedule.rounds()}
    assert {name: each.seconds for name, each in found.items()} == {
        "perform_due": 60.0,
        "drop_orphans": 86_400.0,
    }
    # At the start papers may be waiting; the daily round lets them pass.
    assert found["drop_orphans"].next_at > time.monotonic() + 500
