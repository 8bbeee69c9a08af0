"""Whatever was changed behind the back of the log is found and named. I-16"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.ctx import AppContext
from sqlalchemy import select, text

from casework.db import db, transaction
from casework.errors import Invalid
from casework.models import Account, Case, Event, Proceeding
from casework.services import audit, audit_check
from tests.casework.services.audit_log import (
    MOMENT,
    ROW,
    add_case,
    disarm,
    forge,
    rearm,
    say,
    small_log,
    step,
    tamper,
)

pytestmark = pytest.mark.usefixtures("context")

TEXTS = (
    "actor_name",
    "actor_role",
    "action",
    "procedure",
    "from_state",
    "to_state",
    "note",
    "basis",
    "payload",
)


@pytest.fixture(autouse=True)
def _rearmed(context: AppContext) -> Iterator[None]:
    yield
    db.session.rollback()
    rearm()


@pytest.fixture
def case(freeze: Callable[[datetime], datetime]) -> Case:
    freeze(MOMENT)
    return small_log()


def first_bad() -> tuple[str, int]:
    verdict = audit_check.verify()
    assert not verdict.ok
    return verdict.bad[0].stream, verdict.bad[0].seq


def test_an_untouched_log_is_whole(case: Case):
    verdict = audit_check.verify()
    assert verdict.ok
    assert (verdict.streams, verdict.events) == (2, 7)


def test_an_empty_log_is_whole():
    assert audit_check.verify() == audit_check.Verdict(streams=1, events=0, bad=())


@pytest.mark.parametrize("column", TEXTS)
def test_one_byte_changed_anywhere_in_a_text_is_found(case: Case, column: str):
    """Every byte of the column, one after the other."""
    disarm()
    where = "stream = :stream AND seq = 2"
    kept = str(
        db.session.scalar(text(f"SELECT {column} FROM events WHERE {where}"), {"stream": case.public_id})
    )
    change = text(f"UPDATE events SET {column} = :value WHERE {where}")
    for place in range(len(kept)):
        other = "!" if kept[place] != "!" else "?"
        for value in (kept[:place] + other + kept[place + 1 :], kept[:place] + " " + kept[place:]):
            with transaction() as session:
                session.execute(change, {"value": value, "stream": case.public_id})
            assert first_bad() == (case.public_id, 2), (place, value)
    with transaction() as session:
        session.execute(change, {"value": kept, "stream": case.public_id})
    assert audit_check.verify().ok


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("case_id", None),
        ("proceeding_id", None),
        ("at", "2026-11-23 01:02:03.000005"),
        ("facts_digest", "a" * 63 + "b"),
        ("rules_digest", ""),
        ("hash", "0" * 64),
        ("previous_hash", "0" * 64),
        ("payload", '{"n":1}'),
        ("payload", "not json"),
        ("payload", '{"n": 1,"papers":[["penalty_decision","宣市监处罚〔2026〕1号"]]}'),
        ("payload", '{"papers":[["penalty_decision","宣市监处罚〔2026〕1号"]],"n":1}'),
        ("payload", '{"n":1,"n":1,"papers":[["penalty_decision","宣市监处罚〔2026〕1号"]]}'),
        ("payload", '{"n":1.0,"papers":[["penalty_decision","宣市监处罚〔2026〕1号"]]}'),
    ],
)
def test_any_other_column_changed_is_found(case: Case, column: str, value: Any):
    typed = (
        "CAST(:value AS timestamptz)" if column == "at" and db.engine.dialect.name != "sqlite" else ":value"
    )
    tamper(
        f"UPDATE events SET {column} = {typed} WHERE stream = :s AND seq = 2", value=value, s=case.public_id
    )
    stream, seq = first_bad()
    assert stream == case.public_id
    assert seq in (2, 3)


def test_a_somebody_put_in_for_nobody_is_found(case: Case):
    with transaction() as session:
        session.add(Account(username="u", name="甲", kind="public"))
    tamper(
        "UPDATE events SET actor_id = (SELECT id FROM accounts) WHERE stream = :s AND seq = 2",
        s=case.public_id,
    )
    assert first_bad() == (case.public_id, 2)


@pytest.mark.parametrize(
    "raw", ["2026-11-23T01:02:03.000004", "2026-11-23 01:02:03.000004 ", "2026-11-23 01:02:03.000004+00:00"]
)
def test_a_moment_spelled_another_way_is_found(sqlite_app: Flask, raw: str):
    with sqlite_app.app_context():
        say(1)
        tamper("UPDATE events SET at = :raw", raw=raw)
        assert first_bad() == ("system", 1)


@pytest.mark.parametrize("raw", ["X'FF'", "CAST(X'E5AEFF' AS TEXT)", "CAST('read' AS BLOB)", "5", "1.5"])
def test_bytes_that_are_no_text_are_found(sqlite_app: Flask, raw: str):
    with sqlite_app.app_context():
        say(2)
        tamper(f"UPDATE events SET note = {raw} WHERE seq = 2")
        assert first_bad() == ("system", 2)
        assert db.session.scalar(text("SELECT 'ok'")) == "ok"


@pytest.mark.parametrize("seq", [1, 2, 3, 4])
def test_a_deleted_entry_is_found(case: Case, seq: int):
    tamper("DELETE FROM events WHERE stream = :s AND seq = :seq", s=case.public_id, seq=seq)
    assert first_bad() == (case.public_id, seq)


def test_a_truncated_stream_is_found(case: Case):
    tamper("DELETE FROM events WHERE stream = :s AND seq > 2", s=case.public_id)
    assert first_bad() == (case.public_id, 3)


def test_a_wiped_log_is_found(case: Case):
    tamper("DELETE FROM events")
    assert {(bad.stream, bad.seq) for bad in audit_check.verify().bad} == {("system", 1), (case.public_id, 1)}


def test_a_wiped_log_with_its_heads_set_back_is_found(case: Case):
    tamper("DELETE FROM events WHERE stream = :s", s=case.public_id)
    with transaction() as session:
        session.execute(text("UPDATE cases SET chain_seq = 0, chain_head = ''"))
    assert first_bad() == (case.public_id, 1)


def test_swapped_entries_are_found(case: Case):
    disarm()
    with transaction() as session:
        for before, after in ((3, 99), (4, 3), (99, 4)):
            session.execute(
                text("UPDATE events SET seq = :after WHERE stream = :s AND seq = :before"),
                {"after": after, "before": before, "s": case.public_id},
            )
    assert first_bad() == (case.public_id, 3)


def test_an_appended_entry_is_found(case: Case):
    forge(case, 5)
    assert first_bad() == (case.public_id, 5)


def test_an_inserted_entry_is_found(case: Case):
    tamper("UPDATE events SET seq = 5 WHERE stream = :s AND seq = 4", s=case.public_id)
    forge(case, 4)
    assert first_bad() == (case.public_id, 4)


def test_a_step_that_the_tables_do_not_allow_is_found_even_with_a_right_chain(case: Case):
    proceeding = db.session.scalars(select(Proceeding)).one()
    places = {"procedure": "service", "from_state": "archived", "to_state": str(ROW.to)}
    forge(case, 5, proceeding_id=proceeding.id, action=str(ROW.action), **places)
    head = db.session.scalars(select(Event.hash).where(Event.seq == 5)).one()
    with transaction() as session:
        session.execute(text("UPDATE cases SET chain_seq = 5, chain_head = :head"), {"head": head})
    bad = audit_check.verify().bad[0]
    assert (bad.seq, bad.reason, bad.reference) == (5, "程序表不允许这一步", "XC-2026-0001")


def test_a_state_changed_behind_the_door_is_found(case: Case):
    with transaction() as session:
        session.execute(text("UPDATE proceedings SET state = 'archived'"))
    bad = audit_check.verify().bad[0]
    assert bad.stream == case.public_id
    assert "状态" in bad.reason


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases SET chain_head = 'x'",
        "UPDATE cases SET chain_seq = 3",
        "UPDATE cases SET chain_seq = 5",
        "UPDATE audit_streams SET head = 'x'",
        "UPDATE audit_streams SET seq = 9",
        "DELETE FROM audit_streams",
    ],
)
def test_a_changed_head_is_found(case: Case, statement: str):
    with transaction() as session:
        session.execute(text(statement))
    assert not audit_check.verify().ok


def test_entries_of_no_case_are_found(case: Case):
    tamper("UPDATE events SET stream = 'nowhere' WHERE stream = 'system'")
    assert {bad.stream for bad in audit_check.verify().bad} == {"system", "nowhere"}


def test_only_the_damaged_stream_is_named(case: Case):
    other, proceeding = add_case(2)
    step(other, proceeding)
    tamper("UPDATE events SET note = 'x' WHERE stream = :s AND seq = 1", s=case.public_id)
    assert [(bad.stream, bad.seq) for bad in audit_check.verify().bad] == [(case.public_id, 1)]


def test_a_checkpoint_finds_a_log_rewritten_from_end_to_end(case: Case):
    made = audit_check.checkpoint()
    disarm()
    previous = ""
    with transaction() as session:
        rows = session.scalars(select(Event).where(Event.stream == "system").order_by(Event.seq)).all()
        for row in rows:
            body = {**audit.said(row), "note": "改写"}
            entry = audit.chained(previous, body)
            values = {"n": "改写", "p": previous, "h": entry, "seq": row.seq}
            session.execute(
                text(
                    "UPDATE events SET note = :n, previous_hash = :p, hash = :h"
                    " WHERE stream = 'system' AND seq = :seq"
                ),
                values,
            )
            previous = entry
        session.execute(text("UPDATE audit_streams SET head = :h"), {"h": previous})
    assert audit_check.verify().ok
    bad = audit_check.verify(made).bad[0]
    assert (bad.stream, bad.seq, bad.reason) == ("system", 3, "与检查点记载的校验值不一致")


def test_a_checkpoint_finds_a_case_that_is_gone(case: Case):
    made, gone = audit_check.checkpoint(), case.public_id
    disarm()
    with transaction() as session:
        for statement in (
            "DELETE FROM events WHERE stream <> 'system'",
            "DELETE FROM proceedings",
            "DELETE FROM cases",
        ):
            session.execute(text(statement))
    assert audit_check.verify().ok
    assert [bad.stream for bad in audit_check.verify(made).bad] == [gone]


def test_a_checkpoint_holds_while_the_log_grows(case: Case):
    made = audit_check.checkpoint()
    say(3)
    say(1, case=case)
    assert audit_check.verify(made).ok


def test_a_checkpoint_file_is_whole_read_only_and_stamped(case: Case, tmp_path: Path):
    target = tmp_path / "point.json"
    audit_check.write_checkpoint(target)
    assert target.stat().st_mode & 0o777 == 0o440
    assert list(tmp_path.iterdir()) == [target]
    found = audit_check.read_checkpoint(target)
    assert found["events"] == 7
    assert audit_check.verify(found).ok
    found["streams"]["system"][0] = 2
    with pytest.raises(Invalid, match="改动"):
        audit_check.verify(found)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"streams": 1}', '{"streams": {"a": []}}', "\x00"])
def test_what_is_no_checkpoint_is_refused(tmp_path: Path, content: str):
    source = tmp_path / "point.json"
    source.write_text(content)
    with pytest.raises(Invalid):
        audit_check.verify(audit_check.read_checkpoint(source))
