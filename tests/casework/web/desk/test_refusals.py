"""What the desk refuses, with every reason and its article, and everything typed kept."""

from flask import Flask

from tests.casework.web.browsing import text
from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import bureau, complaint, controls, morning


def test_a_form_that_is_incomplete_names_its_fields(sqlite_app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    answer = desk.try_step("clerk", "intake", "request_supplement")
    assert answer.status_code == 422
    assert "请写明缺少的材料，一行一项" in text(answer)


def test_an_older_page_keeps_what_was_typed_and_says_what_happened(app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    address = desk.address("intake", "request_supplement")
    old = controls(desk.open("clerk").get(address).get_data(as_text=True))
    desk.take("clerk", "intake", "start_check")
    answer = desk.open("clerk").client.post(address, data=old | {"missing_items": "营业执照复印件"})
    assert answer.status_code == 409
    assert "案件有了变动" in text(answer)
    assert "当前为“核查中”，不能办理“通知补正材料”。" in text(answer)


def test_one_officer_alone_is_refused(sqlite_app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    desk.take("clerk", "intake", "start_check")
    typed = {
        "conditions": ["evidence", "punishable", "competent", "in_time"],
        "check_findings": "到门店核查，货架有涉案白酒6瓶。",
        "lead": desk.public_ids["lead"],
    }
    same = desk.try_step("leader", "intake", "file_case", **typed, assist=desk.public_ids["lead"])
    assert same.status_code == 422
    assert "主办和协办不能是同一人" in text(same)
    stranger = desk.try_step("leader", "intake", "file_case", **typed, assist=desk.public_ids["clerk"])
    assert stranger.status_code == 422
    assert "请从列出的选项里选一项" in text(stranger)
    assert "到门店核查，货架有涉案白酒6瓶。" in stranger.get_data(as_text=True)


def test_rows_can_be_added_without_a_script(sqlite_app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    desk.take("clerk", "intake", "start_check")
    freeze(morning(1))
    journey.file_case(desk, freeze)
    page = desk.try_step(
        "lead", "penalty", "propose_measure", more="seized_items", seized_items__0__name="白酒"
    )
    assert page.status_code == 200
    kept = controls(page.get_data(as_text=True))
    assert kept["seized_items-0-name"] == ["白酒"]
    assert "seized_items-2-name" in kept


def test_the_window_the_range_and_the_apartness_of_people_hold(app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    for stage in (journey.check, journey.file_case, journey.record):
        stage(desk, freeze)
    freeze(morning(8))
    high = desk.try_step(
        "lead", "penalty", "close_investigation", **(journey.REPORT | {"proposed_fine_fen": "900,000"})
    )
    assert high.status_code == 409
    assert "超出法定幅度" in text(high)
    assert "《商标法》" in text(high) or "商标法" in text(high)
    assert controls(high.get_data(as_text=True))["proposed_fine_fen"] == ["900,000"]
    checked = desk.try_step("lead", "penalty", "close_investigation", **journey.REPORT, check="1")
    assert checked.status_code == 200
    assert "幅度内" in text(checked)
    assert "听证权利" in text(checked)
    journey.report(desk, freeze)
    desk.take("head", "penalty", "submit_case_review")
    desk.take("reviewer", "penalty", "agree_review", text="事实清楚，证据充分，同意。")
    desk.take("leader", "penalty", "approve_notice")
    desk.take("lead", "service", "deliver")
    page = desk.page("leader")
    assert "作出行政处罚决定" in page
    assert "期限内不得作出决定" in page
    early = desk.try_step("leader", "penalty", "decide_penalty")
    assert early.status_code == 409
    window = text(desk.try_step("lead", "penalty", "clear_notice"))
    assert "也没有书面放弃" in window
