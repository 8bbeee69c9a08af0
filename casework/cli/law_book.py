"""Which rules and which calendar a `law` command answers with: the city's where its database is at hand.

Without one the nation's rules and the announced holidays answer, so that anybody can check on any machine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click
from flask.cli import ScriptInfo
from sqlalchemy.exc import SQLAlchemyError

from casework import calendar_table, holidays, local_rules
from workflows.calendar import WorkingCalendar
from workflows.competence import CITY
from workflows.rules.book import RuleBook, load

Found = TypeVar("Found")


def rules_here() -> RuleBook:
    """The rule book with the approved local parameters of the city laid over it."""
    return _kept(lambda: local_rules.rulebook(CITY)) or load()


def calendar_here() -> WorkingCalendar:
    """The calendar with the notices this office has imported."""
    found = _kept(calendar_table.working_calendar)
    return found if found is not None and found.first else holidays.working_calendar()


def _kept(ask: Callable[[], Found]) -> Found | None:
    """What the database says, or nothing where there is none."""
    context = click.get_current_context(silent=True)
    info = context.find_object(ScriptInfo) if context else None
    if info is None:
        return None
    with info.load_app().app_context():
        try:
            return ask()
        except SQLAlchemyError:
            return None
