"""Papers: numbered and frozen in the transaction of their step, for the right reader. I-7, I-9, I-20"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask
from flask.ctx import AppContext
from sqlalchemy import select

from casework import clock, crypto
from casework.db import canonical, db, transaction
from casework.demo import decision_steps
from casework.demo.walk import Walk
from casework.models import AccessCode, Complaint, Document, OutboxMessage, Party
from casework.services import papers
from casework.services.drafting import confidential
from tests import builders
from workflows.engine import Refused
from workflows.vocabulary import Action, DocumentKind, PartyRole, Procedure, State

Stand = Callable[..., Walk]


def of(walked: Walk, kind: DocumentKind) -> Document:
    found = db.session.scalars(
        select(Document)
        .where(Document.case_id == walked.case_id, Document.kind == kind)
        .order_by(Document.id.desc())
    ).first()
    assert found is not None
    return found


def test_a_paper_is_issued_with_number_data_and_promise_in_its_step(stand: Stand) -> None:
    walked = stand("notice")
    notice = of(walked, DocumentKind.PENALTY_NOTICE)
    assert notice.status == "issued"
    assert notice.number == notice.data["number"]
    assert notice.issued_on == clock.today()
    assert notice.issued_by_id == walked.staff("leader").account_id
    promise = db.session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.ref == str(notice.id), OutboxMessage.topic == "render_paper"
        )
    ).one()
    assert promise.delivered_at is None


def test_what_a_paper_says_does_not_change_with_the_case(stand: Stand) -> None:
    walked = stand("report")
    first = of(walked, DocumentKind.INVESTIGATION_REPORT)
    first_id, said = first.id, canonical(first.data)
    walked = stand("archive")
    again = db.session.get_one(Document, first_id)
    assert canonical(again.data) == said
    assert of(walked, DocumentKind.INVESTIGATION_REPORT).id != first_id


def test_a_renamed_party_keeps_its_old_name_in_issued_papers(stand: Stand) -> None:
    walked = stand("decide")
    decision = of(walked, DocumentKind.PENALTY_DECISION)
    said = canonical(decision.data)
    with transaction():
        db.session.get_one(Party, decision.recipient_id).name = "改名以后的超市"
    builders.drain()
    assert canonical(of(walked, DocumentKind.PENALTY_DECISION).data) == said


def test_each_paper_has_the_recipient_it_is_for(stand: Stand) -> None:
    walked = stand("archive")
    roles = {p.id: p.role for p in db.session.scalars(select(Party)).all()}
    for paper in db.session.scalars(select(Document).where(Document.case_id == walked.case_id)):
        expected = papers.RECIPIENTS.get(DocumentKind(paper.kind))
        assert roles.get(paper.recipient_id) == expected, paper.kind


@pytest.mark.parametrize("kind", sorted(papers.WITH_CODE))
def test_a_letter_says_its_code_and_a_digest_is_kept(stand: Stand, kind: DocumentKind) -> None:
    letter = of(stand("archive"), kind)
    row = db.session.scalars(select(AccessCode).where(AccessCode.document_id == letter.id)).one()
    code = letter.data["access"]["code"]
    assert code not in row.code_hash
    assert crypto.verify_code(code, row.code_hash, context=papers.ACCESS)
    assert row.party_id == letter.recipient_id


def test_a_paper_without_what_it_must_say_is_refused_by_name(stand: Stand) -> None:
    walked = stand("clear")
    with pytest.raises(Refused) as caught:
        walked.go(
            Procedure.PENALTY,
            Action.DISCUSS_COLLECTIVELY,
            walked.staff("leader"),
            discussion={"opinions": [{"name": f"负责人{n}", "text": "同意"} for n in range(3)]},
        )
    assert {reason.code for reason in caught.value.reasons} == {"paper_incomplete"}
    assert all("《行政处罚案件集体讨论记录》还缺少" in reason.text for reason in caught.value.reasons)


def test_every_kind_of_the_path_is_issued_on_it(stand: Stand) -> None:
    stand("archive")
    issued = set(db.session.scalars(select(Document.kind)))
    stand("decide", story="silent")
    issued |= set(db.session.scalars(select(Document.kind)))
    rest = {
        DocumentKind.MEDIATION_END_NOTICE,
        DocumentKind.COERCIVE_MEASURE_RELEASE,
    }
    assert set(DocumentKind) - {DocumentKind(kind) for kind in issued} == rest


SECRETS = ("林示例", "周示例", "安徽省宣城市示例路10号", "0563-5551010")


@pytest.mark.parametrize("app", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True)
def test_a_confidential_complainant_is_in_no_paper_but_its_own(
    app: Flask, context: AppContext, freeze: Callable[[datetime], datetime]
) -> None:
    freeze(builders.moment(builders.START, 1))
    builders.city()
    story = replace(builders.PLAIN, until="deliver_decision", claims=("stop", "penalise"))

    def hide(step: str, walked: Walk) -> None:
        if step == "submit":
            with transaction():
                holder = db.session.scalars(
                    select(Party).where(Party.case_id == walked.case_id, Party.role == PartyRole.COMPLAINANT)
                ).one()
                holder.confidential = True
                holder.name = "举报人甲乙丙"

    walked = builders.walk(story, hold=freeze, after=hide)
    builders.drain()
    rows = db.session.scalars(select(Document).where(Document.case_id == walked.case_id)).all()
    assert len(rows) > 12
    for paper in rows:
        if paper.kind not in confidential.OWN:
            said = canonical(paper.data)
            for secret in (*SECRETS, "举报人甲乙丙"):
                assert secret not in said, (paper.kind, secret)
    assert walked.proceeding(Procedure.PENALTY).state == State.SERVED
    decision_steps.prepare_public(walked)
    assert "举报人甲乙丙" not in canonical(of(walked, DocumentKind.REDACTED_DECISION).data)
    complaint = db.session.scalars(select(Complaint)).one()
    assert complaint.named
