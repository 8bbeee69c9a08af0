"""The list, the decision and its file, as a reader meets them, on both databases."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest
from flask import Flask

from casework.config import current
from casework.queries import disclosures
from casework.web.disclosure import listing
from tests.casework.web import browsing
from tests.casework.web.disclosure import shown

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today(freeze: Callable[[datetime], datetime]) -> None:
    freeze(NOW)


def publish(app: Flask, *names: str, **options: object) -> list[shown.Shown]:
    with app.app_context():
        return [shown.publish(name, **options) for name in names or ("宣州区示例乙食品超市",)]


def page(app: Flask, address: str) -> str:
    answer = browsing.visitor(app).get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def test_an_empty_city_is_told_in_words(app: Flask) -> None:
    words = browsing.text(browsing.visitor(app).get("/disclosures"))
    assert "目前没有公示的处罚" in words


def test_the_list_shows_hits_with_counts_and_exports_of_the_same(app: Flask) -> None:
    publish(app, "甲店", agency="泾县市场监督管理局")
    publish(app, "乙店", decided_on=date(2025, 9, 1))
    html = page(app, "/disclosures?" + f"agency={quote('泾县市场监督管理局')}&q={quote('店')}")
    assert "甲店" in html
    assert "乙店" not in html
    assert "1件" in html
    assert "，查“店”" in html
    query = f"q={quote('店')}&amp;agency={quote('泾县市场监督管理局')}"
    for kind in ("csv", "json", "atom"):
        assert f'href="/disclosures.{kind}?{query}"' in html
    # The chip leads to the list without it; the boxes keep the words.
    assert f'<a class="chip" href="/disclosures?q={quote("店")}">' in html
    assert '<input type="hidden" name="q" value="店">' in html
    assert re.search(r'name="agency"[^>]+value="泾县市场监督管理局" checked', html)


def test_nothing_found_says_what_to_do_and_keeps_what_was_typed(app: Flask) -> None:
    publish(app)
    html = page(app, "/disclosures?q=" + quote("没有<b>这家"))
    assert "没有找到符合条件的处罚" in html
    assert 'value="没有&lt;b&gt;这家"' in html
    assert "<b>这家" not in html


@pytest.mark.parametrize(
    "query",
    [
        "q=%",
        "q=%25",
        "q=_",
        "q='%20or%201=1--",
        "q=%00%0d%0a",
        "q=%e2%80%ae",
        "q=%f0%a0%ae%b7",
        "q=" + "x" * 3000,
        "q=%ff%fe",
        "page=-1",
        "page=99999999999999999999",
        "page=x",
        "year=x&year=99999&year=2026",
        "agency=%00",
        "agency=" + "y" * 2000,
        "violation=1&" * 60,
        "unknown=1",
    ],
)
def test_any_query_gives_a_page(app: Flask, query: str) -> None:
    publish(app)
    for kind in ("", ".csv", ".json", ".atom"):
        assert browsing.visitor(app).get(f"/disclosures{kind}?{query}").status_code == 200


def test_pages_lead_on_and_back(app: Flask) -> None:
    with app.app_context():
        for place in range(disclosures.PAGE + 1):
            shown.publish(f"第{place}店")
    first, second = page(app, "/disclosures?q=" + quote("店")), page(app, "/disclosures?page=2")
    assert f'rel="next" href="/disclosures?q={quote("店")}&amp;page=2"' in first
    assert first.count('<li class="hit">') == disclosures.PAGE
    assert 'rel="prev" href="/disclosures"' in second
    assert '<ol class="hits" start="21">' in second
    assert "第21至21件，共21件" in second


def test_months_are_a_figure_once_there_are_two(app: Flask) -> None:
    publish(app, "甲店", decided_on=date(2026, 7, 1))
    assert "每月决定件数" not in page(app, "/disclosures")
    publish(app, "乙店", decided_on=date(2026, 9, 1))
    assert "每月决定件数：2026年7月 1、2026年8月 0、2026年9月 1" in page(app, "/disclosures")


def test_a_run_of_months_has_no_hole_and_at_most_twelve() -> None:
    found = listing.months((disclosures.Month(2024, 1, 3), disclosures.Month(2026, 2, 1)))
    assert len(found) == 12
    assert (found[0].year, found[0].month, found[0].count) == (2025, 3, 0)
    assert listing.bars(found)[-1].height == listing.BAR_HEIGHT


def test_a_decision_has_summary_text_period_and_proof(app: Flask) -> None:
    (one,) = publish(app)
    html = page(app, f"/disclosures/{one.public_id}")
    words = browsing.text(browsing.visitor(app).get(f"/disclosures/{one.public_id}"))
    assert html.index("行政处罚信息摘要") < html.index('<article class="sheet"')
    for said in (
        "统一社会信用代码 92341802MARLCR055F",
        "经营者 陈示例",
        "处罚依据 《中华人民共和国商标法》第六十条第二款",
        "当事人提出：请求从轻",
        "当事人以书面形式明确放弃听证",
        "1. 现场笔录1份",
        "可以自收到本决定书之日起六十日内向宣州区人民政府申请行政复议",
        "公示期限 公示中",
        "2026年10月5日 实际公示，从这一天起算",
        "2029年10月5日 期满，次日停止公示",
        "从 2027年4月5日 起可以申请提前停止公示。 待核实",
        "在那里公示至 2027年9月28日 。 待核实",
        "依法隐去的内容",
        "其他自然人姓名",
    ):
        assert said in words, said
    assert "最迟公示日：决定之日起20个工作日内" in words
    assert 'class="qr"' in html
    assert f'href="/verify/{one.code}"' in html
    assert f'href="/disclosures/{one.public_id}.pdf"' in html


def test_what_was_taken_out_is_marked_and_leads_to_its_rule(app: Flask) -> None:
    (one,) = publish(app)
    html = page(app, f"/disclosures/{one.public_id}")
    marks = set(re.findall(r'<a class="cut" href="#(cut-\d+)">', html))
    rules = set(re.findall(r'<li id="(cut-\d+)"', html))
    assert marks
    assert marks <= rules
    assert "《市场监督管理行政处罚信息公示规定》第六条" in html


def test_a_wording_that_asks_for_more_leads_to_the_file(app: Flask) -> None:
    (one,) = publish(app, without=("notice",))
    html = page(app, f"/disclosures/{one.public_id}")
    assert "网页正文暂时不能显示" in html
    assert "行政处罚信息摘要" in html


def test_what_never_was_is_not_found(app: Flask) -> None:
    (prepared,) = publish(app, status="prepared")
    browser = browsing.visitor(app)
    for public_id in (prepared.public_id, "A" * 22, "x", "%00", "..%2f..", quote("宣"), "a" * 3000):
        for tail in ("", ".pdf"):
            assert browser.get(f"/disclosures/{public_id}{tail}").status_code == 404, public_id[:30]


def test_what_is_over_says_why_and_nothing_else(app: Flask) -> None:
    reason = f"行政复议决定撤销了对甲店的处罚，联系电话{shown.PHONE}"
    (expired,) = publish(app, "甲店", status="expired")
    (late,) = publish(app, "甲店", until=date(2026, 11, 21))
    (withdrawn,) = publish(app, "甲店", status="withdrawn", withdrawn_reason=reason)
    for one, said in (
        (expired, "公示期已满"),
        (late, "公示期已满"),
        (withdrawn, "撤回的理由： 行政复议决定撤销了对当事人的处罚"),
    ):
        for tail in ("", ".pdf"):
            answer = browsing.visitor(app).get(f"/disclosures/{one.public_id}{tail}")
            words = browsing.text(answer)
            assert (answer.status_code, answer.headers["Cache-Control"]) == (410, "no-store")
            assert said in words
            for gone in ("甲店", "45号", "92341802MARLCR055F", shown.PHONE, "17,388"):
                assert gone not in words


def test_the_file_goes_out_as_published(app: Flask) -> None:
    (one,) = publish(app)
    answer = browsing.visitor(app).get(f"/disclosures/{one.public_id}.pdf")
    assert answer.data == one.pdf
    assert answer.headers["Content-Type"] == "application/pdf"
    name = quote("宣州市监处罚〔2026〕45号.pdf")
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename=\"penalty-20261005.pdf\"; filename*=UTF-8''{name}"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in answer.headers
    again = browsing.visitor(app).get(
        f"/disclosures/{one.public_id}.pdf", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_bytes_that_were_changed_do_not_go_out(app: Flask) -> None:
    (one,) = publish(app)
    with app.app_context():
        found = disclosures.file(one.public_id)
        assert isinstance(found, disclosures.PublicFile)
        path = current().storage_dir / found.key
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.7 another")
    answer = browsing.visitor(app).get(f"/disclosures/{one.public_id}.pdf")
    assert answer.status_code == 500
    assert b"another" not in answer.data


def test_a_reader_is_given_no_session(app: Flask) -> None:
    (one,) = publish(app)
    for address in ("/disclosures", f"/disclosures/{one.public_id}", "/disclosures.csv", "/verify"):
        assert "Set-Cookie" not in browsing.visitor(app).get(address).headers


def test_the_list_is_small(app: Flask) -> None:
    with app.app_context():
        for place in range(disclosures.PAGE):
            shown.publish(f"第{place}店")
    assert len(page(app, "/disclosures").encode()) < 60_000
