"""What goes out for other programs is exactly what was filtered, and nothing in it runs."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from flask import Flask

from casework.queries.disclosures import Filters, Hit
from casework.web.disclosure import exports
from tests.casework.web import browsing
from tests.casework.web.disclosure import shown

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def today(freeze: Callable[[datetime], datetime]) -> None:
    freeze(datetime(2026, 11, 22, 2, 0, tzinfo=UTC))


@pytest.fixture
def city(app: Flask) -> Flask:
    """Three penalties, one of them of last year."""
    with app.app_context():
        shown.publish('甲<&>"店\u2028', decided_on=date(2026, 9, 1))
        shown.publish("=HYPERLINK(1)", decided_on=date(2026, 8, 1), fine_fen=None)
        shown.publish("旧店", decided_on=date(2025, 8, 1))
        shown.publish("停店", status="expired")
    return app


def rows(app: Flask, query: str = "") -> list[list[str]]:
    answer = browsing.visitor(app).get(f"/disclosures.csv{query}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="penalties-20261122.csv"'
    text = answer.data.decode()
    assert text.startswith("\ufeff决定书文号,当事人,")
    return list(csv.reader(io.StringIO(text[1:])))


def test_a_table_holds_what_was_filtered(city: Flask) -> None:
    assert [row[1] for row in rows(city)[1:]] == ['甲<&>"店\u2028', "'=HYPERLINK(1)", "旧店"]
    (row,) = rows(city, "?year=2025")[1:]
    assert row[1:4] == ["旧店", "92341802MARLCR055F", "销售侵犯注册商标专用权的商品"]
    assert row[5:11] == [
        "罚款、没收非法财物",
        "17388.00",
        "宣城市宣州区市场监督管理局",
        "2025-08-01",
        "2025-08-08",
        "2028-08-08",
    ]
    assert rows(city, "?q=" + quote("没有"))[1:] == []


def test_no_fine_is_an_empty_cell(city: Flask) -> None:
    assert {row[1]: row[6] for row in rows(city)[1:]}["'=HYPERLINK(1)"] == ""


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@a", "\tx", "＝1", "－1", " =1", "\n=1"])
def test_no_cell_is_a_formula(value: str) -> None:
    assert exports.cell(value)[0] == "'"


def test_json_says_what_was_asked_and_whether_it_is_all(city: Flask) -> None:
    answer = browsing.visitor(city).get("/disclosures.json?year=2026&q=" + quote("甲"))
    found = json.loads(answer.data)
    assert (found["total"], found["complete"]) == (1, True)
    assert found["filters"] == {"q": "甲", "agency": [], "violation": [], "year": [2026]}
    (item,) = found["items"]
    assert item["party"] == {"name": '甲<&>"店\u2028', "uscc": "92341802MARLCR055F"}
    assert (item["fine_yuan"], item["decided_on"]) == ("17388.00", "2026-09-01")
    assert item["pdf"] == item["url"] + ".pdf"


def test_a_file_cut_short_says_so() -> None:
    assert json.loads(exports.data((), 3, Filters(), "http://x"))["complete"] is False


def test_a_feed_is_well_formed_whatever_it_holds(city: Flask) -> None:
    answer = browsing.visitor(city).get("/disclosures.atom")
    assert answer.mimetype == "application/atom+xml"
    root = ElementTree.fromstring(answer.data)
    titles = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
    assert titles == [
        '宣州市监处罚〔2026〕45号 甲<&>"店\u2028',
        "宣州市监处罚〔2026〕45号 =HYPERLINK(1)",
        "宣州市监处罚〔2026〕45号 旧店",
    ]
    assert root.findtext(f"{ATOM}updated") == "2026-09-08T09:00:00+08:00"


def test_a_feed_drops_what_xml_cannot_hold() -> None:
    hit = Hit("x" * 22, "1号", "甲\x00\x0b\ufffe店", "", "局", "违法", "罚", 1, date(2026, 1, 1), NOW, None)
    root = ElementTree.fromstring(exports.feed((hit,), "http://x", "http://x/disclosures.atom?q=\x01"))
    assert root.find(f"{ATOM}entry").findtext(f"{ATOM}title") == "1号 甲店"


NOW = datetime(2026, 1, 8, tzinfo=UTC)


def test_an_empty_feed_still_has_a_date(app: Flask) -> None:
    root = ElementTree.fromstring(browsing.visitor(app).get("/disclosures.atom").data)
    assert root.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00+08:00"
    assert root.findall(f"{ATOM}entry") == []


def test_what_did_not_change_is_not_sent_again(city: Flask) -> None:
    for kind in ("csv", "json", "atom"):
        first = browsing.visitor(city).get(f"/disclosures.{kind}")
        again = browsing.visitor(city).get(
            f"/disclosures.{kind}", headers={"If-None-Match": first.headers["ETag"]}
        )
        assert again.status_code == 304
