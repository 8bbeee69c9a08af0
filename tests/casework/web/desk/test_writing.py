"""Writing a paper through the desk: chosen, filled in, sent, approved, opened, seen by nobody else."""

import re
from typing import Any

import pytest
from flask import Flask

from casework.jobs import relay
from casework.web.desk.sources import words
from tests.casework.web.browsing import holder, officer, text
from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import RESPONDENT, Desk, bureau, complaint, controls, morning
from workflows.vocabulary import Action, Role

LETTER, SAMPLING = "investigation_assistance_letter", "sampling_record"
TYPED = {
    "p_recipient-0-m_name": "合肥市示例区市场监督管理局",
    "p_assistance_items-0-m_text": "核实进货来源",
    "p_reply_on": "２０２６年１０月９日",
}


def filed(app: Flask, freeze: Any) -> Desk:
    """A bureau with a case that was filed."""
    freeze(morning(0))
    made = bureau(app)
    complaint(made)
    journey.check(made, freeze)
    journey.file_case(made, freeze)
    return made


@pytest.fixture
def desk(app: Flask, freeze: Any) -> Desk:
    return filed(app, freeze)


@pytest.fixture
def small_desk(sqlite_app: Flask, freeze: Any) -> Desk:
    return filed(sqlite_app, freeze)


def send(desk: Desk, who: str, address: str, **typed: str) -> Any:
    shown = desk.open(who).get(address)
    assert shown.status_code == 200, text(shown)
    return desk.open(who).client.post(address, data=controls(shown.get_data(as_text=True)) | typed)


def begin(desk: Desk, kind: str = LETTER, who: str = "lead", **typed: str) -> str:
    """The address of a draft that was saved once."""
    answer = send(
        desk, who, f"/desk/cases/{desk.case}/write/{kind}", **(TYPED if kind == LETTER else {}) | typed
    )
    assert answer.status_code == 303, text(answer)
    return answer.location


def test_a_letter_goes_from_the_list_to_the_file(desk: Desk) -> None:
    assert "制作文书" in desk.page("lead")
    listed = text(desk.open("lead").get(f"/desk/cases/{desk.case}/write"))
    for word in ("协助调查函", "抽样记录", "局负责人批准", "承办人制发"):
        assert word in listed
    assert "调解受理通知书" not in listed
    found = text(desk.open("lead").get(f"/desk/cases/{desk.case}/write?q=抽样"))
    assert "抽样记录" in found
    assert "协助调查函" not in found
    address = begin(desk)
    page = desk.open("lead").get(address)
    assert "内容齐全，可以报批" in text(page)
    assert "2026年10月9日" in page.get_data(as_text=True)
    assert "当事人登记" in text(page)
    assert desk.open("lead").get(f"{address}.pdf").data.startswith(b"%PDF")
    assert "协助调查函" in desk.page("lead")
    desk.take("lead", "writing", "submit_to_leader")
    for who in ("lead", "leader"):
        page = text(desk.open(who).get(address))
        assert "内容齐全，已经报批，待局负责人批准。" in page
        assert "可以报批" not in page
    assert desk.reference in text(desk.open("leader").get("/desk/queues/leader"))
    assert "批准制发文书：协助调查函" in desk.page("leader")
    desk.take("leader", "writing", "approve_paper")
    relay.drain(desk.app, until_empty=True)
    page = desk.page("lead")
    assert "宣州市监协查〔2026〕1号" in page
    paper = re.search(r'href="([^"]+/papers/[^"]+\.pdf)">协助调查函', page)[1]
    assert desk.open("lead").get(paper).data.startswith(b"%PDF")
    assert "随案件，不在这里改" in text(desk.open("lead").get(address))
    assert "已经制发，内容不能再改。" in text(desk.open("lead").get(address))
    assert 'name="p_reply_on"' not in desk.open("lead").get(address).get_data(as_text=True)


def test_what_is_missing_stands_beside_the_form_and_stops_the_step(small_desk: Desk) -> None:
    address = begin(small_desk, **{"p_recipient-0-m_name": "", "p_assistance_items-0-m_text": ""})
    page = text(small_desk.open("lead").get(address))
    assert "还缺少的内容 收件人 请予协助的事项" in page
    shut = page.partition("现在不能办")[2]
    assert "《协助调查函》还缺少：收件人。" in shut
    opened = page.partition("现在可以办")[2].partition("现在不能办")[0]
    assert Action.DISCARD_DRAFT.label in opened
    assert Action.SUBMIT_TO_LEADER.label not in opened
    answer = small_desk.open("lead").get(f"{address}.pdf")
    assert answer.location.endswith("#missing")
    answer = small_desk.try_step("lead", "writing", "submit_to_leader")
    assert answer.status_code == 409
    for name in ("收件人", "请予协助的事项"):
        assert f"《协助调查函》还缺少：{name}。" in text(answer)
    assert small_desk.state("writing") == "drafted"


