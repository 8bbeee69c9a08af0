"""A visitor of the law pages."""

import pytest
from flask import Flask

from casework.services import reference
from tests.casework.web import browsing


@pytest.fixture
def quick(sqlite_app: Flask) -> browsing.Visitor:
    """A visitor on one kind of database, for what does not depend on it; holidays are loaded."""
    with sqlite_app.app_context():
        reference.load_reference()
    return browsing.visitor(sqlite_app)
