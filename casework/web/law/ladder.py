"""The proof of a date with the running total, so that a reader can count along line by line.

Steps as clocks give them, or as they were stored before steps carried totals; decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.web.filters import as_date, part
from workflows.rules.book import RuleBook
from workflows.rules.rows import DeadlineRule, NotInForce, UnknownRule

# Terms of months and years are one run; how many is written in its words.
WHOLE_MONTHS = re.compile(r"此后(\d+)(个月|年)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a proof. `number` is what it counts, `total` the count so far, both in `unit`."""

    on: date
    until: date | None
    kind: str
    counts: bool
    number: int | None
    total: int | None
    unit: str
    why: str
    basis: str

    @property
    def last(self) -> date:
        """The last day of the line."""
        return self.until or self.on


def lines(steps: Sequence[Any]) -> tuple[Line, ...]:
    """Number the lines of a proof; where hours are counted there is no running total."""
    return tuple(_numbered(list(steps or ())))


def _numbered(steps: Sequence[Any]) -> Iterator[Line]:
    counted = any(part(step, "kind") == "count" for step in steps)
    total, unit = 0, "day"
    for step in steps:
        number = None
        if part(step, "kind") == "count" and part(step, "counts", False):
            number, step_unit = _count(step)
            # An extension may be in another unit than the term: then the count begins anew.
            total = part(step, "total") or (number if step_unit != unit else total + number)
            unit = step_unit
        yield Line(
            on=as_date(part(step, "on")) or date.min,
            until=as_date(part(step, "until")),
            kind=part(step, "kind", ""),
            counts=part(step, "counts", False),
            number=number,
            total=total if counted else None,
            unit=unit,
            why=part(step, "why", ""),
            basis=part(step, "basis", ""),
        )


def _count(step: Any) -> tuple[int, str]:
    whole = WHOLE_MONTHS.match(part(step, "why", ""))
    if whole:
        said = int(whole[1])
        number = part(step, "counted") or said
        # Twelve months are said as a year, but stay months for a term that is written in months.
        return number, "year" if whole[2] == "年" and number == said else "month"
    first, last = as_date(part(step, "on")), as_date(part(step, "until"))
    return (last - first).days + 1 if first and last else 1, "day"


def rule_of(due: Any, book: RuleBook) -> DeadlineRule | None:
    """The rule a shown date was counted by, in the version of the day it started; nothing where unknown."""
    steps = part(due, "steps", ())
    rule_id = part(due, "rule_id", "")
    if not steps or not rule_id:
        return None
    try:
        return book.deadline(rule_id, as_date(part(steps[0], "on")) or date.min)
    except (UnknownRule, NotInForce):
        return None