def test_the_checks_with_their_articles_stand_beside_the_draft_and_stop_the_approval(desk: Desk) -> None:
    kind = f"/desk/cases/{desk.case}/write/{LETTER}"
    assert "合法性核对" in text(desk.open("lead").get(kind))
    address = begin(desk, p_summary="案情待补充。")
    page = text(desk.open("lead").get(address))
    assert "不符合1项" in page
    assert "内容齐全，但有不符合规定的" in page
    assert "案情摘要里有没有填写的内容“待补充”。" in page
    assert "《党政机关公文处理工作条例》第十九条、第二十五条" in page
    desk.take("lead", "writing", "submit_to_leader")
    answer = desk.try_step("leader", "writing", "approve_paper")
    assert answer.status_code == 409
    assert "现在不能办理，原因如下 案情摘要里有没有填写的内容“待补充”" in text(answer)
    assert "不符合1项" in text(answer)
    assert desk.state("writing") == "with_leader"
    desk.take("leader", "writing", "return_draft", reason="请写完整")
    answer = send(desk, "lead", address, p_summary="核实进货来源和数量。")
    assert answer.status_code == 303
    assert "没有发现不能制发的情形" in text(desk.open("lead").get(address))
    desk.take("lead", "writing", "submit_to_leader")
    desk.take("leader", "writing", "approve_paper")
    assert "合法性核对" not in text(desk.open("lead").get(address))


def test_the_number_above_the_list_is_the_number_of_what_is_listed(small_desk: Desk) -> None:
    typed = {"p_summary": "案情待补充。", "p_assistance_items-0-m_text": "待补充"}
    page = small_desk.open("lead").get(begin(small_desk, **typed))
    listed = page.get_data(as_text=True).partition("不符合，不能制发")[2].partition("</ul>")[0]
    assert "不符合2项" in text(page)
    assert listed.count("<li>") == 2


def test_what_is_typed_is_checked_without_being_saved(small_desk: Desk) -> None:
    kind = f"/desk/cases/{small_desk.case}/write/{LETTER}"
    typed = TYPED | {"p_summary": "金额壹万元整（¥1,000.00元）。", "check": "1"}
    answer = send(small_desk, "lead", kind, **typed)
    assert answer.status_code == 200
    assert "大写“壹万元整”与小写¥1,000.00不一致" in text(answer)
    assert "金额壹万元整" in controls(answer.get_data(as_text=True))["p_summary"][0]
    address = begin(small_desk)
    answer = send(small_desk, "lead", address, p_summary="金额壹万元整（¥1,000.00元）。", check="1")
    assert "大写“壹万元整”与小写¥1,000.00不一致" in text(answer)
    assert "壹万元整" not in text(small_desk.open("lead").get(address))
    assert send(small_desk, "lead", address, p_reply_on="明天", check="1").status_code == 422


def test_bad_input_keeps_what_was_typed_and_saves_nothing(small_desk: Desk) -> None:
    address = begin(small_desk)
    answer = send(small_desk, "lead", address, p_reply_on="明天", p_summary="新的案情<b>")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert 'value="明天"' in page
    assert "新的案情&lt;b&gt;" in page
    assert "2026年3月6日" in text(answer)
    assert "新的案情" not in small_desk.open("lead").get(address).get_data(as_text=True)


def test_a_row_is_added_without_scripts(small_desk: Desk) -> None:
    address = f"/desk/cases/{small_desk.case}/write/{SAMPLING}"
    before = controls(small_desk.open("lead").get(address).get_data(as_text=True))
    answer = small_desk.open("lead").client.post(
        address, data=before | {"p_sampled_items-0-m_name": "白酒", "more": "p_sampled_items"}
    )
    after = controls(answer.get_data(as_text=True))
    names = {name for name in after if name.endswith("-m_name") and name.startswith("p_sampled")}
    assert len(names) == len([n for n in before if n.endswith("-m_name") and n.startswith("p_sampled")]) + 1
    assert after["p_sampled_items-0-m_name"] == ["白酒"]


def test_a_draft_is_returned_revised_and_discarded(small_desk: Desk) -> None:
    address = begin(small_desk)
    small_desk.take("lead", "writing", "submit_to_leader")
    assert "请写明退回的理由" in text(small_desk.try_step("leader", "writing", "return_draft"))
    small_desk.take("leader", "writing", "return_draft", reason="请核对单位名称")
    assert "请核对单位名称" in small_desk.page("lead")
    answer = send(small_desk, "lead", address, **{"p_recipient-0-m_name": "合肥市示例区局"})
    assert answer.status_code == 303
    stale = controls(small_desk.open("lead").get(address).get_data(as_text=True)) | {"version": "1"}
    assert small_desk.open("lead").client.post(address, data=stale).status_code == 409
    small_desk.take("lead", "writing", "discard_draft")
    assert small_desk.state("writing") == "discarded"


