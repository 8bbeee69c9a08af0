"""The way of a wording in a real browser, without scripts; the numbers beside the lines; what axe finds."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from casework import clock
from casework.app import create_app
from documents.wordings import base
from tests.casework import office
from tests.infrastructure import chromium
from tests.infrastructure.site import Site
from workflows.vocabulary import Role

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# How far the number of the last line stands from that line, long lines being wrapped; all of it in sight.
LEVEL = """(() => {
  const text = document.querySelector('#text'), style = getComputedStyle(text);
  if (text.scrollWidth > text.clientWidth) { return 9999; }
  const lines = text.value.split('\\n').length, top = text.getBoundingClientRect().top;
  const last = document.querySelectorAll('.numbers li')[lines - 1].getBoundingClientRect().bottom - top;
  text.style.height = 0;
  text.style.fieldSizing = 'fixed';
  const end = text.scrollHeight - parseFloat(style.paddingBottom) + parseFloat(style.borderTopWidth);
  text.style.height = text.style.fieldSizing = '';
  return Math.abs(last - end);
})()"""
KIND = "case_transfer_letter"
PAGE = f"/admin/papers/{KIND}"


@pytest.fixture
def people(live_server: Site) -> Site:
    """A legal reviewer and an administrator in the database of the running site."""
    with create_app(replace(live_server.config, testing=True)).app_context():
        office.person("office-legal", Role.LEGAL_REVIEWER)
        office.person("office-admin", Role.ADMINISTRATOR)
    return live_server


def signed_in(browser: Browser, site: Site, username: str, **options: object) -> Page:
    page = browser.new_context(**options).new_page()
    page.goto(f"{site.url}/login")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", office.PASSWORD)
    page.click("main button[type=submit]")
    return page


def press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.click(f"button:text-is('{words}')")


@pytest.mark.browser
def test_a_wording_changes_by_two_people_without_scripts(people: Site) -> None:
    with chromium.running() as browser:
        first = signed_in(browser, people, "office-legal", java_script_enabled=False)
        first.goto(f"{people.url}{PAGE}/edit")
        first.fill("#text", base(KIND).text.replace("请予接收", "请接收{{ nothing }}"))
        press(first, "检查")
        assert "没有“nothing”这一项" in first.inner_text("#findings")
        assert "请接收{{ nothing }}" in first.input_value("#text")
        first.fill("#text", base(KIND).text.replace("请予接收", "请接收"))
        first.fill("#valid_from", clock.today().isoformat())
        first.fill("#note", "字句更短")
        with first.expect_popup():
            first.click("button:text-is('预览')")
        assert "请接收，" in first.input_value("#text")
        press(first, "提交审核")
        address = first.url
        second = signed_in(browser, people, "office-admin", java_script_enabled=False)
        second.goto(address)
        assert "请接收，" in second.inner_text(".compared .added")
        press(second, "批准")
        assert "请接收，" in second.inner_text(".numbered")
        assert "已批准" in second.inner_text("#history")


@pytest.mark.browser
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_fit_and_axe_finds_nothing_serious(people: Site, size: dict[str, int]) -> None:
    with chromium.running() as browser:
        page = signed_in(browser, people, "office-legal", viewport=size)
        for address in ("/admin/papers", PAGE, f"{PAGE}/edit"):
            page.goto(f"{people.url}{address}")
            assert chromium.grave_violations(page) == [], page.url
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.url
        assert page.evaluate(LEVEL) < 2
        page.fill("#text", "p: " + "很长的一句话。" * 60 + "\np: 完")
        assert page.evaluate(LEVEL) < 2
        first = page.locator(".numbers li").nth(0).bounding_box()
        assert first is not None
        assert first["height"] > 60
        page.fill("#text", "p: {{ nothing }}")
        page.fill("#valid_from", clock.today().isoformat())
        press(page, "提交审核")
        assert chromium.grave_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
