"""Runs the migrations on the database of the running application, in one transaction.

SQLite rebuilds a table to change it, so its foreign keys are off meanwhile and checked before the commit.
"""

import sqlite3

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from casework import models
from casework.db import db

# A migration waits this long for a lock, then gives up, so that it never queues the whole site behind itself.
LOCK_MS = 3000


def run() -> None:
    with db.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        if isinstance(raw, sqlite3.Connection):
            # Without effect inside a transaction, hence on the bare connection.
            raw.execute("PRAGMA foreign_keys = OFF")
        try:
            migrate(connection.execution_options(casework_writes=True))
        finally:
            if isinstance(raw, sqlite3.Connection):
                raw.execute("PRAGMA foreign_keys = ON")


def migrate(connection: Connection) -> None:
    options = current_app.extensions["migrate"].configure_args
    # Our own BEGIN makes changes of tables part of the transaction on SQLite, too.
    options = {**options, "transactional_ddl": True}
    context.configure(connection=connection, target_metadata=models.Case.metadata, **options)
    with connection.begin(), context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {LOCK_MS}")
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"rows that refer to nothing: {broken[:5]}")


if context.is_offline_mode():
    raise SystemExit("迁移需要连接数据库，不支持只输出SQL")
run()
