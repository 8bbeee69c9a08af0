"""The register of numbers in a real browser: what axe finds, how wide it is, by keyboard and on a phone."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from casework.app import create_app
from casework.services import numbering
from tests.casework import holders, office
from tests.infrastructure import chromium
from tests.infrastructure.site import Site
from workflows.vocabulary import Role

SIZES = [{"width": 1280, "height": 900}, {"width": 390, "height": 844}]


@pytest.fixture
def people(live_server: Site) -> Site:
    """A leader of the city and an officer who holds numbers, one of them void, in the running site."""
    with create_app(replace(live_server.config, testing=True)).app_context():
        leader = holders.member("keeper", Role.LEADER, bureau=office.CITY)
        spot = holders.certified("spot1", bureau=office.CITY)
        block = holders.hold(leader, spot, 3)
        numbering.void(block.first, "预制的决定书填写错误，" * 8, actor=leader)
    return live_server


def signed_in(browser: Browser, site: Site, username: str, size: dict[str, int]) -> Page:
    page = browser.new_context(viewport=size).new_page()
    page.goto(f"{site.url}/login")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", office.PASSWORD)
    page.click("main button[type=submit]")
    return page


def looked_at(page: Page, size: dict[str, int]) -> None:
    assert chromium.grave_violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.url
    assert page.locator("h1").count() == 1


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES, ids=["wide", "phone"])
def test_axe_finds_nothing_serious_on_the_register(people: Site, size: dict[str, int]) -> None:
    with chromium.running() as browser:
        page = signed_in(browser, people, "keeper", size)
        page.goto(f"{people.url}/admin/numbers")
        looked_at(page, size)
        page.goto(f"{people.url}/admin/numbers/hold")
        looked_at(page, size)
        page.fill("#count", "很多")
        page.focus("button:text-is('预留')")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        looked_at(page, size)
        assert page.locator(".errors").is_visible()
        assert page.input_value("#count") == "很多"


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES, ids=["wide", "phone"])
def test_an_officer_voids_a_number_by_keyboard(people: Site, size: dict[str, int]) -> None:
    with chromium.running() as browser:
        page = signed_in(browser, people, "spot1", size)
        page.goto(f"{people.url}/desk/numbers")
        looked_at(page, size)
        page.focus("summary:text-is('选一个文号作废')")
        page.keyboard.press("Enter")
        page.locator("main details a").first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        looked_at(page, size)
        page.fill("#reason", "填写错误")
        page.focus("button:text-is('作废这个文号')")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        looked_at(page, size)
        assert page.locator("main details").count() == 0
        assert page.locator("main a:has-text('作废')").count() == 1
