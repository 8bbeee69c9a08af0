"""A made city on a site that may be killed, with a platform that answers badly and keeps a ledger."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask

from casework import clock
from casework.app import create_app
from casework.config import Config
from casework.db import db
from casework.jobs import relay
from tests import fake_credit
from tests.crash import city as history
from tests.crash.city import City
from tests.infrastructure import databases, site

CASES = 6
# Longer than any lease and any wait of the outbox.
LATER = timedelta(hours=3)
ROUNDS = 12
LATE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Ground:
    """A site in the made city, the platform it reports to, and its settings for a look from outside."""

    site: site.Site
    config: Config
    city: City
    platform: fake_credit.Platform

    def app(self) -> Flask:
        """The application on the same database, in this process."""
        return create_app(self.config)


CreateGround = Callable[..., Ground]


def settled(app: Flask) -> None:
    """Let time pass until no promise is open; leases of the dead end, waits are over."""
    with app.app_context():
        for turn in range(1, ROUNDS + 1):
            with clock.at(clock.now() + turn * LATER):
                if not relay.drain(app, until_empty=True):
                    break
        db.session.remove()


@pytest.fixture(scope="session")
def city(sqlite_databases: databases.Databases, tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("city")
    return history.made(lambda: sqlite_databases.fresh(folder, "city"), CASES)


@pytest.fixture(scope="module")
def create_ground(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CreateGround]:
    """Start the site in the made city; keywords are CASEWORK_ variables without their prefix."""
    with ExitStack() as running:

        def create(made: databases.Databases, **changes: str) -> Ground:
            instance = tmp_path_factory.mktemp("ground")
            name = f"{databases.worker()}_{instance.name}".replace("-", "_")
            platform = running.enter_context(fake_credit.running(late_seconds=LATE_SECONDS))
            changes = {"credit_url": platform.url, **changes}
            running.callback(made.drop, name)
            fresh = made.fresh(instance, name, **changes)
            city.settle(fresh)
            # Read again: the city brought its own keys.
            config = databases.settings(instance, fresh.database_url, **changes)
            started = running.enter_context(site.running(config, **changes))
            return Ground(started, config, city, platform)

        yield create
