"""The notice and the decision: every refusal of the way, and one decision at its end. I-2, I-3, I-8"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from casework import clock, facts
from casework.db import db, transaction
from casework.demo import decision_steps, investigation_steps
from casework.demo.walk import Walk
from casework.errors import NotFound
from casework.models import Account, Assignment, Deadline, Decision, Document
from casework.services import penalty
from tests import builders
from tests.casework.crowd import counts
from workflows.engine import Actor, Reason, Refused
from workflows.vocabulary import Action, FactKey, Procedure, Role, State

Stand = Callable[..., Walk]
Freeze = Callable[[datetime], datetime]


def refused(work: Callable[[], object]) -> dict[str, Reason]:
    """The reasons, by code; nothing was written."""
    before = counts()
    with pytest.raises(Refused) as caught:
        work()
    assert counts() == before
    return {reason.code: reason for reason in caught.value.reasons}


def decide(walked: Walk, *, actor: Actor | None = None, **changes: object) -> None:
    story = walked.story
    asked = {
        "fine_fen": story.fine_fen,
        "confiscated_goods": story.confiscated_goods,
        "confiscated_goods_fen": story.confiscated_goods_fen,
    } | changes
    penalty.decide(**walked.at(Procedure.PENALTY), actor=actor or walked.staff("leader"), **asked)  # type: ignore[arg-type]


def also(actor: Actor, *roles: Role) -> Actor:
    return replace(actor, roles=actor.roles | set(roles))


def window_end(walked: Walk):
    return db.session.scalars(
        select(Deadline.due_on).where(Deadline.case_id == walked.case_id, Deadline.rule_id == "GEN-06")
    ).one()


def test_deciding_inside_the_window_is_refused_with_its_last_day(stand: Stand) -> None:
    walked = stand("deliver_notice", story="plain")
    end = window_end(walked)
    found = refused(lambda: decide(walked))
    said = f"{end.year}年{end.month}月{end.day}日"
    assert {"window_open", "hearing_window_open", "not_in_table"} <= set(found)
    assert said in found["window_open"].text
    assert said in found["hearing_window_open"].text
    assert "第五十七条" in found["window_open"].basis
    assert "第六十三条" in found["hearing_window_open"].basis


def test_clearing_inside_the_window_is_refused_too(stand: Stand, freeze: Freeze) -> None:
    walked = stand("deliver_notice", story="plain")
    freeze(builders.moment(window_end(walked), 17))
    found = refused(lambda: decision_steps.clear_notice(walked))
    assert set(found) == {"window_open", "hearing_window_open"}
    freeze(builders.moment(window_end(walked) + timedelta(days=1), 8))
    decision_steps.clear_notice(walked)
    decide(walked)
    assert walked.proceeding(Procedure.PENALTY).state == State.DECIDED_PENALTY


def test_a_defence_without_answer_holds_the_decision(stand: Stand) -> None:
    walked = stand("waive")
    found = refused(lambda: decision_steps.clear_notice(walked))
    assert set(found) == {"defence_unanswered"}
    decision_steps.answer_defence(walked)
    decision_steps.clear_notice(walked)


def test_a_second_statement_needs_a_second_answer(stand: Stand) -> None:
    walked = stand("answer")
    party = builders.respondent(walked)
    walked.go(Procedure.PENALTY, Action.STATE_DEFENCE, party, defence_lines=[{"no": 1, "text": "另外说明。"}])
    assert set(refused(lambda: decision_steps.clear_notice(walked))) == {"defence_unanswered"}


def test_a_late_defence_is_refused(stand: Stand, freeze: Freeze) -> None:
    walked = stand("deliver_notice")
    freeze(builders.moment(window_end(walked) + timedelta(days=1)))
    found = refused(lambda: decision_steps.state_defence(walked))
    assert set(found) == {"too_late"}


def test_an_open_hearing_holds_the_decision_also_after_the_window(stand: Stand, freeze: Freeze) -> None:
    walked = stand("deliver_notice")
    party = builders.respondent(walked)
    said = {"by": party.name, "on": clock.today().isoformat(), "text": "要求听证。"}
    walked.go(Procedure.PENALTY, Action.REQUEST_HEARING, party, hearing_request=said)
    again = refused(lambda: walked.go(Procedure.PENALTY, Action.REQUEST_HEARING, party, hearing_request=said))
    assert set(again) == {"hearing_requested"}
    freeze(builders.moment(window_end(walked) + timedelta(days=30)))
    assert set(refused(lambda: decision_steps.clear_notice(walked))) == {"hearing_open"}
    walked.go(Procedure.HEARING, Action.WITHDRAW_HEARING, party, hearing_waived=said)
    decision_steps.clear_notice(walked)


def test_a_reviewer_who_is_the_officer_is_refused(stand: Stand) -> None:
    walked = stand("to_review", story="plain")
    opinion = {"result": "同意", "text": "同意", "items": [{"name": "管辖", "finding": "有"}]}
    officer = also(walked.staff("officer1"), Role.REVIEWER)
    found = refused(
        lambda: walked.go(Procedure.PENALTY, Action.AGREE_REVIEW, officer, review_opinion=opinion)
    )
    assert set(found) == {"reviewer_is_officer"}
    assert "第四十九条" in found["reviewer_is_officer"].basis


def test_a_legal_reviewer_without_qualification_is_refused(stand: Stand) -> None:
    walked = stand("to_review", story="silent")
    legal = replace(walked.staff("legal"), legal_qualified=False)
    opinion = {"result": "同意", "text": "同意", "items": []}
    found = refused(lambda: walked.go(Procedure.PENALTY, Action.AGREE_REVIEW, legal, review_opinion=opinion))
    assert set(found) == {"legal_qualification"}


def test_whoever_reviewed_approves_neither_notice_nor_decision(stand: Stand) -> None:
    walked = stand("agree", story="plain")
    reviewer = also(walked.staff("reviewer"), Role.LEADER)
    found = refused(lambda: penalty.approve_notice(**walked.at(Procedure.PENALTY), actor=reviewer))
    assert set(found) == {"approver_is_reviewer"}
    walked = stand("clear", story="plain")
    assert set(refused(lambda: decide(walked, actor=reviewer))) == {"approver_is_reviewer"}


def test_an_officer_who_leads_does_not_decide_its_own_case(stand: Stand) -> None:
    walked = stand("clear", story="plain")
    officer = also(walked.staff("officer2"), Role.LEADER)
    assert set(refused(lambda: decide(walked, actor=officer))) == {"reviewer_is_officer"}


def test_somebody_who_is_no_leader_does_not_decide(stand: Stand) -> None:
    walked = stand("clear", story="plain")
    for post in ("clerk", "officer1", "unithead", "reviewer", "legal", "disclosure"):
        assert set(refused(lambda post=post: decide(walked, actor=walked.staff(post)))) == {"not_yours"}
    assert set(refused(lambda: decide(walked, actor=builders.stranger("leader")))) == {"not_yours"}


def test_a_fine_above_the_range_is_refused_with_range_and_article(stand: Stand) -> None:
    walked = stand("clear", story="plain")
    found = refused(lambda: decide(walked, fine_fen=25_000_001))
    assert set(found) == {"fine_out_of_range", "heavier_than_notified"}
    assert "¥0.00至¥250,000.00" in found["fine_out_of_range"].text
    assert "商标法" in found["fine_out_of_range"].basis


def test_a_report_above_the_range_is_not_closed(stand: Stand) -> None:
    walked = stand("log", story="plain")
    walked.story = replace(walked.story, fine_fen=30_000_000)
    assert set(refused(lambda: investigation_steps.close_investigation(walked))) == {"fine_out_of_range"}


def test_nothing_heavier_than_notified_is_decided(stand: Stand) -> None:
    walked = stand("clear", story="plain")
    found = refused(lambda: decide(walked, fine_fen=1_738_801))
    assert set(found) == {"heavier_than_notified"}
    assert set(refused(lambda: decide(walked, confiscated_gains_fen=1))) == {
        "heavier_than_notified",
        "gains_exceeded",
    }
    decide(walked, fine_fen=1_000_000)


def test_one_officer_left_is_not_enough_to_decide(stand: Stand) -> None:
    walked = stand("clear", story="plain")
    with transaction():
        duties = db.session.scalars(select(Assignment).where(Assignment.duty == "assist")).all()
        duties[0].until = clock.now()
    found = refused(lambda: decide(walked))
    assert set(found) == {"two_officers"}
    with transaction():
        lead = db.session.scalars(
            select(Account)
            .join(Assignment, Assignment.account_id == Account.id)
            .where(Assignment.duty == "lead")
        ).one()
        lead.certificate_no = ""
    assert set(refused(lambda: decide(walked))) == {"two_officers", "certificate"}


def test_a_second_decision_is_refused(stand: Stand) -> None:
    walked = stand("decide")
    assert set(refused(lambda: decide(walked))) == {"not_in_table"}
    assert len(db.session.scalars(select(Decision)).all()) == 1


def test_a_complex_case_is_discussed_first(stand: Stand) -> None:
    walked = stand("clear", story="silent")
    assert set(refused(lambda: decide(walked))) == {"no_discussion"}
    walked = stand("discuss", story="silent")
    decide(walked)


def test_a_complex_case_goes_to_legal_review(stand: Stand) -> None:
    walked = stand("report", story="silent")
    head = walked.staff("unithead")
    found = refused(lambda: walked.go(Procedure.PENALTY, Action.SUBMIT_CASE_REVIEW, head))
    assert set(found) == {"legal_review_due"}
    walked.go(Procedure.PENALTY, Action.SUBMIT_LEGAL_REVIEW, head)


def test_a_decision_has_row_number_and_frozen_paper(stand: Stand) -> None:
    walked = stand("decide")
    row = db.session.scalars(select(Decision)).one()
    paper = db.session.get_one(Document, row.document_id)
    assert (row.fine_fen, row.kinds, row.decided_on) == (1_738_800, ["罚款", "没收非法财物"], clock.today())
    assert row.served_on is None
    assert paper.kind == "penalty_decision"
    assert paper.number == f"宣州市监处罚〔{clock.today().year}〕1号"
    assert walked.proceeding(Procedure.MEASURES).state == State.CONFISCATED


def test_the_notice_says_range_and_hearing_right(stand: Stand) -> None:
    walked = stand("notice")
    notice = facts.of(walked.proceeding(Procedure.PENALTY)).value(FactKey.NOTICE)
    assert notice["fine_fen"] == 1_738_800
    assert notice["hearing"]["right"] is True
    assert (notice["range"]["min_fen"], notice["range"]["max_fen"]) == (0, 25_000_000)


def test_an_unknown_proceeding_is_not_found(stand: Stand) -> None:
    walked = stand("clear", story="plain")
    leader = walked.staff("leader")
    with pytest.raises(NotFound):
        penalty.decide(proceeding_id=999_999, actor=leader, version=None, fine_fen=1)
    with pytest.raises(NotFound):
        penalty.approve_notice(proceeding_id=999_999, actor=leader, version=None)
