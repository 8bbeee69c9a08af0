"""The list of checks, run: all findings for the door, and how each check stands for the page.

Pure. A check that needs a paper waits until there is one; the door always brings it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.engine import Facts, Reason, Step
from workflows.lint import course, degree, ground, kinds, people, told, wording
from workflows.lint.finding import FAULT, PAPER, STOP, Check, Finding, Look
from workflows.vocabulary import FactKey

CHECKS: tuple[Check, ...] = (
    *people.CHECKS,
    *ground.CHECKS,
    *degree.CHECKS,
    *course.CHECKS,
    *told.CHECKS,
    *wording.CHECKS,
)
# What rests on the report alone.
_REPORTED = (
    ground.innocent_spared,
    ground.confiscation_grounded,
    course.within_limitation,
    *wording.CHECKS,
)
MET, DOUBTED, NOT_MET, NOT_YET = "met", "doubted", "not_met", "not_yet"
# No row of law for these facts and days: nothing that rests on it can be judged.
LAW_UNKNOWN, UNWRITTEN = "law_unknown", "paper_unwritten"
_FORM = "《市场监督管理行政处罚程序规定》第六十二条"


@dataclass(frozen=True, slots=True)
class Line:
    """One check as it stands: met, doubted (warnings only), not_met, or not_yet (cannot be asked so far)."""

    code: str
    label: str
    basis: str
    state: str
    findings: tuple[Finding, ...] = ()


def lint(facts: Facts, step: Step, paper: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Everything that is wrong with issuing this paper now, stops first, each said once."""
    look = _look(facts, step, paper)
    found = [one for check in _asked(look) if check.ready(look) for one in _ask(check, look)]
    found = [*_unwritten(paper), *found]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.severity != STOP))


def standing(facts: Facts, step: Step, paper: Mapping[str, Any]) -> tuple[Line, ...]:
    """Each check of this step with its article and how it stands, what is not met first."""
    look = _look(facts, step, paper)
    order = (NOT_MET, DOUBTED, NOT_YET, MET)
    lines = [_line(check, look) for check in _asked(look)]
    if fault := _unwritten(paper):
        lines.insert(0, Line(UNWRITTEN, "文书能够制作", fault[0].basis, NOT_MET, fault))
    return tuple(sorted(lines, key=lambda line: order.index(line.state)))


def lint_clean(facts: Facts, step: Step) -> Iterable[Reason]:
    """A guard: nothing stops the paper that the door brings with the step."""
    for one in lint(facts, step, step.given(PAPER) or {}):
        if one.severity == STOP:
            yield Reason(one.code, one.text, one.basis)


def report_clean(facts: Facts, step: Step) -> Iterable[Reason]:
    """A guard of the closing report: what no later step can mend is found while it can be mended.

    Asked only of a report that was sent; an empty one closes no button.
    """
    if not step.given(FactKey.FACTS_FOUND):
        return
    words = ("facts_found", "discretion", "turnover_fen", "gains_fen")
    paper = {key: step.data[key] for key in words if step.data.get(key) is not None}
    paper["orders"] = str(step.given(FactKey.ORDERS) or "").splitlines()
    look = Look(facts, step, paper)
    for one in dict.fromkeys(one for check in _REPORTED for one in _ask(check, look)):
        if one.severity == STOP and one.code != LAW_UNKNOWN:
            yield Reason(one.code, one.text, one.basis)


def _look(facts: Facts, step: Step, paper: Mapping[str, Any]) -> Look:
    return Look(facts, step, {} if paper.get(FAULT) else paper)


def _unwritten(paper: Mapping[str, Any]) -> tuple[Finding, ...]:
    fault = str(paper.get(FAULT) or "").rstrip("。")
    if not fault:
        return ()
    return (Finding(UNWRITTEN, STOP, f"文书不能制作：{fault}。", _FORM, "文书"),)


def _asked(look: Look) -> tuple[Check, ...]:
    """By the step that issues the paper, or by the kind of a paper that an officer writes."""
    if look.kind:
        return kinds.checks_of(look.kind)
    return tuple(check for check in CHECKS if look.step.action in check.steps)


def _ask(check: Check, look: Look) -> tuple[Finding, ...]:
    try:
        return tuple(check.ask(look))
    except (LookupError, ValueError) as error:
        return (Finding(LAW_UNKNOWN, STOP, f"{_words(error)}。", check.basis, "依据"),)


def _words(error: Exception) -> str:
    return str(error.args[0] if error.args else error).rstrip("。")


def _line(check: Check, look: Look) -> Line:
    if not check.ready(look):
        return Line(check.code, check.label, check.basis, NOT_YET)
    found = _ask(check, look)
    stops = [one for one in found if one.severity == STOP]
    waits = bool(stops) and all(one.code.startswith("given_") for one in stops)
    state = NOT_YET if waits else NOT_MET if stops else DOUBTED if found else MET
    return Line(check.code, check.label, check.basis, state, found)
