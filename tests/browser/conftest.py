"""The office of a browser test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.office import Office
from tests.infrastructure.fixtures import CreateSite


@pytest.fixture
def scripts() -> bool:
    """Whether browsers run scripts; a module may switch them off."""
    return True


@pytest.fixture
def office(create_live_server: CreateSite, browser: Browser, scripts: bool) -> Iterator[Office]:
    """The running site with the staff of two bureaus."""
    made = Office(create_live_server(), browser, scripts=scripts)
    yield made.staffed()
    made.close()
