"""Wordings on their pages: a draft with its preview, faults by line, two people, nothing typed lost."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

import documents
from casework import clock, wordings
from casework.db import db
from casework.demo import cast
from casework.models import Document, Wording
from casework.services import audit_check
from casework.services.disclosure import pdf_text
from casework.web import policy
from documents.wordings import base, part_files
from tests.casework.web.browsing import Visitor, holder, officer, text, visitor
from tests.standing import Shelf
from workflows.vocabulary import Role

KIND = "penalty_notice"
TITLE = documents.lookup(KIND).title
PAGE = f"/admin/papers/{KIND}"
EDIT = f"{PAGE}/edit"
TEXT = base(KIND).text.replace("p: ", "p: 经查，", 1)


def legal(app: Flask, username: str = "office-legal") -> Visitor:
    return officer(app, Role.LEGAL_REVIEWER, username=username, name="程度")


def admin(app: Flask) -> Visitor:
    return officer(app, Role.ADMINISTRATOR, username="office-admin", name="管仲平")


def today(app: Flask) -> str:
    with app.app_context():
        return clock.today().isoformat()


def typed(app: Flask, **values: Any) -> dict[str, Any]:
    return {
        "text": TEXT,
        "valid_from": today(app),
        "note": "改一句",
        "paper": "sample",
        "version": "",
    } | values


def submitted(app: Flask, browser: Visitor) -> str:
    """Write a draft, hand it in, and give its address."""
    answer = browser.post(EDIT, typed(app, submit="1"))
    assert answer.status_code == 303, text(answer)
    return str(answer.location)


def rows(app: Flask) -> int:
    with app.app_context():
        return int(db.session.scalar(select(func.count(Wording.id))) or 0)


@pytest.mark.parametrize("role", policy.SETTLERS)
def test_the_list_names_every_kind_once_in_its_group(sqlite_app: Flask, role: Role) -> None:
    page = officer(sqlite_app, role).get("/admin/papers").get_data(as_text=True)
    for kind in documents.kinds():
        assert page.count(f'href="/admin/papers/{kind}"') == 1
    for words in ("行政处罚（", "行政调解（", "程序自带", "没有等待审核的格式"):
        assert words in page


@pytest.mark.parametrize("role", policy.SETTLERS)
def test_a_kind_shows_its_text_and_who_may_write_is_told(sqlite_app: Flask, role: Role) -> None:
    answer = officer(sqlite_app, role).get(PAGE)
    page = text(answer)
    assert answer.status_code == 200
    assert "程序自带的格式" in page
    assert "{{ agency.name }}" in page
    assert ("起草修改" in page) is (role is not Role.LEADER)
    assert ("文书格式由法制审核人员或者系统管理员起草" in page) is (role is Role.LEADER)


def test_every_kind_has_its_page(sqlite_app: Flask) -> None:
    browser = legal(sqlite_app)
    for kind in documents.kinds()[::20]:
        assert browser.get(f"/admin/papers/{kind}").status_code == 200
        assert "没有错误" in text(browser.get(f"/admin/papers/{kind}/edit"))


ADDRESSES = ("/admin/papers", PAGE, EDIT, f"{PAGE}/versions/x", f"{PAGE}/versions/x.pdf")


@pytest.mark.parametrize("role", [role for role in policy.STAFF if role not in policy.SETTLERS])
def test_others_find_nothing(sqlite_app: Flask, role: Role) -> None:
    browser = officer(sqlite_app, role)
    for address in ADDRESSES:
        assert browser.get(address).status_code == 404
    assert browser.post(EDIT, typed(sqlite_app)).status_code == 404
    for act in ("approve", "refuse", "withdraw"):
        assert browser.post(f"{PAGE}/versions/x/{act}").status_code == 404


def test_a_holder_finds_nothing_and_a_visitor_signs_in(sqlite_app: Flask) -> None:
    browser = holder(sqlite_app)
    for address in ADDRESSES:
        assert browser.get(address).status_code == 404
        assert visitor(sqlite_app).get(address).location.startswith("/login?next=/admin/papers")


def test_what_is_not_there_is_not_found(sqlite_app: Flask) -> None:
    browser = legal(sqlite_app)
    for address in ("/admin/papers/nothing", "/admin/papers/nothing/edit", *ADDRESSES[3:]):
        assert browser.get(address).status_code == 404
    for act in ("approve", "refuse", "withdraw"):
        assert browser.post(f"{PAGE}/versions/x/{act}", {"reason": "不改"}).status_code == 404


def test_without_the_token_of_the_form_nothing_is_taken(sqlite_app: Flask) -> None:
    browser = legal(sqlite_app)
    assert browser.client.post(EDIT, data=typed(sqlite_app)).status_code == 400
    assert rows(sqlite_app) == 0


def test_a_preview_is_a_paper_and_keeps_nothing(sqlite_app: Flask) -> None:
    browser = legal(sqlite_app)
    answer = browser.post(EDIT, typed(sqlite_app, preview="1"))
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF")
    assert 'name="preview" value="1" formtarget="_blank"' in browser.get(EDIT).get_data(as_text=True)
    assert rows(sqlite_app) == 0


@pytest.mark.parametrize("button", ["preview", "check", "submit"])
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("p: {{ nothing }}", "没有“nothing”这一项"),
        ("p: {{ agency.name", "没有成对"),
        ("坏的一行", "每一行要以"),
        ("p: {{ ''.__class__ }}", "不能使用“__class__”"),
        ("p: {% for i in range(1000000) %}{% endfor %}", "循环太多"),
        ("{% include '../catalogue.csv' %}", "只能引用共用段落"),
    ],
)
def test_a_fault_is_said_by_line_and_what_was_typed_stays(
    sqlite_app: Flask, line: str, words: str, button: str
) -> None:
    typing = f"title: 　标题\n{line}\np: 好\n"
    answer = legal(sqlite_app).post(EDIT, typed(sqlite_app, text=typing, **{button: "1"}))
    page = text(answer)
    assert answer.status_code == (200 if button == "check" else 422)
    assert "第2行：" in page
    assert words in page
    assert "title: 　标题" in answer.get_data(as_text=True)
    numbered = answer.get_data(as_text=True).partition('class="numbers"')[2].partition("</ol>")[0]
    assert [place for place, one in enumerate(numbered.split("<li")) if "wrong" in one] == [2]
    # What was handed in with a fault is kept as a draft, and nothing more.
    with sqlite_app.app_context():
        assert db.session.scalars(select(Wording.status)).all() == (["draft"] if button == "submit" else [])


def test_a_figure_of_law_and_a_missing_fact_are_pointed_out(sqlite_app: Flask) -> None:
    typing = "title: 告知书\np: 请在十五个工作日内答复。\n"
    page = text(legal(sqlite_app).post(EDIT, typed(sqlite_app, text=typing, check="1")))
    assert "第2行：“十五个工作日”像是法律规定的期限" in page
    assert "没有用到，印出的文书将没有这一项" in page
    assert "没有错误，可以预览和提交" in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": ""}, "请写出文书的内容"),
        ({"text": "p: 长" + "长" * 25_000}, "内容太长"),
        ({"text": "p: a\x07b"}, "看不见的控制字符"),
        ({"valid_from": ""}, "请填写从哪一天起使用"),
        ({"valid_from": "2020年1月1日"}, "不能早于今天"),
        ({"paper": "nothing"}, "请从列出的选项里选一项"),
    ],
)
def test_what_is_unfit_is_said_and_nothing_is_handed_in(
    sqlite_app: Flask, values: dict[str, str], words: str
) -> None:
    answer = legal(sqlite_app).post(EDIT, typed(sqlite_app, submit="1", **values))
    assert answer.status_code == 422
    assert words in text(answer)
    assert ("没有错误" in text(answer)) == ("text" not in values)
    with sqlite_app.app_context():
        assert "proposed" not in db.session.scalars(select(Wording.status)).all()


def test_a_wording_is_written_by_one_and_approved_by_another(app: Flask) -> None:
    first, second = legal(app), admin(app)
    assert first.post(EDIT, typed(app, save="1")).status_code == 303
    assert "您有草稿" in text(first.get("/admin/papers"))
    assert "您有草稿" not in text(second.get("/admin/papers"))
    assert "经查，" in text(first.get(EDIT))
    answer = first.post(EDIT, typed(app, submit="1", version="1"))
    assert answer.status_code == 303, text(answer)
    address = str(answer.location)
    own = text(first.get(address))
    assert "您是起草人，应当由另一个人审核" in own
    assert first.post(f"{address}/approve").status_code == 409
    shown = text(second.get(address))
    for words in ("删去", "增加", "p: 经查，", "与程序自带的格式比较", "程度", "改一句"):
        assert words in shown
    assert second.get(f"{address}.pdf").data.startswith(b"%PDF")
    assert TITLE in text(second.get("/admin/papers")).partition("等待审核（1）")[2][:80]
    answer = second.post(f"{address}/approve", {"note": "同意"})
    assert (answer.status_code, answer.location) == (303, PAGE)
    page = text(first.get(PAGE))
    for words in ("起使用", "已批准", "管仲平", "同意", "p: 经查，"):
        assert words in page
    again = first.post(EDIT, typed(app, submit="1", note="再改一句"))
    assert re.search(r"与\d+年\d+月\d+日起使用的格式比较", text(first.get(str(again.location))))
    with app.app_context():
        assert audit_check.verify().ok


def test_a_day_to_come_is_told_on_the_page_of_the_kind(sqlite_app: Flask) -> None:
    first, second = legal(sqlite_app), admin(sqlite_app)
    with sqlite_app.app_context():
        day = (clock.today() + timedelta(days=9)).isoformat()
    address = str(first.post(EDIT, typed(sqlite_app, submit="1", valid_from=day)).location)
    second.post(f"{address}/approve")
    page = text(first.get(PAGE))
    assert "程序自带的格式" in page
    assert "起改用 已批准的新格式" in page


def test_a_refusal_has_a_reason_that_its_drafter_reads(sqlite_app: Flask) -> None:
    first, second = legal(sqlite_app), admin(sqlite_app)
    address = submitted(sqlite_app, first)
    assert second.post(f"{address}/refuse", {"reason": " "}).status_code == 422
    assert second.post(f"{address}/refuse", {"reason": "字句不妥"}).status_code == 303
    assert "字句不妥" in text(first.get(PAGE))
    late = second.post(f"{address}/approve")
    assert late.status_code == 409
    assert "这一稿没有批准，现在不能审核" in text(late)


def test_one_takes_one_s_own_back_and_a_draft_is_nobody_else_s(sqlite_app: Flask) -> None:
    first, second = legal(sqlite_app), admin(sqlite_app)
    address = submitted(sqlite_app, first)
    assert second.post(f"{address}/withdraw").status_code == 409
    assert first.post(f"{address}/withdraw").status_code == 303
    first.post(EDIT, typed(sqlite_app, save="1"))
    with sqlite_app.app_context():
        draft = db.session.scalar(select(Wording.public_id).where(Wording.status == "draft"))
    assert first.get(f"{PAGE}/versions/{draft}").status_code == 200
    assert second.get(f"{PAGE}/versions/{draft}").status_code == 404
    assert second.post(f"{PAGE}/versions/{draft}/withdraw").status_code == 404
    assert first.get(f"/admin/papers/filing_approval/versions/{draft}").status_code == 404


def test_a_draft_saved_elsewhere_is_said_and_what_was_typed_stays(sqlite_app: Flask) -> None:
    browser = legal(sqlite_app)
    browser.post(EDIT, typed(sqlite_app, save="1"))
    answer = browser.post(EDIT, typed(sqlite_app, save="1", text="p: 另一处写的\n"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "这一稿在别处保存过" in page
    assert "p: 另一处写的" in page
    assert 'name="version" value="1"' in page


def test_markup_in_a_wording_stays_text(sqlite_app: Flask) -> None:
    first, second = legal(sqlite_app), admin(sqlite_app)
    hostile = TEXT + "p: <script>alert(1)</script></textarea>\n"
    answer = first.post(EDIT, typed(sqlite_app, submit="1", text=hostile, note="<b>改</b>"))
    address = str(answer.location)
    for browser, page in ((first, address), (second, address), (second, PAGE), (first, EDIT)):
        body = browser.get(page).get_data(as_text=True)
        assert "<script>alert(1)" not in body
        assert "<b>改" not in body


def test_a_draft_is_tried_on_a_paper_of_one_s_own_bureau_alone(
    sqlite_app: Flask, shelf: Shelf, freeze: Callable[[datetime], datetime]
) -> None:
    with sqlite_app.app_context():
        walked = shelf.stand("plain", "notice", freeze)
        paper = db.session.scalar(
            select(Document.public_id).where(Document.kind == KIND, Document.case_id == walked.case_id)
        )
    own = visitor(sqlite_app)
    own.sign_in(cast.username("legal"), cast.PASSWORD)
    assert f'value="{paper}"' in own.get(EDIT).get_data(as_text=True)
    answer = own.post(EDIT, typed(sqlite_app, preview="1", paper=paper))
    sample = own.post(EDIT, typed(sqlite_app, preview="1"))
    assert answer.content_type == "application/pdf"
    assert answer.data != sample.data
    for browser in (
        admin(sqlite_app),
        officer(sqlite_app, Role.LEGAL_REVIEWER, username="county-legal", bureau_region="341823"),
    ):
        assert f'value="{paper}"' not in browser.get(EDIT).get_data(as_text=True)
        assert browser.post(EDIT, typed(sqlite_app, preview="1", paper=paper)).status_code == 422


PART = "_remedies.txt"
PART_PAGE = f"/admin/papers/{PART}"
CHANGED = part_files()[PART].replace("如不服本决定", "您如果不服本决定")


def part(app: Flask, **values: Any) -> dict[str, Any]:
    return typed(app, text=CHANGED, paper="penalty_decision") | values


def test_the_shared_parts_stand_on_the_list_with_what_takes_them_in(sqlite_app: Flask) -> None:
    browser = legal(sqlite_app)
    page = browser.get("/admin/papers").get_data(as_text=True)
    for name in part_files():
        assert page.count(f'href="/admin/papers/{name}"') == 1
    shown = browser.get(PART_PAGE)
    assert "复议和诉讼的救济途径" in text(shown)
    assert "引用这一段的文书" in text(shown)
    assert 'href="/admin/papers/penalty_decision"' in shown.get_data(as_text=True)
    kind = browser.get("/admin/papers/penalty_decision")
    assert f'href="{PART_PAGE}"' in kind.get_data(as_text=True)


def test_a_shared_part_is_drafted_looked_at_through_a_kind_and_approved(app: Flask) -> None:
    browser = legal(app)
    edit = f"{PART_PAGE}/edit"
    assert "《行政处罚决定书》的示例" in text(browser.get(edit))
    seen = browser.post(edit, part(app, preview="1"))
    assert (seen.status_code, seen.mimetype) == (200, "application/pdf")
    assert "您如果不服本决定" in "".join(pdf_text(seen.data).split())
    answer = browser.post(edit, part(app, submit="1"))
    assert answer.status_code == 303, text(answer)
    address = str(answer.location)
    reader = admin(app)
    page = reader.get(address)
    assert "您如果不服本决定" in text(page)
    assert re.search(r'<option value="\w+" selected>《', page.get_data(as_text=True))
    assert reader.get(f"{address}.pdf").mimetype == "application/pdf"
    for kind in ("penalty_decision", "coercive_measure_decision"):
        made = reader.get(f"{address}.pdf?through={kind}")
        assert "您如果不服本决定" in "".join(pdf_text(made.data).split())
    for wrong in ("filing_approval", "nothing", ""):
        assert reader.get(f"{address}.pdf?through={wrong}").status_code == 404
    assert reader.post(f"{address}/approve", {"note": ""}).status_code == 303
    assert "您如果不服本决定" in text(reader.get(PART_PAGE))
    with app.app_context():
        found = wordings.in_force("penalty_decision", clock.today())
        assert dict(found.wording.parts)[PART] == CHANGED
        assert audit_check.verify().ok


def test_an_unsound_part_is_told_by_line_with_the_kinds(sqlite_app: Flask) -> None:
    browser = legal(sqlite_app)
    for button in ("preview", "check", "submit"):
        answer = browser.post(
            f"{PART_PAGE}/edit", part(sqlite_app, text="p: {{ remedies.nope }}", **{button: "1"})
        )
        assert answer.status_code in (200, 422)
        assert "“nope”没有这一项" in text(answer)
        assert "行政处罚决定书" in text(answer)
        assert "{{ remedies.nope }}" in text(answer)
    answer = browser.post(f"{PART_PAGE}/edit", part(sqlite_app, paper="filing_approval", preview="1"))
    assert answer.status_code == 422


def test_a_refused_wording_becomes_a_draft_again_by_one_button(app: Flask) -> None:
    browser, reader = legal(app), admin(app)
    address = submitted(app, browser)
    assert "按这一稿重新起草" not in text(browser.get(address))
    reader.post(f"{address}/refuse", {"reason": "请再改一处"})
    assert "按这一稿重新起草" in text(browser.get(address))
    answer = browser.post(f"{address}/reopen")
    assert (answer.status_code, answer.location) == (303, EDIT)
    assert "经查，" in text(browser.get(EDIT))
    assert browser.post(f"{address}/reopen").status_code == 303
    changed = TEXT + "p: 又改。\n"
    saved = typed(app, text=changed, version="1", save="1")
    assert browser.post(EDIT, saved).status_code == 303
    again = browser.post(f"{address}/reopen")
    assert again.status_code == 409
    assert "没有提交的草稿" in text(again)
    assert officer(app, Role.LEADER).post(f"{address}/reopen").status_code == 404
