"""Who reaches which page of the desk: by role, by bureau, by procedure."""

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from casework.db import db
from casework.jobs import relay
from casework.models import Event
from tests.casework.web.browsing import holder, officer, text, visitor
from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import Desk, bureau, complaint, morning
from workflows.vocabulary import Role

QUEUES = ("mine", "due", "intake", "filing", "review", "leader", "mediation", "service", "disclosure")
OPEN_TO = {
    Role.INTAKE_CLERK: {"mine", "due", "intake", "filing"},
    Role.CASE_OFFICER: set(QUEUES) - {"mediation"},
    Role.REVIEWER: {"mine", "due", "review"},
    Role.MEDIATOR: {"mine", "due", "mediation"},
    Role.DISCLOSURE_OFFICER: {"mine", "due", "disclosure"},
    Role.AUDITOR: set(),
    Role.ADMINISTRATOR: set(),
}


@pytest.mark.parametrize("role", list(OPEN_TO))
def test_queues_by_role(sqlite_app: Flask, role: Role) -> None:
    browser = officer(sqlite_app, role)
    found = {name for name in QUEUES if browser.get(f"/desk/queues/{name}").status_code == 200}
    assert found == OPEN_TO[role]


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.CREDIT_OFFICER, 200), (Role.LEADER, 200), (Role.CASE_OFFICER, 404), (Role.AUDITOR, 404)],
)
def test_the_credit_feed_by_role(sqlite_app: Flask, role: Role, status: int) -> None:
    assert officer(sqlite_app, role).get("/desk/credit").status_code == status


def test_the_desk_leads_to_the_first_queue(sqlite_app: Flask) -> None:
    assert officer(sqlite_app, Role.REVIEWER).get("/desk").location == "/desk/queues/mine"


def test_the_credit_officer_starts_at_the_feed(sqlite_app: Flask) -> None:
    assert officer(sqlite_app, Role.CREDIT_OFFICER).get("/desk").location == "/desk/credit"


def test_a_visitor_is_asked_to_sign_in(sqlite_app: Flask) -> None:
    assert visitor(sqlite_app).get("/desk/queues/mine").location.startswith("/login?next=")


def test_a_rights_holder_finds_no_desk(sqlite_app: Flask) -> None:
    assert holder(sqlite_app).get("/desk/queues/mine").status_code == 404


def addresses(desk: Desk) -> tuple[str, ...]:
    return (
        f"/desk/cases/{desk.case}",
        f"/desk/cases/{desk.case}/evidence",
        desk.address("intake", "start_check"),
    )


def test_another_county_finds_nothing_of_a_case(app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    stranger = officer(app, Role.CASE_OFFICER, Role.LEADER, Role.INTAKE_CLERK, bureau_region="341881")
    for address in addresses(desk):
        assert stranger.get(address).status_code == 404
    assert stranger.post(addresses(desk)[2], {"version": "1"}).status_code == 404
    assert desk.reference not in text(stranger.get(f"/desk/queues/all?q={desk.reference}")).replace(
        f"“{desk.reference}”", ""
    ).replace(f"查找：{desk.reference}", "")
    assert desk.state("intake") == "received"


def test_who_may_not_gets_no_button_and_no_step(sqlite_app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    assert "批准立案" not in desk.page("reviewer")
    assert "开始核查" in desk.page("clerk")
    answer = desk.try_step("reviewer", "intake", "start_check")
    assert answer.status_code == 409
    assert "“开始核查”不由您办理。" in text(answer)
    sent = desk.open("reviewer").post(desk.address("intake", "start_check"), {"version": "1"})
    assert sent.status_code == 409
    assert "不由您办理" in text(sent)


def test_an_unknown_step_is_not_there(sqlite_app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    for action in ("submit", "paper_rendered", "nonsense"):
        assert desk.open("lead").get(desk.address("intake", action)).status_code == 404


def test_evidence_is_handed_out_unaltered_and_its_reading_recorded(app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    journey.log_evidence(desk)
    page = desk.page("lead")
    address = page.split(f'href="/desk/cases/{desk.case}/evidence/')[1].split('"')[0]
    answer = desk.open("lead").get(f"/desk/cases/{desk.case}/evidence/{address}")
    assert answer.data == journey.PNG
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with app.app_context():
        read = select(func.count()).select_from(Event).where(Event.action == "evidence_opened")
        assert db.session.scalar(read) == 1
    other = officer(app, Role.CASE_OFFICER, bureau_region="341881")
    assert other.get(f"/desk/cases/{desk.case}/evidence/{address}").status_code == 404


def test_a_file_that_is_no_evidence_says_what_to_send(sqlite_app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    answer = desk.open("lead").post(
        f"/desk/cases/{desk.case}/evidence",
        {
            "file": (BytesIO(b"PK\x03\x04abc"), "台账.zip"),
            "kind": "书证",
            "source": "当事人提供",
            "obtained_on": "2026-09-21",
        },
        content_type="multipart/form-data",
    )
    assert answer.status_code == 422
    assert "没有收下“台账.zip”" in text(answer)


def test_a_paper_says_that_it_is_being_made_and_then_opens(sqlite_app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    page = desk.page("clerk")
    address = f"/desk/cases/{desk.case}/papers/" + page.split("/papers/")[1].split('"')[0]
    waiting = desk.open("clerk").get(address)
    assert "正在制作" in text(waiting)
    assert waiting.headers["Refresh"] == "3"
    relay.drain(sqlite_app, until_empty=True)
    made = desk.open("clerk").get(address)
    assert made.content_type == "application/pdf"
    assert made.data.startswith(b"%PDF")
