"""Queues: which case waits for whom, how it is sorted and found, and what the page costs."""

import pytest
from flask import Flask

from casework import clock
from casework.db import db, transaction
from casework.models import Case
from casework.queries import accounts, queue
from casework.queries.queue_words import NEXT, OWNED, QUEUES
from tests.casework.web.browsing import officer
from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import BUREAU, Desk, bureau, complaint, morning
from tests.infrastructure import queries
from workflows.engine import Actor
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Procedure, Role, State


def actor(desk: Desk, who: str) -> Actor:
    return accounts.actor_of(accounts.by_username(f"{who}-officer"))


def names(desk: Desk, who: str, name: str, **filters) -> list[str]:
    found = queue.for_officer(actor(desk, who), name, **filters)
    assert found is not None
    assert len(found.rows) == found.total
    return [row.reference for row in found.rows]


def test_a_complaint_waits_for_whom_it_waits(app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    with app.app_context():
        assert names(desk, "clerk", "mine") == [desk.reference]
        assert names(desk, "lead", "mine") == []
        assert names(desk, "lead", "intake") == [desk.reference]
        assert names(desk, "leader", "mine") == []
    desk.take("clerk", "intake", "start_check")
    with app.app_context():
        assert names(desk, "clerk", "mine") == []
        assert names(desk, "leader", "mine") == [desk.reference]
        assert names(desk, "leader", "filing") == [desk.reference]
        assert names(desk, "mediator", "mediation") == [desk.reference]
    journey.file_case(desk, freeze)
    with app.app_context():
        assert names(desk, "lead", "mine") == [desk.reference]
        assert names(desk, "assist", "mine") == [desk.reference]
        assert names(desk, "leader", "mine") == []
        assert names(desk, "lead", "all", procedure="penalty") == [desk.reference]
        assert names(desk, "lead", "all", procedure="intake") == []
        row = queue.for_officer(actor(desk, "lead"), "mine").rows[0]
        assert row.lead == "程砚"
        assert row.stage == State.INVESTIGATING.label
        assert row.mark == "还剩90天"


@pytest.mark.parametrize(
    "words",
    [
        "XC-2026",
        "示例酒业",
        "９９００１４２８",
        "示例甲",
        "泾县示例酒厂",
        "92341802MARLCR055F",
        "宣州市监接收",
    ],
)
def test_a_case_is_found_by_what_people_know_of_it(sqlite_app: Flask, freeze, words: str) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    answer = desk.open("clerk").get("/desk/queues/all", query_string={"q": words})
    assert desk.reference in answer.get_data(as_text=True)


@pytest.mark.parametrize("words", ["%", "_", "\\", "没有这个", "'"])
def test_signs_of_the_database_are_plain_words(app: Flask, freeze, words: str) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    with app.app_context():
        assert names(desk, "clerk", "all", q=words) == []


def many(number: int) -> None:
    """Rows of open cases, some overdue, some without a date."""
    with transaction() as session:
        today = clock.today()
        for index in range(number):
            late = index % 7 - 3
            dated = index % 5 != 0
            session.add(
                Case(
                    reference=f"XC-2026-{index + 1000}",
                    bureau_region=BUREAU,
                    title="在同种商品上使用近似商标，或者在类似商品上使用相同或者近似商标，容易导致混淆",
                    stage="penalty:investigating",
                    opened_at=clock.now(),
                    respondent_name=f"宣城市宣州区示例食品经营有限责任公司第{index}分公司",
                    next_due_on=clock.local(clock.now()).date().fromordinal(today.toordinal() + late)
                    if dated
                    else None,
                    next_due_label="作出处理决定" if dated else "",
                )
            )


def test_fifty_rows_in_two_statements_by_legal_risk(app: Flask, freeze) -> None:
    freeze(morning(0))
    browser = officer(app, Role.CASE_OFFICER, bureau_region=BUREAU)
    with app.app_context():
        many(60)
    browser.get("/desk/queues/all")
    with app.app_context():
        engine = db.engine
    with queries.recorded(engine) as record:
        answer = browser.get("/desk/queues/all")
    assert len(record.statements) <= 3, record.statements
    page = answer.get_data(as_text=True)
    assert page.count("<tr") == 51
    assert len(page.encode()) < 60_000
    assert "逾期3天" in page
    with app.app_context():
        rows = queue.for_officer(accounts.actor_of(accounts.by_username("officer1")), "all").rows
    due = [row.due_on for row in rows]
    assert due == sorted(due, key=lambda day: (day is None, day or clock.today()))
    second = browser.get("/desk/queues/all?page=2").get_data(as_text=True)
    assert "第51至60件，共60件" in second


def test_every_waiting_place_is_a_state_of_its_table() -> None:
    for waiting in OWNED.values():
        for procedure, state in waiting:
            assert state in PROCEDURES[procedure].states(), (procedure, state)
    for place in NEXT:
        procedure, state = place.split(":")
        assert State(state) in PROCEDURES[Procedure(procedure)].states(), place


def test_every_queue_says_why_it_is_empty() -> None:
    assert all(one.empty.endswith("。") for one in QUEUES)
    assert len({one.name for one in QUEUES}) == len(QUEUES)
