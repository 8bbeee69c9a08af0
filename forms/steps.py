"""The complaint wizard as data: its steps in order, each with its form, and how far a draft has come.

Knows which step follows which and what a kept step looks like; must not know a table or an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.base import _
from forms.intake import ActForm, CheckForm, EvidenceForm, RespondentForm, RightForm, StepForm
from workflows import wizard
from workflows.wizard import PARTIAL, REVISION, kept

__all__ = [
    "CHECK",
    "FILLED",
    "PARTIAL",
    "REVISION",
    "STEPS",
    "WizardStep",
    "after",
    "before",
    "complete",
    "find",
    "kept",
    "resume",
    "revision",
]


@dataclass(frozen=True, slots=True)
class WizardStep:
    """One page of the wizard."""

    key: str
    title: str
    form: type[StepForm]


STEPS = (
    WizardStep("right", _("权利与身份"), RightForm),
    WizardStep("respondent", _("被投诉人"), RespondentForm),
    WizardStep("act", _("侵权行为"), ActForm),
    WizardStep("evidence", _("证据与请求"), EvidenceForm),
    WizardStep("check", _("核对并提交"), CheckForm),
)
FILLED = STEPS[:-1]
CHECK = STEPS[-1]


def find(key: str) -> WizardStep | None:
    """Give the step of this name."""
    return next((step for step in STEPS if step.key == key), None)


def after(step: WizardStep) -> WizardStep:
    """Give the step that follows; the last one follows itself."""
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def before(step: WizardStep) -> WizardStep | None:
    """Give the step in front, if there is one."""
    at = STEPS.index(step)
    return STEPS[at - 1] if at else None


def complete(data: Mapping[str, Any]) -> bool:
    """Tell whether every step in front of the last was filled in."""
    return not wizard.missing(data)


def resume(data: Mapping[str, Any]) -> WizardStep:
    """Give the first step that is not filled in yet."""
    return find(wizard.resume(data)) or CHECK


def revision(data: Mapping[str, Any], key: str) -> str:
    """Give the count of a step as a form carries it."""
    return str((data.get(key) or {}).get(REVISION, 0))
