"""The complaint wizard: the happy path, each kind of mistake, leaving and coming back, two windows."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from casework import clock
from casework.db import db
from casework.models import Case, Complaint, Deadline, Document, Evidence
from tests.casework.web import browsing
from tests.casework.web.browsing import text
from tests.casework.web.portal.complaining import PNG, complaining, errors

NOON = clock.at_local(datetime(2026, 9, 28).date(), 12, 0)


@pytest.fixture(autouse=True)
def held(freeze: Callable[[datetime], datetime]) -> None:
    freeze(NOON)


def test_a_complaint_goes_from_the_first_page_to_its_receipt(app: Flask) -> None:
    holder = complaining(app)
    case_id = holder.submitted()
    page = text(holder.browser.get(f"/portal/complaints/{case_id}"))
    for words in (
        "投诉已收到",
        "XC-2026-0001",
        "查询码",
        "宣州区市场监督管理局",
        "决定是否立案",
        "2026年10月23日",
        "《市场监督管理行政处罚程序规定》第十八条第一款",
        "告知您立案或者不予立案",
        "作出处理决定",
        "暂定",
        "待核实",
        "这个日期怎么算出来的",
    ):
        assert words in page, words
    with app.app_context():
        complaint = db.session.scalars(select(Complaint)).one()
        assert complaint.data["right"]["uscc"] == "91341823MA27JX1B7D"
        assert "13900001234" not in str(complaint.data)
        assert db.session.scalar(select(Deadline.rule_id)) == "GEN-01"
        kinds = set(db.session.scalars(select(Document.kind)))
    assert kinds == {"ip_complaint_form", "complaint_receipt"}


def test_the_query_code_is_shown_once(app: Flask) -> None:
    holder = complaining(app)
    case_id = holder.submitted()
    assert "查询码只在这里显示一次" in text(holder.browser.get(f"/portal/complaints/{case_id}"))
    again = text(holder.browser.get(f"/portal/complaints/{case_id}"))
    assert "查询码只在这里显示一次" not in again
    assert "投诉办理进度" in again


def test_submitting_twice_gives_one_case_and_the_same_receipt(app: Flask) -> None:
    holder = complaining(app)
    holder.begin()
    holder.fill_all()
    first = holder.browser.client.post(
        holder.address("check"), data={"csrf_token": holder.browser.token(), "declared": "1"}
    )
    second = holder.browser.client.post(
        holder.address("check"), data={"csrf_token": holder.browser.token(), "declared": "1"}
    )
    assert first.headers["Location"] == second.headers["Location"]
    with app.app_context():
        assert db.session.scalar(select(func.count(Case.id))) == 1
    # The steps of what is submitted lead to the receipt too.
    answer = holder.browser.get(holder.address("act"))
    assert answer.headers["Location"] == first.headers["Location"]


def test_without_the_declaration_nothing_is_submitted(app: Flask) -> None:
    holder = complaining(app)
    holder.begin()
    holder.fill_all()
    answer = holder.fill("check", declared=None)
    assert answer.status_code == 422
    assert errors(answer) == ["请勾选确认后再提交"]


def test_checking_waits_for_every_step(app: Flask) -> None:
    holder = complaining(app)
    holder.begin()
    holder.fill("right")
    answer = holder.browser.get(holder.address("check"))
    assert answer.headers["Location"] == holder.address("respondent")


@pytest.mark.parametrize(
    ("step", "changes", "said"),
    [
        ("right", {"phone": "1390000123"}, "手机号码应当是11位数字，现在是10位"),
        ("right", {"uscc": "91341823MA27JX1B7E"}, "第18位校验不符"),
        ("right", {"kind": "individual_business"}, "个体工商户的统一社会信用代码以92开头"),
        ("right", {"right_id": "none-of-mine"}, "请从列出的选项里选一项"),
        ("right", {"legal_representative": ""}, "请填写法定代表人"),
        ("respondent", {"name": ""}, "请填写对方的名称"),
        ("act", {"found_on": "2026年10月18日"}, "发现日期不能晚于今天（2026年9月28日）"),
        ("act", {"found_on": "上个月"}, "请按“2026年3月6日”的样子填写日期"),
        ("act", {"links": "https://a.example.cn/1\nshop.example/888"}, "第2条网址不完整"),
        ("act", {"violation": "PT68"}, "请从列出的选项里选一项"),
        ("act", {"place_region": ""}, "请选择违法行为发生的县市区"),
        ("act", {"amount_fen": "许多"}, ""),
        ("evidence", {"claims": None}, "请至少选一项请求"),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(
    app: Flask, step: str, changes: dict[str, Any], said: str
) -> None:
    holder = complaining(app)
    holder.begin()
    holder.fill("right")
    if step == "evidence":
        page = holder.page("evidence")
        token = browsing.TOKEN.search(page).group(1)
        answer = holder.browser.client.post(
            holder.address(step), data={"csrf_token": token, "confidential": "1"}
        )
    else:
        answer = holder.fill(step, **changes)
    assert answer.status_code == 422
    assert any(said in line for line in errors(answer)), errors(answer)
    shown = answer.get_data(as_text=True)
    assert "<title>错误：" in shown
    kept = holder.page(step)
    for name, value in changes.items():
        if name in ("phone", "found_on", "links", "amount_fen", "uscc") and value:
            assert value.split("\n")[-1] in shown
            assert value.split("\n")[-1] in kept, name


def test_full_width_digits_and_spaces_are_cleaned(app: Flask) -> None:
    holder = complaining(app)
    holder.begin()
    assert holder.fill("right").status_code == 303
    page = holder.page("right")
    assert 'value="13900001234"' in page
    assert 'value="91341823MA27JX1B7D"' in page
    kept = holder.data()["right"]
    assert "phone" not in kept
    assert kept["phone_sealed"]


def test_a_telephone_kept_as_typed_is_sealed_too(app: Flask) -> None:
    holder = complaining(app)
    holder.begin()
    holder.fill("right", phone="1390000777")
    assert "1390000777" not in str(holder.data())
    assert "1390000777" in holder.page("right")


def test_the_place_names_the_bureau(app: Flask) -> None:
    holder = complaining(app)
    holder.begin()
    holder.fill("right")
    assert "泾县：由泾县市场监督管理局办理" in holder.page("act")
    holder.fill("act", place_region="341823")
    assert "泾县市场监督管理局" in text(holder.browser.get(holder.address("evidence")))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"PK\x03\x04" + b"\0" * 50, "聊天记录.zip", "压缩包"),
        (b"MZ" + b"\0" * 50, "a.exe", "只能上传"),
        (PNG, "照片.jpg", "扩展名不符"),
        (b"", "空.png", "空文件"),
    ],
)
def test_a_refused_file_says_why_and_the_others_stay(
    app: Flask, content: bytes, name: str, said: str
) -> None:
    holder = complaining(app)
    holder.begin()
    files = [(BytesIO(PNG), "店面.png"), (BytesIO(content), name)]
    answer = holder.fill("evidence", files=files, upload="1")
    assert answer.status_code == 422
    assert any(said in line for line in errors(answer)), errors(answer)
    assert "店面.png" in text(answer)
    assert "请求" in text(answer)


def test_a_file_too_large_is_refused_in_words(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = complaining(app)
    holder.begin()
    big = PNG + b"\0" * (20 * 1024 * 1024)
    answer = holder.fill("evidence", files=[(BytesIO(big), "录像截图.png")], upload="1")
    assert answer.status_code == 422
    assert any("20MB" in line for line in errors(answer)), errors(answer)


def test_files_are_listed_removed_and_go_with_the_case(app: Flask) -> None:
    holder = complaining(app)
    holder.begin()
    for step in ("right", "respondent", "act"):
        holder.fill(step)
    files = [(BytesIO(PNG), "店面.png"), (BytesIO(PNG + b"1"), "小票.png")]
    assert holder.fill("evidence", files=files, upload="1").status_code == 303
    with app.app_context():
        first = db.session.scalar(select(Evidence.public_id).where(Evidence.name == "店面.png"))
    assert holder.browser.get(f"/portal/files/{first}").status_code == 200
    holder.fill("evidence", remove=first)
    assert "店面.png" not in holder.page("evidence")
    assert holder.browser.get(f"/portal/files/{first}").status_code == 404
    holder.fill("evidence")
    case_id = holder.submit().headers["Location"].rsplit("/", 1)[1]
    page = holder.browser.get(f"/portal/complaints/{case_id}").get_data(as_text=True)
    assert "小票.png" in page
    assert "店面.png" not in page
    with app.app_context():
        kept = db.session.scalars(select(Evidence).where(Evidence.name == "小票.png")).one()
        assert kept.sha256 in page
        assert kept.kind == "购买凭证"


def test_a_draft_is_left_and_resumed_where_it_was(app: Flask) -> None:
    holder = complaining(app)
    holder.begin()
    holder.fill("right")
    answer = holder.fill("respondent", name="宣州区示例丙商店", address="", leave="1")
    assert answer.headers["Location"] == "/portal"
    other = browsing.visitor(app)
    other.sign_in("holder1")
    assert "没有提交的草稿" in text(other.get("/portal"))
    answer = other.get(f"/portal/complaints/{holder.draft}")
    assert answer.headers["Location"] == holder.address("respondent")
    page = other.get(holder.address("respondent")).get_data(as_text=True)
    assert "宣州区示例丙商店" in page
    assert "有1处需要改正" not in page


def test_an_older_window_does_not_write_over_a_newer_one(app: Flask) -> None:
    holder = complaining(app)
    holder.begin()
    holder.fill("respondent")
    stale = {"rev": "0", "name": "第二个窗口写的名称"}
    answer = holder.fill("respondent", **stale)
    assert answer.status_code == 409
    assert "另一个窗口里改动过" in text(answer)
    assert "第二个窗口写的名称" in answer.get_data(as_text=True)
    assert holder.data()["respondent"]["name"] == "宣州区示例乙食品超市"
    # Another step in another window is not disturbed.
    assert holder.fill("right").status_code == 303


def test_a_new_draft_is_begun_by_a_press_and_only_once(app: Flask) -> None:
    holder = complaining(app)
    holder.browser.get("/portal/complaints/new")
    first = holder.browser.post("/portal/complaints/new").headers["Location"]
    assert holder.browser.post("/portal/complaints/new").headers["Location"] == first
    assert "没有提交的草稿" not in text(holder.browser.get("/portal"))


def test_a_draft_is_dropped(app: Flask) -> None:
    holder = complaining(app)
    holder.begin()
    holder.fill("respondent")
    assert holder.browser.post(f"/portal/complaints/{holder.draft}/discard").status_code == 303
    assert holder.browser.get(holder.address("respondent")).status_code == 404


def test_what_was_typed_about_oneself_is_offered_again(app: Flask) -> None:
    holder = complaining(app)
    holder.submitted()
    holder.draft = holder.browser.post("/portal/complaints/new").headers["Location"].split("/")[3]
    page = holder.page("right")
    for words in ("泾县泾川镇示例路1号", "91341823MA27JX1B7D", "13900001234"):
        assert f'value="{words}"' in page


def test_the_acts_of_the_new_trade_mark_law_are_offered_when_it_holds(
    app: Flask, freeze: Callable[[datetime], datetime]
) -> None:
    holder = complaining(app)
    holder.begin()
    holder.fill("right")
    assert 'value="TM57-3"' in holder.page("act")
    assert "TM72-2026" not in holder.page("act")
    freeze(clock.at_local(datetime(2027, 1, 4).date(), 9, 0))
    holder.browser.sign_in("holder1")
    page = holder.page("act")
    assert 'value="TM72-2026"' in page
    assert 'value="TM57-3"' not in page
