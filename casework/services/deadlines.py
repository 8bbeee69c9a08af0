"""Clocks of a case as rows: started, paused, resumed, extended, stopped as a plan says.

Every date is computed by workflows.clocks from its start, its extensions and its stops, and is kept
with the steps that prove it; computing it again from the row gives the same date.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from casework.db import db
from casework.models import Deadline, Proceeding
from workflows import clocks, moves
from workflows.engine import Plan, Start, Step

# Terms that are meant to run out: a window left to the party, a time of display. Nobody missed them.
RUNS_OUT = frozenset({"GEN-06", "DIS-05", "DIS-06"})


def apply(proceeding: Proceeding, plan: Plan) -> list[list[str]]:
    """Do what the plan's row says to the clocks of this proceeding; what was done, for the event."""
    row, step = plan.row, plan.step
    done: list[list[str]] = []
    for rule_id in row.stops:
        done += [["stop", rule_id, d.due_on.isoformat()] for d in _stop(proceeding, rule_id, step)]
    for rule_id in row.pauses:
        done += [["pause", rule_id, d.due_on.isoformat()] for d in _pause(proceeding, rule_id, step)]
    for rule_id in row.resumes:
        done += [["resume", rule_id, d.due_on.isoformat()] for d in _resume(proceeding, rule_id, step)]
    if row.extends:
        done += [
            ["extend", row.extends, d.due_on.isoformat()] for d in _extend(proceeding, row.extends, step)
        ]
    for first in plan.starts:
        started = start(proceeding, first, step)
        if started is not None:
            done.append(["start", first.rule_id, started.due_on.isoformat()])
    return done


def start(proceeding: Proceeding, first: Start, step: Step) -> Deadline | None:
    """Start a clock; the first day is named by the data or is today. None when one may run on."""
    if first.restart:
        _stop(proceeding, first.rule_id, step)
    if first.keep and _alive(proceeding, first.rule_id):
        return None
    begun = date.fromisoformat(str(step.data[first.on])) if first.on else step.today
    rule = step.book.deadline(first.rule_id, begun)
    clock = Deadline(
        case_id=proceeding.case_id,
        proceeding_id=proceeding.id,
        rule_id=rule.id,
        rule_valid_from=rule.valid_from,
        label=rule.label,
        unit=rule.unit,
        start_on=begun,
        basis=rule.basis,
        confidence=rule.confidence,
        extensions=[],
        exclusions=[],
    )
    _recompute(clock, step)
    db.session.add(clock)
    db.session.flush()
    return clock


def computed(clock: Deadline, step: Step) -> clocks.Computed:
    """The date of a clock from its start, extensions and exclusions alone."""
    return moves.recount(clock, step.book, step.calendar)


def _recompute(clock: Deadline, step: Step) -> None:
    found = computed(clock, step)
    clock.due_on = found.due_on
    clock.due_at = found.due_at
    clock.warn_on = found.warn_on
    clock.provisional = found.provisional
    clock.steps = list(found.as_dict()["steps"])


def _alive(proceeding: Proceeding, rule_id: str) -> list[Deadline]:
    return list(
        db.session.scalars(
            select(Deadline)
            .where(
                Deadline.case_id == proceeding.case_id,
                Deadline.rule_id == rule_id,
                Deadline.status.in_(("running", "paused")),
                Deadline.proceeding_id == proceeding.id,
            )
            .order_by(Deadline.id)
        )
    )


def _stop(proceeding: Proceeding, rule_id: str, step: Step) -> list[Deadline]:
    stopped = _alive(proceeding, rule_id)
    for clock in stopped:
        in_time = step.today <= clock.due_on or clock.status == "paused"
        clock.status = "met" if in_time else "ended" if clock.rule_id in RUNS_OUT else "missed"
        clock.paused_on = None
        clock.ended_on = step.today
    return stopped


def _pause(proceeding: Proceeding, rule_id: str, step: Step) -> list[Deadline]:
    paused = [c for c in _alive(proceeding, rule_id) if c.status == "running"]
    for clock in paused:
        clock.status = "paused"
        clock.paused_on = step.today
    return paused


def _resume(proceeding: Proceeding, rule_id: str, step: Step) -> list[Deadline]:
    """The day the reason began and the day it ended are both not counted (程序规定 64; C7)."""
    resumed = [c for c in _alive(proceeding, rule_id) if c.status == "paused"]
    for clock in resumed:
        first = max(clock.paused_on or step.today, clock.start_on + timedelta(days=1))
        stop: dict[str, Any] = {
            "start": first.isoformat(),
            "end": max(step.today, first).isoformat(),
            "reason": step.action.label,
        }
        clock.exclusions = [*(clock.exclusions or ()), stop]
        clock.status = "running"
        clock.paused_on = None
        _recompute(clock, step)
    return resumed


def _extend(proceeding: Proceeding, rule_id: str, step: Step) -> list[Deadline]:
    extended = _alive(proceeding, rule_id)
    for clock in extended:
        rule = step.book.deadline(clock.rule_id, clock.start_on)
        unit = rule.extension_unit or rule.unit
        longer = {"length": int(step.data["extension_days"]), "unit": unit}
        clock.extensions = [*(clock.extensions or ()), longer]
        _recompute(clock, step)
    return extended