def test_a_page_saved_over_another_tab_names_the_fields_that_differ(small_desk: Desk) -> None:
    address = begin(small_desk)
    seen = controls(small_desk.open("lead").get(address).get_data(as_text=True))
    assert send(small_desk, "lead", address, p_summary="另一个标签页写的案情").status_code == 303
    late = small_desk.open("lead").client
    answer = late.post(address, data=seen | {"p_summary": "这里写的案情"})
    assert answer.status_code == 409
    assert "与现在保存的内容不同的是：案情摘要。" in text(answer)
    assert "这里写的案情" in answer.get_data(as_text=True)
    answer = late.post(address, data=seen | {"p_summary": "另一个标签页写的案情"})
    assert answer.status_code == 409
    assert "您填的与现在保存的内容相同。" in text(answer)
    assert "与现在保存的内容" not in text(small_desk.open("lead").get(address))


def test_nobody_else_reaches_a_draft(desk: Desk) -> None:
    address = begin(desk)
    listing = f"/desk/cases/{desk.case}/write"
    places = (address, f"{address}.pdf", listing, f"{listing}/{LETTER}")
    stranger = officer(desk.app, Role.CASE_OFFICER, Role.LEADER, Role.MEDIATOR, bureau_region="341881")
    party = holder(desk.app, "holder9")
    for place in places:
        assert stranger.get(place).status_code == 404
        assert party.get(place).status_code == 404
        assert stranger.post(place.removesuffix(".pdf"), {"p_summary": "x"}).status_code in (404, 405)
    for who in ("reviewer", "mediator"):
        for place in places[2:]:
            assert desk.open(who).get(place).status_code == 404
        assert 'name="p_summary"' not in desk.open(who).get(address).get_data(as_text=True)
        sent = desk.open(who).post(address, {"version": "1", "p_summary": "别人写的"})
        assert sent.status_code == 409
    assert "别人写的" not in desk.open("lead").get(address).get_data(as_text=True)
    other = address.replace(desk.case, "nowhere")
    assert desk.open("lead").get(other).status_code == 404
    intake = desk.proceeding("intake")[1]
    assert desk.open("lead").get(f"/desk/cases/{desk.case}/writing/{intake}").status_code == 404


def test_a_kind_that_officers_do_not_write_has_no_page(small_desk: Desk) -> None:
    for kind in ("penalty_decision", "love_letter", "..%2Fx"):
        address = f"/desk/cases/{small_desk.case}/write/{kind}"
        assert small_desk.open("lead").get(address).status_code == 404


def test_the_case_fills_in_what_it_knows(small_desk: Desk) -> None:
    page = small_desk.open("lead").get(f"/desk/cases/{small_desk.case}/write/{SAMPLING}")
    shown = controls(page.get_data(as_text=True))
    assert shown["p_place"] == ["宣城市宣州区示例路18号"]
    assert not any(name.startswith("p_party") for name in shown)
    assert RESPONDENT in text(page)
    assert "投诉材料，提交投诉" in text(page)


def test_values_are_read_as_people_write_them() -> None:
    said = words({"name": "甲", "kind": "natural", "sha256": "a" * 64, "on": "2026-03-06"}, "party")
    assert said == "甲，2026年3月6日"
    rows = [{"name": "甲", "value_fen": 123450, "classes": [33, 35]}, "乙"]
    assert words(rows, "rights") == "甲，¥1,234.50，33、35\n乙"
    assert words("2026-03-06T09:30:00") == "2026年3月6日 09:30"
    assert words(None) == ""


def test_yes_and_no_say_of_what_and_are_left_out_where_that_has_no_name() -> None:
    assert words(True, "warning") == "是"
    assert words([{"what": "白酒", "gains": False}], "confiscations") == "白酒，属于违法所得：否"
    assert words({"basis": "第五条", "right": True, "waived": False}, "hearing") == (
        "第五条，有权要求听证：是，已放弃：否"
    )
    assert words({"term": "三年", "unheard_of": True}, "display") == "三年"


def test_sealed_numbers_show_their_last_figures_only() -> None:
    party = {"name": "甲", "id_number": "342501199001011234", "phone": "13900005678"}
    assert words(party, "party") == "甲，尾号1234，尾号5678"
    assert words([party], "agents") == "甲，尾号1234，尾号5678"
    assert words("0563-2826789", "delivery_phone") == "尾号6789"
    assert words("12345", "delivery_phone") == "（略）"
    assert words({"name": "乙", "phone": "0563-2826789"}, "contact") == "乙，0563-2826789"
