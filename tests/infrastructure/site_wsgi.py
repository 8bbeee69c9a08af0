"""What gunicorn loads in tests: the real application on the instance folder that the test names.

CASEWORK_TEST_NOW holds the clock of the whole process at one moment. A file `clock` in the instance folder
moves it while the site runs: read before each request, so the relay works at the moment of the last one.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from casework import clock
from casework import config as configuration
from casework.app import create_app

INSTANCE = Path(os.environ["CASEWORK_TEST_INSTANCE"])
HAND = INSTANCE / "clock"
held = ExitStack()


def hold(moment: str) -> None:
    """Hold the clock here; what was held before stays below, so that no thread sees the time of day."""
    held.enter_context(clock.at(datetime.fromisoformat(moment)))


class Moved:
    """The application with a clock that a test moves."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        self.inner = inner
        self.read = ""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if HAND.exists() and (moment := HAND.read_text(encoding="ascii")) != self.read:
            self.read = moment
            hold(moment)
        return self.inner(environ, start_response)


if os.environ.get("CASEWORK_TEST_NOW"):
    hold(os.environ["CASEWORK_TEST_NOW"])

app = create_app(configuration.cheap(configuration.load(os.environ, INSTANCE)))
app.wsgi_app = Moved(app.wsgi_app)  # type: ignore[method-assign]
