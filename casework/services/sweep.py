"""What is due by the clock: performed through the same door as everything else, as SYSTEM."""

from __future__ import annotations

from sqlalchemy import select

from casework import clock
from casework.db import db, transaction
from casework.models import Deadline, Proceeding
from casework.services import disclosure
from casework.services.transition import advance
from workflows.engine import SYSTEM, Refused
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Action, Procedure, State

# The clock of each rule and what the house does when it has run out.
DUE_ACTIONS = {
    "GEN-06": Action.CLEAR_NOTICE,
    "COE-01": Action.EXPIRE,
    "ENF-01": Action.MARK_OVERDUE,
    "DIS-05": Action.END_DISPLAY,
    "DIS-06": Action.END_DISPLAY,
}


def perform_due() -> int:
    """Take every step whose day has passed; how many were taken. A step that is refused stays for later."""
    with transaction():
        rows = db.session.execute(
            select(Deadline.rule_id, Deadline.proceeding_id)
            .where(
                Deadline.status == "running",
                Deadline.rule_id.in_(DUE_ACTIONS),
                Deadline.due_on < clock.today(),
            )
            .order_by(Deadline.id)
        ).all()
    return sum(_perform(proceeding_id, DUE_ACTIONS[rule_id]) for rule_id, proceeding_id in rows)


def _perform(proceeding_id: int, action: Action) -> int:
    try:
        with transaction():
            proceeding = db.session.get(Proceeding, proceeding_id)
            if proceeding is None:
                return 0
            table = PROCEDURES[Procedure(proceeding.procedure)]
            if table.find(State(proceeding.state), action) is None:
                return 0
            advance(proceeding_id, action, SYSTEM)
            if action == Action.END_DISPLAY:
                disclosure.end_display(proceeding.case_id)
    except Refused:
        return 0
    return 1
