"""The public copy: redacted by construction, scanned, published after service, withdrawn with reasons.

I-9, I-11, I-12, I-26
"""

import json
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from casework import clock, storage, wordings
from casework.credit import validate
from casework.db import canonical, db
from casework.demo import decision_steps, investigation_steps
from casework.demo.walk import Walk
from casework.errors import NotFound
from casework.models import CreditRecord, Deadline, Decision, Document, OutboxMessage, Publication
from casework.services import disclosure, penalty
from casework.web.disclosure import decision
from documents.wordings import base
from tests import builders
from tests.casework import office
from tests.casework.crowd import counts
from workflows import competence, redaction
from workflows.engine import Refused
from workflows.vocabulary import DocumentKind, Procedure, State, Topic

Stand = Callable[..., Walk]
BOTH = ("state", "privacy")


def codes(work: Callable[[], object]) -> set[str]:
    before = counts()
    with pytest.raises(Refused) as caught:
        work()
    assert counts() == before
    return {reason.code for reason in caught.value.reasons}


def prepare(walked: Walk, secrecy: tuple[str, ...] = BOTH, post: str = "disclosure") -> None:
    disclosure.prepare(**walked.at(Procedure.DISCLOSURE), actor=walked.staff(post), secrecy=secrecy)


def publish(walked: Walk) -> None:
    disclosure.publish(**walked.at(Procedure.DISCLOSURE), actor=walked.staff("disclosure"))


def live() -> Publication:
    return db.session.scalars(select(Publication)).one()


def test_an_unserved_decision_is_not_prepared(stand: Stand) -> None:
    walked = stand("decide")
    assert codes(lambda: prepare(walked)) == {"not_served"}
    assert "not_in_table" in codes(lambda: publish(walked))


def test_each_secrecy_question_is_answered_by_the_disclosure_officer(stand: Stand) -> None:
    walked = stand("deliver_decision")
    assert codes(lambda: prepare(walked, ("state",))) == {"given_privacy"}
    assert codes(lambda: prepare(walked, post="leader")) == {"not_yours"}


def test_a_copy_without_bytes_is_not_published(stand: Stand) -> None:
    walked = stand("prepare")
    assert codes(lambda: publish(walked)) == {"copy_not_rendered"}
    builders.drain()
    publish(walked)
    assert live().status == "published"


def test_the_snapshot_holds_nothing_personal(stand: Stand) -> None:
    walked = stand("prepare")
    said = canonical(live().snapshot)
    story = walked.story.respondent
    for private in (story.phone, "0563-5551010", "林示例", "宣城市示例路10号"):
        assert private not in said
    assert redaction.digest(live().snapshot) == live().snapshot_sha256


def test_what_is_published_is_the_scanned_file_and_the_record_from_the_same_snapshot(stand: Stand) -> None:
    walked = stand("publish")
    row = live()
    content = storage.read(str(row.pdf_key))
    assert len(content) == row.pdf_size
    text = disclosure.pdf_text(content)
    assert walked.story.respondent.phone not in text
    assert str(row.number) in "".join(text.split())
    record = db.session.scalars(select(CreditRecord)).one()
    assert (record.action, record.version, record.status) == ("add", 1, "pending")
    promised = db.session.scalars(select(OutboxMessage).where(OutboxMessage.topic == Topic.SEND_CREDIT)).one()
    assert promised.delivered_at is None
    decision = db.session.scalars(select(Decision)).one()
    assert (record.decision_id, row.decision_id) == (decision.id, decision.id)


def test_publishing_stops_the_duty_and_starts_the_display(stand: Stand) -> None:
    stand("publish")
    clocks = {d.rule_id: d for d in db.session.scalars(select(Deadline))}
    assert clocks["DIS-01"].status == "met"
    assert live().display_until == clocks["DIS-06"].due_on
    assert "DIS-05" not in clocks


def test_preparing_again_replaces_what_nobody_has_seen(stand: Stand) -> None:
    walked = stand("prepare")
    first = live().id
    prepare(walked)
    assert live().id == first
    assert codes(lambda: publish(walked)) == {"copy_not_rendered"}


def test_publishing_twice_is_refused(stand: Stand) -> None:
    walked = stand("publish")
    assert "not_in_table" in codes(lambda: publish(walked))
    assert len(db.session.scalars(select(CreditRecord)).all()) == 1


