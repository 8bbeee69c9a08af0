"""What the public queries find and count, on both databases."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask.ctx import AppContext

from casework.db import db
from casework.queries import disclosures
from casework.queries.disclosures import Detail, Filters, Gone
from tests.casework.web.disclosure import shown
from tests.infrastructure import queries

# A column behind FROM stands in brackets of EXTRACT and has a table before it.
TABLE = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)\b(?!\.)", re.IGNORECASE)
TODAY = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today(freeze: Callable[[datetime], datetime], context: AppContext) -> None:
    freeze(TODAY)


def names(q: str = "", **filters: object) -> list[str]:
    return [hit.party_name for hit in disclosures.search(Filters(q=q, **filters)).hits]


def test_newest_decision_comes_first_and_only_what_is_shown() -> None:
    shown.publish("甲店", decided_on=date(2026, 9, 1))
    shown.publish("乙店", decided_on=date(2026, 10, 1))
    shown.publish("丙店", status="prepared")
    shown.publish("丁店", status="expired")
    shown.publish("戊店", status="withdrawn", withdrawn_reason="决定被撤销")
    shown.publish("己店", decided_on=date(2026, 8, 1), until=date(2026, 11, 21))
    shown.publish("庚店", decided_on=date(2026, 7, 1), until=date(2026, 11, 22))
    assert names() == ["乙店", "甲店", "庚店"]
    assert disclosures.tally().shown == 3
    assert [hit.party_name for hit in disclosures.latest(2)] == ["乙店", "甲店"]


def test_a_hit_says_what_the_snapshot_says() -> None:
    shown.publish()
    (hit,) = disclosures.search(Filters()).hits
    assert hit.kinds == ("罚款", "没收非法财物")
    assert hit.rights == ("示例老窖",)
    assert (hit.turnover_fen, hit.fine_fen) == (869400, 1738800)


def test_a_facet_counts_as_if_nothing_of_its_own_were_chosen() -> None:
    shown.publish("甲店", agency="泾县市场监督管理局", decided_on=date(2025, 5, 1))
    shown.publish("乙店", agency="泾县市场监督管理局", violation="假冒专利")
    shown.publish("丙店", agency="郎溪县市场监督管理局")
    found = disclosures.search(Filters(agencies=("泾县市场监督管理局",)))
    assert found.total == 2
    assert {one.value: one.count for one in found.agencies} == {
        "泾县市场监督管理局": 2,
        "郎溪县市场监督管理局": 1,
    }
    assert {one.value: one.count for one in found.violations} == {
        "假冒专利": 1,
        "销售侵犯注册商标专用权的商品": 1,
    }
    assert [(one.value, one.count) for one in found.years] == [("2026", 1), ("2025", 1)]
    assert names(agencies=("泾县市场监督管理局", "郎溪县市场监督管理局"), years=(2026,)) == ["丙店", "乙店"]
    assert [(one.year, one.month, one.count) for one in found.months] == [(2025, 5, 1), (2026, 9, 1)]


@pytest.mark.parametrize(
    "q",
    [
        "宣州市监处罚〔2026〕45号",
        "宣州市监处罚(2026)45号",
        "宣州市监处罚[2026] 45号",
        "92341802marlcr055f",
        "９２３４１８０２ＭＡＲＬＣＲ０５５Ｆ",
        "1304176",
        "“示例老窖”",
        "超市 示例",
    ],
)
def test_a_search_forgives_brackets_width_and_case(q: str) -> None:
    shown.publish()
    shown.publish("泾县另一家有限公司", number="泾市监处罚〔2026〕9号")
    assert "宣州区示例乙食品超市" in names(q.replace("“", "").replace("”", ""))


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("50%", ["五折50%店"]),
        ("a_b", ["a_b店"]),
        ("%", ["五折50%店"]),
        ("_", ["a_b店"]),
        ("\\", ["反\\店"]),
        ("'", ["o'店"]),
        ('"; drop table publications; --', []),
        ("𠮷", ["𠮷野店"]),
        ("㼆Ⅱ", ["㼆Ⅱ店"]),
        ("没有这家", []),
        ("店 " * 200, ["㼆Ⅱ店", "𠮷野店", "o'店", "反\\店", "a_b店", "五折50%店"]),
        ("长" * 5000, []),
    ],
)
def test_signs_of_patterns_and_rare_characters_are_taken_as_they_are(q: str, found: list[str]) -> None:
    for name in ("五折50%店", "a_b店", "反\\店", "o'店", "𠮷野店", "㼆Ⅱ店"):
        shown.publish(name)
    assert names(q) == found


def test_pages_are_cut_and_a_page_too_far_is_the_last_one() -> None:
    for place in range(disclosures.PAGE + 3):
        shown.publish(f"第{place}店")
    first, last = disclosures.search(Filters(), 1), disclosures.search(Filters(), 999)
    assert (len(first.hits), first.pages, first.total) == (disclosures.PAGE, 2, disclosures.PAGE + 3)
    assert (len(last.hits), last.page) == (3, 2)
    assert not {hit.public_id for hit in first.hits} & {hit.public_id for hit in last.hits}


def test_a_page_costs_six_questions() -> None:
    shown.publish()
    with queries.recorded(db.engine) as asked:
        disclosures.search(Filters(q="示例", years=(2026,)))
    assert len(asked.selects()) == 6


def test_the_public_side_asks_one_table() -> None:
    one = shown.publish()
    with queries.recorded(db.engine) as asked:
        disclosures.search(Filters(q="示例"))
        disclosures.everything(Filters())
        disclosures.newest(Filters())
        disclosures.detail(one.public_id)
        disclosures.file(one.public_id)
        disclosures.tally()
    tables = {table for each in asked.statements for table in TABLE.findall(each)}
    assert tables == {"publications"}


def test_a_detail_is_there_gone_or_never_was() -> None:
    there = disclosures.detail(shown.publish().public_id)
    assert isinstance(there, Detail)
    assert there.snapshot["party"]["name"] == "宣州区示例乙食品超市"
    assert disclosures.detail(shown.publish(status="expired").public_id) == Gone("expired", "")
    assert disclosures.detail(shown.publish(until=date(2026, 11, 21)).public_id) == Gone("expired", "")
    assert disclosures.detail(shown.publish(status="prepared").public_id) is None
    for unknown in ("A" * 22, "", "\x00", "x" * 5000, "'", "宣" * 22):
        assert disclosures.detail(unknown) is None
        assert disclosures.file(unknown) is None


def test_a_reason_names_nobody() -> None:
    told = disclosures.told(f"甲店的决定被撤销，联系人电话{shown.PHONE}。", "甲店")
    assert told.startswith("当事人的决定被撤销")
    assert shown.PHONE not in told
