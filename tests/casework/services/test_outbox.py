"""A promise is made with its cause, kept once at a time, tried again, and never dropped."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from casework import clock
from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import OutboxMessage
from casework.services import outbox

START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def rows() -> list[OutboxMessage]:
    db.session.rollback()
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def put_and_fail() -> None:
    with transaction():
        outbox.put("render_paper", "2", dedupe_key="b")
        raise ZeroDivisionError


@pytest.fixture(autouse=True)
def moment(context, freeze):
    freeze(START)


def test_a_promise_is_durable_only_with_its_cause():
    with pytest.raises(ZeroDivisionError):
        put_and_fail()
    assert rows() == []


def test_the_same_promise_twice_is_one():
    assert outbox.put("render_paper", "1", dedupe_key="a") is True
    assert outbox.put("render_paper", "1", dedupe_key="a") is False
    assert len(rows()) == 1


def test_the_bell_rings_after_the_commit_and_never_for_a_rollback(monkeypatch):
    heard = []
    monkeypatch.setattr(outbox, "_bells", [heard.append])
    with transaction():
        outbox.put("render_paper", "1", dedupe_key="a")
        assert heard == []
    with pytest.raises(ZeroDivisionError):
        put_and_fail()
    assert heard == [rows()[0].uid]


def test_a_bell_that_breaks_harms_nothing(monkeypatch):
    def broken(_uid):
        raise ConnectionError

    monkeypatch.setattr(outbox, "_bells", [broken])
    outbox.put("render_paper", "1", dedupe_key="a")
    assert len(rows()) == 1


def test_a_claimed_row_is_nobody_elses_until_its_lease_ends(freeze):
    outbox.put("render_paper", "1", dedupe_key="a")
    first = outbox.claim()[0]
    assert outbox.claim() == ()
    freeze(START + outbox.LEASE)
    second = outbox.claim()[0]
    assert (first.uid, first.attempts, second.attempts) == (second.uid, 1, 2)


def test_a_late_worker_cannot_undo_what_another_did(freeze):
    outbox.put("render_paper", "1", dedupe_key="a")
    late = outbox.claim()[0]
    freeze(START + outbox.LEASE)
    outbox.delivered(outbox.claim()[0])
    outbox.failed(late, "too late")
    assert rows()[0].delivered_at == START + outbox.LEASE
    assert outbox.claim() == ()


def test_a_failed_row_comes_back_later_and_later(freeze):
    outbox.put("render_paper", "1", dedupe_key="a")
    now, waits = START, []
    for _ in range(4):
        outbox.failed(outbox.claim()[0], "no")
        waits.append(rows()[0].available_at - now)
        assert outbox.claim() == ()
        now = rows()[0].available_at
        freeze(now)
    for wait, full in zip(waits, (1, 2, 4, 8), strict=True):
        assert timedelta(seconds=full / 2) <= wait <= timedelta(seconds=full)


def test_what_the_other_side_asked_for_is_waited_for():
    outbox.put("send_credit", "1", dedupe_key="a")
    outbox.failed(outbox.claim()[0], "429", wait=timedelta(minutes=5))
    assert rows()[0].available_at == START + timedelta(minutes=5)


def test_after_the_last_attempt_a_row_is_dead_but_there_and_can_be_revived(freeze):
    outbox.put("render_paper", "1", dedupe_key="a")
    now = START
    for _ in range(outbox.MAX_ATTEMPTS):
        outbox.failed(outbox.claim()[0], "no glyph")
        now += timedelta(hours=2)
        freeze(now)
    assert outbox.claim() == ()
    assert rows()[0].dead_at is not None
    assert rows()[0].last_error == "no glyph"
    outbox.revive(rows()[0].uid)
    assert outbox.claim()[0].attempts == 1
    with pytest.raises(NotFound):
        outbox.revive("none")


def test_a_row_whose_worker_dies_every_time_ends_as_dead(freeze):
    outbox.put("render_paper", "1", dedupe_key="a")
    now = START
    for _ in range(outbox.MAX_ATTEMPTS + 1):
        outbox.claim()
        now += outbox.LEASE
        freeze(now)
    assert rows()[0].dead_at is not None
    assert rows()[0].last_error


def test_waiting_for_its_turn_costs_no_attempt(freeze):
    outbox.put("send_credit", "1", dedupe_key="a")
    outbox.postponed(outbox.claim()[0], "earlier version", wait=timedelta(seconds=20))
    assert rows()[0].attempts == 0
    assert outbox.claim() == ()
    outbox.hasten("a")
    assert outbox.claim()[0].attempts == 1


def test_a_promise_for_later_waits(freeze):
    outbox.put("render_paper", "1", dedupe_key="a", available_at=START + timedelta(hours=1))
    assert outbox.claim() == ()
    freeze(START + timedelta(hours=1))
    assert len(outbox.claim()) == 1


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1)])
def test_a_clock_that_jumps_delays_nothing_for_long(freeze, jump):  # I-27
    outbox.put("render_paper", "1", dedupe_key="a")
    freeze(START + timedelta(days=1))
    outbox.failed(outbox.claim()[0], "no")
    freeze(START + timedelta(days=1) + jump)
    assert len(outbox.claim()) == 1


def test_identifiers_are_unique_and_in_the_order_of_time(freeze):
    made = []
    for second in range(20):
        freeze(START + timedelta(seconds=second))
        made.append(outbox.uid())
    assert made == sorted(set(made))
    assert all(
        re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", u) for u in made
    )


def test_workers_side_by_side_never_get_the_same_row(app):
    for number in range(24):
        outbox.put("render_paper", str(number), dedupe_key=str(number))
    taken: list[str] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait(10)
        with app.app_context():
            while claimed := outbox.claim():
                taken.append(claimed[0].uid)
            db.session.remove()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert len(taken) == len(set(taken)) == 24
    assert outbox.waiting() == 24
    assert clock.now() == START
