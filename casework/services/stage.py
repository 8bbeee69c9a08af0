"""What a list shows of a case: its leading state, whether it is open, and the next date that is owed."""

from __future__ import annotations

from sqlalchemy import select

from casework.db import db
from casework.models import Case, Deadline, Proceeding
from workflows.vocabulary import Procedure, State

# Dates that others owe or that only end a display; the queue counts what the bureau must do.
NOT_OURS = frozenset({"REM-01", "REM-04", "PAD-08", "DIS-05", "DIS-06"})
_LEADING = (Procedure.PENALTY, Procedure.INTAKE)
_OVER = frozenset({State.ARCHIVED, State.WITHDRAWN, State.TOLD_WHERE_TO_GO, State.NOT_FILED})


def refresh(case: Case) -> None:
    """Bring the columns of the list up to date with proceedings and clocks; the door calls it last."""
    db.session.flush()
    rows = {
        row.procedure: row
        for row in db.session.scalars(
            select(Proceeding).where(Proceeding.case_id == case.id).order_by(Proceeding.id)
        )
    }
    leading = next((rows[p] for p in _LEADING if p in rows), None)
    if leading is not None:
        case.stage = f"{leading.procedure}:{leading.state}"
        case.open = leading.state not in _OVER
    soonest = db.session.scalars(
        select(Deadline)
        .where(Deadline.case_id == case.id, Deadline.status == "running", Deadline.rule_id.not_in(NOT_OURS))
        .order_by(Deadline.due_on, Deadline.id)
    ).first()
    case.next_due_on = soonest.due_on if soonest else None
    case.next_due_label = soonest.label if soonest else ""
