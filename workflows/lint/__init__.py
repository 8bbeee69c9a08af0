"""Decision lint: whether a notice or a decision may be issued as it stands, check by check.

Pure: facts, the attempt and the data of the paper in, findings with their articles out.
"""

# First: the tables name this package's guard, and the checks gather the guards of the tables.
import workflows.procedures
from workflows.engine import Facts
from workflows.lint.finding import EARLIER, FAULT, LABELS, PAPER, STOP, WARN, Check, Finding, written_kind
from workflows.lint.judge import CHECKS, Line, lint, lint_clean, standing
from workflows.lint.kinds import checks_of
from workflows.vocabulary import Action, Procedure

__all__ = [
    "CHECKS",
    "EARLIER",
    "FAULT",
    "LABELS",
    "PAPER",
    "STOP",
    "WARN",
    "Check",
    "Finding",
    "Line",
    "checks_of",
    "covers",
    "lint",
    "lint_clean",
    "standing",
    "written_kind",
]


def covers(facts: Facts, action: Action) -> bool:
    """Whether this step of the proceeding issues a paper that is judged here."""
    here = facts.proceeding
    row = workflows.procedures.PROCEDURES[here.procedure].find(here.state, action)
    if row is None or lint_clean not in row.guards:
        return False
    return facts.proceeding.procedure != Procedure.WRITING or bool(checks_of(written_kind(facts)))
