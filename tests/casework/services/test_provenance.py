"""Who stated each part of a paper, when, in which step, and which evidence proves it. I-26"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from casework.db import db
from casework.demo import investigation_steps as steps
from casework.demo.walk import Walk
from casework.errors import NotFound
from casework.models import Document
from casework.services import penalty, provenance, writing
from casework.services.drafting.provenance import NOW, Source
from tests.casework.services.test_proofs import close, pieces, remove
from workflows.vocabulary import Action, DocumentKind, Procedure

Stand = Callable[..., Walk]
LETTER = "investigation_assistance_letter"


def draft(walked: Walk, action: Action = Action.APPROVE_NOTICE) -> provenance.Traced:
    row = walked.proceeding(Procedure.PENALTY)
    actor = walked.staff("leader")
    data = penalty.foresee(proceeding_id=row.id, action=action, actor=actor, values={})
    return provenance.of_draft(proceeding_id=row.id, action=action, actor=actor, data=data)


def issued(walked: Walk, kind: str) -> provenance.Traced:
    papers = db.session.scalars(select(Document).where(Document.kind == kind).order_by(Document.id)).all()
    return provenance.of_issued(paper_id=papers[-1].public_id, actor=walked.staff("leader"))


def names(source: Source) -> list[str]:
    return [proof.name for said in source.told for proof in said.proofs]


def through_review(walked: Walk, named: dict[str, Any]) -> None:
    close(walked, named)
    steps.submit_review(walked)
    steps.agree_review(walked)


def test_a_field_proven_by_two_pieces_shows_both_with_who_stated_it(stand: Stand) -> None:
    walked = stand("log")
    two = pieces(walked, "现场照片.jpg", "辨认意见书.jpg")
    through_review(walked, {"facts_found": two})
    found = draft(walked)
    assert found.row.id == DocumentKind.PENALTY_NOTICE
    source = found.sources["facts_found"]
    (said,) = source.told
    assert said.text.startswith(f"违法事实：调查终结，{walked.staff('officer1').name}，")
    assert [(proof.name, proof.evidence_id) for proof in said.proofs] == [
        ("现场照片", two[0]),
        ("辨认意见书", two[1]),
    ]
    numbers = {item["name"]: item["no"] for item in found.data["evidence"]}
    assert [proof.number for proof in said.proofs] == [numbers["现场照片"], numbers["辨认意见书"]]
    assert names(found.sources["discretion"]) == []
    assert found.sources["confiscations"].words[0].startswith("拟没收物品：调查终结，")


def test_removed_evidence_is_no_longer_shown_as_proof(stand: Stand) -> None:
    walked = stand("log")
    two = pieces(walked, "现场照片.jpg", "辨认意见书.jpg")
    through_review(walked, {"facts_found": two})
    remove(two[0])
    assert names(draft(walked).sources["facts_found"]) == ["辨认意见书"]
    fresh = writing.blank(case_id=walked.public_id, kind=LETTER, actor=walked.staff("officer1"))
    assert names(fresh.sources["summary"]) == ["辨认意见书"]


def test_our_own_record_that_proves_a_fact_leads_to_the_paper(stand: Stand) -> None:
    walked = stand("log")
    through_review(walked, {"facts_found": [DocumentKind.ON_SITE_RECORD]})
    ((proof,),) = [said.proofs for said in draft(walked).sources["facts_found"].told]
    record = db.session.scalars(select(Document).where(Document.kind == DocumentKind.ON_SITE_RECORD)).one()
    assert (proof.number, proof.paper_id, proof.evidence_id) == (1, record.public_id, "")


def test_every_filled_part_of_a_paper_that_a_step_makes_has_a_source(stand: Stand) -> None:
    walked = stand("archive")
    papers = db.session.scalars(select(Document).where(Document.case_id == walked.case_id)).all()
    assert len({paper.kind for paper in papers}) > 20
    for paper in papers:
        found = provenance.of_issued(paper_id=paper.public_id, actor=walked.staff("leader"))
        assert found.sources, paper.kind
        for name, source in found.sources.items():
            assert source.told, (paper.kind, name)


def test_an_issued_paper_keeps_the_statements_it_was_issued_with(stand: Stand) -> None:
    walked = stand("agree")
    before = issued(walked, DocumentKind.INVESTIGATION_REPORT)
    again = stand("decide")
    later = issued(again, DocumentKind.INVESTIGATION_REPORT)
    first = before.sources["facts_found"].words
    assert later.sources["facts_found"].words[0].startswith("违法事实：调查终结，")
    assert first[0].startswith("违法事实：调查终结，")
    fine = later.sources["fine_fen"].words
    assert all(not word.startswith("处罚决定") for word in fine), "the decision came after the report"
    decided = issued(again, DocumentKind.PENALTY_DECISION).sources["fine_fen"].words
    assert any(word.startswith("处罚决定：作出") for word in decided)


def test_what_the_decision_states_itself_is_said_to_be_typed_in_the_step(stand: Stand) -> None:
    walked = stand("clear")
    found = draft(walked, Action.DECIDE_PENALTY)
    assert found.sources["fine_fen"].words[0] == NOW
    assert NOW not in found.sources["facts_found"].words


def test_nothing_of_a_mediation_is_told_on_another_paper(stand: Stand) -> None:
    walked = stand("archive")
    mediator = walked.staff("mediator").name
    papers = db.session.scalars(select(Document).where(Document.case_id == walked.case_id)).all()
    sealed = walked.proceeding(Procedure.MEDIATION).id
    told = {
        paper.kind: "\n".join(word for one in trace(walked, paper).sources.values() for word in one.words)
        for paper in papers
        if paper.proceeding_id != sealed
    }
    for kind, words in told.items():
        assert mediator not in words, kind
        for label in ("协议内容", "调解过程", "调解安排", "同意调解", "赔偿请求"):
            assert label not in words, kind
    own = trace(walked, next(paper for paper in papers if paper.kind == DocumentKind.MEDIATION_AGREEMENT))
    assert any(word.startswith("协议内容：") for one in own.sources.values() for word in one.words)


def trace(walked: Walk, paper: Document) -> provenance.Traced:
    return provenance.of_issued(paper_id=paper.public_id, actor=walked.staff("leader"))


def test_a_part_that_was_typed_names_who_typed_it_as_it_stands(stand: Stand) -> None:
    walked = stand("inspect")
    officer = walked.staff("officer1")
    begun = writing.begin(case_id=walked.public_id, kind=LETTER, actor=officer, content={"summary": "甲"})
    found = writing.draft(case_id=walked.public_id, proceeding_id=begun, actor=officer)
    (said,) = found.sources["summary"].words
    assert said.startswith(f"本文书起草人填写，{officer.name}，")


def test_an_unknown_paper_and_a_step_without_one_are_not_found(stand: Stand) -> None:
    walked = stand("inspect")
    actor = walked.staff("leader")
    with pytest.raises(NotFound):
        provenance.of_issued(paper_id="x" * 22, actor=actor)
    row = walked.proceeding(Procedure.PENALTY)
    with pytest.raises(NotFound):
        provenance.of_draft(proceeding_id=row.id, action=Action.RECORD_INQUIRY, actor=actor, data={})
