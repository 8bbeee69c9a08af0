"""The public calculator on both databases: what it answers, that its links repeat it, and what it refuses."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import urlsplit

import pytest
from flask import Flask

from casework.calendar_table import working_calendar
from casework.services import reference
from casework.web.law import wording
from tests.casework.web import browsing
from tests.casework.web.law.address import MOCK, address
from workflows import clocks
from workflows.rules import book
from workflows.rules.rows import DeadlineRule, PenaltyRule

LINK = re.compile(r'id="link"[^>]* value="([^"]+)"')


@pytest.fixture
def stocked(app: Flask) -> Flask:
    """The application with its holidays loaded."""
    with app.app_context():
        reference.load_reference()
    return app


@pytest.fixture
def browser(stocked: Flask) -> browsing.Visitor:
    return browsing.visitor(stocked)


@pytest.fixture
def on_the_sixteenth(freeze: Callable[[datetime], datetime]) -> None:
    freeze(datetime(2026, 10, 16, 1, 0, tzinfo=UTC))


def test_the_term_of_the_example_ends_as_a_paper_calendar_says(
    browser: browsing.Visitor, on_the_sixteenth: None
) -> None:
    answer = browser.get(address("term", **MOCK))
    page = browsing.text(answer)
    assert answer.status_code == 200
    assert '<time datetime="2026-10-28">2026年10月28日</time>' in answer.get_data(as_text=True)
    for words in (
        "星期三",
        "还剩8个工作日",
        "以2026年10月16日为今天",
        "《市场监督管理行政处罚程序规定》第十八条第一款 ，2021年7月15日起施行",
        "10月13日至15日 不计入 6日",
        "10月26日至28日 3日 15日",
        "国庆节放假，不计入",
    ):
        assert words in page, words


def test_nothing_is_kept_of_who_asks(browser: browsing.Visitor) -> None:
    answer = browser.get(address("term", **MOCK))
    assert answer.headers.getlist("Set-Cookie") == []
    assert "no-store" not in answer.headers["Cache-Control"]
    assert browser.get("/calculator").headers.getlist("Set-Cookie") == []


@pytest.mark.parametrize(
    ("tab", "asked"),
    [
        ("term", MOCK),
        ("term", MOCK | {"start": "２０２６年９月２８日", "why": "鉴定", "ext": "5", "ext_on": "2026-10-20"}),
        ("term", {"rule": "GEN-03", "start": "2026-9-28", "at": "14:30"}),
        ("term", {"rule": "GEN-05", "start": "2026-9-28", "back": "1"}),
        (
            "fine",
            {"act": "TM57-3", "ended": "2026-7-23", "party": "legal", "turnover": "7.25万", "fine": "1"},
        ),
        ("late", {"fine": "10,000", "due": "2026-9-10", "from1": "2026-9-12", "to1": "2026-9-13"}),
        ("show", {"procedure": "ordinary", "kinds": ["警告", "罚款"], "fine": "35", "decided": "2026-10-16"}),
        ("hearing", {"party": "natural", "fine": "10000", "kinds": ["责令关闭"]}),
        ("capital", {"amount": "63052.93"}),
    ],
)
def test_a_link_reproduces_its_answer(
    quick: browsing.Visitor, on_the_sixteenth: None, tab: str, asked: dict[str, object]
) -> None:
    first = quick.get(address(tab, **asked)).get_data(as_text=True)
    found = LINK.search(first)
    assert found, browsing.text(quick.get(address(tab, **asked)))
    parts = urlsplit(unescape(found[1]))
    second = quick.get(f"{parts.path}?{parts.query}").get_data(as_text=True)
    assert LINK.search(second)[1] == found[1]  # type: ignore[index]
    shown = 'class="stack law-answer"'
    assert second[second.index(shown) :] == first[first.index(shown) :]


def test_typed_dates_of_any_kind_give_the_same_day(quick: browsing.Visitor) -> None:
    for typed in ("2026年9月28日", "2026-9-28", "20260928", "２０２６－０９－２８", " 2026 年 9 月 28 日 "):
        page = browsing.text(quick.get(address("term", rule="GEN-01", start=typed)))
        assert "2026年10月23日" in page, typed


def test_every_term_can_be_worked_out(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        reference.load_reference()
        calendar = working_calendar()
    browser = browsing.visitor(sqlite_app)
    for rule in book.load().deadlines:
        start = _day_of(rule)
        found = clocks.compute(rule, start, calendar, backward=wording.backward(rule))
        answer = browser.get(address("term", rule=rule.id, start=start.isoformat()))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 200, rule.id
        assert f'<p class="day"><time datetime="{found.due_on.isoformat()}">' in page, rule.id
        assert found.basis in page, rule.id
        assert ("待核实" in page) >= (rule.confidence == "to-confirm"), rule.id


def test_every_violation_can_be_worked_out(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        reference.load_reference()
    browser = browsing.visitor(sqlite_app)
    for row in book.load().penalties:
        day = _day_of(row).isoformat()
        asked = {"act": row.id, "ended": day, "decided": day, "party": "legal", "turnover": "60000"}
        answer = browser.get(address("fine", **asked, gains="60000", goods="60000"))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 200, row.id
        assert row.basis in page, row.id
        assert row.name in page, row.id
        for words in (*row.confiscate, *row.orders):
            assert words in page, (row.id, words)


def _day_of(row: DeadlineRule | PenaltyRule) -> date:
    return row.valid_from or row.valid_to or date(2026, 9, 28)


def test_the_range_stands_with_law_branch_and_arithmetic(
    browser: browsing.Visitor, on_the_sixteenth: None
) -> None:
    asked = {"act": "TM57-3", "ended": "2026-07-23", "party": "legal", "turnover": "72500"}
    more = {"gains": "9828", "sales": "31500", "unsold": "41000", "fine": "145000"}
    page = browsing.text(browser.get(address("fine", **asked, **more)))
    for words in (
        "可以处以罚款 ¥0.00至¥362,500.00",
        "幅度内",
        "应当告知听证",
        "未达刑事标准",
        "72,500.00 × 5 = 362,500.00元",
        "适用《商标法》（2019）第六十条第二款（《行政处罚法》第三十七条）",
        "¥108,750.00",
        "¥253,750.00",
        "听证 ¥100,000",
        "31,500.00 / 50,000.00元",
        "销售不知道是侵权商品",
    ):
        assert words in page, words


def test_a_fine_outside_the_range_is_marked(quick: browsing.Visitor) -> None:
    asked = {"act": "TM57-3", "ended": "2026-07-23", "decided": "2026-10-16", "party": "natural"}
    page = browsing.text(quick.get(address("fine", **asked, turnover="40000", fine="250000.01")))
    assert "超出幅度" in page
    assert "幅度内 " not in page


def test_an_innocent_seller_is_not_fined(quick: browsing.Visitor) -> None:
    asked = {"act": "TM57-3", "ended": "2026-07-23", "decided": "2026-10-16", "party": "natural"}
    page = browsing.text(quick.get(address("fine", **asked, turnover="60000", innocent="1")))
    assert "不处罚款 ¥0.00至¥0.00" in page


def test_surcharge_stops_at_the_fine_itself(quick: browsing.Visitor) -> None:
    page = browsing.text(quick.get(address("late", fine="10000", due="2026-01-05", paid="2026-12-31")))
    assert "¥10,000.00" in page
    assert "已到上限" in page
    page = browsing.text(quick.get(address("late", fine="10000", due="2026-09-10", paid="2026-09-30")))
    assert "逾期20日 ¥6,000.00" in page


def test_the_two_channels_of_display_stand_apart(quick: browsing.Visitor) -> None:
    asked = {"procedure": "ordinary", "kinds": ["罚款", "没收非法财物"], "fine": "145000"}
    page = browsing.text(quick.get(address("show", **asked, decided="2026-10-16", published="2026-10-20")))
    official, credit = page.split("信用中国", 1)
    assert "2029年10月20日" in official
    assert "2027年10月16日" in credit
    assert "待核实" in credit


def test_hearing_by_amount_and_by_kind(quick: browsing.Visitor) -> None:
    below = quick.get(address("hearing", party="legal", fine="99999.99", on="2026-10-16"))
    assert "不在听证范围" in browsing.text(below)
    at = quick.get(address("hearing", party="legal", fine="100000", on="2026-10-16"))
    assert "应当告知听证" in browsing.text(at)
    kind = quick.get(address("hearing", party="legal", kinds="吊销营业执照", on="2026-10-16"))
    assert "吊销营业执照属于应当告知听证的处罚种类" in browsing.text(kind)


def test_capitals(quick: browsing.Visitor) -> None:
    assert "陆万叁仟零伍拾贰元玖角叁分" in browsing.text(quick.get(address("capital", amount="63,052.93")))


def test_the_list_is_narrowed_without_scripts(quick: browsing.Visitor) -> None:
    page = quick.get("/calculator?t=term&q=听证&find=1").get_data(as_text=True)
    offered = re.findall(r'<option value="([A-Z]+-\d+)"', page)
    assert {"HEA-01", "HEA-02", "GEN-06"} <= set(offered)
    assert "REM-01" not in offered
    assert "找到" in page
    assert 'id="answer"' not in page
    nothing = quick.get("/calculator?t=term&q=无此事&find=1").get_data(as_text=True)
    assert "没有找到" in nothing
    assert "REM-01" in nothing


def test_the_only_hit_is_chosen(quick: browsing.Visitor) -> None:
    page = quick.get("/calculator?t=term&q=GEN-01&start=2026-09-28").get_data(as_text=True)
    assert '<option value="GEN-01" selected' in page
    assert 'datetime="2026-10-23"' in page


def test_only_violations_of_the_day_are_offered(quick: browsing.Visitor) -> None:
    def offered(ended: str) -> list[str]:
        page = quick.get(address("fine", ended=ended, find="1")).get_data(as_text=True)
        return re.findall(r'<option value="([A-Z0-9-]+)"', page)

    assert "TM72-2026" not in offered("2026-12-31")
    assert "TM57-3" in offered("2026-12-31")
    assert "TM72-2026" in offered("2027-01-01")
    assert "TM57-3" not in offered("2027-01-01")


def test_past_the_announced_holidays_a_date_is_provisional(quick: browsing.Visitor) -> None:
    page = browsing.text(quick.get(address("term", rule="GEN-01", start="2029-12-20")))
    assert "暂定" in page
    assert "公布后重新计算" in page
    assert "暂定" not in browsing.text(quick.get(address("term", **MOCK)))


def test_a_date_that_moved_on_names_the_day_before(quick: browsing.Visitor) -> None:
    page = browsing.text(quick.get(address("term", rule="GEN-07", start="2026-07-13")))
    assert "2026年10月12日" in page or "没有顺延以前是" in page
    rolled = browsing.text(quick.get(address("term", rule="REM-01", start="2026-08-03")))
    assert "没有顺延以前是2026年10月2日" in rolled


def test_english_keeps_the_words_of_the_law_chinese(quick: browsing.Visitor) -> None:
    quick.get("/?lang=en")
    answer = quick.get(address("term", **MOCK))
    page = answer.get_data(as_text=True)
    assert "28 October 2026" in page
    assert "Wednesday" in page
    assert '<span lang="zh-Hans-CN">《市场监督管理行政处罚程序规定》第十八条第一款</span>' in page
    for tab in ("term", "fine", "late", "show", "hearing", "capital"):
        empty = quick.get(address(tab)).get_data(as_text=True)
        own = re.sub(r'<(optgroup|option|span)[^>]* lang="zh-Hans-CN">.*?</\1>', "", empty)
        assert "请" not in own, tab
        assert "您" not in own, tab


@pytest.mark.parametrize("tab", ["term", "fine", "late", "show", "hearing", "capital"])
def test_every_example_gives_an_answer(quick: browsing.Visitor, tab: str) -> None:
    page = quick.get(address(tab)).get_data(as_text=True)
    examples = re.findall(r'<a href="(/calculator[^"]+)"', page[page.index("law-empty") :])
    assert examples
    for example in examples:
        assert 'id="answer"' in quick.get(unescape(example)).get_data(as_text=True), example


def test_the_page_is_small_and_has_one_heading(quick: browsing.Visitor) -> None:
    page = quick.get(address("term", **MOCK)).get_data(as_text=True)
    assert len(page.encode()) < 60_000
    assert page.count("<h1") == 1
