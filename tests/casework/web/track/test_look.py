"""Looking a complaint up with reference and code: four answers, no names, few attempts."""

import re

from flask import Flask

from tests.casework.web import browsing
from tests.casework.web.browsing import text
from tests.casework.web.portal.complaining import complaining


def submitted(app: Flask) -> tuple[str, str]:
    """Reference and code of a new complaint."""
    holder = complaining(app)
    page = text(holder.browser.get(f"/portal/complaints/{holder.submitted()}"))
    return re.search(r"XC-\d{4}-\d{4}", page).group(), re.search(r"查询码 ([0-9A-Z]{6}) ", page).group(1)


def test_the_receipt_shows_where_it_stands_without_names(app: Flask) -> None:
    reference, code = submitted(app)
    browser = browsing.visitor(app)
    wide = reference.lower().translate(str.maketrans("0123456789-", "０１２３４５６７８９－"))
    answer = browser.post("/track", {"reference": wide, "code": f"{code[:3].lower()} {code[3:]}"})
    page = text(answer)
    for words in ("材料已收到", "决定是否立案", "这个日期怎么算出来的", "宣州区市场监督管理局"):
        assert words in page, words
    for words in ("示例乙食品超市", "示例酒厂", "示例老窖", "示例路"):
        assert words not in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_reference_comes_along_from_the_first_page(app: Flask) -> None:
    page = browsing.visitor(app).get("/track?reference=XC-2026-0001").get_data(as_text=True)
    assert 'value="XC-2026-0001"' in page


def test_an_unknown_reference_and_a_wrong_code_read_the_same_and_lock(app: Flask) -> None:
    reference, _code = submitted(app)
    pages: dict[str, list[tuple[int, str]]] = {}
    for wanted in (reference, "XC-2026-9999"):
        browser = browsing.visitor(app)
        for _attempt in range(6):
            answer = browser.post("/track", {"reference": wanted, "code": "AAAAAA"})
            pages.setdefault(wanted, []).append((answer.status_code, text(answer).replace(wanted, "")))
    known, unknown = pages.values()
    assert known == unknown
    assert [status for status, _words in known] == [422] * 5 + [429]


def test_a_reference_that_can_be_none_is_said_beside_its_field(app: Flask) -> None:
    answer = browsing.visitor(app).post("/track", {"reference": "2026年第1号", "code": "ABCDEF"})
    assert answer.status_code == 422
    assert '<a href="#reference">' in answer.get_data(as_text=True)
