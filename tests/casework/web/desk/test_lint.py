"""The list of checks beside a notice and a decision: what is met, what is not, for what the form says."""

from flask import Flask
from sqlalchemy import update

from casework.db import db, transaction
from casework.models import Fact, Party
from tests.casework.web.browsing import text
from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import Desk, bureau, complaint, morning
from workflows.vocabulary import FactKey, PartyRole

ENDS = "不符合，不能制发"
LIST = "合法性核对"


def shown(desk: Desk, action: str) -> str:
    return text(desk.open("leader").get(desk.address("penalty", action)))


def planted(desk: Desk) -> None:
    """A wrong credit code and a blank in the facts, as somebody left them."""
    with desk.app.app_context(), transaction():
        db.session.execute(update(Party).where(Party.role == PartyRole.RESPONDENT).values(uscc="91"))
        db.session.execute(
            update(Fact)
            .where(Fact.key == FactKey.FACTS_FOUND, Fact.superseded_by_id.is_(None))
            .values(value="经查，当事人于××销售白酒。")
        )


def test_the_notice_shows_its_checks_and_refuses_by_them(app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    for stage in (journey.check, journey.file_case, journey.record, journey.report, journey.review):
        stage(desk, freeze)
    page = shown(desk, "approve_notice")
    assert LIST in page
    assert "应当告知听证权利的已经告知" in page
    assert "《中华人民共和国行政处罚法》第六十三条" in page
    planted(desk)
    page = shown(desk, "approve_notice")
    assert ENDS in page
    refused = desk.try_step("leader", "penalty", "approve_notice")
    assert refused.status_code == 409
    for said in ("统一社会信用代码应当是18位", "违法事实里有没有填写的内容“××”"):
        assert said in page
        assert said in text(refused)


def test_the_decision_is_checked_for_what_the_form_says(sqlite_app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    stages = (journey.check, journey.file_case, journey.record, journey.report, journey.review)
    for stage in (*stages, journey.notify):
        stage(desk, freeze)
    page = shown(desk, "decide_penalty")
    assert LIST in page
    assert ENDS not in page
    heavier = text(desk.try_step("leader", "penalty", "decide_penalty", fine_fen="200,000", check="1"))
    assert ENDS in heavier
    assert "应当重新告知" in heavier
    desk.take("leader", "penalty", "decide_penalty")


def test_a_step_without_a_judged_paper_has_no_list(sqlite_app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    for stage in (journey.check, journey.file_case, journey.record):
        stage(desk, freeze)
    page = text(desk.open("lead").get(desk.address("penalty", "close_investigation")))
    assert LIST not in page
