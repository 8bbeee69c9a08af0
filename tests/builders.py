"""Cases for tests, walked through the door by the steps of the demo city, so that every history is real.

A builder moves the held clock with each step and leaves it at the last one. It knows no assertion.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from flask import current_app

from casework import clock
from casework.calendar_table import working_calendar
from casework.db import db
from casework.demo import cast, schedule
from casework.demo.stories import SC02
from casework.demo.story import Story
from casework.demo.walk import Walk
from casework.jobs import relay
from casework.queries import accounts as people
from casework.services import accounts
from casework.services.reference import load_reference
from workflows.engine import Actor
from workflows.vocabulary import PartyRole, Procedure, Role, State

Hold = Callable[[datetime], datetime]
After = Callable[[str, Walk], None]

START = date(2026, 4, 20)  # a Monday; the Labour Day holidays fall into the case
OPENS = 8
ELSEWHERE = "341823"

# The step of the demo timetable after which a proceeding stands in a state.
STEPS = {
    (Procedure.INTAKE, State.RECEIVED): "submit",
    (Procedure.INTAKE, State.SUPPLEMENT_REQUESTED): "ask",
    (Procedure.INTAKE, State.UNDER_CHECK): "check",
    (Procedure.INTAKE, State.NOT_FILED): "refuse_filing",
    (Procedure.INTAKE, State.TOLD_WHERE_TO_GO): "tell",
    (Procedure.PENALTY, State.FILED): "file",
    (Procedure.PENALTY, State.INVESTIGATING): "begin",
    (Procedure.MEASURES, State.MEASURE_PROPOSED): "propose",
    (Procedure.MEASURES, State.MEASURE_APPROVED): "approve_measure",
    (Procedure.MEASURES, State.IN_FORCE): "seize",
    (Procedure.MEDIATION, State.MEDIATION_REQUESTED): "open_mediation",
    (Procedure.MEDIATION, State.MEDIATION_OPEN): "consent",
    (Procedure.MEDIATION, State.MEDIATION_SCHEDULED): "schedule",
    (Procedure.MEDIATION, State.AGREEMENT_DRAFTED): "agreement",
    (Procedure.MEDIATION, State.MEDIATION_AGREED): "conclude",
    (Procedure.MEDIATION, State.MEDIATION_TERMINATED): "refuse_mediation",
    (Procedure.PENALTY, State.INVESTIGATION_CLOSED): "report",
    (Procedure.PENALTY, State.CASE_REVIEW): "to_review",
    (Procedure.PENALTY, State.LEGAL_REVIEW): "to_review",
    (Procedure.PENALTY, State.REVIEW_PASSED): "agree",
    (Procedure.PENALTY, State.NOTICE_APPROVED): "notice",
    (Procedure.PENALTY, State.NOTICE_SERVED): "deliver_notice",
    (Procedure.PENALTY, State.NOTICE_CLEARED): "clear",
    (Procedure.PENALTY, State.COLLECTIVE_DISCUSSION): "discuss",
    (Procedure.PENALTY, State.DECIDED_PENALTY): "decide",
    (Procedure.PENALTY, State.SERVED): "deliver_decision",
    (Procedure.DISCLOSURE, State.REDACTED): "prepare",
    (Procedure.DISCLOSURE, State.PUBLISHED): "publish",
    (Procedure.ENFORCEMENT, State.DUE): "deliver_decision",
    (Procedure.ENFORCEMENT, State.PAID_IN_FULL): "pay",
    (Procedure.PENALTY, State.EXECUTED): "pay",
    (Procedure.PENALTY, State.CLOSED): "close",
    (Procedure.PENALTY, State.ARCHIVED): "archive",
}
# One straight case; SC02 also has a supplement, a mediation and a returned review.
PLAIN = replace(SC02, key="plain", claims=("stop", "penalise"), returned_once=False, missing=())


def city() -> None:
    """Bureaus and calendar, the staff of two bureaus, two holders and a respondent."""
    load_reference()
    for number, (person, roles) in enumerate(
        [*cast.PUBLIC, *cast.staff(cast.HOME, 0), *cast.staff(ELSEWHERE, 3)]
    ):
        accounts.create(
            username=person.username,
            password=person.password,
            name=person.name,
            roles=roles,
            kind="officer" if person.bureau else "public",
            bureau_region=person.bureau or None,
            certificate_no=f"340218{number:05d}" if Role.CASE_OFFICER in roles else "",
            legal_qualified=Role.LEGAL_REVIEWER in roles,
        )


def day(working_days: int, *, start: date = START) -> date:
    return working_calendar().add_working_days(start, working_days) if working_days else start


def moment(on: date, hour: int = 9, minute: int = 0) -> datetime:
    return clock.at_local(on, hour, minute)


def drain() -> None:
    """Do everything that waits in the outbox, and see what came of it."""
    relay.drain(current_app._get_current_object(), until_empty=True)  # type: ignore[attr-defined]
    db.session.rollback()
    db.session.expire_all()


def walk(story: Story, *, hold: Hold, start: date = START, after: After | None = None) -> Walk:
    """Walk a story to its end. The outbox is drained before each step, never after the last."""
    walked = Walk(story)
    hold(moment(start, OPENS))
    for stop in schedule.stops(story):
        hold(moment(day(stop.day, start=start), OPENS + stop.minute // 60, stop.minute % 60))
        drain()
        stop.take(walked)
        if after is not None:
            after(stop.key, walked)
    return walked


def case_at(procedure: Procedure, state: State, *, hold: Hold, start: date = START, **overrides: Any) -> Walk:
    """A case whose proceeding stands in this state; `overrides` change the story it is about."""
    story = replace(PLAIN, until=STEPS[procedure, state], **overrides)
    return walk(story, hold=hold, start=start)


def stranger(post: str) -> Actor:
    """Somebody of the other bureau with this post."""
    return people.actor_of(people.by_username(cast.username(post, ELSEWHERE)))


def holder(walked: Walk) -> Actor:
    return walked.party(PartyRole.COMPLAINANT)


def respondent(walked: Walk) -> Actor:
    return walked.party(PartyRole.RESPONDENT)
