"""A decision on the spot through the desk: the ceiling beside the draft and at the door, numbers, report."""

from typing import Any

import pytest
from flask import Flask

from casework import clock
from casework.jobs import relay
from casework.queries import accounts as people
from tests.casework import holders
from tests.casework.web.browsing import text
from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import Desk, bureau, complaint, controls, morning

KIND = "on_the_spot_decision"


@pytest.fixture
def desk(app: Flask, freeze: Any) -> Desk:
    """A bureau with a case that was filed, and two numbers held for its lead officer."""
    freeze(morning(0))
    made = bureau(app)
    complaint(made)
    journey.check(made, freeze)
    journey.file_case(made, freeze)
    with app.app_context():
        lead = people.actor_of(people.by_public_id(made.public_ids["lead"]))
        leader = people.actor_of(people.by_public_id(made.public_ids["leader"]))
        holders.hold(leader, lead, 2)
    return made


def sent(desk: Desk, address: str, **typed: str) -> Any:
    shown = desk.open("lead").get(address).get_data(as_text=True)
    return desk.open("lead").client.post(address, data=controls(shown) | typed)


def begun(desk: Desk, **typed: str) -> str:
    with desk.app.app_context():
        today = clock.today()
    answer = sent(
        desk,
        f"/desk/cases/{desk.case}/write/{KIND}",
        p_facts_found="当事人销售侵犯注册商标专用权的白酒1瓶。",
        p_decided_at=f"{today.year}年{today.month}月{today.day}日 9:30",
        **typed,
    )
    assert answer.status_code == 303, text(answer)
    return str(answer.location)


def test_a_fine_above_the_ceiling_is_told_beside_the_draft_and_refused(desk: Desk) -> None:
    address = begun(desk, p_fine_fen="３００１")
    page = text(desk.open("lead").get(address))
    assert "元，应当适用普通程序" in page
    assert "《行政处罚法》第五十一条" in page
    assert "您制发时先用宣州市监当罚〔2026〕1号" in page
    assert "您持有2个没有使用的文号" in page
    answer = desk.try_step("lead", "writing", "issue_paper")
    assert answer.status_code == 409
    told = text(answer).partition("原因如下")[2].partition("您填的内容都保留着")[0]
    assert told.count("应当适用普通程序") == 1
    assert desk.state("writing") == "drafted"


def test_a_warning_takes_the_number_held_and_is_reported(desk: Desk) -> None:
    address = begun(desk, p_warning="y")
    desk.take("lead", "writing", "issue_paper")
    relay.drain(desk.app, until_empty=True)
    page = desk.page("lead")
    assert "宣州市监当罚〔2026〕1号" in page
    assert "简易程序材料归档" in page
    assert "您制发时先用宣州市监当罚〔2026〕2号" in text(desk.open("lead").get(address))
    assert "当场处罚材料交存备案" in page
    desk.take("lead", "writing", "report_on_spot")
    page = desk.page("lead")
    assert "当场处罚材料交存备案：" not in page
    assert "已按期办结" in page


def test_whoever_holds_none_is_told_so(desk: Desk) -> None:
    shown = text(desk.open("assist").get(f"/desk/cases/{desk.case}/write/{KIND}"))
    assert "您没有持有文号，制发时取下一号" in shown
    assert "您没有持有文号" in text(desk.open("assist").get("/desk/numbers"))
    other = text(desk.open("lead").get(f"/desk/cases/{desk.case}/write/sampling_record"))
    assert "我持有的文号" not in other
