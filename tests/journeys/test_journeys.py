"""Whole cases through the services: the lawful way, the hard way, and the ways that end early."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from casework import clock, facts
from casework.db import db
from casework.demo import decision_steps, intake_steps, investigation_steps, mediation_steps
from casework.demo.walk import Walk
from casework.models import (
    Case,
    CreditRecord,
    Deadline,
    Decision,
    Document,
    Event,
    OutboxMessage,
    Publication,
)
from casework.services import audit_check, intake
from tests import builders
from tests.infrastructure.queries import recorded
from tests.standing import Stand
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure, State

Freeze = Callable[[datetime], datetime]
WAY = [
    "submit",
    "request_supplement",
    "supply",
    "start_check",
    "file_case",
    "notify_complainant",
    "start_investigation",
    "record_inspection",
    "propose_measure",
    "approve_measure",
    "seize",
    "open_mediation",
    "record_inquiry",
    "consent",
    "hold_session",
    "sign_agreement",
    "conclude_agreement",
    "close_investigation",
    "return_file",
    "agree_review",
    "approve_notice",
    "serve_notice",
    "state_defence",
    "waive_hearing",
    "answer_defence",
    "clear_notice",
    "decide_penalty",
    "confiscate",
    "serve_decision",
    "prepare_public_copy",
    "publish",
    "record_payment",
    "confirm_paid",
    "enforced",
    "close",
    "archive",
]


def states(walked: Walk) -> dict[Procedure, State]:
    found = facts.of(walked.proceeding(Procedure.INTAKE)).proceedings
    return {p.procedure: p.state for p in found}


def test_from_complaint_to_archive(stand: Stand) -> None:
    walked = stand("archive")
    builders.drain()
    assert states(walked) == {
        Procedure.INTAKE: State.FILED,
        Procedure.PENALTY: State.ARCHIVED,
        Procedure.MEASURES: State.CONFISCATED,
        Procedure.MEDIATION: State.MEDIATION_AGREED,
        Procedure.SERVICE: State.SERVED,
        Procedure.ENFORCEMENT: State.PAID_IN_FULL,
        Procedure.DISCLOSURE: State.PUBLISHED,
    }
    actions = db.session.scalars(
        select(Event.action).where(Event.case_id == walked.case_id).order_by(Event.seq)
    ).all()
    first = [actions.index(action) for action in WAY]
    assert first == sorted(first)
    decision = db.session.scalars(select(Decision)).one()
    assert (decision.fine_fen, decision.confiscated_goods) == (1_738_800, walked.story.confiscated_goods)
    assert db.session.scalars(select(Publication.status)).one() == "published"
    assert db.session.scalars(select(CreditRecord.status)).one() == "delivered"
    assert {d.status for d in db.session.scalars(select(Document))} == {"rendered"}
    undone = db.session.scalars(select(OutboxMessage).where(OutboxMessage.delivered_at.is_(None))).all()
    assert undone == []
    assert audit_check.verify().ok


def test_every_date_a_side_is_shown_carries_its_article(stand: Stand) -> None:
    stand("deliver_decision")
    rows = db.session.scalars(select(Deadline)).all()
    assert {"GEN-01", "GEN-05", "GEN-06", "GEN-07", "GEN-08", "INT-03", "COE-01", "ENF-01", "REM-01"} <= {
        row.rule_id for row in rows
    }
    for row in rows:
        assert row.basis
        assert row.steps
        assert row.steps[-1]["kind"] in ("end", "roll", "extend")


def test_a_hard_case_takes_legal_review_and_discussion(stand: Stand) -> None:
    walked = stand("decide", story="silent")
    actions = set(db.session.scalars(select(Event.action)))
    assert {"submit_legal_review", "discuss_collectively", "decide_penalty"} <= actions
    assert not {"open_mediation", "submit_case_review", "state_defence"} & actions
    kinds = set(db.session.scalars(select(Document.kind)))
    assert {DocumentKind.LEGAL_REVIEW_FORM, DocumentKind.COLLECTIVE_DISCUSSION_RECORD} <= kinds
    assert states(walked)[Procedure.PENALTY] == State.DECIDED_PENALTY
    cleared = db.session.scalars(select(Event).where(Event.action == "clear_notice")).one()
    window = db.session.scalars(select(Deadline).where(Deadline.rule_id == "GEN-06")).one()
    assert clock.local(cleared.at).date() > window.due_on


def test_a_hearing_that_is_withdrawn_leads_to_the_decision(stand: Stand, freeze: Freeze) -> None:
    walked = stand("deliver_notice")
    party = builders.respondent(walked)
    said = {"by": party.name, "on": clock.today().isoformat(), "text": "要求听证。"}
    decision_steps.state_defence(walked)
    walked.go(Procedure.PENALTY, Action.REQUEST_HEARING, party, hearing_request=said)
    decision_steps.answer_defence(walked)
    freeze(builders.moment(clock.today() + timedelta(days=5)))
    walked.go(Procedure.HEARING, Action.WITHDRAW_HEARING, party, hearing_waived=said)
    assert states(walked)[Procedure.HEARING] == State.HEARING_TERMINATED
    assert facts.of(walked.proceeding(Procedure.PENALTY)).value(FactKey.HEARING_WAIVED)
    decision_steps.clear_notice(walked)
    decision_steps.decide(walked)
    assert states(walked)[Procedure.PENALTY] == State.DECIDED_PENALTY
    assert audit_check.verify().ok


def test_an_ended_mediation_does_not_touch_the_case(stand: Stand) -> None:
    walked = stand("open_mediation")
    before = walked.proceeding(Procedure.PENALTY).version
    mediation_steps.refuse_mediation(walked)
    builders.drain()
    notice = db.session.scalars(select(Document).where(Document.kind == "mediation_end_notice")).one()
    assert notice.status == "rendered"
    after = walked.proceeding(Procedure.PENALTY)
    assert (after.state, after.version) == (State.INVESTIGATING, before)


def test_a_lifted_seizure_gives_the_goods_back(stand: Stand) -> None:
    walked = stand("deliver_measure", story="plain")
    walked.go(
        Procedure.MEASURES,
        Action.LIFT,
        walked.staff("leader"),
        measure_handling={"reason": "经辨认不是侵权商品。"},
    )
    builders.drain()
    released = db.session.scalars(select(Document).where(Document.kind == "coercive_measure_release")).one()
    assert released.status == "rendered"
    clock_ = db.session.scalars(select(Deadline).where(Deadline.rule_id == "COE-01")).one()
    assert clock_.status == "met"


def test_the_ways_that_end_early(stand: Stand) -> None:
    walked = stand("submit")
    intake_steps.tell(walked)
    assert db.session.get_one(Case, walked.case_id).stage == "intake:told_where_to_go"
    walked = stand("check")
    intake_steps.refuse_filing(walked)
    intake_steps.notify(walked)
    builders.drain()
    assert db.session.get_one(Case, walked.case_id).stage == "intake:not_filed"
    told = db.session.scalars(select(Document).where(Document.kind == "report_result_notice")).one()
    assert told.status == "rendered"


def test_a_routed_complaint_is_filed_where_it_belongs(stand: Stand) -> None:
    walked = stand("submit")
    intake.route(**walked.at(Procedure.INTAKE), actor=walked.staff("clerk"), bureau=builders.ELSEWHERE)
    intake_steps.check(walked)
    intake_steps.file_case(walked)
    investigation_steps.begin(walked)
    assert walked.bureau == builders.ELSEWHERE
    approval = db.session.scalars(select(Document).where(Document.kind == "filing_approval")).one()
    assert approval.bureau_region == builders.ELSEWHERE


@pytest.mark.parametrize(
    ("before", "take"),
    [
        ("notice", investigation_steps.deliver),
        ("clear", decision_steps.decide),
        ("check", intake_steps.file_case),
    ],
    ids=["deliver", "decide", "file"],
)
def test_a_step_is_one_commit(stand: Stand, before: str, take: Callable[[Walk], None]) -> None:
    walked = stand(before)
    builders.drain()
    with recorded(db.engine) as record:
        take(walked)
    assert record.commits == 1
