"""A decision on the spot, written and issued by its officers: held numbers first, never above the ceiling."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

import documents
from casework import clock
from casework.db import db, transaction
from casework.demo.walk import Walk
from casework.models import Account, Bureau, Deadline, Document, DocumentNumber, HeldNumber, Party, Proceeding
from casework.queries import numbers
from casework.services import audit_check, numbering, serving, writing
from casework.services.drafting.written import FRAME
from casework.services.transition import advance
from tests import builders
from tests.casework.crowd import counts
from workflows.engine import Actor, Refused
from workflows.numbering import parse
from workflows.vocabulary import Action, PartyRole, Procedure, State

Stand = Callable[..., Walk]
KIND, CODE = "on_the_spot_decision", "当罚"
WARNED = {"fine_fen": 0, "warning": True}


def begun(walked: Walk, post: str = "officer1", **changes: Any) -> Proceeding:
    """A draft of a warning on the spot, decided today."""
    typed = {name: value for name, value in documents.sample(KIND).items() if name not in FRAME}
    typed |= {"decided_at": f"{clock.today().isoformat()}T09:30", **WARNED} | changes
    made = writing.begin(case_id=walked.public_id, kind=KIND, actor=walked.staff(post), content=typed)
    return db.session.scalars(select(Proceeding).where(Proceeding.public_id == made)).one()


def issue(walked: Walk, row: Proceeding, post: str = "officer1") -> Document:
    fresh = db.session.get_one(Proceeding, row.id)
    writing.take(
        proceeding_id=fresh.id,
        action=Action.ISSUE_PAPER,
        actor=walked.staff(post),
        version=fresh.version,
    )
    return db.session.scalars(select(Document).where(Document.proceeding_id == row.id)).one()


def hold(walked: Walk, post: str, count: int) -> numbering.Block:
    holder = db.session.get_one(Account, walked.staff(post).account_id)
    return numbering.hold(kind=KIND, count=count, holder_id=holder.public_id, actor=walked.staff("leader"))


def refused(work: Callable[[], object]) -> dict[str, str]:
    before = counts()
    with pytest.raises(Refused) as caught:
        work()
    assert counts() == before
    return {reason.code: f"{reason.text}{reason.basis}" for reason in caught.value.reasons}


def naturally(walked: Walk) -> None:
    with transaction():
        query = select(Party).where(Party.case_id == walked.case_id, Party.role == PartyRole.RESPONDENT)
        db.session.scalars(query).one().kind = "natural"


def test_the_officer_who_holds_numbers_uses_the_lowest_first(stand: Stand) -> None:
    walked = stand("inspect")
    hold(walked, "officer1", 2)
    hold(walked, "officer2", 1)
    given = [parse(str(issue(walked, begun(walked)).number)).sequence for _n in range(3)]
    assert given == [1, 2, 4]
    mine = issue(walked, begun(walked, "officer2"), "officer2")
    assert parse(str(mine.number)).sequence == 3
    assert mine.data["number"] == mine.number
    assert db.session.scalars(select(HeldNumber)).all() == []
    region, year = walked.staff("leader").bureau, clock.today().year
    assert numbers.unaccounted(region, CODE, year) == ()
    assert audit_check.verify().ok


def test_another_kind_takes_no_number_that_is_held(stand: Stand) -> None:
    walked = stand("inspect")
    officer = db.session.get_one(Account, walked.staff("leader").account_id)
    with transaction():
        query = select(Bureau).where(Bureau.region_code == walked.staff("leader").bureau)
        bureau = db.session.scalars(query).one()
        row = documents.lookup("correction_order")
        numbering.reserve(
            bureau,
            row.number_code,
            row.group,
            clock.today().year,
            count=2,
            holder=officer,
            actor=walked.staff("leader"),
        )
    typed = {k: v for k, v in documents.sample("correction_order").items() if k not in FRAME}
    made = writing.begin(
        case_id=walked.public_id, kind="correction_order", actor=walked.staff("officer1"), content=typed
    )
    draft = db.session.scalars(select(Proceeding).where(Proceeding.public_id == made)).one()
    for action, post in ((Action.SUBMIT_TO_LEADER, "officer1"), (Action.APPROVE_PAPER, "leader")):
        fresh = db.session.get_one(Proceeding, draft.id)
        writing.take(proceeding_id=draft.id, action=action, actor=walked.staff(post), version=fresh.version)
    paper = db.session.scalars(select(Document).where(Document.kind == "correction_order")).one()
    assert parse(str(paper.number)).sequence == 3


def test_a_fine_above_the_ceiling_is_never_issued(stand: Stand) -> None:
    walked = stand("inspect")
    naturally(walked)
    hold(walked, "officer1", 1)
    row = begun(walked, fine_fen=20_001)
    said = refused(lambda: issue(walked, row))
    assert "超过简易程序对公民罚款的上限200.00元" in said["spot_ceiling"]
    assert "《行政处罚法》第五十一条" in said["spot_ceiling"]
    assert len(db.session.scalars(select(HeldNumber)).all()) == 1
    assert db.session.scalars(select(DocumentNumber).where(DocumentNumber.code == CODE)).all() == []
    shown = writing.draft(
        case_id=walked.public_id, proceeding_id=row.public_id, actor=walked.staff("officer1")
    )
    assert [parse(one).sequence for one in shown.held or ()] == [1]
    other = writing.blank(case_id=walked.public_id, kind="sampling_record", actor=walked.staff("officer1"))
    assert other.held is None


def test_a_draft_for_the_leader_meets_the_same_ceiling(stand: Stand) -> None:
    """Drafts of this kind that were begun while its kind was approved by the leader."""
    walked = stand("inspect")
    naturally(walked)
    row = begun(walked, fine_fen=20_001)
    with transaction():
        kept = db.session.get_one(Proceeding, row.id)
        kept.subject = {**kept.subject, "approver": "leader"}

    def take(action: Action, actor: Actor) -> None:
        fresh = db.session.get_one(Proceeding, row.id)
        writing.take(proceeding_id=row.id, action=action, actor=actor, version=fresh.version)

    assert "spot_ceiling" in refused(lambda: take(Action.SUBMIT_TO_LEADER, walked.staff("officer1")))
    with transaction():
        db.session.get_one(Proceeding, row.id).state = State.WITH_LEADER
    assert "spot_ceiling" in refused(lambda: take(Action.APPROVE_PAPER, walked.staff("leader")))


def test_the_door_alone_issues_nothing_that_was_not_checked(stand: Stand) -> None:
    walked = stand("inspect")
    row = begun(walked)
    data = {"missing": ()}
    officer = walked.staff("officer1")
    said = refused(lambda: advance(row.id, Action.ISSUE_PAPER, officer, data=data))
    assert "given_paper" in said


def test_a_statement_without_an_answer_keeps_it_back(stand: Stand) -> None:
    walked = stand("inspect")
    row = begun(walked, oral_statement="情节轻微", oral_reply="")
    assert "defence_unanswered" in refused(lambda: issue(walked, row))


def test_it_is_reported_to_the_office_within_seven_working_days(stand: Stand) -> None:
    walked = stand("inspect")
    day = clock.today() - timedelta(days=1)
    row = begun(walked, decided_at=f"{day.isoformat()}T16:00")
    issue(walked, row)
    running = db.session.scalars(select(Deadline).where(Deadline.rule_id == "SUM-01")).one()
    assert (running.start_on, running.status, running.proceeding_id) == (day, "running", row.id)
    advance(row.id, Action.REPORT_ON_SPOT, walked.staff("officer1"))
    db.session.expire_all()
    assert running.status == "met"
    assert "not_yours" in refused(lambda: advance(row.id, Action.REPORT_ON_SPOT, walked.staff("officer1")))
    assert audit_check.verify().ok


def test_serving_it_begins_the_term_for_reconsideration(stand: Stand) -> None:
    walked = stand("inspect")
    row = begun(walked)
    issue(walked, row)
    builders.drain()
    service = db.session.scalars(
        select(Proceeding).where(Proceeding.parent_id == row.id, Proceeding.procedure == Procedure.SERVICE)
    ).one()
    proof = {"way": "direct", "place": "店内", "receiver": "陈示例", "relation": "本人"}
    serving.deliver(
        proceeding_id=service.id,
        actor=walked.staff("officer1"),
        version=service.version,
        served_on=clock.today(),
        proof=proof,
    )
    term = db.session.scalars(select(Deadline).where(Deadline.rule_id == "REM-01")).one()
    assert (term.start_on, term.proceeding_id) == (clock.today(), service.id)
