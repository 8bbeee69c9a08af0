"""The calculator and the rules in a real browser: by keyboard and mouse, without scripts, at both widths."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page

from casework.app import create_app
from casework.services import reference
from tests.infrastructure import chromium
from tests.infrastructure.site import Site

SIZES = ({"width": 1280, "height": 900}, {"width": 390, "height": 844})
ANSWERS = (
    "/calculator",
    "/calculator?t=term&rule=GEN-01&start=2026-09-28&from1=2026-10-13&to1=2026-10-15",
    "/calculator?t=term&rule=REM-04&start=2026-08-31",
    "/calculator?t=term&rule=NOPE&start=2026-13-31&from1=2026-10-13",
    "/calculator?t=fine&act=TM57-3&ended=2026-07-23&decided=2026-10-16&party=legal&turnover=72500&sales=31500"
    "&unsold=41000&gains=9828&fine=145000",
    "/calculator?t=fine&act=UC10-2025&ended=2026-07-23&decided=2026-10-16&party=natural",
    "/calculator?t=late&fine=10000&due=2026-09-10&paid=2026-09-30",
    "/calculator?t=show&procedure=ordinary&kinds=罚款&fine=145000&decided=2026-10-16&published=2026-10-20",
    "/calculator?t=hearing&party=individual_business&fine=10000",
    "/calculator?t=capital&amount=63052.93",
    "/rules?on=2026-09-28",
    "/rules?on=2026-12-31&with=2027-01-01",
    "/rules?on=x&q=z",
)


@pytest.fixture
def stocked(live_server: Site) -> Site:
    """The running site with its holidays, held on a Friday in October."""
    with create_app(replace(live_server.config, testing=True)).app_context():
        reference.load_reference()
    live_server.move_clock(datetime(2026, 10, 16, 1, 0, tzinfo=UTC))
    return live_server


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium.running() as opened:
        yield opened


def by_hand(page: Page, site: Site) -> None:
    """What a rights holder does: look for the matter, choose it, fill in three dates."""
    page.goto(f"{site.url}/calculator")
    page.fill("#q", "立案")
    page.click("main form button[name=find]")
    page.select_option("#rule", "GEN-01")
    page.fill("#start", "2026年9月28日")
    page.fill("#from1", "2026年10月13日")
    page.fill("#to1", "2026年10月15日")
    page.click("main form button:has-text('计算')")


@pytest.mark.browser
def test_a_holder_works_out_the_example_without_scripts(stocked: Site, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False, viewport=SIZES[1]).new_page()
    by_hand(page, stocked)
    assert page.inner_text(".result .day") == "2026年10月28日 星期三"
    assert "还剩8个工作日" in page.inner_text(".result")
    assert "第十八条第一款" in page.inner_text(".result")
    totals = page.locator(".brief tbody .c-sum").all_inner_texts()
    assert [text.strip() for text in totals][-2:] == ["15日", "15日"]
    assert page.inner_text(".cal td.last") == "28\n第15日"
    assert page.locator(".cal td.pause").count() == 3
    assert page.input_value("#start") == "2026年9月28日"
    link = page.input_value("#link")
    page.goto(stocked.url + link[link.index("/calculator") :])
    assert page.inner_text(".result .day") == "2026年10月28日 星期三"


@pytest.mark.browser
def test_a_mistake_is_mended_beside_its_field(stocked: Site, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    by_hand(page, stocked)
    page.fill("#to1", "2026年10月12日")
    page.click("main form button:has-text('计算')")
    assert "结束早于开始" in page.inner_text("#to1-e")
    assert page.locator(".result").count() == 0
    page.click(".errors a")
    page.fill("#to1", "２０２６．１０．１５")
    page.click("main form button:has-text('计算')")
    assert page.inner_text(".result .day") == "2026年10月28日 星期三"


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_axe_finds_nothing_and_nothing_runs_sideways(stocked: Site, browser: Browser, lang: str) -> None:
    for size in SIZES:
        page = browser.new_page(viewport=size)
        page.goto(f"{stocked.url}/?lang={lang}")
        for address in ANSWERS:
            page.goto(stocked.url + address)
            assert chromium.grave_violations(page) == [], (address, size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (address, size)


@pytest.mark.browser
def test_the_rules_lead_from_a_day_of_change_to_what_changed(stocked: Site, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{stocked.url}/rules")
    page.click(".law-switches a:has-text('2027年1月1日')")
    assert "从2026年12月31日到2027年1月1日" in page.inner_text("main")
    assert "TM72-2026" in page.inner_text("main")
    page.fill("#with", "")
    page.fill("#q", "TM72")
    page.click("main form button")
    assert "没有找到规则" in page.inner_text("main")
    page.fill("#on", "2027年1月1日")
    page.click("main form button")
    assert page.locator("#TM72-2026").count() == 1
