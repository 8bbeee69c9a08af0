"""The relay keeps every promise: at least once, in order, with the same bytes, whatever the platform does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from casework import clock
from casework.credit.transport import Http
from casework.db import db, transaction
from casework.jobs import handlers, relay
from casework.models import CreditRecord, OutboxMessage
from casework.services import archive, credit, outbox
from tests import fake_credit
from tests.casework import decided

START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_context(context):
    """Every test here talks to the database."""


@pytest.fixture
def platform(app, monkeypatch):
    """A well-behaved platform that the application reports to; its script may be changed."""
    with fake_credit.running() as running:
        report_to(running.url, app, monkeypatch)
        yield running


def report_to(url, app, monkeypatch) -> None:
    monkeypatch.setitem(app.config, "CASEWORK", replace(app.config["CASEWORK"], credit_url=url))
    monkeypatch.setattr(handlers, "Http", lambda address: Http(address, total_seconds=0.5))


def records() -> list[CreditRecord]:
    db.session.rollback()
    return list(db.session.scalars(select(CreditRecord).order_by(CreditRecord.id)))


def settle(app, limit: int = 200) -> None:
    """Let time pass until nothing waits."""
    with clock.at(START) as moment:
        pass
    for _ in range(limit):
        with clock.at(moment):
            relay.drain(app, until_empty=True)
            left = outbox.waiting()
        db.session.rollback()
        if not left:
            return
        moment += timedelta(minutes=10)
    raise AssertionError("never settled")


def test_a_record_is_sent_and_its_receipt_kept(app, platform):
    queued = credit.enqueue(decided.decision(), "add")
    assert relay.drain(app) == 1
    row = records()[0]
    assert (row.status, row.receipt) == ("delivered", f"R-{row.idempotency_key}")
    assert platform.ledger.kept == {row.idempotency_key: row.body.encode()}
    assert relay.drain(app) == 0
    assert queued.id == row.id


def test_without_an_address_the_record_goes_into_files(app):
    credit.enqueue(decided.decision(), "add")
    relay.drain(app, until_empty=True)
    assert records()[0].receipt.startswith("manifest-")


def test_a_refusal_keeps_the_words_of_the_platform(app, platform):
    platform.script = fake_credit.always("refuse")
    credit.enqueue(decided.decision(), "add")
    relay.drain(app, until_empty=True)
    row = records()[0]
    assert (row.status, row.attempts) == ("rejected", 1)
    assert "处罚机关代码不存在" in row.response
    assert outbox.waiting() == 0


def test_retry_after_is_obeyed(app, platform, freeze):
    freeze(START)
    platform.script, platform.retry_after = fake_credit.scripted("busy"), "300"
    credit.enqueue(decided.decision(), "add")
    relay.drain(app, until_empty=True)
    freeze(START + timedelta(seconds=299))
    assert relay.drain(app) == 0
    freeze(START + timedelta(seconds=300))
    assert relay.drain(app) == 1
    assert records()[0].status == "delivered"


def test_versions_arrive_in_order_although_the_first_one_fails(app, platform, freeze):  # I-10
    freeze(START)
    platform.script = fake_credit.scripted("fail500", "lost", "reset")
    key = decided.decision()
    for action in ("add", "correct", "withdraw"):
        credit.enqueue(key, action)
    settle(app)
    assert [row.status for row in records()] == ["delivered"] * 3
    assert platform.ledger.order == [row.idempotency_key for row in records()]


def test_a_topic_that_breaks_stays_with_its_error(app, monkeypatch):
    def broken(_ref: str) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(relay, "HANDLERS", {"render_paper": broken})
    outbox.put("render_paper", "1", dedupe_key="a")
    outbox.put("unheard_of", "1", dedupe_key="b")
    relay.drain(app, until_empty=True)
    db.session.rollback()
    errors = [row.last_error for row in db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]
    assert errors == ["ZeroDivisionError", "KeyError"]


def test_binding_waits_for_the_papers_without_losing_attempts(app, monkeypatch):
    def not_ready(_case_id: int) -> None:
        raise archive.NotReady("还有文书没有制成")

    monkeypatch.setattr(archive, "bind", not_ready)
    outbox.put("bind_file", "1", dedupe_key="a")
    relay.drain(app, until_empty=True)
    db.session.rollback()
    row = db.session.scalars(select(OutboxMessage)).one()
    assert (row.attempts, row.last_error, row.dead_at) == (0, "还有文书没有制成", None)


def test_one_row_can_be_delivered_by_its_uid_and_only_once(app, platform):
    credit.enqueue(decided.decision(), "add")
    uid = db.session.scalars(select(OutboxMessage.uid)).one()
    assert relay.deliver(uid) is True
    assert relay.deliver(uid) is False
    assert relay.deliver("none") is False
    assert len(platform.ledger.arrivals) == 1


def die_after_sending(platform) -> None:
    """What a worker leaves behind that is killed between the wire and the mark."""
    for message in outbox.claim():
        try:
            sent = credit.begin(int(message.ref))
        except credit.NotYet:
            continue
        if sent:
            Http(platform.url, total_seconds=0.5).send(sent.body, key=sent.key)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    faults=st.lists(st.sampled_from([f for f in fake_credit.FAULTS if f != "late"]), max_size=12),
    actions=st.lists(st.sampled_from(["correct", "withdraw", "end_display"]), max_size=3),
    decisions=st.integers(1, 3),
    dies=st.integers(0, 3),
)
def test_nothing_is_lost_doubled_changed_or_overtaken(app, platform, faults, actions, decisions, dies):
    # I-9, I-10: any faults, and a worker that dies between the wire and the mark.
    with transaction() as session:
        session.execute(delete(OutboxMessage))
        session.execute(delete(CreditRecord))
    platform.ledger.__init__()
    platform.script = fake_credit.scripted(*faults)
    with clock.at(START):
        for _ in range(decisions):
            key = decided.decision()
            for action in ("add", *actions):
                credit.enqueue(key, action)
        for _ in range(dies):
            die_after_sending(platform)
    db.session.rollback()
    settle(app)
    rows = records()
    assert {row.idempotency_key: row.body.encode() for row in rows} == platform.ledger.kept
    assert all(row.status == "delivered" for row in rows)
    assert platform.ledger.conflicts == 0
    for record_id in {row.record_id for row in rows}:
        arrived = [key for key in platform.ledger.order if key.startswith(record_id)]
        assert arrived == [f"{record_id}-{number + 1}" for number in range(len(arrived))]
