"""What the readiness page is told, also when the database is gone."""

from datetime import timedelta

from flask import Flask
from flask.ctx import AppContext

from casework import clock
from casework.db import db, transaction
from casework.models import OutboxMessage
from casework.queries import health


def test_a_fresh_database_is_at_head(context: AppContext) -> None:
    found = health.state()
    assert found.reachable
    assert found.at_head
    assert (found.waiting, found.oldest_waiting, found.dead) == (0, None, 0)


def test_waiting_and_dead_messages_are_counted(context: AppContext) -> None:
    then = clock.now() - timedelta(minutes=20)
    with transaction() as session:
        for number, dead in (("1", None), ("2", then)):
            session.add(
                OutboxMessage(
                    uid=number, topic="render", ref=number, dedupe_key=number, created_at=then,
                    available_at=then, dead_at=dead,
                )
            )  # fmt: skip
    found = health.state()
    assert (found.waiting, found.oldest_waiting, found.dead) == (1, then, 1)


def test_a_database_without_our_tables_is_not_reachable(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        with transaction() as session:
            session.connection().exec_driver_sql("DROP TABLE alembic_version")
        found = health.state()
        db.session.rollback()
    assert not found.reachable
    assert not found.at_head
