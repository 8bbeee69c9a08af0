"""Rows as facts: one snapshot for all guards, and what a mediation keeps to itself."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError

import pytest
from sqlalchemy import select

from casework import facts
from casework.db import db, transaction
from casework.demo import investigation_steps
from casework.demo.walk import Walk
from casework.models import Document, Evidence, Fact
from casework.services.drafting.draft import DRAFTERS
from tests import builders
from workflows.engine import Facts
from workflows.vocabulary import DocumentKind, FactKey, Procedure

Stand = Callable[..., Walk]
SEALED = (
    FactKey.MEDIATION_CONSENT,
    FactKey.SESSION,
    FactKey.SESSION_RECORD,
    FactKey.AGREEMENT,
    FactKey.SIGNATURES,
)
OFFERED = ("12,000", "20,000元", "愿意赔偿", "店里经营困难")


def known(walked: Walk, procedure: Procedure) -> Facts:
    return facts.of(walked.proceeding(procedure))


def test_a_snapshot_holds_the_whole_case(stand: Stand) -> None:
    walked = stand("deliver_decision")
    found = known(walked, Procedure.PENALTY)
    assert (found.case_id, found.reference, found.bureau) == (walked.case_id, walked.reference, "341802")
    assert [party.role for party in found.parties] == ["complainant", "respondent"]
    assert sorted(officer.duty for officer in found.officers) == ["assist", "lead", "mediator"]
    assert {right["number"] for right in found.rights} == {"1304176"}
    assert (found.decisions, found.paid_fen, found.evidence_count) == (1, 0, 4)
    assert found.value(FactKey.DECISION)["fine_fen"] == 1_738_800
    assert found.intake_type == "rights_holder_request"
    assert found.named_complainant
    clock_ = found.clock("GEN-06")
    assert clock_ is not None
    assert clock_.status == "ended"


def test_a_snapshot_cannot_be_changed(stand: Stand) -> None:
    found = known(stand("submit"), Procedure.INTAKE)
    with pytest.raises(FrozenInstanceError):
        found.bureau = "341823"  # type: ignore[misc]


def test_nothing_of_the_parties_contact_is_in_it(stand: Stand) -> None:
    walked = stand("submit")
    said = repr(known(walked, Procedure.INTAKE))
    for private in (walked.story.respondent.phone, "0563-5551010", "宣城市示例路10号"):
        assert private not in said


def test_what_was_offered_in_mediation_is_no_fact_of_the_penalty(stand: Stand) -> None:
    walked = stand("conclude")
    inside = known(walked, Procedure.MEDIATION)
    assert all(inside.value(key) for key in SEALED)
    for procedure in (Procedure.PENALTY, Procedure.INTAKE, Procedure.MEASURES):
        outside = known(walked, procedure)
        assert not set(SEALED) & set(outside.values)
        assert not any(word in repr(outside.values) for word in OFFERED)


def test_what_was_offered_in_mediation_is_in_no_paper_of_the_penalty(stand: Stand) -> None:
    walked = stand("archive")
    kinds = {
        DocumentKind.MEDIATION_NOTICE,
        DocumentKind.MEDIATION_RECORD,
        DocumentKind.MEDIATION_AGREEMENT,
        DocumentKind.MEDIATION_END_NOTICE,
    }
    papers = db.session.scalars(select(Document).where(Document.case_id == walked.case_id)).all()
    assert {DocumentKind(p.kind) for p in papers} & kinds
    for paper in papers:
        if paper.kind not in kinds:
            said = repr(paper.data)
            assert not any(word in said for word in OFFERED), paper.kind
            assert "1200000" not in said, paper.kind
    assert set(DRAFTERS) == set(DocumentKind)


def test_evidence_of_a_mediation_does_not_prove_the_violation(stand: Stand) -> None:
    walked = stand("log")
    before = known(walked, Procedure.PENALTY).evidence_count
    with transaction():
        row = db.session.scalars(select(Evidence).where(Evidence.case_id == walked.case_id)).first()
        assert row is not None
        row.proceeding_id = walked.proceeding(Procedure.MEDIATION).id
    assert known(walked, Procedure.PENALTY).evidence_count == before - 1


def test_facts_of_one_service_are_not_facts_of_another(stand: Stand) -> None:
    walked = stand("deliver_decision")
    services = known(walked, Procedure.PENALTY).of(Procedure.SERVICE)
    proofs = db.session.scalars(select(Fact).where(Fact.key == FactKey.SERVICE_PROOF)).all()
    assert len(services) == 3
    assert {fact.proceeding_id for fact in proofs} == {service.id for service in services}
    assert FactKey.SERVICE_PROOF not in known(walked, Procedure.PENALTY).values


def test_a_proceedings_own_word_comes_before_the_cases(stand: Stand) -> None:
    walked = stand("seize")
    assert known(walked, Procedure.MEASURES).value(FactKey.SEIZED_ITEMS)
    assert not known(walked, Procedure.PENALTY).value(FactKey.SEIZED_ITEMS)


def test_the_digest_changes_with_what_the_guards_see_and_with_nothing_else(stand: Stand) -> None:
    walked = stand("begin")
    first = facts.digest(known(walked, Procedure.PENALTY))
    builders.drain()
    assert facts.digest(known(walked, Procedure.PENALTY)) == first
    investigation_steps.inspect(walked)
    assert facts.digest(known(walked, Procedure.PENALTY)) != first


def test_a_case_is_found_by_its_proceeding(stand: Stand) -> None:
    walked = stand("submit")
    case = facts.case_of(walked.proceeding(Procedure.INTAKE).id)
    assert case is not None
    assert case.reference == walked.reference
    assert facts.case_of(999_999) is None
