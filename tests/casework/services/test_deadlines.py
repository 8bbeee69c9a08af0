"""Clocks of a case: kept with their proof, and always what their row computes. I-27"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from casework import clock
from casework.db import db
from casework.demo import decision_steps, intake_steps
from casework.demo.walk import Walk
from casework.models import Deadline
from casework.services import deadlines, serving
from casework.services.transition import step_of
from tests import builders
from workflows.engine import SYSTEM, Refused
from workflows.vocabulary import Action, Procedure

Stand = Callable[..., Walk]
Freeze = Callable[[datetime], datetime]
SAID = {"by": "陈示例", "on": "2026-05-25", "text": "要求举行听证。"}


def of(walked: Walk, rule_id: str) -> list[Deadline]:
    db.session.expire_all()
    return list(
        db.session.scalars(
            select(Deadline)
            .where(Deadline.case_id == walked.case_id, Deadline.rule_id == rule_id)
            .order_by(Deadline.id)
        )
    )


def computed_again(walked: Walk) -> None:
    """Every date of the case, from its row alone."""
    step = step_of(Action.SUBMIT, SYSTEM, {}, region="")
    rows = db.session.scalars(select(Deadline).where(Deadline.case_id == walked.case_id)).all()
    assert rows
    for row in rows:
        found = deadlines.computed(row, step)
        assert (found.due_on, found.due_at, found.warn_on) == (row.due_on, row.due_at, row.warn_on), (
            row.rule_id
        )
        assert list(found.as_dict()["steps"]) == row.steps
        assert (row.basis, row.provisional) == (found.basis, found.provisional)


@pytest.mark.parametrize(("step", "story"), [("archive", "full"), ("decide", "silent"), ("report", "plain")])
def test_every_date_is_what_its_row_computes(stand: Stand, step: str, story: str) -> None:
    computed_again(stand(step, story=story))


def test_the_check_ends_fifteen_working_days_after_the_complaint(stand: Stand) -> None:
    walked = stand("submit")
    (check,) = of(walked, "GEN-01")
    # 2026: 1 to 5 May are days off, 9 May is a working Saturday.
    assert (check.start_on, check.due_on, check.status) == (date(2026, 4, 20), date(2026, 5, 13), "running")
    assert any(s["kind"] == "end" for s in check.steps)


def test_asking_for_more_pauses_the_check_and_supplying_begins_it_anew(stand: Stand) -> None:
    walked = stand("ask")
    (paused,) = of(walked, "GEN-01")
    assert (paused.status, paused.paused_on) == ("paused", date(2026, 4, 21))
    walked = stand("supply")
    first, second = of(walked, "GEN-01")
    assert (first.status, first.ended_on) == ("met", date(2026, 4, 23))
    assert (second.status, second.start_on) == ("running", date(2026, 4, 23))
    assert second.due_on > first.due_on
    computed_again(walked)


def test_starting_the_check_keeps_the_clock_of_the_complaint(stand: Stand) -> None:
    walked = stand("check")
    assert [row.status for row in of(walked, "GEN-01")] == ["met", "running"]


def test_extending_the_check_moves_its_end(stand: Stand) -> None:
    walked = stand("check")
    before = of(walked, "GEN-01")[-1].due_on
    walked.go(Procedure.INTAKE, Action.EXTEND_CHECK, walked.staff("leader"), extension_days=10)
    row = of(walked, "GEN-01")[-1]
    assert row.due_on == builders.day(10, start=before)
    assert row.extensions == [{"length": 10, "unit": "working_day"}]
    computed_again(walked)
    with pytest.raises(Refused, match="不能再次延长"):
        walked.go(Procedure.INTAKE, Action.EXTEND_CHECK, walked.staff("leader"), extension_days=5)


def test_a_hearing_holds_the_ninety_days_and_its_withdrawal_lets_them_run(
    stand: Stand, freeze: Freeze
) -> None:
    walked = stand("deliver_notice")
    (term,) = of(walked, "GEN-07")
    due, today = term.due_on, clock.today()
    party = builders.respondent(walked)
    walked.go(Procedure.PENALTY, Action.REQUEST_HEARING, party, hearing_request=SAID)
    (term,) = of(walked, "GEN-07")
    assert (term.status, term.paused_on) == ("paused", today)
    freeze(builders.moment(today + timedelta(days=9)))
    walked.go(Procedure.HEARING, Action.WITHDRAW_HEARING, party, hearing_waived=SAID)
    (term,) = of(walked, "GEN-07")
    assert term.status == "running"
    assert term.exclusions == [
        {"start": today.isoformat(), "end": (today + timedelta(days=9)).isoformat(), "reason": "听证结束"}
    ]
    # Both the day it began and the day it ended are left out; the end may move on past days off.
    assert due + timedelta(days=10) <= term.due_on <= due + timedelta(days=20)
    stops = [s for s in term.steps if s["kind"] == "stop"]
    assert [(s["on"], s["until"]) for s in stops] == [
        (today.isoformat(), (today + timedelta(days=9)).isoformat())
    ]
    assert "听证" in stops[0]["why"]
    computed_again(walked)


def test_extending_the_term_of_the_case_counts_with_the_stop(stand: Stand, freeze: Freeze) -> None:
    walked = stand("deliver_notice")
    before = of(walked, "GEN-07")[0].due_on
    walked.go(
        Procedure.PENALTY,
        Action.EXTEND_TERM,
        walked.staff("leader"),
        extension_days=30,
        term_extension={"days": 30, "reason": "案情复杂"},
    )
    row = of(walked, "GEN-07")[0]
    assert before + timedelta(days=28) <= row.due_on <= before + timedelta(days=40)
    computed_again(walked)
    freeze(builders.moment(row.due_on + timedelta(days=1)))
    with pytest.raises(Refused) as caught:
        walked.go(
            Procedure.PENALTY,
            Action.EXTEND_TERM,
            walked.staff("leader"),
            extension_days=30,
            term_extension={"days": 30, "reason": "案情复杂"},
        )
    assert {reason.code for reason in caught.value.reasons} == {"term_over", "extended_already"}


def test_a_window_begins_on_the_day_of_service_not_of_entry(stand: Stand, freeze: Freeze) -> None:
    walked = stand("notice")
    served = clock.today()
    freeze(builders.moment(served + timedelta(days=1)))
    builders.drain()
    serving.deliver(
        **walked.at(Procedure.SERVICE),
        actor=walked.staff("officer1"),
        served_on=served,
        proof={"way": "direct", "place": "店内", "receiver": "陈示例"},
    )
    (window,) = of(walked, "GEN-06")
    assert (window.start_on, window.due_on) == (served, builders.day(5, start=served))


def test_a_seizure_does_not_roll_past_a_day_off(stand: Stand) -> None:
    walked = stand("seize")
    (held,) = of(walked, "COE-01")
    assert held.due_on == held.start_on + timedelta(days=30)


def test_a_duty_done_late_is_missed(stand: Stand, freeze: Freeze) -> None:
    walked = stand("prepare")
    builders.drain()
    (shown,) = of(walked, "DIS-01")
    freeze(builders.moment(shown.due_on + timedelta(days=1)))
    decision_steps.publish(walked)
    assert of(walked, "DIS-01")[0].status == "missed"


def test_a_window_that_ran_out_is_only_ended(stand: Stand, freeze: Freeze) -> None:
    walked = stand("deliver_notice", story="plain")
    (window,) = of(walked, "GEN-06")
    freeze(builders.moment(window.due_on + timedelta(days=1)))
    decision_steps.clear_notice(walked)
    assert of(walked, "GEN-06")[0].status == "ended"


def test_a_clock_stopped_on_its_last_day_is_met(stand: Stand, freeze: Freeze) -> None:
    walked = stand("check")
    last = of(walked, "GEN-01")[-1].due_on
    freeze(builders.moment(last))
    intake_steps.file_case(walked)
    row = of(walked, "GEN-01")[-1]
    assert (row.status, row.ended_on) == ("met", last)
    (told,) = of(walked, "INT-03")
    assert told.due_on == builders.day(5, start=last)


def test_a_date_past_the_announced_calendar_is_provisional(stand: Stand) -> None:
    walked = stand("publish")
    shown = of(walked, "DIS-06")[0]
    assert shown.due_on == date(shown.start_on.year + 3, shown.start_on.month, shown.start_on.day)
    assert shown.provisional
    assert not of(walked, "DIS-01")[0].provisional
