"""Planted defects at the door: each refuses with its own reason, all of them together with all."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from casework import clock, crypto
from casework.db import db, transaction
from casework.demo import decision_steps
from casework.demo.walk import Walk
from casework.models import Account, Assignment, Deadline, Document, Evidence, Fact, Party
from casework.services import penalty
from casework.services.drafting import places
from tests.casework.crowd import counts
from workflows.engine import Refused
from workflows.lint import PAPER
from workflows.vocabulary import Action, FactKey, PartyRole, Procedure, State

Stand = Callable[..., Walk]
Plant = Callable[[Walk], None]
CHILD = "341871201501010012"


def says(**values: Any) -> Plant:
    """State facts of the case anew."""

    def plant(walked: Walk) -> None:
        for key, value in values.items():
            known = db.session.scalars(
                select(Fact).where(
                    Fact.case_id == walked.case_id, Fact.key == FactKey(key), Fact.superseded_by_id.is_(None)
                )
            ).first()
            if known is None:
                proceeding = walked.proceeding(Procedure.PENALTY)
                known = Fact(case_id=proceeding.case_id, key=FactKey(key), value=value, stated_at=clock.now())
                db.session.add(known)
            known.value = value
        db.session.flush()

    return plant


def also(text: str) -> Plant:
    """Add words to the facts that were found."""

    def plant(walked: Walk) -> None:
        says(facts_found=f"{walked.story.facts_found}{text}")(walked)

    return plant


def respondent(**changes: Any) -> Plant:
    def plant(walked: Walk) -> None:
        party = db.session.scalars(
            select(Party).where(Party.case_id == walked.case_id, Party.role == PartyRole.RESPONDENT)
        ).one()
        for name, value in changes.items():
            setattr(party, name, value)
        if party.kind == "natural":
            party.id_number_sealed = crypto.seal(CHILD, context=f"id_number:{party.public_id}")
        db.session.flush()

    return plant


def rows(table: Any, *where: Any, **changes: Any) -> Plant:
    def plant(walked: Walk) -> None:
        db.session.execute(update(table).where(*where).values(**changes))
        db.session.expire_all()

    return plant


def notice(**changes: Any) -> Plant:
    def plant(walked: Walk) -> None:
        told = db.session.scalars(select(Fact).where(Fact.key == FactKey.NOTICE)).one()
        told.value = {**told.value, **changes}
        db.session.flush()

    return plant


def each(*plants: Plant) -> Plant:
    def plant(walked: Walk) -> None:
        for one in plants:
            one(walked)

    return plant


def still_going_on(walked: Walk) -> None:
    """The act ended on the day of the decision, after the notice."""
    says(act_ended=clock.today().isoformat())(walked)


def long_ago(walked: Walk) -> None:
    """The act ended more than two years before it was found."""
    day = clock.today() - timedelta(days=1000)
    says(act_from=day.isoformat(), act_ended=day.isoformat())(walked)


PLANTED: dict[str, tuple[set[str], Plant]] = {
    "one officer": ({"two_officers"}, rows(Assignment, Assignment.duty == "assist", until=clock.now())),
    "no certificate": (
        {"certificate"},
        rows(Account, Account.certificate_no != "", certificate_no=""),
    ),
    "wrong credit code": ({"party_code"}, respondent(uscc="92341802MARLCR055E")),
    "no address": ({"party_address"}, respondent(address="")),
    "a child": ({"under_age"}, respondent(kind="natural", uscc="")),
    "crosses in the facts": ({"placeholder"}, also("另有××瓶未查清。")),
    "identity number of a witness": ({"personal_data"}, also(f"证人身份证号{CHILD}。")),
    "telephone of a witness": ({"personal_data"}, also("证人电话13956300001。")),
    "words against figures": ({"amounts_differ"}, also("货款壹万元整（¥1,000.00元）。")),
    "turnover of the text": ({"sum_differs"}, says(facts_found="经查，违法经营额8,649元。")),
    "evidence cited, not listed": ({"evidence_cited"}, also("以上有证据99证明。")),
    "another version of the law": (
        {"article_not_in_force"},
        says(discretion="依照《商标法》（2001修正）第五十三条，从轻处罚。"),
    ),
    "reasons to be filled": ({"placeholder"}, says(discretion="裁量理由待补充。")),
    "empty orders": ({"order_missing"}, says(orders=" ")),
    "evidence proves nothing": ({"fact_without_evidence"}, rows(Evidence, proves=[])),
    "evidence taken away": (
        {"no_evidence", "fact_without_evidence"},
        rows(Evidence, removed_at=clock.now()),
    ),
    "over time": ({"over_time"}, rows(Deadline, Deadline.rule_id == "GEN-07", due_on=date(2026, 1, 5))),
    "hearing not offered": ({"hearing_not_offered"}, notice(hearing={"right": False})),
    "innocent seller": ({"innocent_fined", "confiscation_unfounded"}, says(innocent_seller=True)),
    "fine was notified lower": ({"heavier_than_notified"}, notice(fine_fen=1_000_000)),
    "number of the notice": (
        {"number_malformed"},
        rows(Document, Document.kind == "penalty_notice", number="宣州市监罚告[2026]1号"),
    ),
    "major case without legal review": (
        {"legal_review_missing", "no_discussion"},
        says(major_case=["complex"]),
    ),
    "act after the notice": ({"days_out_of_order"}, still_going_on),
    "act of long ago": ({"limitation_over"}, long_ago),
    "a crime": ({"criminal", "sum_differs"}, says(turnover_fen=7_000_000)),
    "several at once": (
        {"party_address", "placeholder", "order_missing", "over_time"},
        each(
            respondent(address=""),
            also("某某"),
            says(orders=" "),
            rows(Deadline, Deadline.rule_id == "GEN-07", due_on=date(2026, 1, 5)),
        ),
    ),
}


def refusals(walked: Walk, plant: Plant, step: Callable[[Walk], None]) -> set[str]:
    """What the door says with the defect in the case; nothing of either stays."""

    def planted() -> None:
        with transaction():
            plant(walked)
            step(walked)

    with pytest.raises(Refused) as caught:
        planted()
    return {reason.code for reason in caught.value.reasons}


def test_each_planted_defect_is_refused_at_the_door(stand: Stand) -> None:
    walked = stand("clear", story="plain")
    before = counts()
    found = {name: refusals(walked, plant, decision_steps.decide) for name, (_, plant) in PLANTED.items()}
    assert found == {name: codes for name, (codes, _) in PLANTED.items()}
    assert counts() == before
    decision_steps.decide(walked)
    assert walked.proceeding(Procedure.PENALTY).state == State.DECIDED_PENALTY


def test_a_notice_is_refused_too_and_the_term_only_warned_of(stand: Stand) -> None:
    walked = stand("agree", story="plain")
    names = ("wrong credit code", "crosses in the facts", "empty orders", "evidence proves nothing")
    for name in names:
        codes, plant = PLANTED[name]
        assert refusals(walked, plant, decision_steps.approve_notice) == codes, name
    PLANTED["over time"][1](walked)
    decision_steps.approve_notice(walked)
    assert walked.proceeding(Procedure.PENALTY).state == State.NOTICE_APPROVED


def test_remedies_and_payment_of_the_place_are_judged(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    walked = stand("clear", story="plain")

    def nothing(region: str, day: date) -> dict[str, str]:
        raise LookupError(f"没有{region}的复议机关和法院，不能写明救济途径")

    def bare(walked: Walk) -> None:
        return None

    with monkeypatch.context() as patched:
        patched.setattr(places, "payment_way", lambda day: "")
        assert refusals(walked, bare, decision_steps.decide) == {"payment_way_missing"}
    with monkeypatch.context() as patched:
        patched.setattr(
            places, "remedy_body", lambda region, day: {"reconsideration_body": "", "court": "某法院"}
        )
        assert refusals(walked, bare, decision_steps.decide) == {"remedy_body_missing"}
    with monkeypatch.context() as patched:
        patched.setattr(places, "remedy_body", nothing)
        assert refusals(walked, bare, decision_steps.decide) == {"paper_unwritten"}


def test_the_paper_foreseen_is_the_paper_issued(stand: Stand) -> None:
    walked = stand("clear", story="plain")
    story, at = walked.story, walked.at(Procedure.PENALTY)
    seen = penalty.foresee(
        proceeding_id=at["proceeding_id"],
        action=Action.DECIDE_PENALTY,
        actor=walked.staff("leader"),
        values={"fine_fen": story.fine_fen},
    )[PAPER]
    before = counts()
    decision_steps.decide(walked)
    paper = db.session.scalars(select(Document).where(Document.kind == "penalty_decision")).one()
    marks = {"number", "verify", "access", "wording"}
    assert {k: v for k, v in seen.items() if k not in marks} == {
        k: v for k, v in paper.data.items() if k not in marks
    }
    assert counts() != before
