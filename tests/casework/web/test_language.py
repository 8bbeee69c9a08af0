"""English and large print: chosen by a link, kept in a cookie, never on officers' pages."""

import pytest
from babel.messages import pofile
from flask import Flask

from tests.casework.web import browsing
from tests.infrastructure.translating import CATALOGUE


def test_a_link_chooses_and_leads_back_to_the_clean_address(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    answer = browser.get("/guide?q=%E5%AE%A3&lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/guide?q=%E5%AE%A3")
    page = browser.get("/guide")
    assert '<html lang="en">' in page.get_data(as_text=True)
    assert "What to bring" in browsing.text(page)
    assert "15 working days" in browsing.text(page)


def test_and_back_again(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    browser.get("/?lang=en")
    browser.get("/?lang=zh")
    assert "侵权有处投诉" in browsing.text(browser.get("/"))


def test_an_unknown_language_changes_nothing(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    assert browser.get("/?lang=xx").status_code == 200
    assert browser.get("/?lang=").status_code == 200


def test_messages_of_forms_are_translated_with_their_figures(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    browser.get("/?lang=en")
    page = browsing.text(browser.post("/register", {"name": "x", "username": "a b"}))
    assert "At least 2 characters; there are 1" in page
    assert "5 things to correct" in page


def test_large_print_is_a_class_on_every_page(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    browser.get("/?view=elder")
    for address in ("/", "/login", "/nothing"):
        assert '<html lang="zh-Hans-CN" class="elder">' in browser.get(address).get_data(as_text=True)


def test_the_switch_never_leads_to_another_host(sqlite_app: Flask) -> None:
    answer = browsing.visitor(sqlite_app).get("//evil.example/?lang=en")
    assert not answer.headers.get("Location", "/").startswith("//")


def test_the_catalogue_keeps_every_place_for_a_figure() -> None:
    with CATALOGUE.open("rb") as source:
        catalogue = pofile.read_po(source, locale="en")
    assert [error for message in catalogue for error in message.check(catalogue)] == []


@pytest.mark.parametrize("address", ["/", "/guide", "/login", "/register"])
def test_public_pages_hold_no_chinese_sentence_in_english(sqlite_app: Flask, address: str) -> None:
    browser = browsing.visitor(sqlite_app)
    browser.get("/?lang=en")
    page = browsing.text(browser.get(address))
    assert "请" not in page
    assert "您" not in page
