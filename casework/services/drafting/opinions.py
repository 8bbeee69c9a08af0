"""Opinions on approval forms: who said what on which day, from the log and from the step itself.

An act without a note says what the act means on that form; the name of a step is never an opinion.
"""

from __future__ import annotations

from casework.models import Event
from casework.services.drafting.casefile import CaseFile, day
from casework.services.drafting.context import Context
from workflows.engine import SYSTEM
from workflows.vocabulary import Action

HANDLER = "承办人意见"
UNIT = "办案机构负责人意见"
REVIEW = "审核机构意见"
DISCUSSED = "集体讨论意见"
HEAD = "机关负责人意见"
DISCLOSURE = "公示管理人员意见"
SECRECY = "保密审查意见"

Opinion = dict[str, str]


def past(file: CaseFile, role: str, *actions: Action, text: str) -> list[Opinion]:
    """The newest of these steps that a person took, one with a note first, as an opinion."""
    taken = [event for event in file.done(*actions) if event.actor_name != SYSTEM.name]
    noted = [event for event in taken if event.note]
    return [said(role, (noted or taken)[-1], text)] if taken else []


def by_hand(role: str, text: str) -> Opinion:
    """Words of the form whose signature and day are written on the paper."""
    return {"role": role, "text": text, "name": "", "on": ""}


def here(context: Context, role: str, *, text: str) -> Opinion:
    """The step being taken now as an opinion."""
    return {
        "role": role,
        "text": context.note.strip() or text,
        "name": context.step.actor.name,
        "on": context.step.today.isoformat(),
    }


def in_order(given: list[Opinion]) -> list[Opinion]:
    """By the day they were given; on one day as listed."""
    return sorted(given, key=lambda one: one["on"])


def said(role: str, event: Event, text: str) -> Opinion:
    """What a person said with a step: the note, else what the step means on this form."""
    return {
        "role": role,
        "text": (event.note or "").strip() or text,
        "name": event.actor_name,
        "on": day(event.at).isoformat(),
    }
