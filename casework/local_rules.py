"""What the office has approved of local parameters, laid over the rules for one place.

Reads the approved rows and nothing else; which of them holds is for workflows.rules to say.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from casework.db import db
from casework.models import LocalParameter
from workflows.rules import book
from workflows.rules.book import RuleBook
from workflows.rules.local import chain
from workflows.rules.rows import LocalRule

COLUMNS = (
    LocalParameter.name,
    LocalParameter.region,
    LocalParameter.valid_from,
    LocalParameter.valid_to,
    LocalParameter.value,
    LocalParameter.basis,
    LocalParameter.confidence,
    LocalParameter.note,
)


def rulebook(region: str, *, known_at: datetime | None = None) -> RuleBook:
    """The rules of a place of six digits, county before city before province before nation.

    `known_at` leaves out what was approved after that moment. An empty region has no rules of its own.
    """
    if not region:
        return book.load()
    query = select(*COLUMNS).where(
        LocalParameter.status == "approved", LocalParameter.region.in_(chain(region))
    )
    if known_at is not None:
        query = query.where(LocalParameter.decided_at <= known_at)
    rows = db.session.execute(query.order_by(LocalParameter.id)).all()
    return laid(tuple(rule(row) for row in rows), region)


def approved() -> tuple[LocalRule, ...]:
    """Everything approved, of all places, in the order in which it was proposed."""
    query = select(*COLUMNS).where(LocalParameter.status == "approved").order_by(LocalParameter.id)
    return tuple(rule(row) for row in db.session.execute(query))


def rule(row: Any) -> LocalRule:
    """A stored row as the rules know it."""
    return LocalRule(
        id=row.name,
        region=row.region,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        value=row.value,
        basis=row.basis,
        confidence=row.confidence,
        note=row.note,
    )


@lru_cache(maxsize=64)
def laid(rows: tuple[LocalRule, ...], region: str) -> RuleBook:
    """The book with these rows over it; the rows themselves are the key, so that nothing is out of date."""
    return book.load().with_local(rows, region) if rows else book.load()
