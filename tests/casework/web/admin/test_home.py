"""The front page of the administration says in words what the readiness address says to machines."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from casework import clock
from casework.db import transaction
from casework.models import OutboxMessage
from casework.queries import accounts as people
from casework.queries import calendar as showing
from casework.queries.health import Health
from casework.services import calendar
from casework.signing import Standing
from casework.web import readiness
from casework.web.admin import home
from casework.web.readiness import Readiness
from tests import invented_notice as invented
from tests.casework.web import browsing
from tests.casework.web.browsing import Visitor, text
from workflows import notices

Freeze = Callable[[datetime], datetime]
D = date
HELD = datetime(2026, 10, 31, 15, 59, tzinfo=UTC)
ALARM = datetime(2026, 10, 31, 16, 0, tzinfo=UTC)


def warned(browser: Visitor) -> bool:
    return "calendar_short" in browser.get("/readyz").get_json()["warnings"]


def take_over(app: Flask) -> None:
    """Put the invented year in force."""
    notice = notices.read(invented.LINES, invented.YEAR)
    with app.app_context():
        seen = showing.preview(notice, invented.SOURCE).mark
        actor = people.actor_of(people.by_username("admin"))
        calendar.import_year(notice=notice, source=invented.SOURCE, seen=seen, checked=False, actor=actor)


def test_the_alarm_begins_with_november_and_ends_with_the_import(app: Flask, freeze: Freeze) -> None:
    freeze(HELD)
    browser = browsing.officer(app, "administrator", username="admin")
    # One minute before midnight in Xuancheng.
    assert not warned(browser)
    assert "缺2027年" not in text(browser.get("/admin"))
    assert "缺2027年" not in text(browser.get("/admin/calendar"))
    freeze(ALARM)
    assert warned(browser)
    assert "缺2027年放假安排" in text(browser.get("/admin"))
    assert "notice-red" in browser.get("/admin/calendar").get_data(as_text=True)
    take_over(app)
    assert not warned(browser)
    assert "缺2027年" not in text(browser.get("/admin"))
    assert "2027年的放假安排已经导入" in text(browser.get("/admin/calendar"))


def test_before_november_the_page_only_says_how_far_the_calendar_reaches(app: Flask, freeze: Freeze) -> None:
    freeze(HELD)
    page = browsing.officer(app, "administrator", username="admin").get("/admin/calendar")
    assert "晚于2026年12月31日的日期都标“暂定”" in text(page)
    assert "notice-red" not in page.get_data(as_text=True)


@pytest.mark.parametrize(
    ("horizon", "today", "short"),
    [
        (D(2026, 12, 31), D(2026, 10, 31), False),
        (D(2026, 12, 31), D(2026, 11, 1), True),
        (D(2026, 12, 31), D(2027, 1, 1), True),
        (D(2027, 12, 31), D(2026, 12, 31), False),
        (D(2027, 12, 31), D(2027, 10, 31), False),
        (None, D(2026, 3, 1), True),
    ],
)
def test_how_far_the_calendar_should_reach(horizon: date | None, today: date, *, short: bool) -> None:
    assert readiness.short(horizon, today) is short


def found(**changes: object) -> Readiness:
    """Everything in order, but for what a test changes."""
    health = Health(True, "0006", "0006", 0, None, 0, D(2026, 12, 31))
    usual: dict[str, object] = {
        "health": health,
        "storage": True,
        "oldest_seconds": 0,
        "fonts": {},
        "fonts_substituted": False,
        "signing": Standing.SIGNED,
        "calendar_short": False,
    }
    return Readiness(**(usual | changes))


@pytest.mark.parametrize(
    ("changes", "place", "level", "words"),
    [
        ({}, 0, home.GOOD, "表结构第0006版"),
        ({"health": Health(False, expected="0006")}, 0, home.BAD, "没有应答"),
        ({"health": Health(True, "0005", "0006")}, 0, home.BAD, "第0005版，程序需要第0006版"),
        ({"storage": False}, 1, home.BAD, "不能保存"),
        ({"health": Health(True, "6", "6", 3, None, 2)}, 2, home.BAD, "2项多次没有办成"),
        ({"health": Health(True, "6", "6", 3), "oldest_seconds": 660}, 2, home.LOOK, "最早的等了11分钟"),
        ({"health": Health(True, "6", "6", 3), "oldest_seconds": 60}, 2, home.GOOD, "3项在等"),
        ({"fonts_substituted": True}, 3, home.LOOK, "相近的字体"),
        ({"calendar_short": True}, 5, home.BAD, "2027年的放假安排还没有导入"),
        ({"calendar_short": True}, 5, home.BAD, "7项在办期限因此是暂定的"),
        ({"signing": Standing.NONE}, 4, home.LOOK, "没有电子签名，其他不受影响"),
        ({"signing": Standing.BROKEN}, 4, home.BAD, "密钥不能使用"),
        ({"signing": Standing.ENDING}, 4, home.LOOK, "快要到期"),
        ({"signing": Standing.ENDED}, 4, home.BAD, "已经到期"),
        ({"signing": Standing.DEMO}, 4, home.GOOD, "演示证书"),
        ({}, 4, home.GOOD, "都有电子签名"),
        ({}, 5, home.GOOD, "已导入到2026年12月31日"),
    ],
)
def test_each_fact_has_its_line(
    sqlite_app: Flask, changes: dict[str, object], place: int, level: str, words: str
) -> None:
    with sqlite_app.test_request_context():
        line = home.lines(found(**changes), showing.Standing(D(2019, 1, 1), D(2026, 12, 31), 7))[place]
    assert (line.level, words in line.text) == (level, True), line


def test_a_calendar_without_a_day_is_said(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context():
        line = home.days(found(calendar_short=True), showing.Standing(None, None, 0))
    assert (line.level, line.mark) == (home.BAD, "没有装载")


def test_a_dead_message_reaches_the_page(app: Flask) -> None:
    browser = browsing.officer(app, "administrator", username="admin")
    then = clock.now()
    with app.app_context(), transaction() as session:
        session.add(
            OutboxMessage(
                uid="1", topic="render", ref="1", dedupe_key="1", created_at=then,
                available_at=then, dead_at=then,
            )
        )  # fmt: skip
    assert "1项多次没有办成" in text(browser.get("/admin"))


def test_the_front_page_is_for_those_who_settle_things(app: Flask) -> None:
    assert browsing.officer(app, "leader", username="leader1").get("/admin").status_code == 200
    assert browsing.officer(app, "case_officer", username="officer2").get("/admin").status_code == 404
    assert browsing.visitor(app).get("/admin").status_code == 303
