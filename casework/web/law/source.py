"""Which rules the public pages answer from: those in force here, local parameters laid over them."""

from __future__ import annotations

from workflows.rules import book
from workflows.rules.book import RuleBook


def rules() -> RuleBook:
    """The rules of the city."""
    return book.load()
