"""The rules in the open: every row on the page of a day in its life, changes, the same for programs."""

import re
from datetime import date, timedelta
from html import escape

import pytest
from flask import Flask

from casework.web.law import table, wording, words
from tests.casework.web import browsing
from workflows.rules import book, rows

ONE = timedelta(days=1)
NOW = date(2026, 9, 28)


def life(row: rows.RuleRow) -> date:
    """A day on which the row holds."""
    if rows.in_force(row, NOW):
        return NOW
    return row.valid_from or row.valid_to or NOW


def test_every_row_of_every_table_stands_on_the_page_of_its_day(sqlite_app: Flask) -> None:
    browser, known, pages = browsing.visitor(sqlite_app), book.load(), {}
    for name, every in known.tables().items():
        for row in every:
            day = life(row)
            if day not in pages:
                pages[day] = browser.get(f"/rules?on={day}").get_data(as_text=True)
            found = re.search(
                rf'<li id="{re.escape(table.anchor(name, row))}">(.*?)</li>', pages[day], re.DOTALL
            )
            assert found, (name, row.id, day)
            for said in (wording.label(row), wording.sentence(row, known), row.basis, row.id):
                assert str(escape(said, quote=False)) in found[1].replace("&#34;", '"'), (row.id, said)
            assert ("待核实" in found[1]) >= (row.confidence == "to-confirm"), row.id


