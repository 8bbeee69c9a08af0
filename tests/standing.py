"""A history walked once for each worker and kind of database, and copied after every step.

A test asks `stand` for the case as it stood after a step and gets that copy of the database, with the
clock held.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.ctx import AppContext

from casework import clock, signing
from casework.config import current
from casework.db import db
from casework.demo.story import Story
from casework.demo.walk import Walk
from tests import builders
from tests.infrastructure.postgresql import Server

STORIES: dict[str, Story] = {
    # Everything at once: supplement, seizure, mediation, a returned review, defence and waiver.
    "full": builders.SC02,
    # Legal review and collective discussion, no word from the party.
    "silent": replace(
        builders.PLAIN, key="silent", until="decide", major=("complex",), defence=(), answers=(), waives=False
    ),
    # Nothing but the way to the end of the notice, in silence.
    "plain": replace(builders.PLAIN, until="clear", waives=False),
}


@dataclass(frozen=True, slots=True)
class Copy:
    """A database as it stood, and where the walk was."""

    walked: Walk
    moment: datetime
    kept: Any


@dataclass(slots=True)
class Shelf:
    """The copies of one worker."""

    folder: Path
    cities: dict[str, Any] = field(default_factory=dict)
    copies: dict[tuple[str, str, str], Copy] = field(default_factory=dict)

    def stand(self, story: str, step: str, hold: Callable[[datetime], datetime]) -> Walk:
        """Put the database back to the moment after this step of this story."""
        kind = db.engine.dialect.name
        if (kind, story, step) not in self.copies:
            self._walk(kind, story, hold)
        found = self.copies[kind, story, step]
        _restore(found.kept)
        # Files carry their digest as name: one folder at the end of the history serves every moment of it.
        shutil.rmtree(current().storage_dir, ignore_errors=True)
        shutil.copytree(self._files(kind, story), current().storage_dir, copy_function=os.link)
        # The papers of the history were signed by the authority of the instance it was walked in.
        shutil.rmtree(current().instance_dir / signing.FOLDER, ignore_errors=True)
        shutil.copytree(self._keys(kind, story), current().instance_dir / signing.FOLDER)
        hold(found.moment)
        return replace(found.walked)

    def settle(self) -> None:
        """Put the database back to the bureaus and their people, before anything happened."""
        kind = db.engine.dialect.name
        if kind in self.cities:
            _restore(self.cities[kind])
        else:
            builders.city()
            self.cities[kind] = _keep(self.folder / f"{kind}-city")

    def _walk(self, kind: str, story: str, hold: Callable[[datetime], datetime]) -> None:
        hold(builders.moment(builders.START, 1))
        self.settle()

        def after(step: str, walked: Walk) -> None:
            place = self.folder / f"{kind}-{story}-{step}"
            self.copies[kind, story, step] = Copy(replace(walked), clock.now(), _keep(place))

        builders.walk(STORIES[story], hold=hold, after=after)
        shutil.copytree(current().storage_dir, self._files(kind, story))
        shutil.copytree(current().instance_dir / signing.FOLDER, self._keys(kind, story))

    def _files(self, kind: str, story: str) -> Path:
        return self.folder / f"{kind}-{story}-files"

    def _keys(self, kind: str, story: str) -> Path:
        return self.folder / f"{kind}-{story}-keys"


def _keep(place: Path) -> Any:
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        return _server().tables(str(db.engine.url.database))
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.engine.dispose()
    shutil.copyfile(str(db.engine.url.database), place)
    return place


def _restore(kept: Any) -> None:
    db.session.remove()
    db.engine.dispose()
    if db.engine.dialect.name == "postgresql":
        _server().reset(str(db.engine.url.database), kept)
        return
    file = Path(str(db.engine.url.database))
    for beside in ("-wal", "-shm"):
        Path(f"{file}{beside}").unlink(missing_ok=True)
    shutil.copyfile(kept, file)


def _server() -> Server:
    return Server(Path(str(db.engine.url.query["host"])))


Stand = Callable[..., Walk]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(Path(tmp_path_factory.mktemp("shelf")))


@pytest.fixture
def stand(app: Flask, context: AppContext, shelf: Shelf, freeze: Callable[[datetime], datetime]) -> Stand:
    """Stand after a step: stand("decide"), or stand("discuss", story="silent")."""

    def at(step: str, story: str = "full") -> Walk:
        return shelf.stand(story, step, freeze)

    return at
