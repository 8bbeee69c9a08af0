"""Checking a paper by its code, on both databases."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from forms.disclosure_search import tidy_code
from tests.casework.web import browsing
from tests.casework.web.disclosure import shown


@pytest.fixture(autouse=True)
def today(freeze: Callable[[datetime], datetime]) -> None:
    freeze(datetime(2026, 11, 22, 2, 0, tzinfo=UTC))


def words(app: Flask, code: str, status: int = 200) -> str:
    answer = browsing.visitor(app).get(f"/verify/{code}")
    assert answer.status_code == status
    return browsing.text(answer)


def onward(app: Flask, code: str) -> list[str]:
    """The codes to whose pages the answer leads on."""
    page = browsing.visitor(app).get(f"/verify/{code}").get_data(as_text=True)
    return re.findall(r'href="/verify/(\w+)"', page)


def test_the_form_leads_to_the_address_of_the_code(app: Flask) -> None:
    browser = browsing.visitor(app)
    assert "核验码" in browsing.text(browser.get("/verify"))
    answer = browser.get("/verify?code=%20m43v-4mhx%E2%80%94ata5")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/verify/M43V4MHXATA5")


def test_an_address_without_its_code_leads_to_the_form(app: Flask) -> None:
    browser = browsing.visitor(app)
    for address, onward_to in (("/verify/", "/verify"), ("/verify/?code=M43V", "/verify?code=M43V")):
        answer = browser.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (303, onward_to)
    odd = browser.get("/verify/?_external=1&_anchor=x&_scheme=ftp")
    assert odd.status_code < 500
    assert "://" not in odd.headers.get("Location", "")


@pytest.mark.parametrize("typed", ["", "   ", "宣", "%00", "..%2f", "a" * 40, "<script>"])
def test_what_cannot_be_a_code_is_said_beside_the_field(app: Flask, typed: str) -> None:
    answer = browsing.visitor(app).get(f"/verify?code={typed}")
    assert answer.status_code == 422
    assert "请填写印在二维码旁边的核验码" in browsing.text(answer)


def test_a_genuine_paper_is_named_and_nobody_in_it(app: Flask) -> None:
    with app.app_context():
        code = shown.paper()
    said = words(app, code)
    for part in (
        "有登记",
        "标题 行政处罚决定书",
        "文号 宣州市监处罚〔2026〕45号",
        "机关 宣城市宣州区市场监督管理局",
        "日期 2026年9月28日",
        "abab abab",
        "certutil -hashfile",
    ):
        assert part in said
    for kept in ("示例乙", "陈示例", "92341802", *shown.CANARIES):
        assert kept not in said
    assert words(app, code.lower()) == said


def test_a_paper_without_its_file_yet_is_in_the_making(app: Flask) -> None:
    with app.app_context():
        code = shown.paper("issued")
    said = words(app, code)
    assert "文件还在制作" in said
    assert "核对电子文件" not in said


def test_a_void_paper_may_not_be_used(app: Flask) -> None:
    with app.app_context():
        code = shown.paper("void")
    said = words(app, code)
    assert "已经作废" in said
    assert "abab" not in said


def test_a_paper_that_was_replaced_names_the_later_one(app: Flask) -> None:
    with app.app_context():
        old = shown.paper()
        later = shown.paper(number="宣州市监更正〔2026〕1号", replaces=old)
    said = words(app, old)
    assert "已被后来的文书更正或者代替" in said
    assert "其后的文书 宣州市监更正〔2026〕1号" in said
    assert "核对电子文件" in said
    assert onward(app, old) == [later]
    assert "有登记" in words(app, later)
    assert onward(app, later) == []


def test_the_way_leads_on_from_paper_to_paper_also_in_english(app: Flask) -> None:
    with app.app_context():
        first = shown.paper()
        second = shown.paper(number="宣州市监更正〔2026〕1号", replaces=first)
        third = shown.paper(number="宣州市监更正〔2026〕2号", replaces=second)
    assert [onward(app, one) for one in (first, second, third)] == [[second], [third], []]
    browser = browsing.visitor(app)
    browser.get("/verify?lang=en")
    assert "Check the later document" in browsing.text(browser.get(f"/verify/{first}"))


@pytest.mark.parametrize(
    ("status", "number"),
    [("issued", "宣州市监更正〔2026〕1号"), ("void", "宣州市监更正〔2026〕1号"), ("rendered", None)],
)
def test_a_later_paper_that_is_not_to_be_shown_is_no_way_on(
    app: Flask, status: str, number: str | None
) -> None:
    with app.app_context():
        old = shown.paper()
        shown.paper(status, number=number, replaces=old)
    assert "有登记" in words(app, old)
    assert onward(app, old) == []


def test_a_void_paper_leads_to_the_one_that_replaced_it_and_names_nobody(app: Flask) -> None:
    with app.app_context():
        old = shown.paper("void")
        later = shown.paper(number="宣州市监更正〔2026〕1号", replaces=old)
    said = words(app, old)
    assert "其后的文书 宣州市监更正〔2026〕1号" in said
    assert onward(app, old) == [later]
    for code in (old, later):
        whole = browsing.visitor(app).get(f"/verify/{code}").get_data(as_text=True)
        assert not [kept for kept in ("示例乙", "陈示例", "92341802", *shown.CANARIES) if kept in whole]


def test_the_length_of_the_file_is_given_to_the_browser(app: Flask) -> None:
    with app.app_context():
        one = shown.publish()
    html = browsing.visitor(app).get(f"/verify/{one.code}").get_data(as_text=True)
    assert f'data-size="{len(one.pdf)}"' in html


def test_a_paper_without_number_carries_no_code(app: Flask) -> None:
    with app.app_context():
        code = shown.paper(number=None)
    words(app, code, 404)


@pytest.mark.parametrize("code", ["ZZZZZZZZZZZZ", "x", "%00", "a" * 3000, "1' or '1'='1", "%E5%AE%A3"])
def test_an_unknown_code_is_told_the_same_way(app: Flask, code: str) -> None:
    said = words(app, code, 404)
    assert "没有找到这个核验码对应的文书" in said


def test_a_public_copy_is_named_while_it_is_shown(app: Flask) -> None:
    with app.app_context():
        one = shown.publish()
    html = browsing.visitor(app).get(f"/verify/{one.code}").get_data(as_text=True)
    assert "行政处罚信息公示件" in html
    assert f'href="/disclosures/{one.public_id}"' in html
    assert "示例乙" not in html


def test_a_public_copy_that_is_over_names_no_number(app: Flask) -> None:
    with app.app_context():
        expired = shown.publish(status="expired")
        late = shown.publish(until=date(2026, 11, 21))
        gone = shown.publish("甲店", status="withdrawn", withdrawn_reason="甲店的处罚决定被撤销")
        prepared = shown.publish(status="prepared")
    for one in (expired, late):
        said = words(app, one.code)
        assert "公示期已满" in said
        assert "45号" not in said
        assert "核对电子文件" in said
    said = words(app, gone.code)
    assert "已经撤回，不能再使用" in said
    assert "当事人的处罚决定被撤销" in said
    assert "甲店" not in said
    assert "45号" not in said
    words(app, prepared.code, 404)


def test_a_copy_that_was_corrected_leads_to_the_new_one(app: Flask) -> None:
    with app.app_context():
        old = shown.publish(status="withdrawn", withdrawn_reason="文号有误，予以更正")
        new = shown.publish(again=old)
    assert "已被新的文本代替" in words(app, old.code)
    assert onward(app, old.code) == [new.code]
    assert "示例乙" not in browsing.visitor(app).get(f"/verify/{old.code}").get_data(as_text=True)


def test_a_corrected_copy_whose_term_is_over_too_leads_nowhere(app: Flask) -> None:
    with app.app_context():
        old = shown.publish(status="withdrawn", withdrawn_reason="文号有误，予以更正")
        shown.publish(again=old, until=date(2026, 11, 21))
        gone = shown.publish("甲店", status="withdrawn", withdrawn_reason="决定被撤销")
    assert "已被新的文本代替" in words(app, old.code)
    assert onward(app, old.code) == onward(app, gone.code) == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("m43v-4mhx-ata5", "M43V4MHXATA5"),
        (" M43V 4MHX　ATA5\n", "M43V4MHXATA5"),
        ("Ｍ４３Ｖ－４ＭＨＸ", "M43V4MHX"),
        ("", ""),
        ("\x00", ""),
        ("宣", ""),
        ("../x", ""),
    ],
)
def test_codes_are_written_as_they_are_kept(typed: str, code: str) -> None:
    assert tidy_code(typed) == code
