"""What another calendar makes of running clocks: each counted anew from its own start, extensions and stops.

Both the preview and the import ask here, so that what was shown is what is done. Knows no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from workflows import clocks
from workflows.calendar import WorkingCalendar
from workflows.rules.book import RuleBook


class Clock(Protocol):
    """A clock as it is kept: what it started from, and what was computed from that."""

    @property
    def id(self) -> int: ...
    @property
    def rule_id(self) -> str: ...
    @property
    def start_on(self) -> date: ...
    @property
    def extensions(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def exclusions(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def due_on(self) -> date: ...
    @property
    def warn_on(self) -> date | None: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def steps(self) -> Sequence[Mapping[str, Any]]: ...


class Direction(StrEnum):
    """Which way a due day goes, in the order of risk."""

    EARLIER = "earlier"
    LATER = "later"
    SETTLED = "settled"
    REWORDED = "reworded"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Move:
    """One clock that comes out differently; `found` is none when it can no longer be counted at all."""

    clock_id: int
    due_before: date
    provisional_before: bool
    found: clocks.Computed | None
    reason: str = ""

    @property
    def due_after(self) -> date:
        """The new due day; the old one where nothing could be counted."""
        return self.found.due_on if self.found else self.due_before

    @property
    def provisional_after(self) -> bool:
        """Whether the new day may still change."""
        return self.found.provisional if self.found else self.provisional_before

    @property
    def direction(self) -> Direction:
        """Which way the due day goes; a day that stays is settled, or only explained in other words."""
        if self.found is None:
            return Direction.STUCK
        if self.due_after != self.due_before:
            return Direction.EARLIER if self.due_after < self.due_before else Direction.LATER
        return Direction.SETTLED if self.provisional_after != self.provisional_before else Direction.REWORDED


def recount(clock: Clock, book: RuleBook, calendar: WorkingCalendar) -> clocks.Computed:
    """The date of a clock from its own events alone.

    Raises NotAllowed, UnknownRule or NotInForce when the rules no longer know the clock.
    """
    rule = book.deadline(clock.rule_id, clock.start_on)
    extensions = tuple(_extension(each) for each in clock.extensions or ())
    exclusions = tuple(_exclusion(each) for each in clock.exclusions or ())
    try:
        return clocks.compute(rule, clock.start_on, calendar, extensions=extensions, exclusions=exclusions)
    except clocks.NotAllowed:
        # Approved in time by the calendar of that day; a term that is now shorter does not undo it.
        undated = tuple(replace(each, approved_on=None) for each in extensions)
        return clocks.compute(rule, clock.start_on, calendar, extensions=undated, exclusions=exclusions)


def changes(running: Iterable[Clock], book: RuleBook, calendar: WorkingCalendar) -> list[Move]:
    """The clocks that come out differently under this calendar, in the order they were given."""
    found = []
    for clock in running:
        try:
            computed = recount(clock, book, calendar)
        except (clocks.NotAllowed, LookupError) as error:
            found.append(Move(clock.id, clock.due_on, clock.provisional, None, str(error)))
            continue
        kept = (clock.due_on, clock.warn_on, clock.provisional, list(clock.steps or ()))
        steps = [step.as_dict() for step in computed.steps]
        if kept != (computed.due_on, computed.warn_on, computed.provisional, steps):
            found.append(Move(clock.id, clock.due_on, clock.provisional, computed))
    return found


def _extension(kept: Mapping[str, Any]) -> clocks.Extension:
    approved = kept.get("approved_on")
    on = date.fromisoformat(approved) if approved else None
    return clocks.Extension(kept["length"], kept["unit"], on, kept.get("by", ""))


def _exclusion(kept: Mapping[str, Any]) -> clocks.Exclusion:
    return clocks.Exclusion(
        date.fromisoformat(kept["start"]), date.fromisoformat(kept["end"]), kept["reason"]
    )
