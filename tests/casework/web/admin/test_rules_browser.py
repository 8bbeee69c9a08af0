"""The way of a local parameter in a real browser, by keyboard and without scripts; and what axe finds."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from casework.app import create_app
from tests.casework import office
from tests.infrastructure import chromium
from tests.infrastructure.site import Site

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PROPOSE = "/admin/rules/low_fine_max/propose"


@pytest.fixture
def people(live_server: Site) -> Site:
    """An administrator and a leader in the database of the running site."""
    with create_app(replace(live_server.config, testing=True)).app_context():
        office.pair()
    return live_server


def signed_in(browser: Browser, site: Site, username: str, **options: object) -> Page:
    page = browser.new_context(**options).new_page()
    page.goto(f"{site.url}/login")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", office.PASSWORD)
    page.click("main button[type=submit]")
    return page


def fill(page: Page) -> None:
    page.select_option("#region", office.PROVINCE)
    page.fill("#amount", "3000")
    page.fill("#valid_from", "2026年1月1日")
    page.fill("#basis", office.BASIS)
    page.check("input[name=confidence][value=to-confirm]")


def press(page: Page, words: str) -> None:
    """Press a button with the Enter key and wait for the page that answers."""
    page.focus(f"button:text-is('{words}')")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def looked_at(page: Page, size: dict[str, int]) -> None:
    assert chromium.grave_violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.url
    assert page.locator("h1").count() == 1


@pytest.mark.browser
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious_on_the_way(people: Site, size: dict[str, int]) -> None:
    with chromium.running() as browser:
        page = signed_in(browser, people, "office-admin", viewport=size)
        for address in ("/admin/rules", PROPOSE):
            page.goto(people.url + address)
            looked_at(page, size)
        page.click("button:text-is('预览影响')")
        looked_at(page, size)
        assert page.is_visible("a[href='#amount']")
        fill(page)
        page.click("button:text-is('预览影响')")
        looked_at(page, size)
        page.click("button:text-is('提交批准')")
        looked_at(page, size)
        proposal = page.url
        other = signed_in(browser, people, "office-leader", viewport=size)
        other.goto(proposal)
        looked_at(other, size)
        other.click("button:text-is('批准')")
        looked_at(other, size)
        assert other.is_visible("text=已批准")


@pytest.mark.browser
def test_everything_works_by_keyboard_and_without_scripts(people: Site) -> None:
    with chromium.running() as browser:
        page = signed_in(browser, people, "office-admin", java_script_enabled=False)
        page.goto(people.url + PROPOSE)
        fill(page)
        press(page, "预览影响")
        assert page.is_visible("text=没有案件的结论因此改变")
        press(page, "提交批准")
        assert page.is_visible("text=您是提出人，应当由另一个人决定是否批准")
        assert page.locator("button:text-is('批准')").count() == 0
        other = signed_in(browser, people, "office-leader", java_script_enabled=False)
        other.goto(page.url)
        press(other, "批准")
        assert other.is_visible("text=3,000.00元")
        late = signed_in(browser, people, "office-leader", java_script_enabled=False)
        late.goto(page.url)
        assert late.is_visible("p.meta:text-is('已批准')")
