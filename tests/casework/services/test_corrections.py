"""A correction is a new paper that cites the old one; the old one stays byte for byte."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from casework import facts, storage
from casework.db import db
from casework.demo.walk import Walk
from casework.models import Document
from casework.queries import verification
from casework.services import audit_check, corrections
from tests import builders
from tests.casework.services.test_writing import begun, paper_of, take
from workflows.vocabulary import Action, DocumentKind

Stand = Callable[..., Walk]
KIND = "decision_correction"


def issued(walked: Walk) -> Document:
    row = begun(walked, KIND)
    take(row, Action.SUBMIT_TO_LEADER, walked.staff("officer1"))
    take(row, Action.APPROVE_PAPER, walked.staff("leader"))
    return paper_of(KIND)


def as_kept(paper: Document) -> tuple[object, ...]:
    return paper.number, paper.status, paper.sha256, paper.data, storage.read(str(paper.storage_key))


def test_a_corrected_decision_leads_to_its_correction_and_never_changes(stand: Stand) -> None:
    walked = stand("pay")
    builders.drain()
    decision = paper_of(DocumentKind.PENALTY_DECISION)
    before, code = as_kept(decision), decision.verify_code
    found = verification.check(code)
    assert found is not None
    assert found.verdict is verification.Verdict.GENUINE
    later = issued(walked)
    assert later.data[corrections.REPLACES] == {
        "document_id": decision.public_id,
        "number": decision.number,
        "title": decision.title,
    }
    # What has no bytes yet corrects nothing yet.
    assert verification.check(code) == found
    builders.drain()
    db.session.expire_all()
    assert as_kept(paper_of(DocumentKind.PENALTY_DECISION)) == before
    found = verification.check(code)
    assert found is not None
    assert (found.verdict, found.reason) == (verification.Verdict.REPLACED, later.number)
    own = verification.check(later.verify_code)
    assert own is not None
    assert own.verdict is verification.Verdict.GENUINE
    others = db.session.scalars(select(Document).where(Document.id.not_in([decision.id, later.id])))
    assert not any(corrections.REPLACES in one.data for one in others)
    assert audit_check.verify().ok


@pytest.mark.parametrize(("kind", "gone"), [("撤销", True), ("更正", False)])
def test_a_case_knows_its_decision_as_withdrawn_once_it_is_revoked(
    stand: Stand, kind: str, gone: bool
) -> None:
    walked = stand("pay")
    row = begun(walked, KIND, correction_kind=kind)
    assert not any(one.withdrawn for one in facts.of(row).documents)
    take(row, Action.SUBMIT_TO_LEADER, walked.staff("officer1"))
    take(row, Action.APPROVE_PAPER, walked.staff("leader"))
    seen = {one.kind: one.withdrawn for one in facts.of(row).documents if one.withdrawn}
    assert seen == ({"penalty_decision": True} if gone else {})
