"""Versions of a credit record: never too early, frozen, in order, answered once."""

import json

import pytest
from sqlalchemy import select

from casework import crypto
from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import CreditRecord, Decision, Event, OutboxMessage, Publication
from casework.services import credit, outbox
from tests.casework import decided
from workflows.engine import Refused


@pytest.fixture(autouse=True)
def in_context(context):
    """Every test here talks to the database."""


def enqueue_and_fail(decision_id: int) -> None:
    with transaction():
        credit.enqueue(decision_id, "add")
        raise ZeroDivisionError


def records() -> list[CreditRecord]:
    db.session.rollback()
    return list(db.session.scalars(select(CreditRecord).order_by(CreditRecord.version)))


def test_the_record_comes_from_the_frozen_snapshot():
    queued = credit.enqueue(decided.decision(), "add", reason="处罚决定公示")
    row = records()[0]
    body = json.loads(row.body)
    assert (row.record_id, row.version, row.status) == (queued.record_id, 1, "pending")
    assert list(body) == sorted(body)
    assert set(body) == {"record_id", "version", "action", "reason", "fields", "sent_at"}
    assert body["fields"]["CF_NR_FK"] == "1.7388"
    assert body["fields"]["CF_GSJZQ"] == "2027/09/28"
    assert row.idempotency_key == f"{row.record_id}-1"


def test_the_promise_to_send_is_made_with_the_record():  # I-9
    key = decided.decision()
    with pytest.raises(ZeroDivisionError):
        enqueue_and_fail(key)
    assert records() == []
    queued = credit.enqueue(key, "add")
    message = db.session.scalars(select(OutboxMessage)).one()
    assert (message.topic, message.ref) == ("send_credit", str(queued.id))


@pytest.mark.parametrize(
    ("without", "code"), [({"served": False}, "not_served"), ({"published": False}, "no_snapshot")]
)
def test_nothing_is_reported_before_service_and_snapshot(without, code):
    with pytest.raises(Refused) as refused:
        credit.enqueue(decided.decision(**without), "add")
    assert [reason.code for reason in refused.value.reasons] == [code]
    assert records() == []


def test_a_snapshot_with_another_fine_is_refused():
    key = decided.decision()
    with transaction() as session:
        session.get(Decision, key).fine_fen += 1
    with pytest.raises(Refused):
        credit.enqueue(key, "add")


def test_no_decision_and_no_such_action_are_errors():
    with pytest.raises(NotFound):
        credit.enqueue(1, "add")
    with pytest.raises(ValueError, match="publish"):
        credit.enqueue(1, "publish")


def test_adding_twice_is_once():  # I-2
    key = decided.decision()
    assert credit.enqueue(key, "add") == credit.enqueue(key, "add")
    assert len(records()) == 1


def test_a_withdrawn_record_may_be_added_again_under_the_same_id():
    key = decided.decision()
    for action in ("add", "withdraw", "add"):
        credit.enqueue(key, action)
    assert [(row.version, row.action) for row in records()] == [(1, "add"), (2, "withdraw"), (3, "add")]
    assert len({row.record_id for row in records()}) == 1


def test_what_the_platform_was_never_told_needs_no_withdrawal():
    assert credit.enqueue(decided.decision(), "withdraw") is None


def test_a_decision_the_platform_does_not_show_is_not_reported():
    key = decided.decision(
        kinds=["警告"], fine_fen=0, confiscated_goods="", confiscated_goods_fen=0, penalty_text="警告。"
    )
    assert credit.enqueue(key, "add") is None
    assert records() == []


def test_a_later_version_waits_for_the_earlier_one():  # I-10
    key = decided.decision()
    first, second = credit.enqueue(key, "add"), credit.enqueue(key, "withdraw")
    with pytest.raises(credit.NotYet):
        credit.begin(second.id)
    assert credit.begin(first.id) is not None
    with pytest.raises(credit.NotYet):
        credit.begin(second.id)
    credit.mark_delivered(first.id, receipt="R1")
    assert credit.begin(second.id) is not None


def test_a_rejected_version_lets_the_next_one_go():
    key = decided.decision()
    first, second = credit.enqueue(key, "add"), credit.enqueue(key, "correct")
    credit.mark_rejected(first.id, response="HTTP 422 处罚机关代码不存在")
    assert credit.begin(second.id) is not None
    assert (records()[0].status, records()[0].response) == ("rejected", "HTTP 422 处罚机关代码不存在")


def test_the_answer_hastens_the_next_version():
    key = decided.decision()
    first, _ = credit.enqueue(key, "add"), credit.enqueue(key, "withdraw")
    one, two = outbox.claim(2)
    outbox.delivered(one)
    outbox.postponed(two, "earlier", wait=outbox.LEASE)
    assert outbox.claim() == ()
    credit.mark_delivered(first.id, receipt="R1")
    assert [message.uid for message in outbox.claim()] == [two.uid]


def test_every_attempt_has_the_same_bytes_under_the_same_key():
    queued = credit.enqueue(decided.decision(), "add")
    attempts = [credit.begin(queued.id) for _ in range(3)]
    credit.mark_failed(queued.id, response="HTTP 503")
    assert len({(a.key, a.body) for a in attempts}) == 1
    assert (records()[0].attempts, records()[0].status) == (3, "pending")


def test_an_answered_version_is_not_sent_again_and_keeps_its_receipt():
    queued = credit.enqueue(decided.decision(), "add")
    credit.mark_delivered(queued.id, receipt="R1")
    credit.mark_delivered(queued.id, receipt="R2")
    credit.mark_rejected(queued.id, response="late")
    credit.mark_failed(queued.id, response="later")
    assert credit.begin(queued.id) is None
    assert (records()[0].status, records()[0].receipt, records()[0].response) == ("delivered", "R1", "")


def test_an_answer_is_in_the_log_of_the_case():  # I-15
    queued = credit.enqueue(decided.decision(), "add")
    credit.mark_delivered(queued.id, receipt="R1")
    event = db.session.scalars(select(Event)).one()
    assert (event.action, event.payload["receipt"]) == ("credit_delivered", "R1")


def test_the_identity_of_a_natural_person_lies_sealed_and_is_sent_in_clear():  # I-26
    person = decided.subject(kind="natural", name="陈示例", uscc="", legal_representative="", operator="")
    queued = credit.enqueue(decided.decision(party=person), "add")
    row = records()[0]
    assert decided.RESIDENT_ID not in row.body
    sent = json.loads(credit.begin(queued.id).body)
    assert sent["fields"]["CF_XDR_ZJHM"] == decided.RESIDENT_ID
    assert credit.begin(queued.id).body == credit.begin(queued.id).body
    other = crypto.seal("1", context="credit:other")
    with pytest.raises(crypto.Undecipherable):
        credit.opened({"CF_XDR_ZJHM": f"sealed:{other}"}, row.idempotency_key)


def test_the_snapshot_may_change_afterwards_without_changing_the_record():
    key = decided.decision()
    queued = credit.enqueue(key, "add")
    before = credit.begin(queued.id).body
    with transaction() as session:
        session.scalars(select(Publication)).one().snapshot = {}
    assert credit.begin(queued.id).body == before
