"""What a check is, what it says, and what it may look at.

A check is one question with its article; it answers with findings. Nothing here knows a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows.engine import Facts, Guard, Step
from workflows.procedures import lawfulness
from workflows.vocabulary import Action, FactKey, Procedure

STOP, WARN = "stop", "warn"
NOTICE_STEP, DECISION_STEP = Action.APPROVE_NOTICE, Action.DECIDE_PENALTY
BOTH = frozenset({NOTICE_STEP, DECISION_STEP})
DECISION = frozenset({DECISION_STEP})
NOTICE = frozenset({NOTICE_STEP})
# Under which key of the step's data the paper stands that the step would issue.
PAPER = "paper"
# In place of a paper that cannot be written: why.
FAULT = "fault"
# What a written paper brings beside its data: the Chinese names of its fields, and the case's issued papers,
# oldest first, each {kind, number, on, served_on, to_serve, data}.
LABELS, EARLIER = "labels", "earlier"
_CITED = re.compile(r"第[零〇一二三四五六七八九十百]+条(?:之[一二三四五六七八九十]+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a sentence, the article, and the part of the paper or the file it is in.

    `severity` is stop (the paper may not be issued) or warn (look once more).
    """

    code: str
    severity: str
    text: str
    basis: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What a check may see: the case, the attempt, and the paper as it would be printed (empty: none yet)."""

    facts: Facts
    step: Step
    paper: Mapping[str, Any]

    @property
    def decides(self) -> bool:
        return self.step.action == DECISION_STEP

    @property
    def kind(self) -> str:
        """The kind of a paper that an officer writes; empty for one that a step makes."""
        return written_kind(self.facts)

    def label(self, name: str) -> str:
        """What a field of a written paper is called."""
        return str((self.step.given(LABELS) or {}).get(name) or "正文")

    def earlier(self, *kinds: str) -> list[Mapping[str, Any]]:
        """The papers of these kinds that were issued in the case, oldest first."""
        return [one for one in self.step.given(EARLIER) or () if one.get("kind") in kinds]

    def known(self, key: FactKey, default: Any = None) -> Any:
        """What the form brings, else what the case knows."""
        given = self.step.given(key)
        return self.facts.value(key, default) if given is None else given

    def day(self, key: FactKey) -> date | None:
        return as_day(self.known(key))

    def content(self) -> dict[str, Any]:
        return lawfulness.content(self.facts, self.step)

    def amount(self, key: str) -> int:
        """An amount of the penalty under discussion, in fen."""
        return int(self.content().get(key) or 0)

    def part(self, key: str) -> Mapping[str, Any]:
        """A group of the paper; empty where it is absent."""
        found = self.paper.get(key)
        return found if isinstance(found, Mapping) else {}

    def texts(self, *keys: str) -> Iterator[str]:
        """Every text under these keys of the paper."""
        for key in keys:
            yield from _strings(self.paper.get(key))


@dataclass(frozen=True, slots=True)
class Check:
    """One question of the list beside a draft.

    `drafted`: it can only be asked of a paper, not of the case alone.
    """

    code: str
    label: str
    basis: str
    ask: Callable[[Look], Iterable[Finding]]
    steps: frozenset[Action] = BOTH
    drafted: bool = False

    def ready(self, look: Look) -> bool:
        return bool(look.paper) or not self.drafted


Question = Callable[[Look], Iterable[Finding]]


def check(
    label: str, basis: str, *, on: frozenset[Action] = BOTH, drafted: bool = False
) -> Callable[[Question], Check]:
    """Make a question a check; its code is the name of the function."""

    def made(ask: Question) -> Check:
        return Check(str(getattr(ask, "__name__", "")), label, basis, ask, on, drafted)

    return made


def gathered(guard: Guard, label: str, basis: str, where: str, *, on: frozenset[Action] = BOTH) -> Check:
    """A guard of the procedure as a check: same code, same words, same article."""

    def ask(look: Look) -> Iterator[Finding]:
        for reason in guard(look.facts, look.step):
            yield Finding(reason.code, STOP, reason.text, reason.basis or basis, where)

    return Check(str(getattr(guard, "__name__", "")), label, basis, ask, on)


def written_kind(facts: Facts) -> str:
    """The kind of the paper that this proceeding was begun for; empty for any other proceeding."""
    here = facts.proceeding
    return str(here.subject.get("kind") or "") if here.procedure == Procedure.WRITING else ""


def as_day(value: Any) -> date | None:
    """A day as facts and papers write it; None for nothing or for what is no day."""
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def marked(basis: str, confidence: str) -> str:
    """A basis whose text was not read says so wherever it is shown."""
    return basis if confidence == "text-seen" else f"{basis}（待核实）"


def articles(text: str) -> frozenset[str]:
    """The articles a citation names, without paragraphs and items."""
    return frozenset(_CITED.findall(text))


def years(text: str) -> frozenset[str]:
    """The years a citation names, as they tell one version of a law from another."""
    return frozenset(_YEAR.findall(text))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
