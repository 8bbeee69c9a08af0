"""Two people change a wording; what was issued keeps the text it was issued with, to the byte."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

import documents
from casework import clock, signing, storage
from casework import wordings as holding
from casework.db import db, transaction
from casework.demo import decision_steps
from casework.demo.walk import Walk
from casework.errors import Invalid, NotFound, Stale
from casework.models import Document, Event, Wording, WordingText
from casework.services import audit_check, rendering, wordings
from documents.errors import PaperError
from documents.wordings import base, whole
from tests.casework.crowd import counts, of_kind, together
from tests.casework.office import COUNTY, person
from workflows.engine import Actor, Refused
from workflows.vocabulary import DocumentKind, Happening, Role

pytestmark = pytest.mark.usefixtures("context")

KIND = "penalty_notice"
TEXT = base(KIND).text.replace("p: ", "p: 经查，", 1)
Stand = Callable[..., Walk]


@pytest.fixture
def people() -> tuple[Actor, Actor]:
    return person("office-legal", Role.LEGAL_REVIEWER), person("office-admin", Role.ADMINISTRATOR)


def submitted(actor: Actor, text: str = TEXT, *, kind: str = KIND, day: date | None = None) -> str:
    kept = wordings.save(actor=actor, kind=kind, text=text, note="改一句", valid_from=day or clock.today())
    wordings.submit(actor=actor, public_id=kept.public_id, version=kept.version)
    return kept.public_id


def row(public_id: str) -> Wording:
    return db.session.scalars(select(Wording).where(Wording.public_id == public_id)).one()


def refused(work: Callable[[], object]) -> set[str]:
    """The codes of a refusal that wrote nothing."""
    before = counts()
    with pytest.raises(Refused) as caught:
        work()
    assert counts() == before
    return {reason.code for reason in caught.value.reasons}


def held() -> holding.Held:
    return holding.in_force(KIND, clock.today())


def test_a_draft_and_a_submission_hold_nothing(people) -> None:
    writer, _other = people
    submitted(writer)
    assert held() == holding.Held(base(KIND))


def test_what_another_person_approves_holds_from_its_day(people) -> None:
    writer, other = people
    day = clock.today() + timedelta(days=3)
    public_id = submitted(writer, day=day)
    wordings.approve(actor=other, public_id=public_id, note="同意")
    assert held() == holding.Held(base(KIND))
    assert holding.in_force(KIND, day) == holding.Held(whole(TEXT), public_id, day)
    assert holding.in_force("filing_approval", day) == holding.Held(base("filing_approval"))


def test_nothing_holds_before_the_day_it_was_approved(people, freeze) -> None:
    writer, other = people
    public_id = submitted(writer)
    later = clock.now() + timedelta(days=5)
    freeze(later)
    wordings.approve(actor=other, public_id=public_id)
    assert row(public_id).valid_from == clock.local(later).date()


def test_what_was_begun_that_day_before_the_approval_keeps_the_wording_before(people) -> None:
    writer, other = people
    begun = clock.now() - timedelta(seconds=1)
    public_id = submitted(writer)
    wordings.approve(actor=other, public_id=public_id)
    today = clock.today()
    assert holding.in_force(KIND, today, begun=begun) == holding.Held(base(KIND))
    assert holding.in_force(KIND, today, begun=clock.now()).public_id == public_id
    with transaction():
        assert wordings.freeze(KIND, today, begun=begun)["version"] == ""
        assert wordings.freeze(KIND, today, begun=clock.now())["version"] == public_id


def test_every_step_is_in_the_log(people) -> None:
    writer, other = people
    wordings.approve(actor=other, public_id=submitted(writer))
    wordings.refuse(actor=other, public_id=submitted(writer), reason="不改")
    wordings.withdraw(actor=writer, public_id=submitted(writer))
    found = db.session.scalars(
        select(Event).where(Event.action.in_(list(Happening))).order_by(Event.seq.desc()).limit(9)
    ).all()
    assert [event.action.removeprefix("wording_") for event in reversed(found)] == [
        *("drafted", "submitted", "approved"),
        *("drafted", "submitted", "refused"),
        *("drafted", "submitted", "withdrawn"),
    ]
    assert found[0].payload["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert audit_check.verify().ok


def test_the_drafter_may_not_decide(people) -> None:
    writer, _other = people
    public_id = submitted(writer)
    assert refused(lambda: wordings.approve(actor=writer, public_id=public_id)) == {"same_person"}
    assert refused(lambda: wordings.refuse(actor=writer, public_id=public_id, reason="x")) == {"same_person"}


def test_the_database_itself_wants_two_people_and_no_day_before_the_approval(people) -> None:
    writer, other = people
    public_id = submitted(writer)
    wordings.approve(actor=other, public_id=public_id)
    for wrong in (
        {"decided_by_id": writer.account_id},
        {"valid_from": date(2020, 1, 1)},
        {"valid_from": None},
        {"submitted_at": None},
        {"decided_by_id": None},
        {"status": "nothing"},
    ):
        with pytest.raises(IntegrityError), transaction() as session:
            session.execute(update(Wording).where(Wording.public_id == public_id).values(wrong))


def test_an_officer_or_a_leader_writes_nothing() -> None:
    for name, role in (
        ("first-one", Role.CASE_OFFICER),
        ("second-one", Role.LEADER),
        ("third-one", Role.AUDITOR),
    ):
        actor = person(name, role)
        assert "not_yours" in refused(lambda actor=actor: wordings.save(actor=actor, kind=KIND, text=TEXT))


def test_two_of_a_county_do_not_change_the_forms_of_all() -> None:
    writer = person("county-legal", Role.LEGAL_REVIEWER, bureau=COUNTY)
    public_id = submitted(writer)
    near = person("county-leader", Role.LEADER, bureau=COUNTY)
    assert refused(lambda: wordings.approve(actor=near, public_id=public_id)) == {"city_needed"}
    assert (
        wordings.approve(actor=person("city-leader", Role.LEADER), public_id=public_id).status == "approved"
    )


def test_a_draft_may_be_unsound_but_is_not_submitted(people) -> None:
    writer, _other = people
    kept = wordings.save(actor=writer, kind=KIND, text="p: {{ nothing }}", valid_from=clock.today())
    before = counts()
    with pytest.raises(Invalid, match=r"第1行：.+没有“nothing”这一项"):
        wordings.submit(actor=writer, public_id=kept.public_id, version=kept.version)
    assert counts() == before
    assert row(kept.public_id).status == "draft"


@pytest.mark.parametrize("day", [None, date(2020, 1, 1)])
def test_a_submission_names_a_day_to_come(people, day) -> None:
    writer, _other = people
    kept = wordings.save(actor=writer, kind=KIND, text=TEXT, valid_from=day)
    with pytest.raises(Invalid, match="不能早于今天"):
        wordings.submit(actor=writer, public_id=kept.public_id, version=kept.version)


def test_a_text_beyond_any_size_is_not_kept(people) -> None:
    writer, _other = people
    with pytest.raises(Invalid, match="内容太长"):
        wordings.save(actor=writer, kind=KIND, text="长" * 20_001)
    with pytest.raises(NotFound):
        wordings.save(actor=writer, kind="nothing", text=TEXT)


def test_a_draft_saved_elsewhere_is_not_run_over(people) -> None:
    writer, _other = people
    first = wordings.save(actor=writer, kind=KIND, text=TEXT)
    second = wordings.save(actor=writer, kind=KIND, text=TEXT + "\n", version=first.version)
    assert second.public_id == first.public_id
    for stale in (None, first.version):
        with pytest.raises(Stale):
            wordings.save(actor=writer, kind=KIND, text="p: 旧", version=stale)
    with pytest.raises(Stale):
        wordings.submit(actor=writer, public_id=first.public_id, version=first.version)
    assert row(first.public_id).text == TEXT + "\n"


def test_what_is_handed_in_is_not_written_on(people) -> None:
    writer, other = people
    public_id = submitted(writer)
    version = row(public_id).version
    codes = refused(lambda: wordings.submit(actor=writer, public_id=public_id, version=version))
    assert codes == {"settled"}
    second = wordings.save(actor=other, kind=KIND, text=TEXT, valid_from=clock.today())
    with pytest.raises(Invalid, match="已有一稿等待审核"):
        wordings.submit(actor=other, public_id=second.public_id, version=second.version)


@pytest.mark.parametrize("end", ["approve", "refuse", "withdraw"])
def test_what_is_settled_stays_so_and_twice_is_once(people, end: str) -> None:
    writer, other = people
    public_id = submitted(writer)
    work: dict[str, Callable[[], Any]] = {
        "approve": lambda: wordings.approve(actor=other, public_id=public_id),
        "refuse": lambda: wordings.refuse(actor=other, public_id=public_id, reason="不改"),
        "withdraw": lambda: wordings.withdraw(actor=writer, public_id=public_id),
    }
    done = work[end]()
    before = counts()
    assert work[end]() == done
    assert counts() == before
    late = person("late-leader", Role.LEADER)
    assert "settled" in refused(lambda: wordings.approve(actor=late, public_id=public_id))
    if end != "withdraw":
        assert "settled" in refused(lambda: wordings.withdraw(actor=writer, public_id=public_id))


def test_a_refusal_has_a_reason_and_others_withdraw_nothing(people) -> None:
    writer, other = people
    public_id = submitted(writer)
    with pytest.raises(Invalid):
        wordings.refuse(actor=other, public_id=public_id, reason="")
    assert refused(lambda: wordings.withdraw(actor=other, public_id=public_id)) == {"not_drafter"}
    with pytest.raises(NotFound):
        wordings.approve(actor=other, public_id="nothing")


def test_of_two_approvals_at_once_one_wins(people) -> None:
    writer, other = people
    third = person("third-leader", Role.LEADER)
    public_id = submitted(writer)
    found = together(
        lambda: wordings.approve(actor=other, public_id=public_id),
        lambda: wordings.approve(actor=third, public_id=public_id),
    )
    assert len(of_kind(found, wordings.Kept)) == 1
    assert len(of_kind(found, Refused)) == 1


def notice(walked: Walk) -> Document:
    db.session.expire_all()
    query = select(Document).where(Document.case_id == walked.case_id, Document.kind == KIND)
    return db.session.scalars(query).one()


def approved(text: str) -> str:
    writer, other = person("writer", Role.LEGAL_REVIEWER), person("other", Role.ADMINISTRATOR)
    public_id = submitted(writer, text)
    wordings.approve(actor=other, public_id=public_id)
    return public_id


def expected(paper: Document, text: documents.Wording) -> bytes:
    """The bytes that a paper must have in this wording."""
    made = documents.render(paper.kind, dict(paper.data), wording=text)
    signed = signing.signed(made, paper.kind, paper.data, region=paper.bureau_region, moment=paper.issued_at)
    return signed or made.bytes


def test_a_paper_names_its_wording_and_the_text_is_kept_once(stand: Stand) -> None:
    paper = notice(stand("notice"))
    assert paper.data["wording"] == {"sha256": base(KIND).sha256, "version": ""}
    kept = db.session.get(WordingText, base(KIND).sha256)
    assert kept is not None
    assert (kept.kind, kept.text, kept.parts) == (KIND, base(KIND).text, dict(base(KIND).parts))
    before = counts()["wording_texts"]
    with transaction():
        wordings.freeze(KIND, clock.today())
    assert counts()["wording_texts"] == before


def test_a_waiting_paper_keeps_the_wording_it_was_issued_with(stand: Stand) -> None:
    paper = notice(stand("notice"))
    paper_id, data, text = paper.id, dict(paper.data), base(KIND)
    approved(TEXT)
    assert holding.of_paper(KIND, data) == text
    rendering.render(paper_id)
    paper = notice_by(paper_id)
    assert storage.read(str(paper.storage_key)) == expected(paper, text)
    assert holding.in_force(KIND, clock.today()).wording == whole(TEXT)


def notice_by(paper_id: int) -> Document:
    db.session.expire_all()
    return db.session.scalars(select(Document).where(Document.id == paper_id)).one()


def test_a_new_program_does_not_change_a_waiting_paper(stand: Stand, monkeypatch) -> None:
    paper = notice(stand("notice"))
    paper_id, old = paper.id, base(KIND)
    newer = documents.Wording("p: 新程序的格式\n")
    monkeypatch.setattr("documents.wordings.base", lambda _kind: newer)
    monkeypatch.setattr("documents.story.base", lambda _kind: newer)
    assert holding.in_force(KIND, clock.today()).wording == newer
    rendering.render(paper_id)
    paper = notice_by(paper_id)
    assert storage.read(str(paper.storage_key)) == expected(paper, old)


def test_a_new_paper_has_the_approved_wording(stand: Stand) -> None:
    walked = stand("agree")
    public_id = approved(TEXT)
    decision_steps.approve_notice(walked)
    assert notice(walked).data["wording"] == {"sha256": whole(TEXT).sha256, "version": public_id}


def test_a_text_that_is_gone_or_touched_prints_nothing(stand: Stand) -> None:
    paper = notice(stand("notice"))
    paper_id = paper.id
    with transaction() as session:
        session.execute(
            update(WordingText).where(WordingText.sha256 == base(KIND).sha256).values(text="p: 改过\n")
        )
    with pytest.raises(PaperError, match="没有保存完好"):
        rendering.render(paper_id)
    assert notice_by(paper_id).status == "issued"


def test_a_paper_from_before_wordings_were_kept_has_the_house_s() -> None:
    assert holding.of_paper(KIND, {"case": {}}) is None
    assert DocumentKind.PENALTY_NOTICE == KIND
    assert isinstance(clock.now(), datetime)
