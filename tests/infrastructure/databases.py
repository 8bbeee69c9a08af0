"""A migrated database for each test, as a copy of a template that is migrated once for each run.

SQLite copies a file, PostgreSQL a database. The application is built once for each worker and kind.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from casework import config as configuration
from casework.app import create_app
from casework.config import Config
from casework.db import db
from tests.infrastructure import postgresql
from tests.infrastructure.needs import ROOT
from tests.infrastructure.shared import Shared

TEMPLATE = "casework_template"
FILE = "casework.sqlite3"
KEPT = frozenset({"secret_key", "field_keys", "fonts"})


def settings(instance: Path, url: str = "", **changes: str) -> Config:
    """Return a configuration for tests; `changes` are CASEWORK_ variables without their prefix."""
    env = {f"CASEWORK_{name.upper()}": value for name, value in changes.items()}
    if url:
        env["CASEWORK_DATABASE_URL"] = url
    config = configuration.cheap(configuration.load(env, instance))
    fonts = instance / "fonts"
    if not fonts.exists():
        fonts.symlink_to(ROOT / "instance" / "fonts")
    return config


def migrate(config: Config) -> None:
    """Bring an empty database to the newest schema, as `make run` does."""
    app = create_app(config)
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        db.engine.dispose()


def empty(instance: Path) -> None:
    """Forget everything of an instance but its secrets."""
    for child in instance.iterdir():
        if child.name in KEPT:
            continue
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        else:
            child.unlink()


@dataclass(frozen=True, slots=True)
class Databases:
    """Hands out fresh databases of one kind to one worker."""

    url: Callable[[Path, str], str]
    fill: Callable[[Path, str], None]
    drop: Callable[[str], None]

    def fresh(self, instance: Path, name: str, **changes: str) -> Config:
        """Return the configuration of an instance whose database is migrated and empty."""
        instance.mkdir(parents=True, exist_ok=True)
        empty(instance)
        self.fill(instance, name)
        return settings(instance, self.url(instance, name), **changes)


def worker() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "gw0")


@contextmanager
def on_sqlite(common: Path) -> Iterator[Databases]:
    def start() -> dict[str, str]:
        folder = common / "sqlite-template"
        migrate(settings(folder, f"sqlite:///{folder / FILE}"))
        return {"file": str(folder / FILE)}

    def keep(_details: dict[str, str]) -> None:
        """The folder of the run is swept by pytest."""

    with Shared(common, "sqlite", start, keep).used() as details:
        yield Databases(
            url=lambda instance, _name: f"sqlite:///{instance / FILE}",
            fill=lambda instance, _name: shutil.copyfile(details["file"], instance / FILE) and None,
            drop=lambda _name: None,
        )


@contextmanager
def on_postgresql(common: Path) -> Iterator[Databases]:
    def start() -> dict[str, str]:
        details = postgresql.start()
        server = postgresql.Server(Path(details["folder"]))
        try:
            server.create(TEMPLATE)
            migrate(settings(common / "postgresql-template", server.url(TEMPLATE)))
        except BaseException:
            postgresql.stop(details)
            raise
        return details

    with Shared(common, "postgresql", start, postgresql.stop).used() as details:
        server = postgresql.Server(Path(details["folder"]))
        made: dict[str, tuple[postgresql.Table, ...]] = {}

        def fill(_instance: Path, name: str) -> None:
            if name in made:
                server.reset(name, made[name])
            else:
                server.create(name, template=TEMPLATE)
                made[name] = server.tables(name)

        def drop(name: str) -> None:
            made.pop(name, None)
            server.drop(name)

        yield Databases(url=lambda _instance, name: server.url(name), fill=fill, drop=drop)


class Applications:
    """The application of one worker on one kind of database, made new again for each test."""

    def __init__(self, databases: Databases, instance: Path) -> None:
        self.databases = databases
        self.instance = instance
        self.name = f"casework_{worker()}"
        self.app: Flask | None = None

    def fresh(self) -> Flask:
        if self.app:
            with self.app.app_context():
                db.engine.dispose()
        config = self.databases.fresh(self.instance, self.name)
        if self.app is None:
            self.app = create_app(replace(config, testing=True))
        return self.app
