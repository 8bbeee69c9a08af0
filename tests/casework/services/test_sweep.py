"""What is due by the clock goes through the same door as everything else, and may be done twice. I-27"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from casework import clock
from casework.db import db
from casework.demo.walk import Walk
from casework.models import CreditRecord, Deadline, Event, Publication
from casework.services import audit_check, sweep
from tests import builders
from tests.casework.crowd import counts
from workflows.engine import SYSTEM
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Procedure, State

Stand = Callable[..., Walk]
Freeze = Callable[[datetime], datetime]


def due(rule_id: str):
    return db.session.scalars(select(Deadline.due_on).where(Deadline.rule_id == rule_id)).one()


def test_every_action_of_the_clock_is_the_systems_in_some_table() -> None:
    for action in sweep.DUE_ACTIONS.values():
        rows = [row for table in PROCEDURES.values() for row in table.rows if row.action == action]
        assert rows
        assert all("系统" in row.may.name for row in rows)


def test_nothing_is_done_on_the_last_day(stand: Stand, freeze: Freeze) -> None:
    stand("deliver_notice", story="plain")
    freeze(builders.moment(due("GEN-06"), 23, 59))
    before = counts()
    assert sweep.perform_due() == 0
    assert counts() == before


def test_a_silent_party_is_cleared_the_day_after_and_only_once(stand: Stand, freeze: Freeze) -> None:
    walked = stand("deliver_notice", story="plain")
    freeze(builders.moment(due("GEN-06") + timedelta(days=1), 0, 1))
    assert sweep.perform_due() == 1
    assert walked.proceeding(Procedure.PENALTY).state == State.NOTICE_CLEARED
    event = db.session.scalars(select(Event).where(Event.action == "clear_notice")).one()
    assert (event.actor_id, event.actor_name) == (None, SYSTEM.name)
    before = counts()
    assert sweep.perform_due() == 0
    assert counts() == before


def test_what_is_refused_waits_and_disturbs_nothing_else(stand: Stand, freeze: Freeze) -> None:
    walked = stand("waive")
    freeze(builders.moment(max(due("GEN-06"), due("COE-01")) + timedelta(days=1)))
    assert sweep.perform_due() == 1
    assert walked.proceeding(Procedure.PENALTY).state == State.NOTICE_SERVED
    assert walked.proceeding(Procedure.MEASURES).state == State.EXPIRED


def test_a_seizure_that_ran_out_cannot_be_extended_but_is_confiscated_with_the_decision(
    stand: Stand, freeze: Freeze
) -> None:
    walked = stand("seize")
    freeze(builders.moment(due("COE-01") + timedelta(days=1)))
    assert sweep.perform_due() == 1
    assert walked.proceeding(Procedure.MEASURES).state == State.EXPIRED
    missed = db.session.scalars(select(Deadline).where(Deadline.rule_id == "COE-01")).one()
    assert (missed.status, missed.ended_on) == ("missed", clock.today())


def test_display_ends_after_its_time_and_the_platform_is_told(stand: Stand, freeze: Freeze) -> None:
    walked = stand("publish")
    builders.drain()
    freeze(builders.moment(due("DIS-06") + timedelta(days=1)))
    assert sweep.perform_due() >= 1
    assert walked.proceeding(Procedure.DISCLOSURE).state == State.DISPLAY_ENDED
    assert db.session.scalars(select(Publication)).one().status == "expired"
    actions = db.session.scalars(select(CreditRecord.action).order_by(CreditRecord.version)).all()
    assert actions == ["add", "end_display"]
    assert db.session.scalars(select(Deadline.status).where(Deadline.rule_id == "DIS-06")).one() == "ended"
    assert audit_check.verify().ok
