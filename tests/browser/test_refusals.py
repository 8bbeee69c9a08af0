"""What is refused on the way, tried on pages by the people who would: window, apartness, range, one officer,
two decisions, publication before service, another county.

The cases stand where a refusal waits; they were walked there through the door before the site was opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import create_engine, text, update

from casework import clock
from casework.app import create_app
from casework.db import transaction
from casework.demo import replay
from casework.demo.story import Story
from casework.models import Account
from tests import builders
from tests.browser.office import Office, zh
from tests.browser.tale import FIRST
from tests.infrastructure import site
from tests.infrastructure.databases import Databases
from workflows.vocabulary import Role

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.timeout(400)]

# Where each case stands, and so many working days after its complaint.
WAITING = {
    "check": 5,
    "log": 13,
    "to_review": 19,
    "deliver_notice": 23,
    "clear": 30,
}
TODAY = 40


def story(until: str, started: int) -> Story:
    respondent = replace(FIRST.story.respondent, name=f"宣州区示例{started}号酒行", uscc="")
    return replace(
        builders.PLAIN,
        key=f"refusal-{until}",
        respondent=respondent,
        until=until,
        started=started,
        waives=False,
    )


def history(config: object) -> dict[str, str]:
    """Walk the cases to where they wait; the second officer is a reviewer as well."""
    app = create_app(config)  # type: ignore[arg-type]
    with app.app_context():
        with clock.at(builders.moment(builders.START, 1)):
            builders.city()
            both = [Role.CASE_OFFICER, Role.REVIEWER]
            with transaction() as session:
                session.execute(update(Account).where(Account.username == "officer2").values(roles=both))
        with clock.at(builders.moment(builders.day(TODAY), 17)):
            stories = [story(until, started) for until, started in WAITING.items()]
            walks = replay.play(stories, drain=builders.drain)
    return {walk.story.until: walk.public_id for walk in walks}


@pytest.fixture(scope="module")
def cases() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def refusing(
    sqlite_databases: Databases,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    cases: dict[str, str],
) -> Iterator[Office]:
    """One site for the module: no test here changes the case of another."""
    instance: Path = tmp_path_factory.mktemp("refusals")
    config = sqlite_databases.fresh(instance, instance.name)
    cases |= history(config)
    with ExitStack() as running:
        office = Office(running.enter_context(site.running(config)), browser)
        office.at(TODAY, 17, 10)
        yield office
        office.close()


def test_nobody_decides_inside_the_window(refusing: Office, cases: dict[str, str]) -> None:
    refusing.case_id = cases["deliver_notice"]
    leader = refusing["leader"]
    why = leader.closed_step("作出行政处罚决定")
    assert "期限内不得作出决定" in why
    assert "《中华人民共和国行政处罚法》" in why
    status, said = leader.forge(address(refusing, "penalty", "decide_penalty"), {"fine_fen": "17388"})
    assert status == 409
    assert "期限内不得作出决定" in said
    leader.case().reads("行政处罚已告知")
    quiet(refusing)


def test_no_officer_reviews_the_own_case(refusing: Office, cases: dict[str, str]) -> None:
    refusing.case_id = cases["to_review"]
    officer = refusing["officer2"]
    why = officer.closed_step("审核同意")
    assert "办案人员" in why, why
    typed = {"text": "同意", "items-0-name": "管辖", "items-0-finding": "有"}
    status, said = officer.forge(address(refusing, "penalty", "agree_review"), typed)
    assert status == 409, said
    assert "办案人员" in said
    quiet(refusing)


def test_a_fine_above_the_range_comes_back_with_the_range(refusing: Office, cases: dict[str, str]) -> None:
    refusing.case_id = cases["log"]
    officer, facts = refusing["officer1"], "经查，当事人销售标注“示例老窖”的白酒6瓶，违法经营额8,694元。"
    officer.open_step("调查终结")
    values = {
        "违法行为": "销售侵犯注册商标专用权的商品",
        "违法行为开始日期": zh(refusing.day(0)),
        "违法行为终了日期": zh(refusing.day(20)),
        "查明的事实": facts,
        "违法经营额": "８，６９４",
        "性质和依据": FIRST.story.nature,
        "裁量理由": FIRST.story.discretion,
        "责令改正的内容": FIRST.story.orders,
        "拟处罚款": "250,000.01",
    }
    officer.fill(values).press("调查终结", 409)
    officer.reads("罚款¥250,000.01超出法定幅度¥0.00至¥250,000.00", "商标法", "超出幅度")
    assert officer.page.get_by_label("拟处罚款").input_value() == "250,000.01"
    assert officer.page.get_by_label("查明的事实").input_value() == facts
    officer.case().reads("调查取证")
    quiet(refusing)


def test_one_officer_alone_files_nothing(refusing: Office, cases: dict[str, str]) -> None:
    refusing.case_id = cases["check"]
    leader = refusing["leader"]
    leader.open_step("批准立案")
    values = {"核查情况": "到门店核查，货架有涉案白酒6瓶。", "主办人员": "江岚", "协办人员": "江岚"}
    leader.fill(values).press("批准立案", 422)
    leader.reads("主办和协办不能是同一人", "四项条件都要确认")
    assert leader.page.get_by_label("核查情况").input_value() == values["核查情况"]
    leader.case().reads("核查中")
    quiet(refusing)


def test_a_second_decision_and_an_unserved_publication(refusing: Office, cases: dict[str, str]) -> None:
    refusing.case_id = cases["clear"]
    leader = refusing["leader"]
    leader.open_step("作出行政处罚决定")
    form = leader.page.locator("main form").last
    fields = {
        str(field.get_attribute("name")): field.input_value()
        for field in form.locator("input[name], textarea[name]").all()
    }
    leader.press("作出行政处罚决定").reads("作出行政处罚决定，已记入案件。")
    for _ in range(2):
        status, said = leader.forge(address(refusing, "penalty", "decide_penalty"), fields)
        assert status == 409
        assert "不能办理“作出行政处罚决定”" in said or "案件有了变动" in said
    papers = leader.case().page.locator("#pp tbody th a", has_text="行政处罚决定书")
    assert papers.count() == 1
    disclosure = refusing["disclosure"]
    assert "还没有送达当事人，不能公示" in disclosure.closed_step("制作公示件")
    for action in ("prepare_public_copy", "publish"):
        typed = {"secrecy": ["state", "privacy"]}
        status, said = disclosure.forge(address(refusing, "disclosure", action), typed)
        assert status == 409, said
        assert "还没有送达当事人" in said or "不能办理“批准公示”" in said
    refusing.newcomer("reader").go("/disclosures").never_reads("30号酒行")
    quiet(refusing)


def test_another_county_finds_nothing(refusing: Office, cases: dict[str, str]) -> None:
    refusing.case_id = cases["deliver_notice"]
    at_home = refusing["officer1"].case().page
    addresses = {
        str(link.get_attribute("href"))
        for link in at_home.locator("#pp tbody a, #ev tbody a, section.next a").all()
    }
    assert len(addresses) > 5
    for post in ("officer1", "leader", "mediator"):
        stranger = refusing[f"{post}-{builders.ELSEWHERE}"]
        stranger.case(404)
        for found in addresses:
            assert stranger.profile.request.get(found).status == 404
    quiet(refusing)


def address(office: Office, procedure: str, action: str) -> str:
    """The address of a step, as somebody knows it who saw it once."""
    engine = create_engine(office.site.config.database_url)
    wanted = (
        "SELECT p.public_id FROM proceedings p JOIN cases c ON c.id = p.case_id"
        " WHERE c.public_id = :case AND p.procedure = :procedure"
    )
    with engine.connect() as database:
        found = database.execute(text(wanted), {"case": office.case_id, "procedure": procedure}).scalar_one()
    engine.dispose()
    return f"/desk/cases/{office.case_id}/proceedings/{found}/{action}"


def quiet(office: Office) -> None:
    """No page on the way had a fault."""
    assert not office.eyes.faults, "\n".join(office.eyes.faults)
