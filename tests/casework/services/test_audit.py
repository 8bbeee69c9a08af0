"""Entries are chained in one order and cannot be changed through the database. I-16, I-17"""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from casework.db import canonical, db, transaction
from casework.models import AuditStream, Case, Event
from casework.services import audit, audit_check
from tests.casework.services.audit_log import FIRST, MOMENT, ROW, say, small_log
from workflows.engine import SYSTEM

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def case(freeze: Callable[[datetime], datetime]) -> Case:
    freeze(MOMENT)
    return small_log()


@pytest.mark.parametrize(
    "statement", ["UPDATE events SET note = 'x'", "DELETE FROM events", "DELETE FROM events WHERE seq = 4"]
)
def test_the_database_refuses_to_change_an_entry(case: Case, statement: str):
    with pytest.raises(DatabaseError, match="append-only"), transaction() as session:
        session.execute(text(statement))
    assert audit_check.verify().ok


def test_postgresql_refuses_to_empty_the_log(postgresql_app: Flask):
    with (
        postgresql_app.app_context(),
        pytest.raises(DatabaseError, match="append-only"),
        transaction() as session,
    ):
        session.execute(text("TRUNCATE events"))


def test_entries_are_numbered_without_gap_and_the_head_moves(case: Case):
    rows = db.session.scalars(select(Event).where(Event.stream == case.public_id).order_by(Event.seq)).all()
    assert [row.seq for row in rows] == [1, 2, 3, 4]
    assert [row.previous_hash for row in rows] == ["", *(row.hash for row in rows[:-1])]
    assert (case.chain_seq, case.chain_head) == (4, rows[-1].hash)
    assert db.session.get_one(AuditStream, "system").seq == 3


def test_the_hash_can_be_computed_by_anybody(case: Case):
    row = db.session.scalars(select(Event).where(Event.stream == case.public_id, Event.seq == 2)).one()
    body = {
        "stream": case.public_id,
        "seq": 2,
        "case_id": case.id,
        "proceeding_id": row.proceeding_id,
        "at": "2026-11-23T01:02:03.000004Z",
        "actor_id": None,
        "actor_name": "陈健",
        "actor_role": "办案人员",
        "action": str(ROW.action),
        "procedure": "service",
        "from_state": str(FIRST),
        "to_state": str(ROW.to),
        "note": "当场送达",
        "basis": ROW.basis,
        "payload": {"n": 1, "papers": [["penalty_decision", "宣市监处罚〔2026〕1号"]]},
        "facts_digest": "a" * 64,
        "rules_digest": "b" * 64,
    }
    written = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert row.hash == hashlib.sha256((row.previous_hash + written).encode()).hexdigest()


def test_every_column_is_covered():
    assert {column.name for column in Event.__table__.columns} == {*audit.SAID, "previous_hash", "hash"}


def test_an_entry_that_is_rolled_back_leaves_no_gap(case: Case):
    def fail() -> None:
        with transaction():
            say(1, case=case)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    say(1, case=case)
    assert audit_check.verify().ok
    assert case.chain_seq == 5


@pytest.mark.parametrize("payload", [{"x": 1.5}, {"x": b"1"}, {"x": MOMENT}, {"名": 1}])
def test_what_has_no_canonical_form_is_not_recorded(payload: dict[str, Any]):
    with pytest.raises((TypeError, ValueError)):
        audit.record(actor=SYSTEM, action="read", payload=payload)
    assert audit_check.verify().events == 0


def test_many_writers_make_one_chain(app: Flask):
    def write(_number: int) -> None:
        with app.app_context():
            say(5)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    verdict = audit_check.verify()
    assert verdict.ok
    assert verdict.events == 40


def test_the_canonical_form_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": 1, "a": {"d": 1, "c": 2}}) == canonical({"a": {"c": 2, "d": 1}, "b": 1})
