"""Waiting for work of another process (the relay of a running site), asked for until it is there.

Nothing else may wait by time: what a page shows, a test finds on the page.
"""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
PATIENCE = 30.0
EVERY = 0.1


def until(ask: Callable[[], Found], what: str, *, patience: float = PATIENCE) -> Found:
    """Return the first answer that says something."""
    deadline = time.monotonic() + patience
    while True:
        found = ask()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience:.0f} s for {what}")
        time.sleep(EVERY)
