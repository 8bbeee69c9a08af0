"""Papers that officers write: drafted, approved by another, numbered and frozen at issue."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

import documents
from casework import clock
from casework.db import canonical, db, transaction
from casework.demo.walk import Walk
from casework.errors import NotFound, Stale
from casework.models import CaseRight, Document, DocumentNumber, Event, Fact, Party, Proceeding
from casework.services import audit_check, papers, writing
from casework.services.drafting.provenance import TYPED
from casework.services.drafting.written import FRAME
from casework.services.transition import advance
from documents.errors import PaperError
from tests import builders
from tests.casework.crowd import counts
from workflows.engine import Actor, Refused
from workflows.spot import ON_THE_SPOT
from workflows.vocabulary import Action, FactKey, PartyRole, Procedure, State

Stand = Callable[..., Walk]
LETTER, SAMPLING = "investigation_assistance_letter", "sampling_record"
WRITTEN = [kind for kind in documents.kinds() if documents.lookup(kind).made_by == "written"]
SUBMITS = {"unit_head": Action.SUBMIT_TO_HEAD}
POSTS = {"unit_head": "unithead", "leader": "leader", "principal": "leader"}


def typed(kind: str) -> dict[str, Any]:
    return {name: value for name, value in documents.sample(kind).items() if name not in FRAME}


def begun(walked: Walk, kind: str, actor: Actor | None = None, **changes: Any) -> Proceeding:
    who = actor or walked.staff("officer1")
    made = writing.begin(case_id=walked.public_id, kind=kind, actor=who, content=typed(kind) | changes)
    return db.session.scalars(select(Proceeding).where(Proceeding.public_id == made)).one()


def take(row: Proceeding, action: Action, actor: Actor, note: str = "") -> None:
    fresh = db.session.get_one(Proceeding, row.id)
    writing.take(proceeding_id=fresh.id, action=action, actor=actor, version=fresh.version, note=note)


def state(row: Proceeding) -> str:
    db.session.expire_all()
    return db.session.get_one(Proceeding, row.id).state


def refused(work: Callable[[], object]) -> dict[str, str]:
    before = counts()
    with pytest.raises(Refused) as caught:
        work()
    assert counts() == before
    return {reason.code: reason.text for reason in caught.value.reasons}


def sorts() -> list[str]:
    """One kind for each way through: part of the work, approver, recipient, seal and layout of the form."""
    found: dict[tuple[object, ...], str] = {}
    for kind in WRITTEN:
        row = documents.lookup(kind)
        if kind in ON_THE_SPOT:  # never in a case that told its party; test_on_the_spot.py issues it
            continue
        found.setdefault((row.procedure, row.approver, row.recipient, row.sealed), kind)
    return list(found.values())


def paper_of(kind: str) -> Document:
    query = select(Document).where(Document.kind == kind).order_by(Document.id.desc())
    found = db.session.scalars(query).first()
    assert found is not None
    return found


def test_a_letter_is_approved_by_the_leader_numbered_and_frozen(stand: Stand) -> None:
    walked = stand("inspect")
    row = begun(walked, LETTER)
    assert state(row) == State.DRAFTED
    take(row, Action.SUBMIT_TO_LEADER, walked.staff("officer1"))
    assert state(row) == State.WITH_LEADER
    take(row, Action.APPROVE_PAPER, walked.staff("leader"))
    assert state(row) == State.ISSUED
    paper = paper_of(LETTER)
    assert paper.number == f"宣州市监协查〔{clock.today().year}〕1号" == paper.data["number"]
    assert paper.issued_by_id == walked.staff("leader").account_id
    assert paper.data["recipient"]["name"] == "合肥市示例区市场监督管理局"
    assert paper.data["party"]["name"] == builders.respondent(walked).name
    builders.drain()
    assert paper_of(LETTER).status == "rendered"
    assert db.session.get_one(Proceeding, row.id).ended_at is not None
    assert audit_check.verify().ok


def test_a_paper_without_approval_is_issued_by_whoever_wrote_it(stand: Stand) -> None:
    walked = stand("inspect")
    row = begun(walked, SAMPLING)
    take(row, Action.ISSUE_PAPER, walked.staff("officer1"))
    paper = paper_of(SAMPLING)
    assert (state(row), paper.number, paper.proceeding_id) == (State.ISSUED, None, row.id)
    assert paper.data["sampled_items"][0]["sampled_quantity"] == "2"
    assert [one["name"] for one in paper.data["officers"]] == [
        walked.staff("officer1").name,
        walked.staff("officer2").name,
    ]
    assert audit_check.verify().ok


def test_whoever_wrote_or_sent_it_does_not_approve_it(stand: Stand) -> None:
    walked = stand("inspect")
    officer = walked.staff("officer1")
    both = replace(officer, roles=officer.roles | walked.staff("leader").roles)
    row = begun(walked, LETTER, both)
    take(row, Action.SUBMIT_TO_LEADER, walked.staff("officer2"))
    for one in (both, replace(walked.staff("officer2"), roles=both.roles)):
        assert "approver_is_writer" in refused(lambda one=one: take(row, Action.APPROVE_PAPER, one))
    assert state(row) == State.WITH_LEADER


def test_nobody_but_the_one_who_approves_approves(stand: Stand) -> None:
    walked = stand("inspect")
    row = begun(walked, LETTER)
    assert set(refused(lambda: take(row, Action.ISSUE_PAPER, walked.staff("officer1")))) == {"not_yours"}
    assert set(refused(lambda: take(row, Action.SUBMIT_TO_HEAD, walked.staff("officer1")))) == {"not_yours"}
    take(row, Action.SUBMIT_TO_LEADER, walked.staff("officer1"))
    for post in ("officer2", "unithead", "reviewer", "clerk"):
        assert set(refused(lambda post=post: take(row, Action.APPROVE_PAPER, walked.staff(post)))) == {
            "not_yours"
        }
    stranger = builders.stranger("leader")
    assert set(refused(lambda: take(row, Action.APPROVE_PAPER, stranger))) == {"not_yours"}


def test_an_incomplete_draft_is_kept_but_goes_nowhere(stand: Stand) -> None:
    walked = stand("inspect")
    row = begun(walked, LETTER, recipient=None, assistance_items=[{"text": ""}])
    with pytest.raises(Refused) as caught:
        take(row, Action.SUBMIT_TO_LEADER, walked.staff("officer1"))
    said = [reason.text for reason in caught.value.reasons]
    assert said == ["《协助调查函》还缺少：收件人。", "《协助调查函》还缺少：请予协助的事项第1项的内容。"]
    assert state(row) == State.DRAFTED


def test_the_door_alone_does_not_let_an_unchecked_draft_pass(stand: Stand) -> None:
    walked = stand("inspect")
    row = begun(walked, SAMPLING, sampling_method="")
    officer = walked.staff("officer1")
    assert set(refused(lambda: advance(row.id, Action.ISSUE_PAPER, officer))) == {"given_missing"}
    lied = {"missing": ()}
    said = refused(lambda: advance(row.id, Action.ISSUE_PAPER, officer, data=lied))
    assert said == {"paper_incomplete": "《抽样记录》还缺少：抽样方法，不能制作。"}


def test_a_draft_that_is_thrown_away_leaves_no_number_and_no_paper(stand: Stand) -> None:
    walked = stand("inspect")
    numbers = db.session.scalar(select(func.count()).select_from(DocumentNumber))
    issued = db.session.scalar(select(func.count()).select_from(Document))
    row = begun(walked, LETTER)
    take(row, Action.SUBMIT_TO_LEADER, walked.staff("officer1"))
    take(row, Action.DISCARD_DRAFT, walked.staff("officer1"))
    assert state(row) == State.DISCARDED
    assert db.session.scalar(select(func.count()).select_from(DocumentNumber)) == numbers
    assert db.session.scalar(select(func.count()).select_from(Document)) == issued
    assert "not_in_table" in refused(lambda: take(row, Action.APPROVE_PAPER, walked.staff("leader")))
    again = begun(walked, LETTER)
    take(again, Action.SUBMIT_TO_LEADER, walked.staff("officer1"))
    take(again, Action.APPROVE_PAPER, walked.staff("leader"))
    assert paper_of(LETTER).number.endswith("〕1号")


def test_a_returned_draft_is_revised_and_the_old_words_stay_in_the_record(stand: Stand) -> None:
    walked = stand("inspect")
    officer = walked.staff("officer1")
    row = begun(walked, LETTER)
    take(row, Action.SUBMIT_TO_LEADER, officer)
    place = {"proceeding_id": row.id, "actor": walked.staff("leader"), "version": None}
    assert "given_reason" in refused(lambda: writing.send_back(**place, reason=""))
    writing.send_back(**place, reason="请写明回复期限")
    assert state(row) == State.DRAFTED
    writing.revise(
        proceeding_id=row.id, actor=officer, version=None, content=typed(LETTER) | {"reply_on": "2026-10-09"}
    )
    facts = db.session.scalars(
        select(Fact).where(Fact.proceeding_id == row.id, Fact.key == FactKey.PAPER_CONTENT).order_by(Fact.id)
    ).all()
    assert [fact.superseded_by_id is None for fact in facts] == [False, True]
    event = db.session.scalars(select(Event).where(Event.action == Action.RETURN_DRAFT)).one()
    assert event.note == "请写明回复期限"
    with pytest.raises(Stale):
        writing.revise(proceeding_id=row.id, actor=officer, version=1, content={})


def test_the_case_is_not_typed_over_and_what_it_learns_is_in_the_draft(stand: Stand) -> None:
    walked = stand("report")
    officer = walked.staff("officer1")
    row = begun(walked, LETTER, party={"name": "别人", "kind": "legal"}, summary=None)
    public = db.session.get_one(Proceeding, row.id).public_id
    found = writing.draft(case_id=walked.public_id, proceeding_id=public, actor=officer)
    assert found.data["party"]["name"] == builders.respondent(walked).name
    assert "party" not in {field.name for field in found.asked}
    assert found.missing == ("案情摘要",)
    fresh = writing.blank(case_id=walked.public_id, kind=LETTER, actor=officer)
    assert fresh.known["summary"] == fresh.data["summary"]
    assert fresh.sources["party"].words == ("当事人登记",)
    assert fresh.sources["assistance_items"].words == ()
    (typed,) = found.sources["assistance_items"].words
    assert typed.startswith(f"{TYPED}，{officer.name}，")
    (said,) = fresh.sources["summary"].words[:1]
    assert said.startswith("违法事实：调查终结，")
    assert officer.name in said


def test_a_complaint_is_named_as_the_source_of_what_only_it_says(stand: Stand) -> None:
    walked = stand("file")
    fresh = writing.blank(case_id=walked.public_id, kind=SAMPLING, actor=walked.staff("officer1"))
    (said,) = fresh.sources["place"].words
    assert said.startswith("违法行为发生地：投诉材料，提交投诉，")


def test_the_preview_is_a_draft_without_number(stand: Stand) -> None:
    walked = stand("inspect")
    row = begun(walked, LETTER)
    public, officer = row.public_id, walked.staff("officer1")
    made = writing.preview(case_id=walked.public_id, proceeding_id=public, actor=officer)
    assert made.startswith(b"%PDF")
    assert db.session.scalars(select(Document).where(Document.kind == LETTER)).all() == []
    lacking = begun(walked, LETTER, recipient=None).public_id
    with pytest.raises(PaperError, match="收件人"):
        writing.preview(case_id=walked.public_id, proceeding_id=lacking, actor=officer)


def test_nobody_of_another_bureau_and_nobody_without_the_case_writes(stand: Stand) -> None:
    walked = stand("inspect")
    row = begun(walked, LETTER)
    for post in ("officer1", "leader"):
        other = builders.stranger(post)
        with pytest.raises(NotFound):
            begun(walked, LETTER, other)
        with pytest.raises(NotFound):
            writing.draft(case_id=walked.public_id, proceeding_id=row.public_id, actor=other)
        with pytest.raises(NotFound):
            writing.preview(case_id=walked.public_id, proceeding_id=row.public_id, actor=other)
    for post in ("clerk", "unithead", "reviewer", "mediator"):
        assert "not_yours" in refused(lambda post=post: begun(walked, LETTER, walked.staff(post)))
    holder = builders.holder(walked)
    with pytest.raises(NotFound):
        begun(walked, LETTER, holder)


@pytest.mark.parametrize("kind", ["penalty_decision", "love_letter", ""])
def test_only_written_kinds_are_written(stand: Stand, kind: str) -> None:
    walked = stand("inspect")
    with pytest.raises(NotFound):
        writing.begin(case_id=walked.public_id, kind=kind, actor=walked.staff("officer1"), content={})


def test_a_kind_of_another_work_and_a_case_that_is_over_are_refused(stand: Stand) -> None:
    walked = stand("check")
    said = refused(lambda: begun(walked, LETTER, walked.staff("clerk")))
    assert said == {"not_of_this_case": "本案没有立案，不能制作行政处罚文书。"}
    walked = stand("archive")
    assert "case_over" in refused(lambda: begun(walked, LETTER))


def test_the_same_form_sent_twice_begins_one_paper(stand: Stand) -> None:
    walked = stand("inspect")
    form = {"case_id": walked.public_id, "kind": LETTER, "actor": walked.staff("officer1"), "token": "t1"}
    first = writing.begin(**form, content={})
    assert writing.begin(**form, content={}) == first
    assert writing.begin(**form | {"token": "t2"}, content={}) != first


def test_a_hidden_complainant_is_swept_from_what_was_typed(stand: Stand) -> None:
    walked = stand("inspect")
    with transaction():
        party = db.session.scalars(
            select(Party).where(Party.case_id == walked.case_id, Party.role == PartyRole.COMPLAINANT)
        ).one()
        party.confidential, party.name = True, "举报人甲乙丙"
    row = begun(walked, SAMPLING, sampling_method="按举报人甲乙丙指认的批次抽取。")
    take(row, Action.ISSUE_PAPER, walked.staff("officer1"))
    said = canonical(paper_of(SAMPLING).data)
    assert "举报人甲乙丙" not in said
    assert "按投诉人指认的批次抽取" in said


def test_a_paper_of_a_mediation_belongs_to_the_mediation(stand: Stand, monkeypatch: Any) -> None:
    walked = stand("schedule")
    sealed = replace(documents.lookup(SAMPLING), procedure="mediation")
    monkeypatch.setattr(writing, "kind_of", lambda kind: sealed)
    assert "not_yours" in refused(lambda: begun(walked, SAMPLING))
    row = begun(walked, SAMPLING, walked.staff("mediator"))
    assert row.parent_id == walked.proceeding(Procedure.MEDIATION).id
    place = {"case_id": walked.public_id, "proceeding_id": row.public_id}
    with pytest.raises(NotFound):
        writing.draft(**place, actor=walked.staff("officer1"))
    assert writing.draft(**place, actor=walked.staff("mediator")).data["place"]


@pytest.mark.parametrize("app", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True)
def test_every_sort_of_written_kind_can_be_issued_in_a_case(stand: Stand) -> None:
    """From its sample's words, by the people it names, with everything that follows a letter."""
    walked = stand("deliver_decision")
    with transaction():
        db.session.add(CaseRight(case_id=walked.case_id, kind="patent", number="ZL1", name="某", classes=[]))
    for kind in sorts():
        row = documents.lookup(kind)
        writer = walked.staff("mediator" if row.procedure == "mediation" else "officer1")
        made = begun(walked, kind, writer)
        if row.approver:
            take(made, SUBMITS.get(row.approver, Action.SUBMIT_TO_LEADER), writer)
            take(made, Action.APPROVE_PAPER, walked.staff(POSTS[row.approver]))
        else:
            take(made, Action.ISSUE_PAPER, writer)
        paper = paper_of(kind)
        assert bool(paper.number) == bool(row.number_code), kind
        assert (paper.recipient_id is not None) == (kind in papers.RECIPIENTS), kind
        children = select(Proceeding).where(
            Proceeding.parent_id == made.id, Proceeding.procedure == Procedure.SERVICE
        )
        services = db.session.scalars(children).all()
        sides = 2 if row.recipient == "parties" else int(kind in papers.RECIPIENTS)
        expected = sides if row.sealed and row.procedure != "mediation" else 0
        assert [s.subject["document_id"] for s in services] == [paper.id] * expected, kind
    assert audit_check.verify().ok
