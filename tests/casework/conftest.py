"""A case as it stood after a step of its history, for tests of services and queries."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.ctx import AppContext

from casework.demo.walk import Walk
from tests.standing import Shelf

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
