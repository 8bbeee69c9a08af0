"""Decision lint: whether a notice or a decision may be issued as it stands, check by check.

Pure: facts, the attempt and the data of the paper in, findings with their articles out.
"""

# First: the tables name this package's guard, and the checks gather the guards of the tables.
import workflows.procedures
from workflows.engine import Facts
from workflows.lint.finding import FAULT, PAPER, STOP, WARN, Check, Finding
from workflows.lint.judge import CHECKS, Line, lint, lint_clean, standing
from workflows.vocabulary import Action

__all__ = [
    "CHECKS",
    "FAULT",
    "PAPER",
    "STOP",
    "WARN",
    "Check",
    "Finding",
    "Line",
    "covers",
    "lint",
    "lint_clean",
    "standing",
]


def covers(facts: Facts, action: Action) -> bool:
    """Whether this step of the proceeding issues a paper that is judged here."""
    here = facts.proceeding
    row = workflows.procedures.PROCEDURES[here.procedure].find(here.state, action)
    return row is not None and lint_clean in row.guards
