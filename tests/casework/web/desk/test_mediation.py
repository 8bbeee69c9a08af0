"""A mediation beside the case: its pages for its mediator, nothing of it for whoever investigates."""

import re

from flask import Flask

from tests.casework.web.browsing import text
from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import Desk, bureau, complaint, morning

SECRET = "一万二千元"


def opened(app: Flask, freeze) -> Desk:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    journey.check(desk, freeze)
    journey.file_case(desk, freeze)
    desk.take("mediator", "intake", "open_mediation")
    return desk


def agree(desk: Desk, freeze) -> None:
    """Talk, and put an agreement on the table."""
    desk.take("mediator", "mediation", "consent", way="书面")
    desk.take("mediator", "mediation", "schedule_session", at="2026年9月25日 9:30", place="三楼调解室")
    freeze(morning(4))
    desk.take(
        "mediator",
        "mediation",
        "hold_session",
        until="11:10",
        claims=f"赔偿{SECRET}",
        proposals__0__speaker="权利人",
        proposals__0__text=f"请求赔偿{SECRET}",
        result="双方同意签订协议",
    )
    desk.take(
        "mediator",
        "mediation",
        "draft_agreement",
        responsibility="被投诉人承担赔偿责任",
        amount_fen="12,000",
        performances__0__on="2026-10-15",
        performances__0__amount_fen="6,000",
        performances__1__on="2026-11-15",
        performances__1__amount_fen="６０００",
        terms="停止销售",
    )


def test_a_mediation_ends_in_an_agreement_that_the_officers_cannot_read(app: Flask, freeze) -> None:
    desk = opened(app, freeze)
    agree(desk, freeze)
    unsigned = desk.try_step("mediator", "mediation", "conclude_agreement")
    assert "还没有签署协议" in text(unsigned)
    desk.sign("complainant")
    desk.sign("respondent")
    desk.take("mediator", "mediation", "conclude_agreement")
    assert desk.state("mediation") == "mediation_agreed"
    hidden = desk.page("lead")
    assert "已结束" in hidden
    for word in (SECRET, "调解协议书", "调解笔录", "拟定调解协议", "达成协议"):
        assert word not in hidden
    seen = desk.page("mediator")
    assert "调解协议书" in seen
    paper = re.search(r'href="([^"]+\.pdf)">调解协议书', seen)[1]
    assert desk.open("mediator").get(paper).content_type == "application/pdf"
    assert desk.open("lead").get(paper).status_code == 404
    assert desk.open("lead").get(desk.address("mediation", "terminate_mediation")).status_code == 404


def test_a_mediation_ends_without_agreement_with_a_reason(sqlite_app: Flask, freeze) -> None:
    desk = opened(sqlite_app, freeze)
    desk.take("mediator", "mediation", "terminate_mediation", reason="absent", detail="通知后没有到场")
    assert desk.state("mediation") == "mediation_terminated"
    assert "终止调解通知书" in desk.page("mediator")
    assert desk.state("penalty") == "investigating"
