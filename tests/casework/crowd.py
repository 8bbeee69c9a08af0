"""Several people at once, and what the tables hold before and after."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from casework.db import Base, db
from casework.errors import CaseworkError
from workflows.engine import Refused


def counts() -> dict[str, int]:
    """How many rows each table holds."""
    db.session.rollback()
    return {
        table.name: int(db.session.scalar(select(func.count()).select_from(table)) or 0)
        for table in Base.metadata.sorted_tables
    }


def together(*works: Callable[[], Any]) -> list[Any]:
    """Do all of it at the same moment, each in a thread of its own; what each gave or raised."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    db.session.remove()
    gate = threading.Barrier(len(works))
    given: list[Any] = [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        with app.app_context():
            gate.wait()
            try:
                given[place] = work()
            except (CaseworkError, Refused) as error:
                given[place] = error

    threads = [threading.Thread(target=run, args=(n, work)) for n, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def of_kind(found: Sequence[Any], kind: type) -> list[Any]:
    return [each for each in found if isinstance(each, kind)]
