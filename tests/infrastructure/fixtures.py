"""Fixtures for every test. A test that needs a database asks for `app` and runs on SQLite and on PostgreSQL.

`app` has no context pushed, so that each request of `client` gets its own; a test of services asks for
`context`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
import redis
from flask import Flask
from flask.ctx import AppContext
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from casework import clock
from tests.infrastructure import chromium, databases, redis_server, site, sockets
from tests.infrastructure.databases import Applications, Databases

BOTH = [
    pytest.param("sqlite", marks=pytest.mark.sqlite),
    pytest.param("postgresql", marks=pytest.mark.postgresql),
]
CreateSite = Callable[..., site.Site]


@pytest.fixture(scope="session", autouse=True)
def no_outside_world() -> Iterator[None]:
    """Fail whatever tries to reach another machine."""
    with pytest.MonkeyPatch.context() as patch:
        sockets.forbid(patch)
        yield


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the workers of one run share."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if own.name.startswith("popen-") else own) / "common"


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


@pytest.fixture(scope="session")
def redis_running() -> Iterator[str]:
    with redis_server.running() as url:
        yield url


@pytest.fixture
def redis_url(redis_running: str) -> str:
    """The address of an empty Redis."""
    redis.Redis.from_url(redis_running).flushall()
    return redis_running


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium.running() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty browser profile with one page."""
    profile = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    yield profile.new_page()
    profile.close()
