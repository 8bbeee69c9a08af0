"""A small city made once for a run: decided and served cases whose public copy waits to be published.

Walked through the door like every history, on SQLite; PostgreSQL gets the same rows, copied table by table.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Flask
from sqlalchemy import Connection, Engine, Table, create_engine, func, insert, select, text

from casework.app import create_app
from casework.config import Config
from casework.db import Base, db
from casework.demo import replay
from casework.demo.stories import SC02
from casework.demo.story import Story
from casework.demo.walk import Walk
from casework.jobs import relay
from casework.models import Proceeding
from casework.services.reference import load_reference
from workflows.vocabulary import Procedure

SQLITE = "sqlite:///"
SECRETS = ("secret_key", "field_keys")
BATCH = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that only has to be published."""

    case: str
    proceeding: str
    respondent: str

    @property
    def address(self) -> str:
        return f"/desk/cases/{self.case}/proceedings/{self.proceeding}/publish"


@dataclass(frozen=True, slots=True)
class City:
    """Where the made history lies, and what waits in it."""

    config: Config
    waiting: tuple[Waiting, ...]

    def settle(self, into: Config) -> None:
        """Put the history into an instance whose database is migrated."""
        for name in SECRETS:
            shutil.copyfile(self.config.instance_dir / name, into.instance_dir / name)
        shutil.copytree(self.config.storage_dir, into.storage_dir, dirs_exist_ok=True)
        if into.sqlite:
            shutil.copyfile(
                self.config.database_url.removeprefix(SQLITE), into.database_url.removeprefix(SQLITE)
            )
            return
        source, target = create_engine(self.config.database_url), create_engine(into.database_url)
        try:
            copy(source, target)
        finally:
            source.dispose()
            target.dispose()


def story(number: int) -> Story:
    """One shop with six bottles, the shortest lawful way: no seizure, no mediation, no defence."""
    shop = replace(SC02.respondent, name=f"宣州区示例{number}号酒业商行", uscc="")
    return replace(
        SC02,
        key=f"CRASH-{number}",
        respondent=shop,
        until="prepare",
        started=37,
        claims=("stop", "penalise"),
        returned_once=False,
        missing=(),
        measures=False,
        defence=(),
        answers=(),
    )


def made(fresh: Callable[[], Config], cases: int) -> City:
    """Walk so many cases to the door of publication, with every paper rendered."""
    config = fresh()
    app = create_app(config)
    with app.app_context():
        load_reference()
        replay.people()
        walks = replay.play(map(story, range(1, cases + 1)), drain=lambda: drained(app))
        waiting = tuple(map(_waiting, walks))
        db.session.remove()
        db.engine.dispose()
    return City(config, waiting)


def drained(app: Flask) -> int:
    return relay.drain(app, until_empty=True)


def _waiting(walk: Walk) -> Waiting:
    proceeding = db.session.scalars(
        select(Proceeding.public_id).where(
            Proceeding.case_id == walk.case_id, Proceeding.procedure == Procedure.DISCLOSURE
        )
    ).one()
    return Waiting(walk.public_id, proceeding, walk.story.respondent.name)


def copy(source: Engine, target: Engine) -> None:
    """Every row of every table into PostgreSQL, then its counters."""
    tables = Base.metadata.sorted_tables
    with source.connect() as reading, target.begin() as writing:
        # Rows refer to themselves and in circles; the history itself is sound.
        writing.execute(text("SET LOCAL session_replication_role = replica"))
        for table in reversed(tables):
            writing.execute(table.delete())
        for table in tables:
            rows = [dict(row) for row in reading.execute(select(table)).mappings()]
            for start in range(0, len(rows), BATCH):
                writing.execute(insert(table), rows[start : start + BATCH])
            _count_on(writing, table)


def _count_on(writing: Connection, table: Table) -> None:
    column = table.autoincrement_column
    if column is None:
        return
    last = writing.scalar(select(func.max(column)))
    if last:
        writing.execute(
            text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"),
            {"table": table.name, "column": column.name, "last": last},
        )
