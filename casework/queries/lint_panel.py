"""The list of checks beside a notice or a decision while it is written, each with its article.

Judged by the same checks as the door, for what the form says now; reads no table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from casework import clock
from casework.queries.case_shapes import CasePage, ProceedingRow
from workflows.engine import ProceedingView
from workflows.lint import PAPER, Line, checks_of, covers, standing
from workflows.lint.finding import BOTH, Finding
from workflows.lint.judge import DOUBTED, MET, NOT_MET, NOT_YET
from workflows.vocabulary import Action, Procedure, State

_OVER = frozenset({State.ISSUED, State.DISCARDED})


@dataclass(frozen=True, slots=True)
class LintPanel:
    """The checks in four groups; only the first one keeps the paper from being issued."""

    wrong: tuple[Line, ...]
    doubted: tuple[Line, ...]
    waiting: tuple[Line, ...]
    met: tuple[Line, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What is listed as wrong, each sentence once though several checks may find it."""
        return _said(self.wrong)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """What is listed to be looked at again, likewise."""
        return _said(self.doubted)


def wanted(page: CasePage, proceeding: ProceedingRow, action: Action) -> bool:
    """Whether this step issues a paper that is judged."""
    judged = action in BOTH or proceeding.procedure == Procedure.WRITING
    return judged and covers(page.facts(proceeding), action)


def of_step(page: CasePage, proceeding: ProceedingRow, action: Action, data: Mapping[str, Any]) -> LintPanel:
    """The checks for the data of the step as casework.services.penalty or .writing foresees it."""
    return _panel(standing(page.facts(proceeding), page.step(action, data), data.get(PAPER) or {}))


def of_draft(
    page: CasePage, proceeding: ProceedingRow | None, kind: str, data: Mapping[str, Any]
) -> LintPanel | None:
    """The checks beside a paper that is being written, begun or not; None where nothing is judged any more.

    `data`: the `judged` of casework.services.writing.
    """
    if not checks_of(kind):
        return None
    action = Action.REVISE_PAPER
    if proceeding is not None:
        facts = page.facts(proceeding)
        if facts.proceeding.state in _OVER:
            return None
        if page.offer(proceeding, Action.APPROVE_PAPER) is not None:
            action = Action.APPROVE_PAPER
    else:
        some = next(iter(page.snapshots.values()))
        begun = ProceedingView(0, Procedure.WRITING, State.BLANK, 0, None, {"kind": kind}, clock.today())
        facts = replace(some, proceeding=begun)
    return _panel(standing(facts, page.step(action, data), data.get(PAPER) or {}))


def _panel(lines: tuple[Line, ...]) -> LintPanel:
    def of(state: str) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.state == state)

    return LintPanel(of(NOT_MET), of(DOUBTED), of(NOT_YET), of(MET))


def _said(lines: tuple[Line, ...]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(one for line in lines for one in line.findings))