def test_a_row_is_not_shown_outside_its_life(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    before = browser.get("/rules?on=2026-12-31").get_data(as_text=True)
    after = browser.get("/rules?on=2027-01-01").get_data(as_text=True)
    assert 'id="TM57-3"' in before
    assert 'id="TM57-3"' not in after
    assert 'id="TM72-2026"' not in before
    assert 'id="TM72-2026"' in after


def test_each_anchor_stands_once(sqlite_app: Flask) -> None:
    page = browsing.visitor(sqlite_app).get("/rules?on=2026-09-28").get_data(as_text=True)
    anchors = re.findall(r' id="([^"]+)"', page)
    assert sorted(anchors) == sorted(set(anchors))
    for link in re.findall(r'href="#([^"]+)"', page):
        assert link in anchors, link


def test_the_revised_trade_mark_law_is_a_change(app: Flask) -> None:
    answer = browsing.visitor(app).get("/rules?on=2026-12-31&with=2027-01-01")
    page = browsing.text(answer)
    assert answer.status_code == 200
    for said in (
        "从2026年12月31日到2027年1月1日",
        "TM53 → TM64-2026",
        "较低一档的下限 100,000.00元 0.00元",
        "TM72-2026",
        "《商标法》（2026修订）第七十四条第二款",
        "TM57-7",
    ):
        assert said in page, said
    begun, ended = page.split("条结束", 1)
    assert "侵犯注册商标专用权 TM72-2026" in begun
    assert "TM57-1" in ended
    assert "TM57-1" not in begun.split("条改变", 1)[1]


def test_a_changed_term_is_shown_column_by_column(sqlite_app: Flask) -> None:
    page = browsing.text(browsing.visitor(sqlite_app).get("/rules?on=2026-04-14&with=2026-04-15"))
    assert "INT-01" in page
    assert "（总局令第20号）第十四条" in page
    assert "（总局令第121号）" in page
    assert "核实情况 条文已核对 待核实" in page


def test_two_days_under_the_same_rules(sqlite_app: Flask) -> None:
    page = browsing.text(browsing.visitor(sqlite_app).get("/rules?on=2026-09-28&with=2026-09-29"))
    assert "这两天的规则相同" in page


def test_the_days_of_change_are_those_of_the_rows(sqlite_app: Flask) -> None:
    page = browsing.visitor(sqlite_app).get("/rules").get_data(as_text=True)
    every = [row for held in book.load().tables().values() for row in held]
    days = {row.valid_from for row in every if row.valid_from}
    days |= {row.valid_to + ONE for row in every if row.valid_to}
    for day in days:
        assert f'href="/rules?on={day - ONE}&amp;with={day}"' in page
    named = ("2025-02-01", "2025-04-26", "2025-06-01", "2025-10-15")
    for text in (*named, "2026-04-01", "2026-04-15", "2026-10-15", "2027-01-01"):
        assert date.fromisoformat(text) in days


def test_programs_get_the_columns_as_they_are(app: Flask) -> None:
    found = browsing.visitor(app).get("/rules.json?on=2026-09-28").get_json()
    assert found["on"] == "2026-09-28"
    assert len(found["digest"]) == 64
    held = book.load().in_force_on(NOW)
    assert sum(len(rows_) for rows_ in found["tables"].values()) == len(held)
    (one,) = [row for row in found["tables"]["deadlines"] if row["id"] == "GEN-01"]
    assert (one["length"], one["unit"], one["valid_from"]) == (15, "working_day", "2021-07-15")
    (penalty,) = [row for row in found["tables"]["penalties"] if row["id"] == "TM51"]
    assert (penalty["multiplier_max"], penalty["threshold_fen"]) == ("0.2", 5_000_000)


def test_words_are_looked_for_in_all_of_a_row(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    page = browser.get("/rules?q=商业秘密&on=2026-09-28").get_data(as_text=True)
    assert 'id="UC10-2025"' in page
    assert 'id="GEN-01"' not in page
    both = browser.get("/rules?q=商业秘密 反不正当竞争法&on=2026-09-28").get_data(as_text=True)
    assert 'id="UC10-2025"' in both
    assert "没有找到规则" in browsing.text(browser.get("/rules?q=没有这样的词"))


@pytest.mark.parametrize("query", ["on=abc", "on=2026-02-30", "with=32", "on=0001-01-01", "on=9999-12-31"])
def test_a_day_that_cannot_be_is_refused_beside_its_field(sqlite_app: Flask, query: str) -> None:
    answer = browsing.visitor(sqlite_app).get(f"/rules?{query}")
    page = answer.get_data(as_text=True)
    name, _, typed = query.partition("=")
    assert answer.status_code == 400
    assert f'<p class="error" id="{name}-e">' in page
    assert f'name="{name}" value="{typed}"' in page
    if name == "on":
        wrong = browsing.visitor(sqlite_app).get(f"/rules.json?{query}")
        assert (wrong.status_code, list(wrong.get_json())) == (400, ["detail"])


def test_before_any_rule_was_made_the_page_stands(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    for query in (
        "on=1900-01-01",
        "on=2100-12-31",
        "on=1900-01-01&with=2100-12-31",
        "on=2027-01-01&with=2020-01-01",
    ):
        assert browser.get(f"/rules?{query}").status_code == 200, query


def test_hostile_words_come_back_as_words(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    for hostile in ('"><script>alert(1)</script>', "\x00\u202e", "%", "x" * 5000):
        for name in ("q", "on", "with"):
            answer = browser.get("/rules", query_string={name: hostile})
            assert answer.status_code in (200, 400)
            assert "<script>alert" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_all_rules_stays_small(sqlite_app: Flask, lang: str) -> None:
    browser = browsing.visitor(sqlite_app)
    browser.get(f"/?lang={lang}")
    page = browser.get("/rules?on=2026-09-28").get_data(as_text=True)
    assert len(page.encode()) < 150_000
    assert page.count("<h1") == 1
    assert browser.get("/rules").headers.getlist("Set-Cookie") == []


def test_english_names_the_tables_and_leaves_the_law_chinese(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    browser.get("/?lang=en")
    page = browser.get("/rules?on=2026-09-28").get_data(as_text=True)
    assert "Time limits" in page
    assert '<ul class="rules" lang="zh-Hans-CN">' in page
    shown = re.sub(r'<ul class="rules" lang="zh-Hans-CN">.*?</ul>', "", page, flags=re.DOTALL)
    assert "您" not in shown
    assert 'name="on" value="2026-09-28"' in browser.get("/rules?on=2026-09-28").get_data(as_text=True)


def test_every_table_procedure_and_column_has_a_name() -> None:
    known = book.load()
    assert set(known.tables()) == set(words.TABLES)
    assert {row.procedure for row in known.deadlines} <= set(words.PROCEDURES)
    assert {name for row in known.conventions for name in row.procedures} <= set(words.PROCEDURES)
    columns = {name for held in known.tables().values() for row in held[:1] for name in row.__slots__}
    assert columns - {"valid_from", "valid_to", "family"} <= set(words.COLUMNS)
