"""What proves a fact is named with the fact, and is nothing but evidence of the case. I-16, I-26"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from casework import clock, facts
from casework.db import db, transaction
from casework.demo import investigation_steps as steps
from casework.demo.walk import Walk
from casework.models import Case, Event, Evidence, Fact
from casework.services import audit_check, proofs
from casework.services.drafting import casefile, issued
from casework.services.foreseen import context_of
from casework.services.transition import step_of
from tests.casework.crowd import counts
from workflows.engine import Refused
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure

Stand = Callable[..., Walk]


def fact(key: FactKey) -> Fact:
    query = select(Fact).where(Fact.key == key, Fact.superseded_by_id.is_(None), Fact.proceeding_id.is_(None))
    return db.session.scalars(query).one()


def listed(walked: Walk) -> list[proofs.Exhibit]:
    return list(proofs.of(walked.proceeding(Procedure.PENALTY)))


def pieces(walked: Walk, *names: str) -> list[str]:
    return [one.key for one in listed(walked) if one.name in names]


def close(walked: Walk, named: dict[str, Any], **changes: Any) -> None:
    values = steps.report(walked) | changes | {proofs.PROOFS: named}
    walked.go(Procedure.PENALTY, Action.CLOSE_INVESTIGATION, walked.staff("officer1"), **values)


def remove(public_id: str) -> None:
    with transaction():
        db.session.execute(
            update(Evidence).where(Evidence.public_id == public_id).values(removed_at=clock.now())
        )


def test_the_list_is_numbered_as_the_papers_print_it(stand: Stand) -> None:
    walked = stand("report")
    known = facts.of(walked.proceeding(Procedure.PENALTY))
    step = step_of(Action.AGREE_REVIEW, walked.staff("officer1"), {}, region=walked.bureau)
    file = casefile.read(context_of(known, step))
    printed = issued.evidence(file)
    exhibits = issued.exhibits(file)
    assert [one.number for one in exhibits] == [item["no"] for item in printed]
    assert all(item["name"].startswith(one.name) for one, item in zip(exhibits, printed, strict=True))
    assert [(one.number, one.key) for one in exhibits] == [(one.number, one.key) for one in listed(walked)]
    assert exhibits[0].key == DocumentKind.ON_SITE_RECORD


def test_two_pieces_that_prove_a_fact_are_kept_with_it_and_in_the_log(stand: Stand) -> None:
    walked = stand("log")
    two = pieces(walked, "现场照片.jpg", "辨认意见书.jpg")
    close(walked, {"facts_found": list(reversed(two)), "turnover_fen": [DocumentKind.INQUIRY_RECORD]})
    assert len(two) == 2
    assert fact(FactKey.FACTS_FOUND).evidence_ids == two
    assert fact(FactKey.TURNOVER_FEN).evidence_ids == [DocumentKind.INQUIRY_RECORD]
    assert fact(FactKey.NATURE).evidence_ids == []
    event = db.session.scalars(select(Event).where(Event.action == Action.CLOSE_INVESTIGATION)).one()
    assert event.payload["proofs"] == {"facts_found": two, "turnover_fen": [DocumentKind.INQUIRY_RECORD]}
    assert audit_check.verify().ok


def test_what_the_text_cites_by_its_number_needs_no_tick(stand: Stand) -> None:
    walked = stand("log")
    exhibits = listed(walked)
    last = exhibits[-1]
    said = f"经查，当事人销售侵权白酒，有证据{last.number}、证据99证明。"
    close(walked, {"facts_found": [exhibits[0].key]}, facts_found=said)
    assert fact(FactKey.FACTS_FOUND).evidence_ids == [exhibits[0].key, last.key]


def test_removed_infected_and_foreign_evidence_proves_nothing(stand: Stand) -> None:
    walked = stand("log")
    (photo,) = pieces(walked, "现场照片.jpg")
    (opinion,) = pieces(walked, "辨认意见书.jpg")
    remove(photo)
    with transaction():
        db.session.execute(
            update(Evidence).where(Evidence.public_id == opinion).values(scan_status="infected")
        )
    for named in (photo, opinion, "x" * 22, DocumentKind.PENALTY_DECISION):
        before = counts()
        with pytest.raises(Refused) as caught:
            close(walked, {"facts_found": [named]})
        assert {reason.code for reason in caught.value.reasons} == {"evidence_unknown"}
        assert counts() == before


def test_what_lies_in_a_mediation_proves_nothing_outside_it(stand: Stand) -> None:
    walked = stand("log")
    (photo,) = pieces(walked, "现场照片.jpg")
    with transaction():
        sealed = walked.proceeding(Procedure.MEDIATION).id
        db.session.execute(update(Evidence).where(Evidence.public_id == photo).values(proceeding_id=sealed))
    assert photo not in {one.key for one in listed(walked)}
    with pytest.raises(Refused):
        close(walked, {"facts_found": [photo]})


def test_the_files_of_a_complaint_prove_what_it_says(stand: Stand) -> None:
    walked = stand("submit")
    case = db.session.get_one(Case, walked.case_id)
    files = db.session.scalars(select(Evidence).where(Evidence.case_id == case.id).order_by(Evidence.id))
    showing = [row.public_id for row in files if row.kind in ("侵权证据", "购买凭证")]
    assert showing
    assert fact(FactKey.COMPLAINT_FACTS).evidence_ids == showing
    assert fact(FactKey.CLAIMS).evidence_ids == []
