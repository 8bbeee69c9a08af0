"""Counts what the database is asked inside a block, so that a page's budget is an assertion."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


@dataclass(slots=True)
class Recorded:
    """The statements run and the transactions committed."""

    statements: list[str] = field(default_factory=list)
    commits: int = 0

    def selects(self) -> list[str]:
        return [each for each in self.statements if each.lstrip().upper().startswith(("SELECT", "WITH"))]


@contextmanager
def recorded(engine: Engine) -> Iterator[Recorded]:
    """Yield a record that fills while the block runs; BEGIN, pragmas and savepoints are not statements."""
    record = Recorded()

    def executed(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            record.statements.append(statement)

    def committed(_connection: Any) -> None:
        record.commits += 1

    event.listen(engine, "before_cursor_execute", executed)
    event.listen(engine, "commit", committed)
    try:
        yield record
    finally:
        event.remove(engine, "before_cursor_execute", executed)
        event.remove(engine, "commit", committed)
