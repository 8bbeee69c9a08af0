"""Whole cases through the pages, by the people who may: the plain way, the hard way, the short ways out."""

from flask import Flask

from tests.casework.web.browsing import text
from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import bureau, complaint, morning


def test_a_case_goes_through_the_desk_to_the_archive(app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    journey.walk(desk, freeze, journey.close)
    assert desk.state("penalty") == "archived"
    assert desk.state("disclosure") == "published"
    assert desk.state("measures") == "confiscated"
    page = desk.page("lead")
    assert "行政处罚决定书" in page
    assert "已归档" in page
    again = desk.try_step("leader", "penalty", "decide_penalty")
    assert again.status_code == 409
    assert "当前为“已归档”，不能办理“作出行政处罚决定”。" in text(again)
    feed = text(desk.open("credit").get("/desk/credit"))
    assert "新增" in feed
    assert "宣州市监处罚〔2026〕1号" in feed


def test_the_hard_way_takes_legal_review_hearing_and_discussion(app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    for stage in (journey.check, journey.file_case, journey.record):
        stage(desk, freeze)
    journey.report(desk, freeze, major_case=["complex"])
    plain = desk.try_step("head", "penalty", "submit_case_review")
    assert "请送法制审核" in text(plain)
    desk.take("head", "penalty", "submit_legal_review")
    desk.take("legal", "penalty", "agree_review", text="事实清楚，证据充分，同意。")
    desk.take("leader", "penalty", "extend_term", reason="案情复杂，需要核对多处进货来源。")
    desk.take("leader", "measures", "extend_measure", reason="涉案物品需要权利人辨认。")
    desk.take("leader", "penalty", "approve_notice")
    desk.take("lead", "service", "attempt", reason="店铺关门，电话无人接听")
    desk.take("lead", "service", "deliver")
    desk.take("lead", "penalty", "waive_statement", text="我放弃陈述申辩。")
    desk.take("lead", "penalty", "request_hearing", text="要求听证。")
    assert "听证没有结束" in text(desk.try_step("lead", "penalty", "clear_notice"))
    desk.take("lead", "hearing", "withdraw_hearing", text="撤回听证要求。")
    desk.take("lead", "penalty", "clear_notice")
    assert "没有负责人集体讨论记录" in text(desk.try_step("leader", "penalty", "decide_penalty"))
    desk.take("leader", "penalty", "discuss_collectively", **discussion())
    higher = desk.try_step("leader", "penalty", "decide_penalty", fine_fen="20,000")
    assert higher.status_code == 409
    assert "高于告知的" in text(higher)
    unread = text(desk.try_step("leader", "penalty", "decide_penalty", fine_fen="一万二千", check="1"))
    assert "金额只能写数字和小数点" in unread
    desk.take("leader", "penalty", "decide_penalty")
    assert desk.state("measures") == "confiscated"
    early = text(
        desk.try_step("publisher", "disclosure", "prepare_public_copy", secrecy=["state", "privacy"])
    )
    assert "还没有送达当事人，不能公示" in early


def discussion() -> dict[str, str]:
    found = {
        "at": "2026年9月29日 15:00",
        "until": "16:00",
        "recorder": "江岚",
        "conclusion": "同意拟处罚意见。",
    }
    for number, name in enumerate(("方明远", "何副局长", "罗副局长")):
        found |= {
            f"opinions__{number}__name": name,
            f"opinions__{number}__position": "局负责人",
            f"opinions__{number}__text": "同意。",
        }
    return found


def test_a_complaint_leaves_by_the_short_ways(app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    desk.take(
        "clerk", "intake", "tell_where_to_go", not_competent="请向文化市场综合执法支队提出，属于其职责。"
    )
    assert desk.state("intake") == "told_where_to_go"
    complaint(desk)
    desk.take("clerk", "intake", "start_check")
    desk.take("leader", "intake", "extend_check")
    desk.take(
        "leader",
        "intake",
        "refuse_filing",
        check_findings="到门店核查，没有发现涉案商品。",
        filing_reasons="没有证据初步证明存在违法行为。",
    )
    desk.take("clerk", "intake", "notify_complainant")
    assert desk.state("intake") == "not_filed"
    complaint(desk)
    answer = desk.try_step("clerk", "intake", "route", bureau="341881")
    assert (answer.status_code, answer.location) == (303, "/desk")
    assert desk.open("clerk").get(f"/desk/cases/{desk.case}").status_code == 404


def test_a_seizure_is_refused_and_another_lifted(sqlite_app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    journey.check(desk, freeze)
    journey.file_case(desk, freeze)
    items = {
        "seized_items__0__name": "白酒",
        "seized_items__0__quantity": "6",
        "measure_reasons": "可能转移，应当扣押。",
    }
    desk.take("lead", "penalty", "propose_measure", **items)
    desk.take("leader", "measures", "refuse_measure", reason="证据不足")
    assert desk.state("measures") == "measure_refused"
    desk.take("lead", "penalty", "propose_measure", **items)
    desk.take("leader", "measures", "approve_measure")
    desk.take("lead", "measures", "seize", told=["certificate", "reasons", "heard"])
    desk.take("lead", "measures", "lift", reason="经辨认不是侵权商品")
    assert desk.state("measures") == "lifted"
