"""What each kind of database is told when a connection is made."""

from flask import Flask
from sqlalchemy import text

from casework.db import db


def test_sqlite_is_durable_and_strict(sqlite_app: Flask):
    with sqlite_app.app_context():
        answers = {
            name: db.session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    # I-1
    assert answers == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 4000}


def test_postgresql_limits_every_wait(postgresql_app: Flask):
    with postgresql_app.app_context():
        answers = [
            db.session.scalar(text(f"SHOW {name}"))
            for name in ("lock_timeout", "statement_timeout", "TimeZone")
        ]
    assert answers == ["5s", "30s", "UTC"]
