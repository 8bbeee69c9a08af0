"""Which rules the public pages answer from: those of the city, its local parameters laid over them."""

from __future__ import annotations

from casework import local_rules
from workflows import competence
from workflows.rules.book import RuleBook


def rules() -> RuleBook:
    """The rules of the city."""
    return local_rules.rulebook(competence.CITY)
