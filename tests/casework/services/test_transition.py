"""The door: one step and all that follows from it is one transaction, or nothing. I-3, I-4, I-5, I-15"""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from casework import clock, facts
from casework.db import db, transaction
from casework.demo import decision_steps, investigation_steps
from casework.demo.walk import Walk
from casework.errors import NotFound, Stale
from casework.models import Assignment, Decision, Document, Event, Fact, OutboxMessage, Proceeding
from casework.services import audit_check, penalty
from casework.services.transition import advance
from tests import builders
from tests.casework.crowd import counts, of_kind, together
from workflows.engine import Plan, Refused
from workflows.procedures import PROCEDURES, allows
from workflows.vocabulary import Action, FactKey, Procedure, State

Stand = Callable[..., Walk]


def events(walked: Walk, after: int = 0) -> list[Event]:
    return list(
        db.session.scalars(
            select(Event)
            .where(Event.case_id == walked.case_id, Event.seq > after, Event.procedure != "")
            .order_by(Event.seq)
        )
    )


def last(walked: Walk) -> int:
    return max(db.session.scalars(select(Event.seq).where(Event.case_id == walked.case_id)))


def begin(walked: Walk) -> Plan:
    return walked.go(Procedure.PENALTY, Action.START_INVESTIGATION, walked.staff("officer1"))


def test_a_step_writes_state_and_one_event(stand: Stand) -> None:
    walked = stand("file")
    before, seen = last(walked), facts.digest(facts.of(walked.proceeding(Procedure.PENALTY)))
    plan = begin(walked)
    found = events(walked, before)
    assert [(e.action, e.from_state, e.to_state) for e in found] == [
        ("start_investigation", "filed", "investigating")
    ]
    assert found[0].facts_digest == seen
    assert found[0].rules_digest == plan.step.book.digest
    assert found[0].basis == plan.row.basis
    assert found[0].actor_name == walked.staff("officer1").name
    assert found[0].actor_role == "办案人员"
    assert clock.local(found[0].at) == clock.local(clock.now())
    assert walked.proceeding(Procedure.PENALTY).state == State.INVESTIGATING


def test_a_step_that_leaves_the_state_still_makes_the_page_older(stand: Stand) -> None:
    walked = stand("begin")
    before = walked.proceeding(Procedure.PENALTY).version
    investigation_steps.inspect(walked)
    after = walked.proceeding(Procedure.PENALTY)
    assert (after.state, after.version) == (State.INVESTIGATING, before + 1)


def test_a_stale_page_is_refused_and_nothing_is_lost(stand: Stand) -> None:
    walked = stand("begin")
    row = walked.proceeding(Procedure.PENALTY)
    proceeding_id, version = row.id, row.version
    investigation_steps.inspect(walked)
    before = counts()
    with pytest.raises(Stale):
        advance(proceeding_id, Action.RECORD_INQUIRY, walked.staff("officer1"), version=version)
    assert counts() == before


def test_an_unknown_proceeding_is_not_found(stand: Stand) -> None:
    walked = stand("submit")
    with pytest.raises(NotFound):
        advance(999_999, Action.START_CHECK, walked.staff("clerk"))


def test_a_refusal_leaves_nothing_behind(stand: Stand) -> None:
    walked = stand("file")
    row = walked.proceeding(Procedure.PENALTY)
    before, version = counts(), row.version
    with pytest.raises(Refused, match="不能办理"):
        decision_steps.decide(walked)
    assert counts() == before
    db.session.expire_all()
    after = walked.proceeding(Procedure.PENALTY)
    assert (after.state, after.version) == (State.FILED, version)


def test_a_paper_that_cannot_be_made_undoes_the_whole_step(stand: Stand) -> None:
    walked = stand("begin")
    before = counts()
    with pytest.raises(Refused, match="还缺少"):
        walked.go(
            Procedure.PENALTY,
            Action.RECORD_INSPECTION,
            walked.staff("officer1"),
            certificate_shown=True,
            inspection={"at": "2026-04-30T09:00"},
        )
    assert counts() == before


def test_what_is_stated_again_supersedes_and_never_changes_what_was_said(stand: Stand) -> None:
    walked = stand("report")
    case_id = walked.case_id
    first = db.session.scalars(
        select(Fact).where(Fact.case_id == case_id, Fact.key == FactKey.PROPOSED_FINE_FEN)
    ).one()
    first_id, value = first.id, first.value
    walked = stand("report_again")
    rows = db.session.scalars(
        select(Fact).where(Fact.case_id == case_id, Fact.key == FactKey.PROPOSED_FINE_FEN).order_by(Fact.id)
    ).all()
    assert [row.superseded_by_id for row in rows] == [rows[1].id, None]
    assert (rows[0].id, rows[0].value) == (first_id, value)
    known = facts.of(walked.proceeding(Procedure.PENALTY)).values
    assert known[FactKey.PROPOSED_FINE_FEN] == rows[1].value


def test_the_parent_that_is_told_moves_in_the_same_transaction(stand: Stand) -> None:
    walked = stand("notice")
    builders.drain()
    before = last(walked)
    investigation_steps.deliver(walked)
    found = events(walked, before)
    assert [(e.procedure, e.action, e.to_state) for e in found] == [
        ("service", "deliver", "served"),
        ("penalty", "serve_notice", "notice_served"),
    ]
    assert found[1].actor_name == "系统"
    assert found[1].actor_id is None
    assert found[0].at == found[1].at


