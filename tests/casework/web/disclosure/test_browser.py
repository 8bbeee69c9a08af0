"""The check of a file in a real browser: computed there, sent nowhere; and what axe finds on these pages."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

from casework.app import create_app
from tests.casework.web.disclosure import shown
from tests.infrastructure import chromium
from tests.infrastructure.site import Site

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def published(live_server: Site) -> shown.Shown:
    """One publication in the database of the running site."""
    with create_app(replace(live_server.config, testing=True)).app_context():
        return shown.publish(until=date(2100, 1, 1))


@pytest.mark.browser
def test_a_chosen_file_is_compared_in_the_browser_alone(
    live_server: Site, published: shown.Shown, tmp_path: Path
) -> None:
    same, other = tmp_path / "same.pdf", tmp_path / "other.pdf"
    same.write_bytes(published.pdf)
    other.write_bytes(b"another file")
    changed, longer = tmp_path / "changed.pdf", tmp_path / "longer.pdf"
    changed.write_bytes(published.pdf[:-1] + bytes([published.pdf[-1] ^ 1]))
    longer.write_bytes(published.pdf + b" ")
    with chromium.running() as browser:
        page = browser.new_page()
        page.goto(f"{live_server.url}/verify/{published.code}")
        sent: list[Request] = []
        page.on("request", lambda request: sent.append(request))
        page.set_input_files("#copy", same)
        page.wait_for_selector("#outcome .notice-green")
        for file, words in ((changed, "长度与登记的文件相同"), (longer, "后面加了内容"), (other, "不同：")):
            page.set_input_files("#copy", file)
            page.wait_for_selector(f"#outcome .notice-red:has-text('{words}')")
        # The browser may fetch the icon of the site; nothing else, and nothing with a body.
        assert [each.url for each in sent if each.post_data or "/static/" not in each.url] == []


@pytest.mark.browser
def test_without_scripts_the_page_says_how_to_compare(live_server: Site, published: shown.Shown) -> None:
    with chromium.running() as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{live_server.url}/verify/{published.code}")
        assert not page.is_visible("#copy")
        assert page.is_visible("text=sha256sum")


@pytest.mark.browser
def test_axe_finds_nothing_serious(live_server: Site, published: shown.Shown) -> None:
    addresses = (
        "/disclosures",
        "/disclosures?q=zzz&year=2026",
        f"/disclosures/{published.public_id}",
        "/verify",
        "/verify?code=",
        f"/verify/{published.code}",
        "/verify/ZZZZZZZZZZZZ",
    )
    with chromium.running() as browser:
        for size in (WIDE, PHONE):
            page: Page = browser.new_page(viewport=size)
            for address in addresses:
                page.goto(live_server.url + address)
                assert chromium.grave_violations(page) == [], address
                assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
