"""Every date the office owes a complainant from here on, each with its rule and how it was counted.

The first is the clock that runs; the others start with steps still ahead, so they assume that each
step is taken on its last day, and say so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casework.calendar_table import working_calendar
from casework.local_rules import rulebook
from casework.queries.party_case import Due, PartyCase
from workflows import clocks, visibility
from workflows.calendar import WorkingCalendar
from workflows.clocks import Extension
from workflows.rules.rows import DeadlineRule

FILING, TELLING, DECIDING = "GEN-01", "INT-03", "GEN-07"


def of(case: PartyCase) -> tuple[Due, ...]:
    """The dates owed, in their order; what has ended already is left to the list of the case."""
    running = {due.rule_id: due for due in case.running}
    filing = running.get(FILING)
    if filing is None:
        return case.running
    rules, calendar = rulebook(case.bureau), working_calendar()
    pauses = rules.deadline(FILING, filing.due_on).not_counted
    found = [replace(filing, note=_stops(pauses))]
    longer = _longer(filing, rules.deadline(FILING, filing.due_on), calendar)
    found += [longer] if longer else []
    for rule_id in (TELLING, DECIDING):
        rule = rules.deadline(rule_id, filing.due_on)
        found.append(_assumed(rule, filing, calendar))
    return tuple(found)


def _stops(reasons: tuple[str, ...]) -> str:
    words = "、".join(reasons)
    return f"{words}的时间不计入。如果发生，这个日期会顺延，我们会告诉您。" if words else ""


def _started(due: Due) -> date | None:
    """The day a running clock was started, from its proof."""
    return date.fromisoformat(str(due.steps[0]["on"])) if due.steps else None


def _longer(filing: Due, rule: DeadlineRule, calendar: WorkingCalendar) -> Due | None:
    """The last day after the one extension the rule allows, where none was granted yet."""
    start = _started(filing)
    if start is None or not rule.extension_length:
        return None
    plain = clocks.compute(rule, start, calendar)
    if plain.due_on != filing.due_on:
        return None
    more = Extension(rule.extension_length, rule.extension_unit)
    found = clocks.compute(rule, start, calendar, extensions=(more,))
    return Due(
        rule_id=rule.id,
        label=f"{rule.label}：延长后的最后一日",
        due_on=found.due_on,
        basis=found.basis,
        confidence=found.confidence,
        provisional=found.provisional,
        status="possible",
        steps=tuple(step.as_dict() for step in found.steps),
        remaining="",
        level="",
        note=f"仅在特殊情况下，经{rule.extension_by}批准才延长。",
    )


def _assumed(rule: DeadlineRule, filing: Due, calendar: WorkingCalendar) -> Due:
    """A date that starts with a step still ahead, counted from the last day of that step."""
    found = clocks.compute(rule, filing.due_on, calendar)
    stops = _stops(rule.not_counted)
    return Due(
        rule_id=rule.id,
        label=visibility.PLAIN.get(rule.id, rule.label),
        due_on=found.due_on,
        basis=found.basis,
        confidence=found.confidence,
        # The step it starts with has not been taken, whatever the calendar knows.
        provisional=True,
        status="assumed",
        steps=tuple(step.as_dict() for step in found.steps),
        remaining="",
        level="",
        note=f"假定“{filing.label}”在最后一日作出；实际作出以后重新计算。{stops}",
    )
