"""Beside each part of a paper: who stated it, in which step, and the evidence that proves it."""

import re

from flask import Flask
from sqlalchemy import select, update

from casework import clock
from casework.db import db, transaction
from casework.models import Document, Evidence, Fact
from casework.web.desk.sources import words
from tests.casework.web.browsing import text
from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import Desk, bureau, complaint, morning
from workflows.vocabulary import DocumentKind, FactKey

LETTER = "investigation_assistance_letter"


def recorded(app: Flask, freeze) -> Desk:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    for stage in (journey.check, journey.file_case, journey.record):
        stage(desk, freeze)
    return desk


def evidence(desk: Desk) -> list[tuple[str, str, list[str]]]:
    with desk.app.app_context():
        rows = db.session.scalars(select(Evidence).where(Evidence.case_id.is_not(None)).order_by(Evidence.id))
        return [(row.public_id, row.name, [str(one) for one in row.proves]) for row in rows]


def test_the_report_ticks_what_the_evidence_says_it_proves(app: Flask, freeze) -> None:
    desk = recorded(app, freeze)
    html = desk.open("lead").get(desk.address("penalty", "close_investigation")).get_data(as_text=True)
    ticked = set(re.findall(r'name="(\w+_proofs)"[^>]*value="([^"]+)" checked', html))
    logged = {public_id for public_id, _name, proves in evidence(desk) if proves}
    assert logged
    assert {key for name, key in ticked if name == "facts_proofs"} == logged
    assert re.search(r"证据1　现场笔录", html)
    journey.report(desk, freeze)
    with desk.app.app_context():
        row = db.session.scalars(select(Fact).where(Fact.key == FactKey.FACTS_FOUND)).one()
        assert set(row.evidence_ids) == logged


def test_a_draft_shows_each_part_with_its_proof_to_be_opened(app: Flask, freeze) -> None:
    desk = recorded(app, freeze)
    (first, *_rest) = [row for row in evidence(desk) if row[2]]
    journey.report(desk, freeze, facts_proofs=[first[0], DocumentKind.ON_SITE_RECORD])
    letter = desk.open("lead").get(f"/desk/cases/{desk.case}/write/{LETTER}")
    html = letter.get_data(as_text=True)
    assert f'href="/desk/cases/{desk.case}/evidence/{first[0]}"' in html
    assert re.search(r'href="/desk/cases/[^"]+/papers/[^"]+\.pdf">证据1　现场笔录</a>证明', html)
    assert "违法事实：调查终结，" in text(letter)
    with desk.app.app_context(), transaction():
        removed = update(Evidence).where(Evidence.public_id == first[0]).values(removed_at=clock.now())
        db.session.execute(removed)
    html = desk.open("lead").get(f"/desk/cases/{desk.case}/write/{LETTER}").get_data(as_text=True)
    assert f"/evidence/{first[0]}" not in html
    assert "证据1　现场笔录" in html


def test_a_notice_and_a_decision_show_their_sources_before_and_after_they_are_issued(
    sqlite_app: Flask, freeze
) -> None:
    desk = recorded(sqlite_app, freeze)
    for stage in (journey.report, journey.review):
        stage(desk, freeze)
    (first, *_rest) = [row for row in evidence(desk) if row[2]]
    proof = f'href="/desk/cases/{desk.case}/evidence/{first[0]}"'
    page = desk.open("leader").get(desk.address("penalty", "approve_notice")).get_data(as_text=True)
    assert "草稿的内容和事实来源" in page
    assert proof in page
    journey.notify(desk, freeze)
    page = text(desk.open("leader").get(desk.address("penalty", "decide_penalty")))
    assert "本步骤填写" in page
    with desk.app.app_context():
        query = select(Document.public_id).where(Document.kind == DocumentKind.PENALTY_NOTICE)
        notice = db.session.scalars(query).one()
    assert f"/papers/{notice}/sources" in desk.page("leader")
    assert "编号与文书的证据清单一致：证据1　现场笔录" in desk.page("leader")
    shown = desk.open("leader").get(f"/desk/cases/{desk.case}/papers/{notice}/sources")
    assert "行政处罚告知书的内容来源" in text(shown)
    assert proof in shown.get_data(as_text=True)
    for said in (page, text(shown)):
        assert "有权要求听证：" in said


def test_the_complainant_s_telephone_is_not_told_in_full(sqlite_app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    with desk.app.app_context():
        query = select(Document.public_id).where(Document.kind == DocumentKind.IP_COMPLAINT_FORM)
        form = db.session.scalars(query).one()
    shown = text(desk.open("clerk").get(f"/desk/cases/{desk.case}/papers/{form}/sources"))
    assert "尾号1234" in shown
    assert "13900001234" not in shown


def test_a_paper_of_another_case_or_of_nobody_has_no_page(sqlite_app: Flask, freeze) -> None:
    desk = recorded(sqlite_app, freeze)
    for unknown in ("x" * 22, "..", "1"):
        answer = desk.open("leader").get(f"/desk/cases/{desk.case}/papers/{unknown}/sources")
        assert answer.status_code == 404


def test_evidence_of_another_case_cannot_be_named(sqlite_app: Flask, freeze) -> None:
    desk = recorded(sqlite_app, freeze)
    freeze(morning(8))
    typed = journey.REPORT | {"facts_proofs": ["x" * 22]}
    answer = desk.try_step("lead", "penalty", "close_investigation", **typed)
    assert answer.status_code == 422
    assert "请从列出的选项里选" in text(answer)


def test_a_sentence_keeps_its_own_stop() -> None:
    told = words({"why": "达到听证标准。", "basis": "《行政处罚法》第六十三条"})
    assert told == "达到听证标准。《行政处罚法》第六十三条"
    assert words({"name": "甲", "address": "乙路"}) == "甲，乙路"
