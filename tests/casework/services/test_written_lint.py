"""Written papers at the door: one with a fault is refused with its reason, a clean one is issued."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from casework import clock
from casework.db import db, transaction
from casework.demo.walk import Walk
from casework.models import Document, Proceeding
from casework.services import audit_check, writing
from casework.services.transition import advance
from tests.casework import adjudication
from tests.casework.adjudication import DECISION, Dispute, patent, ready, take
from tests.casework.crowd import counts
from workflows.engine import Refused
from workflows.lint import PAPER
from workflows.vocabulary import Action, Procedure, State

Stand = Callable[..., Walk]


@pytest.fixture
def dispute(stand: Stand, freeze: Any) -> Dispute:
    return ready(stand("inspect"), freeze)


def refused(dispute: Dispute, row: Proceeding, post: str = "leader") -> set[str]:
    """Why the leader cannot approve; nothing is written."""
    before = counts()
    with pytest.raises(Refused) as caught:
        take(dispute.walked, row, Action.APPROVE_PAPER, post)
    assert counts() == before
    assert all(reason.basis for reason in caught.value.reasons)
    return {reason.code for reason in caught.value.reasons}


def test_a_clean_adjudication_is_issued_and_served_on_both(dispute: Dispute) -> None:
    row = dispute.draft()
    take(dispute.walked, row, Action.APPROVE_PAPER, "leader")
    paper = db.session.scalars(select(Document).where(Document.kind == DECISION)).one()
    assert paper.number.endswith(f"专裁〔{clock.today().year}〕1号")
    assert paper.data["panel"][0]["name"] == "吴示例"
    services = select(Proceeding).where(
        Proceeding.parent_id == row.id, Proceeding.procedure == Procedure.SERVICE
    )
    assert len(db.session.scalars(services).all()) == 2
    assert audit_check.verify().ok


def test_each_planted_defect_is_refused_at_the_door(dispute: Dispute) -> None:
    clean = dispute.content()
    planted: dict[str, tuple[set[str], dict[str, Any]]] = {
        "panel of two": ({"panel_too_small"}, {"panel": clean["panel"][:2]}),
        "stranger in the panel": (
            {"panel_changed"},
            {"panel": [*clean["panel"][:2], {"name": "生面孔"}]},
        ),
        "claim left out": ({"claim_unanswered"}, {"rest_rejected": False}),
        "defence left out": ({"defence_unanswered"}, {"other_defence": None}),
        "thirty days": ({"suit_term_wrong"}, {"lawsuit": {**clean["lawsuit"], "days_label": "三十日"}}),
        "another hearing": (
            {"hearing_not_noticed"},
            {"oral_session": {"at": f"{clock.today() - timedelta(days=1)}T09:00", "place": "别处"}},
        ),
        "feature missing": (
            {"comparison_contradicts"},
            {"features": [{**one, "comparison": "缺少"} for one in clean["features"][:1]]},
        ),
        "mediation": ({"mediation_used"}, {"reasoning": f"{clean['reasoning']}调解中双方表示可以停产。"}),
        "damages": ({"damages_ordered"}, {"orders": [*clean["orders"], "赔偿请求人五万元"]}),
        "amounts": ({"amounts_differ"}, {"facts": f"{clean['facts']}售价壹万元整（¥1,000.00元）。"}),
        "several at once": (
            {"panel_too_small", "placeholder"},
            {"panel": clean["panel"][:1], "reasoning": f"{clean['reasoning']}另有待补充的理由。"},
        ),
    }
    for name, (codes, changes) in planted.items():
        row = dispute.draft(**changes)
        assert refused(dispute, row) == codes, name
        assert db.session.get_one(Proceeding, row.id).state == State.WITH_LEADER


def test_the_papers_before_it_are_asked_for(stand: Stand) -> None:
    walked = stand("inspect")
    patent(walked)
    early = Dispute(walked, lambda moment: moment, "")
    row = early.draft(oral_session=None)
    assert refused(early, row) == {"panel_not_told", "copy_not_served"}


def test_a_paper_in_service_is_not_served(stand: Stand, freeze: Any) -> None:
    """The copy was approved, but nobody has it; the hearing was never called."""
    walked = stand("inspect")
    patent(walked)
    adjudication.issue(walked, adjudication.PANEL, adjudication.words(adjudication.PANEL))
    row = adjudication.sent(walked, adjudication.COPY, adjudication.words(adjudication.COPY))
    take(walked, row, Action.APPROVE_PAPER, "leader")
    early = Dispute(walked, freeze, f"{clock.today()}T09:00")
    assert refused(early, early.draft()) == {"copy_not_served", "hearing_not_noticed"}


def test_the_term_runs_from_filing_by_the_rules(dispute: Dispute, freeze: Any) -> None:
    row = dispute.draft()
    freeze(clock.at_local(date(2026, 12, 1), 10))
    assert refused(dispute, row) == {"adjudication_over_time"}


def test_what_a_caller_says_of_the_paper_is_not_believed(dispute: Dispute) -> None:
    row = dispute.draft(panel=dispute.content()["panel"][:2])
    leader = dispute.walked.staff("leader")
    lied = {"missing": (), PAPER: dispute.content()}
    with pytest.raises(Refused) as caught:
        advance(row.id, Action.APPROVE_PAPER, leader, data=lied)
    assert [reason.code for reason in caught.value.reasons] == ["panel_too_small"]


def test_a_draft_brings_what_the_checks_read_and_what_is_typed_but_not_saved(dispute: Dispute) -> None:
    officer = dispute.walked.staff("officer1")
    row = dispute.draft()
    place = {"case_id": dispute.walked.public_id, "proceeding_id": row.public_id, "actor": officer}
    found = writing.draft(**place)
    assert found.judged[PAPER]["panel"] == dispute.content()["panel"]
    kinds = [one["kind"] for one in found.judged["earlier"]]
    assert {adjudication.PANEL, adjudication.COPY, adjudication.CALL} <= set(kinds)
    called = next(one for one in found.judged["earlier"] if one["kind"] == adjudication.CALL)
    assert (called["to_serve"], bool(called["served_on"])) == (2, True)
    other = writing.draft(**place, content={"panel": [{"name": "甲"}]})
    assert other.judged[PAPER]["panel"] == [{"name": "甲"}]
    assert writing.draft(**place).judged[PAPER]["panel"] == dispute.content()["panel"]


def test_papers_of_a_mediation_are_not_told_to_the_checks(stand: Stand) -> None:
    walked = stand("conclude")
    fresh = writing.blank(case_id=walked.public_id, kind="inquiry_notice", actor=walked.staff("officer1"))
    kinds = {one["kind"] for one in fresh.judged["earlier"]}
    assert kinds
    assert not any(kind.startswith("mediation") for kind in kinds)
    with transaction():
        homes = {row.kind for row in db.session.scalars(select(Document)).all()}
    assert any(kind.startswith("mediation") for kind in homes)
