"""A paper for both sides: one service for each party, each with its own day, receipt and term."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from casework import clock
from casework.db import db, transaction
from casework.demo.walk import Walk
from casework.models import CaseRight, Deadline, Document, Party, Proceeding
from casework.queries import accounts as people
from casework.queries import case_page, party_files
from casework.services import audit_check, serving, writing
from tests import builders
from tests.casework.adjudication import ready, sent, take, words
from workflows.engine import Refused
from workflows.vocabulary import Action, PartyRole, Procedure, State

Stand = Callable[..., Walk]
NOTICE = "oral_hearing_notice"
SIDES = (PartyRole.COMPLAINANT, PartyRole.RESPONDENT)


def drafted(walked: Walk, kind: str) -> Proceeding:
    """A draft of a paper of a patent case, sent to the leader."""
    with transaction():
        db.session.add(CaseRight(case_id=walked.case_id, kind="patent", number="ZL1", name="某", classes=[]))
    return sent(walked, kind, words(kind))


def issued(walked: Walk, kind: str) -> tuple[Document, list[Proceeding]]:
    """The paper and its services, complainant first; its bytes are made."""
    row = drafted(walked, kind)
    take(walked, row, Action.APPROVE_PAPER, "leader")
    builders.drain()
    paper = db.session.scalars(select(Document).where(Document.kind == kind)).one()
    return paper, services(row)


def services(row: Proceeding) -> list[Proceeding]:
    query = select(Proceeding).where(
        Proceeding.parent_id == row.id, Proceeding.procedure == Procedure.SERVICE
    )
    return list(db.session.scalars(query.order_by(Proceeding.id)))


def parties(walked: Walk) -> list[Party]:
    query = select(Party).where(Party.case_id == walked.case_id).order_by(Party.id)
    found = {party.role: party for party in db.session.scalars(query)}
    return [found[role] for role in SIDES]


def deliver(walked: Walk, service: Proceeding, on: date, **proof: Any) -> None:
    fresh = db.session.get_one(Proceeding, service.id)
    serving.deliver(
        proceeding_id=fresh.id,
        actor=walked.staff("officer1"),
        version=fresh.version,
        served_on=on,
        proof={"way": "direct", "place": "店内", "receiver": "某人", "relation": "本人"} | proof,
    )


def test_each_party_has_its_own_service_of_the_same_paper(stand: Stand) -> None:
    walked = stand("inspect")
    paper, both = issued(walked, NOTICE)
    assert paper.recipient_id is None
    assert [one.subject["recipient_id"] for one in both] == [party.id for party in parties(walked)]
    assert {one.subject["document_id"] for one in both} == {paper.id}
    assert [one.state for one in both] == [State.PREPARED] * 2
    assert audit_check.verify().ok


def test_the_same_step_taken_again_opens_nothing(stand: Stand) -> None:
    walked = stand("inspect")
    row = drafted(walked, NOTICE)
    take(walked, row, Action.APPROVE_PAPER, "leader")
    for _again in range(2):
        with pytest.raises(Refused):
            take(walked, row, Action.APPROVE_PAPER, "leader")
    assert len(services(row)) == 2
    assert db.session.scalar(select(func.count()).where(Document.kind == NOTICE)) == 1


def test_two_who_complain_together_are_served_each(stand: Stand) -> None:
    walked = stand("inspect")
    with transaction():
        db.session.add(
            Party(case_id=walked.case_id, role=PartyRole.COMPLAINANT, kind="natural", name="卫子夏")
        )
    _paper, each = issued(walked, NOTICE)
    names = [db.session.get_one(Party, one.subject["recipient_id"]).name for one in each]
    assert len(names) == 3
    assert names[-1] == "卫子夏"
    assert len(set(names)) == 3


def test_each_service_has_its_own_receipt_and_day_and_waits_for_itself(stand: Stand) -> None:
    walked = stand("inspect")
    _paper, (to_complainant, to_respondent) = issued(walked, NOTICE)
    deliver(walked, to_complainant, clock.today(), receiver="收件一")
    db.session.expire_all()
    assert [one.state for one in (to_complainant, to_respondent)] == [State.SERVED, State.PREPARED]
    deliver(walked, to_respondent, clock.today(), receiver="收件二")
    receipts = db.session.scalars(
        select(Document).where(Document.kind == "service_receipt").order_by(Document.id.desc()).limit(2)
    ).all()
    told = {one.data["recipient"]["name"]: one.data["receiver"]["name"] for one in receipts}
    complainant, respondent = parties(walked)
    assert told == {complainant.name: "收件一", respondent.name: "收件二"}
    with pytest.raises(Refused):
        deliver(walked, to_respondent, clock.today())


def test_the_term_to_sue_begins_for_each_party_on_its_own_day(stand: Stand, freeze: Any) -> None:
    dispute = ready(stand("inspect"), freeze)
    walked, row = dispute.walked, dispute.draft()
    take(walked, row, Action.APPROVE_PAPER, "leader")
    builders.drain()
    to_complainant, to_respondent = services(row)
    first = clock.today()
    assert db.session.scalars(select(Deadline).where(Deadline.rule_id == "PAD-08")).all() == []
    freeze(builders.moment(first + timedelta(days=3)))
    deliver(walked, to_complainant, first)
    deliver(walked, to_respondent, first + timedelta(days=3))
    clocks = {
        row.proceeding_id: row.start_on
        for row in db.session.scalars(select(Deadline).where(Deadline.rule_id == "PAD-08"))
    }
    assert clocks == {to_complainant.id: first, to_respondent.id: first + timedelta(days=3)}


def test_a_party_reads_it_once_it_was_served_itself(stand: Stand) -> None:
    walked = stand("inspect")
    paper, (to_complainant, _to_respondent) = issued(walked, NOTICE)

    def readers() -> list[bool]:
        rows = db.session.scalars(select(Proceeding).where(Proceeding.case_id == walked.case_id)).all()
        seen = (party_files.papers(walked.case_id, party, rows) for party in parties(walked))
        return [paper.public_id in {one.public_id for one in found} for found in seen]

    assert readers() == [False, False]
    deliver(walked, to_complainant, clock.today())
    assert readers() == [True, False]


def test_the_officer_sees_whom_each_service_is_for(stand: Stand) -> None:
    walked = stand("inspect")
    paper, (to_complainant, _to_respondent) = issued(walked, NOTICE)
    deliver(walked, to_complainant, clock.today())
    page = case_page.for_officer(walked.staff("officer1"), walked.public_id)
    complainant, respondent = parties(walked)
    labels = [one.label for one in page.offers if one.offer.action == Action.DELIVER]
    assert labels == [f"{Action.DELIVER.label}：{paper.title}（{respondent.name}）"]
    (row,) = (one for one in page.papers if one.id == paper.id)
    served = clock.today().isoformat()
    assert row.service == f"{complainant.name}：{served}；{respondent.name}：{State.PREPARED.label}"


def test_a_paper_that_a_mediation_hands_over_opens_no_service(stand: Stand) -> None:
    walked = stand("schedule")
    kind = "mediation_case_dismissal"
    mediator = people.actor_of(walked.staff("mediator").account_id or 0)
    made = writing.begin(case_id=walked.public_id, kind=kind, actor=mediator, content=words(kind))
    row = db.session.scalars(select(Proceeding).where(Proceeding.public_id == made)).one()
    take(walked, row, Action.ISSUE_PAPER, "mediator")
    db.session.expire_all()
    assert db.session.get_one(Proceeding, row.id).state == State.ISSUED
    assert services(row) == []
