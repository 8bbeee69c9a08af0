"""One resource for all workers of a test run: the first to need it starts it, the last to leave stops it."""

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Shared:
    """A folder common to the workers, and how to start and stop what is kept there."""

    folder: Path
    name: str
    start: Callable[[], dict[str, str]]
    stop: Callable[[dict[str, str]], None]

    @contextmanager
    def locked(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{self.name}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    @contextmanager
    def used(self) -> Iterator[dict[str, str]]:
        """Yield what `start` said of the resource, counting this worker among its users."""
        state = self.folder / f"{self.name}.json"
        with self.locked():
            kept = json.loads(state.read_text()) if state.exists() else {"users": 0, "details": {}}
            if kept["users"] == 0:
                kept["details"] = self.start()
            kept["users"] += 1
            state.write_text(json.dumps(kept))
        try:
            yield kept["details"]
        finally:
            with self.locked():
                kept = json.loads(state.read_text())
                kept["users"] -= 1
                if kept["users"] == 0:
                    self.stop(kept["details"])
                state.write_text(json.dumps(kept))
