"""The list of checks beside a notice or a decision while it is written, each with its article.

Judged by the same checks as the door, for what the form says now; reads no table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.queries.case_shapes import CasePage, ProceedingRow
from workflows.lint import PAPER, Line, covers, standing
from workflows.lint.finding import BOTH
from workflows.lint.judge import DOUBTED, MET, NOT_MET, NOT_YET
from workflows.vocabulary import Action


@dataclass(frozen=True, slots=True)
class LintPanel:
    """The checks in four groups; only the first one keeps the paper from being issued."""

    wrong: tuple[Line, ...]
    doubted: tuple[Line, ...]
    waiting: tuple[Line, ...]
    met: tuple[Line, ...]


def wanted(page: CasePage, proceeding: ProceedingRow, action: Action) -> bool:
    """Whether this step issues a paper that is judged."""
    return action in BOTH and covers(page.facts(proceeding), action)


def of_step(page: CasePage, proceeding: ProceedingRow, action: Action, data: Mapping[str, Any]) -> LintPanel:
    """The checks for the data of the step as casework.services.penalty.foresee gives it."""
    lines = standing(page.facts(proceeding), page.step(action, data), data.get(PAPER) or {})

    def of(state: str) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.state == state)

    return LintPanel(of(NOT_MET), of(DOUBTED), of(NOT_YET), of(MET))
