"""Fixtures of the machine, which know nothing of the application: guards, shared folder, Redis, Chromium."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import redis
from playwright.sync_api import Browser, Page

from tests.infrastructure import chromium, redis_server, sockets

CreatePage = Callable[..., Page]


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
def redis_running() -> Iterator[str]:
    with redis_server.running() as url:
        yield url


@pytest.fixture
def redis_url(redis_running: str) -> str:
    """The address of an empty Redis."""
    redis.Redis.from_url(redis_running).flushall()
    return redis_running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium.running() as started:
        yield started


@pytest.fixture
def create_page(browser: Browser) -> Iterator[CreatePage]:
    """Open a page in an empty profile of its own: one person at one machine, 1280 or 390 pixels wide."""
    with ExitStack() as opened:

        def create(*, width: int = 1280, scripts: bool = True) -> Page:
            profile = browser.new_context(
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                viewport={"width": width, "height": 900},
                java_script_enabled=scripts,
            )
            opened.callback(profile.close)
            return profile.new_page()

        yield create


@pytest.fixture
def page(create_page: CreatePage) -> Page:
    """A page in an empty profile."""
    return create_page()
