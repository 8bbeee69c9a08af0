"""The respondent with the letter: getting in, what is seen, what can be done, what stays hidden."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from casework.db import db
from casework.demo import decision_steps
from casework.models import Event, Party
from tests.casework.web import browsing
from tests.casework.web.browsing import text
from tests.casework.web.desk.desk_walk import controls
from tests.casework.web.respond.letters import Walked, walked

DEFENCE = "涉案白酒是原经营者遗留。\n货值较小，请求从轻处罚。"


@pytest.fixture
def served(app: Flask) -> Walked:
    """A notice that was served today or yesterday."""
    return walked(app, "deliver_notice", claims=("stop", "penalise"))


def take(browser: browsing.Visitor, case: str, step: str, **typed: str) -> browsing.TestResponse:
    """Open a step's page, type, send."""
    address = f"/respond/cases/{case}/{step}"
    kept = controls(browser.get(address).get_data(as_text=True))
    return browser.client.post(address, data=kept | typed)


def test_a_number_is_accepted_however_it_is_typed(served: Walked) -> None:
    wide = served.number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for number in (
        served.number,
        wide.replace("〔", "[").replace("〕", "]"),
        f" {served.number} ".replace("号", " 号"),
    ):
        browser = browsing.visitor(served.app)
        code = f"{served.code[:4].lower()} {served.code[4:]}"
        answer = browser.post("/respond", {"number": number, "code": code})
        assert answer.headers["Location"] == f"/respond/cases/{served.case}", text(answer)


def test_the_letter_shows_what_is_proposed_and_nothing_of_the_complainant(served: Walked) -> None:
    browser = served.entered()
    answer = browser.get("/respond/case", follow_redirects=True)
    page = text(answer)
    for words in (
        "¥17,388.00",
        "¥250,000.00",
        "您有权要求听证",
        "陈述申辩、要求听证",
        "这个日期怎么算出来的",
    ):
        assert words in page, words
    assert answer.headers["Cache-Control"] == "no-store"
    hidden = ("安徽示例酒业股份有限公司", "林示例", "投诉材料", "接收回执", "补正", "核查")
    assert not [words for words in hidden if words in page]
    paper = served.paper("penalty_notice")
    assert browser.get(f"/respond/papers/{paper}.pdf").data.startswith(b"%PDF")
    for kind in ("complaint_receipt", "ip_complaint_form", "investigation_report", "on_site_record"):
        assert browser.get(f"/respond/papers/{served.paper(kind)}.pdf").status_code == 404


def test_a_defence_a_waiver_and_the_answers_line_by_line(served: Walked) -> None:
    browser = served.entered()
    assert take(browser, served.case, "defend", points=DEFENCE).status_code == 303
    assert take(browser, served.case, "waive-hearing", name="陈示例").status_code == 422
    assert take(browser, served.case, "waive-hearing", name="陈示例", sure="1").status_code == 303
    page = text(browser.get(f"/respond/cases/{served.case}"))
    assert "正在复核" in page
    assert "自愿放弃" in page
    with served.app.app_context():
        actor = db.session.scalar(select(Event.actor_name).where(Event.action == "state_defence"))
        assert actor == "宣州区示例乙食品超市"
    served.do(decision_steps.answer_defence)
    page = text(browser.get(f"/respond/cases/{served.case}"))
    assert "不采纳" in page
    assert "裁量时已予考虑" in page
    # A statement was made, so it cannot be waived; the page says why.
    answer = browser.get(f"/respond/cases/{served.case}/waive-statement")
    assert answer.status_code == 409
    assert "现在不能办理" in text(answer)


def test_a_hearing_is_asked_for_and_taken_back(served: Walked) -> None:
    browser = served.entered()
    answer = take(browser, served.case, "request-hearing", name="陈示例", reason="对数额有不同意见")
    assert answer.status_code == 303
    answer = take(browser, served.case, "withdraw-hearing", name="陈示例", sure="1")
    assert answer.status_code == 303, text(answer)
    assert "放弃听证" in text(browser.get(f"/respond/cases/{served.case}"))


def test_an_older_page_is_not_taken(served: Walked) -> None:
    browser = served.entered()
    answer = take(browser, served.case, "defend", points="第一条意见", version="0")
    assert answer.status_code == 409
    assert "第一条意见" in answer.get_data(as_text=True)


def test_without_a_letter_every_page_leads_to_the_code(served: Walked) -> None:
    browser = browsing.visitor(served.app)
    for address in (f"/respond/cases/{served.case}", "/respond/case", "/respond/papers/x.pdf"):
        assert browser.get(address).headers["Location"] == "/respond"
    opened = served.entered()
    assert opened.get("/respond/cases/anothers").status_code == 404
    assert opened.get(f"/portal/complaints/{served.case}").status_code == 303
    opened.post("/respond/leave")
    assert opened.get(f"/respond/cases/{served.case}").headers["Location"] == "/respond"


def test_five_wrong_codes_lock_known_and_unknown_letters_alike(served: Walked) -> None:
    pages: dict[str, list[tuple[int, str]]] = {}
    for number in (served.number, "宣市监罚告〔2026〕999号"):
        browser = browsing.visitor(served.app)
        for _attempt in range(6):
            answer = browser.post("/respond", {"number": number, "code": "AAAAAAAA"})
            words = re.sub(r"\d+分钟", "N分钟", text(answer).replace(number, ""))
            pages.setdefault(number, []).append((answer.status_code, words))
    known, unknown = pages.values()
    assert known == unknown
    assert [status for status, _words in known] == [422] * 5 + [429]
    # The right code does not help while the letter is locked.
    answer = browsing.visitor(served.app).post("/respond", {"number": served.number, "code": served.code})
    assert answer.status_code == 429


def test_a_respondent_with_an_account_is_tied_and_a_holder_is_not(served: Walked) -> None:
    holder = served.signed_in("holder2")
    holder.post("/respond", {"number": served.number, "code": served.code})
    respondent = served.signed_in("respondent")
    respondent.post("/respond", {"number": served.number, "code": served.code})
    with served.app.app_context():
        party = db.session.scalars(select(Party).where(Party.role == "respondent")).one()
        assert party.account_id is not None
    again = served.signed_in("respondent")
    assert "销售侵犯注册商标专用权的商品" in text(again.get("/respond"))
    assert again.get("/respond/case").headers["Location"] == f"/respond/cases/{served.case}"


def test_the_complainant_sees_neither_notice_nor_defence(served: Walked) -> None:
    take(served.entered(), served.case, "defend", points=DEFENCE)
    holder = served.signed_in("holder")
    page = text(holder.get(f"/portal/complaints/{served.case}"))
    assert "已告知拟作出的处罚" in page
    assert not [words for words in ("17,388", "原经营者遗留", "250,000") if words in page]
    for kind in ("penalty_notice", "defence_record"):
        assert holder.get(f"/portal/papers/{served.paper(kind)}.pdf").status_code == 404
    assert holder.get(f"/respond/cases/{served.case}").headers["Location"] == "/respond"
