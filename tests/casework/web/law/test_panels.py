"""The two panels as every page uses them: the proof of a date, the reasons of a range."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask, g, render_template_string

from casework import holidays
from casework.web.law import scale
from workflows import clocks, discretion, fines
from workflows.clocks import Exclusion, Extension
from workflows.rules import book

HEAD = (
    '{% import "macros/parts.html" as parts with context %}{% import "macros/law.html" as law with context %}'
)
CALENDAR = holidays.working_calendar(2025)


@pytest.fixture(autouse=True)
def inside_a_request(sqlite_app: Flask) -> Iterator[None]:
    with sqlite_app.test_request_context("/"):
        g.actor, g.identity = None, None
        yield


def drawn(template: str, **context: Any) -> str:
    return " ".join(render_template_string(HEAD + template, **context).split())


def assessed(**facts: Any) -> fines.Assessment:
    given = {"act_ended": date(2026, 7, 23), "decided": date(2026, 10, 16), "party": "legal"} | facts
    return fines.assess(book.load(), given.pop("act", "TM57-3"), **given)


def test_a_date_can_be_counted_again_from_its_panel_alone() -> None:
    rule = book.load().deadline("GEN-01", date(2026, 9, 28))
    found = clocks.compute(
        rule,
        date(2026, 9, 28),
        CALENDAR,
        exclusions=[Exclusion(date(2026, 10, 13), date(2026, 10, 15), "鉴定")],
        extensions=[Extension(5, "working_day", date(2026, 10, 20))],
    )
    page = drawn("{{ parts.explain(d, open=true) }}", d=found)
    for words in (
        "从“收到材料或者发现线索”到“决定是否立案”15个工作日，当天不计入，只数工作日，包括调休上班日。",
        "可以延长1次，不超过15个工作日，由本局负责人批准。",
        "9月28日 周一",
        "9月29日至30日",
        "计2日，累计2日",
        "国庆节放假，不计入",
        "调休上班，计入，第5日",
        "计1日，累计5日",
        "鉴定，不计入",
        "计3日，累计15日",
        "2026年10月20日经本局负责人批准，延长5个工作日",
        "计3日，累计20日",
        "第20个工作日，期限届满",
        "《市场监督管理行政处罚程序规定》第八十条",
        "国务院办公厅节假日安排通知",
    ):
        assert words in page, words
    assert "暂定" not in page


@pytest.mark.parametrize(
    "template",
    ["{{ parts.explain(d, open=true) }}", "{{ law.steps(d.steps|ladder) }}"],
)
def test_the_first_line_of_a_proof_names_its_year(template: str) -> None:
    """31 August was a Sunday in 2025 and a Monday in 2026: without the year nobody can check the weekday."""
    rule = book.load().deadline("REM-04", date(2025, 8, 31))
    page = drawn(template, d=clocks.compute(rule, date(2025, 8, 31), CALENDAR))
    assert "2025年8月31日 周日" in page
    assert "9月1日至2026年2月28日" in page


def test_a_provisional_date_says_why() -> None:
    rule = book.load().deadline("GEN-01", date(2029, 12, 20))
    found = clocks.compute(rule, date(2029, 12, 20), CALENDAR)
    page = drawn("{{ parts.explain(d) }}", d=found)
    assert "暂定" in page
    assert "放假安排还没有公布" in page


def test_steps_alone_are_explained_without_their_rule() -> None:
    steps = [
        {"on": "2026-09-28", "until": None, "counts": False, "kind": "start", "why": "收到", "basis": ""}
    ]
    page = drawn("{{ parts.explain(steps) }}", steps=steps)
    assert "收到" in page
    assert 'class="term"' not in page
    assert drawn("{{ parts.explain(()) }}") == ""


def test_stored_and_computed_dates_read_the_same() -> None:
    found = clocks.compute(book.load().deadline("GEN-07", date(2026, 7, 13)), date(2026, 7, 13), CALENDAR)
    template = "{{ parts.explain(d) }}"
    assert drawn(template, d=found) == drawn(template, d=found.as_dict())


def test_a_range_names_law_branch_and_arithmetic() -> None:
    found = assessed(turnover_fen=7_250_000)
    tiers = discretion.tiers(book.load(), found, date(2026, 10, 16))
    picture = scale.of(found.min_fen, found.max_fen, tiers=tiers, hearing_fen=10_000_000)
    page = drawn("{{ law.range(r, scale=s, tiering=t, open=true) }}", r=found, s=picture, t=tiers)
    for words in (
        "可以处以罚款",
        "¥0.00至¥362,500.00",
        "适用的法律",
        "适用《商标法》（2019）第六十条第二款（《行政处罚法》第三十七条）",
        "适用的一档",
        "72,500.00 × 5 = 362,500.00元",
        "低于108,750.00元",
        "待核实",
        "听证 ¥100,000",
    ):
        assert words in page, words


def test_both_branches_stand_where_the_figure_is_unknown() -> None:
    page = drawn("{{ law.range(r) }}", r=assessed())
    assert "不能确定" in page
    assert page.count("另一档") == 2
    assert "<svg" not in page


def test_what_was_frozen_of_a_range_reads_like_the_whole() -> None:
    found = assessed(turnover_fen=4_000_000)
    frozen = {
        "min_fen": found.min_fen,
        "max_fen": found.max_fen,
        "basis": found.basis,
        "why": list(found.why),
    }
    page = drawn('{{ law.range(r, fine_fen=100, title="法律规定的幅度") }}', r=frozen)
    assert "¥0.00至¥250,000.00" in page
    assert page.index("适用的法律") < page.index(found.chosen_because) < page.index("适用的一档")
    assert "不足50,000.00元" in page


def test_shall_is_not_may() -> None:
    page = drawn("{{ law.sums(r) }}", r=assessed(act="UC10-2025"))
    assert "应当处以罚款" in page


def test_aggravation_and_exemption_are_told() -> None:
    found = assessed(turnover_fen=7_250_000, prior=[date(2025, 1, 5)])
    page = drawn("{{ law.beside(r) }}{{ law.reasons(r) }}", r=found)
    assert "2025年1月5日已有1次，加上本次共2次" in page
    assert "免除罚款" in page
    assert "没收" in page
    exempt = assessed(turnover_fen=7_250_000, innocent=True)
    assert "不处罚款" in drawn("{{ law.sums(r) }}", r=exempt)


def test_hearing_and_crime_stand_with_their_articles() -> None:
    right = fines.hearing_right(book.load(), party="legal", fine_fen=10_000_000, on=date(2026, 10, 16))
    page = drawn(
        "{{ law.hearing(h) }}{{ law.criminal(c) }}", h=right, c=assessed(turnover_fen=5_000_000).criminal
    )
    assert "应当告知听证" in page
    assert "听证办法》第五条" in page
    assert "《刑法》第二百一十四条" in page


def test_hostile_words_in_a_proof_stay_words() -> None:
    steps = [
        {
            "on": "2026-09-28",
            "until": None,
            "counts": False,
            "kind": "stop",
            "why": "<b>x</b>",
            "basis": "<i>",
        }
    ]
    page = drawn("{{ parts.explain(steps) }}", steps=steps)
    assert "<b>x" not in page
    assert "&lt;b&gt;x" in page