def test_a_finding_of_the_scan_refuses_the_copy(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    walked = stand("deliver_decision")
    # A word of the case that the rules do not mask: the scan must find it.
    goods = walked.story.confiscated_goods
    monkeypatch.setattr(disclosure, "known_values", lambda case_id: (goods,))
    assert codes(lambda: prepare(walked)) == {"personal_data"}


def test_a_withdrawal_is_explained_and_told_to_the_platform(stand: Stand) -> None:
    walked = stand("publish")
    where = walked.at(Procedure.DISCLOSURE)
    officer = walked.staff("disclosure")
    assert codes(lambda: disclosure.withdraw(**where, actor=officer, reason="")) == {"given_withdrawal"}
    disclosure.withdraw(**where, actor=officer, reason="处罚决定被撤销。")
    assert (live().status, live().withdrawn_reason) == ("withdrawn", "处罚决定被撤销。")
    records = db.session.scalars(select(CreditRecord).order_by(CreditRecord.version)).all()
    assert [(r.action, r.version) for r in records] == [("add", 1), ("withdraw", 2)]
    assert len({r.record_id for r in records}) == 1
    assert walked.proceeding(Procedure.DISCLOSURE).state == State.PUBLICATION_WITHDRAWN


def test_another_bureaus_officer_publishes_nothing(stand: Stand) -> None:
    walked = stand("prepare")
    builders.drain()
    where = walked.at(Procedure.DISCLOSURE)
    stranger = builders.stranger("disclosure")
    assert codes(lambda: disclosure.publish(**where, actor=stranger)) == {"not_yours"}


def test_an_unknown_proceeding_is_not_found(stand: Stand) -> None:
    walked = stand("clear")
    officer = walked.staff("disclosure")
    for number in (walked.proceeding(Procedure.PENALTY).id, 999_999):
        with pytest.raises(NotFound):
            disclosure.prepare(proceeding_id=number, actor=officer, version=None, secrecy=BOTH)


def test_the_public_copy_says_what_the_served_decision_says(stand: Stand) -> None:
    walked = stand("prepare")
    decision = db.session.scalars(select(Decision)).one()
    served = db.session.get_one(Document, decision.document_id)
    snapshot = live().snapshot
    assert snapshot["number"] == served.number
    assert date.fromisoformat(snapshot["decided_on"]) == decision.decided_on
    assert snapshot["sources"]["document_sha256"] == served.sha256
    assert walked.story.respondent.name == snapshot["party"]["name"]


def test_a_lighter_fine_than_notified_is_what_is_published(stand: Stand) -> None:
    walked = stand("clear")
    penalty.decide(
        **walked.at(Procedure.PENALTY),
        actor=walked.staff("leader"),
        fine_fen=900_000,
        confiscated_goods=walked.story.confiscated_goods,
        confiscated_goods_fen=walked.story.confiscated_goods_fen,
    )
    builders.drain()
    investigation_steps.deliver(walked)
    decision_steps.prepare_public(walked)
    assert live().fine_fen == 900_000
    assert "9,000" in live().penalty_text or "9000" in live().penalty_text


def test_the_record_made_at_publication_is_one_the_platform_takes(stand: Stand) -> None:
    stand("publish")
    body = json.loads(db.session.scalars(select(CreditRecord.body)).one())
    assert validate.row(body["fields"], today=clock.today()) == ()
    assert body["fields"]["CF_CFJGDM"] == competence.bureau("341802").uscc


PUBLIC = DocumentKind.REDACTED_DECISION
CHANGED = base(PUBLIC).text.replace("本文书为公示版", "本文书为网上公示版")


def shown_lines() -> str:
    lines = decision.text(live().snapshot)
    return "\n".join("|".join(map(str, line.cells)) for line in lines)


def test_the_words_on_the_public_page_stay_when_the_wording_is_changed(stand: Stand) -> None:
    walked = stand("publish")
    before = shown_lines()
    assert walked.story.respondent.name in before
    office.worded(PUBLIC, CHANGED)
    assert wordings.in_force(PUBLIC, clock.today()).public_id
    assert shown_lines() == before


def test_the_words_on_the_public_page_are_those_in_force_when_the_copy_was_made(stand: Stand) -> None:
    walked = stand("deliver_decision")
    office.worded(PUBLIC, CHANGED)
    prepare(walked)
    assert "网上公示版" in shown_lines()
    builders.drain()
    publish(walked)
    assert "网上公示版" in "".join(disclosure.pdf_text(storage.read(str(live().pdf_key))).split())
    assert redaction.digest(live().snapshot) == live().snapshot_sha256
