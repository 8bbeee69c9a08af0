"""The columns of the list follow the proceedings and the clocks."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from casework.db import db
from casework.demo.walk import Walk
from casework.models import Case, Deadline
from casework.services.stage import NOT_OURS

Stand = Callable[..., Walk]


def case(walked: Walk) -> Case:
    return db.session.get_one(Case, walked.case_id)


@pytest.mark.parametrize(
    ("step", "stage", "is_open"),
    [
        ("submit", "intake:received", True),
        ("ask", "intake:supplement_requested", True),
        ("file", "penalty:filed", True),
        ("open_mediation", "penalty:investigating", True),
        ("decide", "penalty:decided_penalty", True),
        ("close", "penalty:closed", True),
        ("archive", "penalty:archived", False),
    ],
)
def test_the_leading_proceeding_is_the_stage(stand: Stand, step: str, stage: str, is_open: bool) -> None:
    found = case(stand(step))
    assert (found.stage, found.open) == (stage, is_open)


@pytest.mark.parametrize(
    "step", ["submit", "supply", "seize", "deliver_notice", "decide", "publish", "archive"]
)
def test_the_next_date_is_the_soonest_the_bureau_owes(stand: Stand, step: str) -> None:
    walked = stand(step)
    owed = db.session.scalars(
        select(Deadline)
        .where(
            Deadline.case_id == walked.case_id,
            Deadline.status == "running",
            Deadline.rule_id.not_in(NOT_OURS),
        )
        .order_by(Deadline.due_on, Deadline.id)
    ).all()
    found = case(walked)
    expected = (owed[0].due_on, owed[0].label) if owed else (None, "")
    assert (found.next_due_on, found.next_due_label) == expected


def test_a_paused_clock_is_not_the_next_date(stand: Stand) -> None:
    assert case(stand("ask")).next_due_on is None


def test_a_closed_case_owes_nothing(stand: Stand) -> None:
    assert case(stand("archive")).next_due_on is None
