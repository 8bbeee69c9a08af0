"""One transaction at a time, all of it or nothing, and nobody's work lost."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from casework import clock
from casework.db import (
    after_commit,
    db,
    in_transaction,
    retrying,
    savepoint,
    serialise,
    snapshot,
    transaction,
)
from casework.errors import Stale
from casework.models import Account, Bureau, Case, Draft, LoginAttempt, NumberCounter, OutboxMessage

pytestmark = pytest.mark.usefixtures("context")


def attempt(key: str = "k") -> LoginAttempt:
    return LoginAttempt(key=key)


def count() -> int:
    return db.session.scalar(select(func.count(LoginAttempt.id))) or 0


def fail_with(*rows: object) -> None:
    """Write rows, then break."""
    db.session.add_all(rows)
    db.session.flush()
    raise KeyError


def hook_and_fail(hook: Callable[[], object]) -> None:
    after_commit(hook)
    raise KeyError


def bureau() -> Bureau:
    return Bureau(
        region_code="341800", name="宣城市市场监督管理局", short_name="宣", field_mark="市监", level="city"
    )


def case() -> Case:
    return Case(reference="XC-2026-0001", bureau_region="341800")


def test_what_is_in_the_block_is_kept():
    with transaction() as session:
        session.add(attempt())
    db.session.rollback()
    assert count() == 1


def test_an_error_undoes_the_block():
    # I-5
    with pytest.raises(KeyError), transaction():
        fail_with(attempt())
    assert count() == 0
    assert not in_transaction()


def test_inner_blocks_join_the_outermost():
    with transaction() as session:
        session.add(attempt())
        with transaction() as inner:
            inner.add(attempt())
        assert in_transaction()
        with pytest.raises(KeyError), savepoint():
            raise KeyError
    assert count() == 2


def test_an_inner_block_that_failed_undoes_everything_even_if_it_was_caught():
    def catch() -> None:
        with transaction() as session:
            session.add(attempt())
            with pytest.raises(KeyError), transaction():
                fail_with()

    with pytest.raises(RuntimeError, match="savepoint"):
        catch()
    assert count() == 0


def test_a_savepoint_undoes_only_itself():
    with transaction() as session:
        session.add(attempt("before"))
        with pytest.raises(KeyError), savepoint():
            fail_with(attempt("inside"))
        session.add(attempt("after"))
    assert sorted(db.session.scalars(select(LoginAttempt.key))) == ["after", "before"]


def test_a_failed_transaction_inside_a_savepoint_may_be_caught():
    with transaction() as session:
        with pytest.raises(KeyError), savepoint(), transaction():
            fail_with(attempt("inside"))
        session.add(attempt("after"))
    assert list(db.session.scalars(select(LoginAttempt.key))) == ["after"]


def test_a_violated_constraint_inside_a_savepoint_leaves_the_transaction_usable():
    with transaction() as session:
        session.add(bureau())
        session.flush()
        with pytest.raises(IntegrityError), savepoint():
            session.add(bureau())
        session.add(attempt())
    assert count() == 1


def test_rows_changed_outside_a_transaction_are_refused():
    db.session.add(attempt())
    with pytest.raises(RuntimeError, match="outside"), transaction():
        pass
    db.session.rollback()
    assert count() == 0


def test_hooks_run_after_the_outermost_commit_in_order():
    seen: list[tuple[str, bool]] = []
    with transaction():
        with transaction():
            after_commit(lambda: seen.append(("inner", in_transaction())))
        after_commit(lambda: seen.append(("outer", in_transaction())))
        assert seen == []
    assert seen == [("inner", False), ("outer", False)]


def test_a_rollback_forgets_its_hooks():
    seen: list[str] = []
    with pytest.raises(KeyError), transaction():
        hook_and_fail(lambda: seen.append("x"))
    with transaction():
        after_commit(lambda: seen.append("kept"))
        with pytest.raises(KeyError), savepoint():
            hook_and_fail(lambda: seen.append("lost"))
    assert seen == ["kept"]


def test_a_hook_that_fails_harms_nothing():
    seen: list[str] = []

    def fail() -> None:
        raise ConnectionError

    with transaction() as session:
        session.add(attempt())
        after_commit(fail)
        after_commit(lambda: seen.append("next"))
    assert seen == ["next"]
    assert count() == 1


@pytest.mark.parametrize("call", [lambda: after_commit(lambda: None), lambda: savepoint().__enter__()])
def test_what_needs_a_transaction_says_so(call: Callable[[], Any]):
    with pytest.raises(RuntimeError, match="outside"):
        call()


def test_writing_over_a_newer_version_is_stale():
    # I-4
    with transaction() as session:
        session.add(bureau())
        session.flush()
        session.add(case())

    def overtaken() -> None:
        with transaction() as session:
            mine = session.scalars(select(Case)).one()
            newer = update(Case).values(version=Case.version + 1)
            session.execute(newer.execution_options(synchronize_session=False))
            mine.title = "我的"

    with pytest.raises(Stale):
        overtaken()
    assert db.session.scalars(select(Case.title)).one() == ""


def test_versions_count_changes():
    with transaction() as session:
        session.add(bureau())
        session.flush()
        row = case()
        session.add(row)
    assert row.version == 1
    with transaction():
        row.title = "a"
    with transaction():
        row.title = "b"
    assert row.version == 3


def test_moments_are_aware_and_in_utc():
    moment = datetime(2026, 11, 22, 8, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
    with transaction() as session:
        session.add(LoginAttempt(key="k", at=moment))
    found = db.session.scalars(select(LoginAttempt.at)).one()
    assert found == moment
    assert found.tzinfo is UTC
    assert db.session.scalars(select(LoginAttempt.at).where(LoginAttempt.at >= moment)).all() == [found]


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(StatementError, match="time zone"), transaction() as session:
        session.add(LoginAttempt(key="k", at=datetime(2026, 11, 22)))


def test_moments_default_to_the_clock_of_the_program(freeze: Callable[[datetime], datetime]):
    moment = freeze(datetime(2030, 1, 1, tzinfo=UTC))
    with transaction() as session:
        session.add(attempt())
    assert db.session.scalars(select(LoginAttempt.at)).one() == moment


def test_chinese_stays_readable_in_json():
    with transaction() as session:
        session.add(bureau())
        session.flush()
        row = case()
        session.add(row)
        session.flush()
        writer = Account(username="u", name="n", kind="public", password_hash="x")
        session.add(writer)
        session.flush()
        session.add(Draft(account_id=writer.id, kind="complaint", data={"name": "古井贡酒"}))
    raw = str(db.session.scalar(text("SELECT CAST(data AS text) FROM drafts")))
    assert "古井贡酒" in raw
    assert db.session.scalars(select(Draft.data)).one() == {"name": "古井贡酒"}


def test_a_snapshot_does_not_write_and_does_not_nest():
    with snapshot() as session:
        assert session.scalar(select(func.count(LoginAttempt.id))) == 0
    with transaction(), pytest.raises(RuntimeError, match="inside"), snapshot():
        pass


def test_foreign_keys_and_checks_hold():
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(case())
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(NumberCounter(bureau_region="341800", code="c", year=2026, last=-1))


def test_an_outbox_message_cannot_be_delivered_and_dead():
    now = clock.now()
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(OutboxMessage(uid="u", topic="t", ref="1", dedupe_key="d", delivered_at=now, dead_at=now))


def test_many_writers_lose_nothing(app: Flask):
    """Read, think, write: what the default mode of SQLite loses without an error."""
    with transaction() as session:
        session.add(NumberCounter(bureau_region="341800", code="罚", year=2026, last=0))

    def add(_number: int) -> None:
        def work() -> None:
            with transaction() as session:
                row = session.scalars(select(NumberCounter).with_for_update()).one()
                row.last = row.last + 1

        with app.app_context():
            retrying(work)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(80)))
    assert db.session.scalar(select(NumberCounter.last)) == 80


def test_only_one_passes_a_named_place_at_a_time(app: Flask):
    inside, most = [0], [0]
    guard = threading.Lock()

    def enter(_number: int) -> None:
        with app.app_context(), transaction():
            serialise("here")
            with guard:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            time.monotonic()
            with guard:
                inside[0] -= 1

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(enter, range(20)))
    assert most == [1]


def test_a_reader_is_not_held_up_by_a_writer(app: Flask):
    with transaction() as session:
        session.add(attempt())
        session.flush()

        def read() -> int:
            with app.app_context():
                return count()

        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(read).result(timeout=3) == 0
