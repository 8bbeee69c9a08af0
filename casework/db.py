"""The database: base class, column types, and the only place that begins and ends a transaction.

A request that only reads never takes the write lock. Nothing here knows a table.
"""

import json
import random
import sqlite3
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TypeVar

import structlog
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, Text, event, func, inspect, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from casework.config import Config
from casework.errors import Stale

log = structlog.get_logger(__name__)
T = TypeVar("T")

BUSY_MS = 4_000
LOCK_MS = 5_000
STATEMENT_MS = 30_000
CONNECT_SECONDS = 3
# A request that finds the database locked says so within five seconds.
PATIENCE = 3.0
# Serialization failure, deadlock, lock not available.
TRANSIENT_SQLSTATES = frozenset({"40001", "40P01", "55P03"})
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMING)


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: aware on the way in, aware and in UTC on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("moment without a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CanonicalJSON(TypeDecorator[Any]):
    """JSON kept as its canonical text, where the bytes themselves are evidence."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


JSONType = JSON().with_variant(JSONB(), "postgresql")
SHA256 = String(64)
PUBLIC_ID = String(22)


def dumps(value: Any) -> str:
    """JSON as the database keeps it: Chinese readable, no NaN."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def canonical(value: Any) -> str:
    """JSON in the one form of RFC 8785, for the values we allow: no fractions, whole numbers to 2**53."""
    _check_canonical(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def _check_canonical(value: Any) -> None:
    if value is None or isinstance(value, (bool, str)):
        return
    if isinstance(value, int):
        if abs(value) > 2**53:
            raise ValueError("number too large for canonical JSON")
    elif isinstance(value, dict):
        for key, inner in value.items():
            # RFC 8785 sorts keys by UTF-16 units; ASCII keys make that the plain order.
            if not isinstance(key, str) or not key.isascii():
                raise ValueError("keys of canonical JSON are ASCII text")
            _check_canonical(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _check_canonical(inner)
    else:
        raise TypeError(f"{type(value).__name__} has no canonical JSON")


db = SQLAlchemy(model_class=Base)


def engine_options(config: Config) -> dict[str, Any]:
    """How to connect: SQLite gives us BEGIN and COMMIT, PostgreSQL limits every wait."""
    options: dict[str, Any] = {"json_serializer": dumps, "pool_pre_ping": True}
    if config.sqlite:
        options["connect_args"] = {
            "isolation_level": None,
            "timeout": BUSY_MS / 1000,
            "check_same_thread": False,
        }
        return options
    settings = {
        "statement_timeout": STATEMENT_MS,
        "lock_timeout": LOCK_MS,
        "idle_in_transaction_session_timeout": 2 * STATEMENT_MS,
        "timezone": "UTC",
    }
    options["connect_args"] = {
        "connect_timeout": CONNECT_SECONDS,
        "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
    }
    return options


def init(app: Flask, config: Config) -> None:
    """Tie the database to the application."""
    app.config["SQLALCHEMY_DATABASE_URI"] = config.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(config)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def prepare(engine: Engine) -> None:
    """Put our pragmas and our BEGIN on an engine; an engine of PostgreSQL needs neither."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _pragmas)
        event.listen(engine, "begin", _begin)


def _pragmas(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A deferred BEGIN that writes later can fail at its first write; writers take the lock at once.
    writes = connection.get_execution_options().get("casework_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction() -> Iterator[Session]:
    """Make everything in the block one unit: the outermost block commits, inner blocks join it.

    Whatever leaves a block by an exception undoes the whole unit, even if an outer block catches it;
    `savepoint()` is the way to try something and go on.
    """
    session = db.session()
    if session.info.get("depth", 0):
        session.info["depth"] += 1
        try:
            yield session
        except BaseException:
            session.info["doomed"] = True
            raise
        finally:
            session.info["depth"] -= 1
        return
    hooks = yield from _outermost(session)
    for hook in hooks:
        with _Logged():
            hook()


def _outermost(session: Session) -> Generator[Session, None, list[Callable[[], object]]]:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("rows were changed outside transaction()")
    session.rollback()
    session.info.update(depth=1, doomed=False, hooks=[])
    try:
        session.connection(execution_options={"casework_writes": True})
        yield session
        if session.info["doomed"]:
            raise RuntimeError("a part of this transaction failed; use savepoint() to try and go on")
        session.commit()
        hooks: list[Callable[[], object]] = session.info["hooks"]
        return hooks
    except StaleDataError as error:
        session.rollback()
        raise Stale from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.update(depth=0, doomed=False, hooks=[])


@contextmanager
def savepoint() -> Iterator[Session]:
    """Try something inside a transaction: an exception undoes this block only, and may be caught."""
    session = db.session()
    if not session.info.get("depth", 0):
        raise RuntimeError("savepoint() outside transaction()")
    hooks = len(session.info["hooks"])
    doomed = session.info["doomed"]
    try:
        with session.begin_nested():
            yield session
    except BaseException:
        del session.info["hooks"][hooks:]
        session.info["doomed"] = doomed
        raise


@contextmanager
def snapshot() -> Iterator[Session]:
    """Read many tables as they stood at one moment, however long it takes; nothing may be written."""
    session = db.session()
    if in_transaction():
        raise RuntimeError("snapshot() inside transaction()")
    session.rollback()
    try:
        if db.engine.dialect.name == "postgresql":
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield session
    finally:
        session.rollback()


@contextmanager
def lenient_text() -> Iterator[None]:
    """Read even text that is no longer UTF-8, so that a check can name the damaged row instead of failing."""
    connection: Any = db.session.connection().connection.dbapi_connection
    if not isinstance(connection, sqlite3.Connection):
        yield
        return
    usual = connection.text_factory
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = usual


def in_transaction() -> bool:
    """Whether a transaction() of ours is open here."""
    return bool(db.session().info.get("depth", 0))


def after_commit(hook: Callable[[], object]) -> None:
    """Call this once everything is durable; a rollback forgets it, its own failure is logged only."""
    session = db.session()
    if not session.info.get("depth", 0):
        raise RuntimeError("after_commit() outside transaction()")
    session.info["hooks"].append(hook)


def serialise(name: str) -> None:
    """Let one transaction at a time pass here until it ends, for rules that no single row can carry."""
    session = db.session()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def locked(model: type[T], public_id: str) -> T | None:
    """A row held for change, as it is now: of two who decide at once the second sees what the first did."""
    handle = inspect(model).columns["public_id"]
    query = select(model).where(handle == public_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


class _Logged:
    """Lets a hook fail without harm: what it announces is durable already, and a sweep finds it."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, Exception):
            log.warning("after_commit_failed", error=type(error).__name__, exc_info=error)
            return True
        return False


def transient(error: BaseException) -> bool:
    """Whether trying the whole transaction again may help."""
    original = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(original, sqlite3.OperationalError):
        return str(getattr(original, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    return getattr(original, "sqlstate", None) in TRANSIENT_SQLSTATES


def retrying(work: Callable[[], T], attempts: int = 3) -> T:
    """Run a whole transaction, and again when the database asks for it; inner ones leave that to it.

    Whoever has waited long for a lock is told so, and does not wait again.
    """
    began = time.monotonic()
    for attempt in range(1, attempts + 1):
        try:
            return work()
        except DBAPIError as error:
            waited = time.monotonic() - began
            if attempt == attempts or waited > PATIENCE or in_transaction() or not transient(error):
                raise
            db.session.rollback()
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
    raise AssertionError("attempts must be positive")
