"""The case page: notices above the facts, the sealed telephone number, the violation when filing."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from casework.db import db, transaction
from casework.models import Case, Deadline, Document, Event, Party, WebSession
from tests.casework.web.browsing import officer, text
from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import START, Desk, bureau, complaint, controls, morning
from workflows.vocabulary import Role

PHONE = "13900001234"


@pytest.fixture
def desk(sqlite_app: Flask, freeze) -> Desk:
    freeze(morning(0))
    made = bureau(sqlite_app)
    complaint(made)
    return made


def address(desk: Desk, role: str = "complainant") -> str:
    with desk.app.app_context():
        party = db.session.scalars(select(Party.public_id).where(Party.role == role)).one()
    return f"/desk/cases/{desk.case}/parties/{party}/phone"


def test_the_number_is_on_the_answering_page_and_nowhere_else(desk: Desk, freeze, capfd) -> None:
    journey.check(desk, freeze)
    journey.file_case(desk, freeze)
    page = desk.page("lead")
    assert f'action="{address(desk)}"' in page
    assert PHONE not in page
    answer = desk.open("lead").post(address(desk), {"purpose": "delivery"})
    assert answer.status_code == 200
    assert PHONE in text(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    with desk.app.app_context():
        event = db.session.scalars(select(Event).where(Event.action == "contact_opened")).one()
        assert PHONE not in str([event.payload, event.note, event.actor_name])
        assert all(PHONE not in str(row) for row in db.session.scalars(select(WebSession.data)))
    later = desk.page("lead")
    assert PHONE not in later
    assert "查看联系电话" in later
    assert "联系送达文书" in later
    said = capfd.readouterr()
    assert PHONE not in said.out + said.err


def test_a_purpose_is_asked_for(desk: Desk) -> None:
    answer = desk.open("clerk").post(address(desk), {"purpose": ""})
    assert answer.status_code == 422
    assert "请选择查看联系电话的用途" in text(answer)
    assert PHONE not in text(answer)
    again = desk.open("clerk").post(address(desk), {"purpose": "supplement"})
    assert PHONE in text(again)


def test_others_find_no_button_and_are_refused(desk: Desk) -> None:
    assert "查看联系电话" not in desk.page("reviewer")
    answer = desk.open("reviewer").post(address(desk), {"purpose": "result"})
    assert answer.status_code == 403
    assert PHONE not in text(answer)
    assert desk.open("clerk").get(address(desk)).status_code == 405
    stranger = officer(desk.app, Role.INTAKE_CLERK, Role.CASE_OFFICER, bureau_region="341881")
    assert stranger.post(address(desk), {"purpose": "result"}).status_code == 404
    assert desk.open("clerk").post(address(desk, "respondent"), {"purpose": "result"}).status_code == 404


def test_a_seizure_about_to_end_stands_above_the_facts(desk: Desk, freeze) -> None:
    for stage in (journey.check, journey.file_case, journey.record):
        stage(desk, freeze)
    assert "扣押" in desk.page("lead")
    assert "届满前须作出处理决定" not in desk.page("lead")
    with desk.app.app_context():
        due = db.session.scalars(select(Deadline.due_on).where(Deadline.rule_id == "COE-01")).one()
    freeze(morning((due - START).days - 5))
    page = desk.page("lead")
    assert f"扣押{due.year}年{due.month}月{due.day}日届满，需要延长的应当在届满前批准。" in page
    assert page.index("届满前须作出处理决定") < page.index("<h2>案情</h2>")


def test_a_paper_that_could_not_be_made_is_told_with_its_reason(desk: Desk) -> None:
    with desk.app.app_context(), transaction():
        paper = db.session.scalars(select(Document).order_by(Document.id)).first()
        paper.status, paper.error = "failed", "字库里没有“𬭸”字。"
        title = paper.title
    page = desk.page("clerk")
    assert f"《{title}》没有制成：字库里没有“𬭸”字。" in page
    assert "notice-red" in page


def test_no_entry_of_the_timeline_is_without_words(desk: Desk, freeze) -> None:
    for stage in journey.STAGES:
        stage(desk, freeze)
    freeze(morning(22) + timedelta(hours=1))
    log = text(desk.open("lead").get(f"/desk/cases/{desk.case}?log=all"))
    for words in ("登记证据", "案卷装订完成"):
        assert words in log
    assert "批准立案" in log


def test_the_leader_files_under_another_violation(desk: Desk, freeze) -> None:
    journey.check(desk, freeze)
    freeze(morning(3))
    shown = desk.open("leader").get(desk.address("intake", "file_case")).get_data(as_text=True)
    assert controls(shown)["violation"] == ["TM57-3"]
    answer = desk.try_step(
        "leader",
        "intake",
        "file_case",
        violation="TM57-1",
        conditions=["evidence", "punishable", "competent", "in_time"],
        check_findings="到门店核查，货架有涉案白酒6瓶。",
        lead=desk.public_ids["lead"],
        assist=desk.public_ids["assist"],
    )
    assert answer.status_code == 303, text(answer)
    with desk.app.app_context():
        assert db.session.scalars(select(Case.cause)).one() == "TM57-1"
    assert "未经许可在同一种商品上使用相同商标" in desk.page("leader")
