"""Fixtures with the application in them. A test that asks for `app` runs on SQLite and on PostgreSQL.

`app` has no context pushed, so that each request of `client` gets its own; a test of services asks for
`context`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.ctx import AppContext
from flask.testing import FlaskClient

from casework import clock
from tests.infrastructure import databases, site
from tests.infrastructure.databases import Applications, Databases

BOTH = [
    pytest.param("sqlite", marks=pytest.mark.sqlite),
    pytest.param("postgresql", marks=pytest.mark.postgresql),
]
CreateSite = Callable[..., site.Site]


@pytest.fixture(scope="session")
def sqlite_databases(common: Path) -> Iterator[Databases]:
    with databases.on_sqlite(common) as made:
        yield made


@pytest.fixture(scope="session")
def postgresql_databases(common: Path) -> Iterator[Databases]:
    with databases.on_postgresql(common) as made:
        yield made


@pytest.fixture(scope="session")
def sqlite_applications(
    sqlite_databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Applications:
    return Applications(sqlite_databases, tmp_path_factory.mktemp("on-sqlite"))


@pytest.fixture(scope="session")
def postgresql_applications(
    postgresql_databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Applications:
    return Applications(postgresql_databases, tmp_path_factory.mktemp("on-postgresql"))


@pytest.fixture
def sqlite_app(sqlite_applications: Applications) -> Flask:
    """The application on a fresh SQLite file."""
    return sqlite_applications.fresh()


@pytest.fixture
def postgresql_app(postgresql_applications: Applications) -> Flask:
    """The application on a fresh PostgreSQL database."""
    return postgresql_applications.fresh()


@pytest.fixture(params=BOTH)
def app(request: pytest.FixtureRequest) -> Flask:
    """The application on a fresh database; the test runs once for each kind."""
    made: Flask = request.getfixturevalue(f"{request.param}_app")
    return made


@pytest.fixture
def context(app: Flask) -> Iterator[AppContext]:
    """An application context for tests of services and queries."""
    with app.app_context() as pushed:
        yield pushed


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def freeze() -> Iterator[Callable[[datetime], datetime]]:
    """Hold the clock at a moment until the test ends; calling again moves it."""
    with ExitStack() as held:
        yield lambda moment: held.enter_context(clock.at(moment))


@pytest.fixture
def create_live_server(
    sqlite_databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CreateSite]:
    """Start the real site on its own database; keywords are CASEWORK_ variables without their prefix."""
    with ExitStack() as running:

        def create(made: Databases = sqlite_databases, **changes: str) -> site.Site:
            instance = tmp_path_factory.mktemp("site")
            name = f"{databases.worker()}_{instance.name}".replace("-", "_")
            running.callback(made.drop, name)
            return running.enter_context(site.running(made.fresh(instance, name), **changes))

        yield create


@pytest.fixture
def live_server(create_live_server: CreateSite) -> site.Site:
    """The real site on a fresh SQLite file."""
    return create_live_server()
