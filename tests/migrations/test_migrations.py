"""Every revision goes up and down with rows in it, on both databases, and the last one equals the models."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from casework.db import Base, db
from tests.infrastructure.needs import ROOT
from tests.migrations import rows

FOLDER = ROOT / "migrations"
SCRIPTS = ScriptDirectory(str(FOLDER))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


@pytest.fixture
def migrated(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app
        to(REVISIONS[-1])
        db.engine.dispose()


def to(revision: str) -> None:
    db.session.rollback()
    with db.engine.connect() as connection:
        now = MigrationContext.configure(connection).get_current_revision()
    where = REVISIONS.index(revision) if revision in REVISIONS else -1
    if now is None or REVISIONS.index(now) < where:
        upgrade(directory=str(FOLDER), revision=revision)
    elif revision != now:
        downgrade(directory=str(FOLDER), revision=revision)


def shape() -> dict[str, object]:
    """Tables, columns, keys, indexes and checks as the database itself describes them."""
    found = inspect(db.engine)
    described: dict[str, object] = {}
    for table in sorted(found.get_table_names()):
        described[table] = (
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(table)),
            sorted(str(key["name"]) for key in found.get_foreign_keys(table)),
            sorted(str(index["name"]) for index in found.get_indexes(table)),
            sorted(str(check["name"]) for check in found.get_check_constraints(table)),
            sorted(str(unique["name"]) for unique in found.get_unique_constraints(table)),
        )
    return described


def counts(connection: Connection, tables: tuple[str, ...]) -> dict[str, int]:
    return {table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables}


def test_revisions_are_one_line_and_the_head_file_names_the_last():
    assert [f"{number:04}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS
    last = SCRIPTS.get_revision(REVISIONS[-1])
    assert (FOLDER / "HEAD").read_text().strip() == Path(last.path).stem


def test_no_revision_imports_the_models():
    for script in SCRIPTS.walk_revisions():
        assert "casework" not in Path(script.path).read_text(encoding="utf-8")


def test_the_last_revision_equals_the_models(migrated: Flask):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_checks_equal_the_models(migrated: Flask):
    """Alembic compares no CHECK constraints."""
    found = inspect(db.engine)
    for table in Base.metadata.tables.values():
        declared = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint) and c.name}
        assert {str(check["name"]) for check in found.get_check_constraints(table.name)} == declared, (
            table.name
        )


def test_down_and_up_gives_the_same_shape(migrated: Flask):
    before = shape()
    to("base")
    assert set(shape()) <= {"alembic_version"}
    to(REVISIONS[-1])
    assert shape() == before


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_revision_goes_up_over_rows_and_down_again(migrated: Flask, revision: str):
    place = REVISIONS.index(revision)
    to("base")
    older: tuple[str, ...] = ()
    for earlier in REVISIONS[:place]:
        to(earlier)
        with db.engine.connect() as connection, connection.begin():
            older += rows.add(connection, earlier)
    before_shape = shape()
    to(revision)
    with db.engine.connect() as connection, connection.begin():
        assert all(counts(connection, older).values())
        rows.add(connection, revision)
    to(REVISIONS[place - 1] if place else "base")
    assert shape() == before_shape | {"alembic_version": shape().get("alembic_version")}
    with db.engine.connect() as connection:
        assert all(counts(connection, older).values())
    to(revision)


def test_every_revision_has_rows_for_each_of_its_tables(migrated: Flask):
    tables: tuple[str, ...] = ()
    to("base")
    for revision in REVISIONS:
        to(revision)
        with db.engine.connect() as connection, connection.begin():
            tables += rows.add(connection, revision)
    assert set(tables) == set(Base.metadata.tables)


def test_foreign_keys_hold_again_after_a_migration(migrated: Flask):
    to(REVISIONS[-2])
    to(REVISIONS[-1])
    with (
        db.engine.connect() as connection,
        pytest.raises(DatabaseError, match=r"(?i)foreign key"),
        connection.begin(),
    ):
        connection.execute(text("INSERT INTO parties " + rows.orphan_party()))