def test_when_the_parent_refuses_the_child_has_not_moved(stand: Stand) -> None:
    walked = stand("notice")
    builders.drain()
    one_officer_leaves(walked)
    before = counts()
    with pytest.raises(Refused, match="不得少于两名"):
        investigation_steps.deliver(walked)
    assert counts() == before
    db.session.expire_all()
    assert walked.proceeding(Procedure.SERVICE).state == State.PREPARED
    assert walked.proceeding(Procedure.PENALTY).state == State.NOTICE_APPROVED


def one_officer_leaves(walked: Walk) -> None:
    with transaction():
        duties = db.session.scalars(
            select(Assignment).where(Assignment.case_id == walked.case_id).order_by(Assignment.id)
        ).all()
        duties[1].until = clock.now()


def test_a_decision_takes_the_seized_goods_with_it(stand: Stand) -> None:
    walked = stand("clear")
    before = last(walked)
    decision_steps.decide(walked)
    found = events(walked, before)
    assert [(e.procedure, e.action, e.to_state) for e in found] == [
        ("penalty", "decide_penalty", "decided_penalty"),
        ("measures", "confiscate", "confiscated"),
    ]
    opened = {p.procedure: p.state for p in facts.of(walked.proceeding(Procedure.PENALTY)).proceedings}
    assert opened[Procedure.DISCLOSURE] == State.PENDING
    assert opened[Procedure.SERVICE] == State.PREPARED


def test_a_transaction_that_is_undone_leaves_no_promise(stand: Stand) -> None:
    walked = stand("clear")
    before = counts()

    class Changed(Exception):
        """Somebody thought better of it."""

    def undone() -> None:
        with transaction():
            decision_steps.decide(walked)
            db.session.flush()
            assert db.session.scalars(select(Decision)).first() is not None
            raise Changed

    with pytest.raises(Changed):
        undone()
    assert counts() == before


def test_two_who_decide_at_once_make_one_decision(stand: Stand) -> None:
    walked = stand("clear")
    where = walked.at(Procedure.PENALTY)
    leader, story = walked.staff("leader"), walked.story

    def decide() -> Plan:
        return penalty.decide(
            **where,
            actor=leader,
            fine_fen=story.fine_fen,
            confiscated_goods=story.confiscated_goods,
            confiscated_goods_fen=story.confiscated_goods_fen,
        )

    given = together(decide, decide)
    assert len(of_kind(given, Plan)) == 1
    assert len(of_kind(given, (Stale, Refused))) == 1
    assert len(db.session.scalars(select(Decision)).all()) == 1
    assert len(db.session.scalars(select(Document).where(Document.kind == "penalty_decision")).all()) == 1
    assert audit_check.verify().ok


def test_two_who_do_different_things_in_one_case_take_turns(stand: Stand) -> None:
    walked = stand("consent")
    inquiry, session = walked.at(Procedure.PENALTY), walked.at(Procedure.MEDIATION)
    officer, mediator = walked.staff("officer1"), walked.staff("mediator")
    del inquiry["version"]

    def propose() -> Plan:
        # Looks at the case before it takes the lock, as services do.
        with transaction():
            facts.of(db.session.get_one(Proceeding, inquiry["proceeding_id"]))
            return advance(
                inquiry["proceeding_id"],
                Action.PROPOSE_MEASURE,
                officer,
                data={
                    "seized_items": [{"name": "白酒", "quantity": "1"}],
                    "measure_reasons": "防止转移",
                },
            )

    def schedule() -> Plan:
        return advance(
            session["proceeding_id"],
            Action.SCHEDULE_SESSION,
            mediator,
            data={"session": {"at": "2026-06-01T09:00", "place": "调解室", "mediator": mediator.name}},
        )

    given = together(propose, schedule, propose, schedule)
    assert len(of_kind(given, Plan)) == 4, given
    assert audit_check.verify().ok


@pytest.mark.parametrize(("story", "end"), [("full", "archive"), ("silent", "decide")])
def test_every_event_of_a_history_is_a_step_of_the_tables(stand: Stand, story: str, end: str) -> None:
    walked = stand(end, story=story)
    found = events(walked)
    assert len(found) > 15
    for event in found:
        assert allows(event.procedure, event.from_state, event.action, event.to_state), event.action
    verdict = audit_check.verify()
    assert verdict.ok, verdict.bad
    newest = {event.proceeding_id: event.to_state for event in found}
    rows = db.session.scalars(select(Proceeding).where(Proceeding.case_id == walked.case_id))
    for row in rows:
        assert newest.get(row.id, row.state) == row.state
        assert (row.ended_at is not None) == (row.state in PROCEDURES[Procedure(row.procedure)].terminal())


def test_every_paper_of_a_history_has_its_promise_and_its_bytes(stand: Stand) -> None:
    stand("archive")
    builders.drain()
    papers = db.session.scalars(select(Document)).all()
    promised = set(db.session.scalars(select(OutboxMessage.ref).where(OutboxMessage.topic == "render_paper")))
    assert promised == {str(paper.id) for paper in papers}
    assert {paper.status for paper in papers} == {"rendered"}
    assert len({paper.verify_code for paper in papers}) == len(papers)


def test_facts_of_the_log_are_digests_not_personal_data(stand: Stand) -> None:
    walked = stand("inquire")
    operator = walked.story.respondent.legal_representative
    texts = [str(event.payload) for event in events(walked)]
    assert operator
    assert all(operator not in text for text in texts)
