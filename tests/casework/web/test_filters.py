"""Dates, amounts, sizes and digests as a bureau writes them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from casework.web import filters
from forms.base import Text

DAY = date(2026, 3, 6)
LATE = datetime(2026, 9, 27, 17, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def request_in_chinese(sqlite_app: Flask) -> Any:
    with sqlite_app.test_request_context("/"):
        yield


def test_dates_are_written_in_full_short_and_with_their_weekday() -> None:
    assert filters.date_text(DAY) == "2026年3月6日"
    assert filters.short_date_text(DAY) == "3月6日"
    assert filters.weekday(DAY) == "星期五"
    assert filters.day("2026-03-06") == '<time datetime="2026-03-06">2026年3月6日</time>'
    assert filters.day(None) == "—"


def test_moments_are_read_in_the_bureaus_zone() -> None:
    assert filters.date_text(LATE) == "2026年9月28日"
    assert "2026年9月28日 01:05" in filters.moment(LATE)
    assert filters.clock_text("2026-10-21T09:30:00") == "09:30"


@pytest.mark.parametrize(
    ("start", "end", "year", "words"),
    [
        ("2026-09-28", None, 2026, "9月28日 周一"),
        ("2026-10-01", "2026-10-07", 2026, "10月1日至7日"),
        ("2026-10-26", "2026-11-13", 2026, "10月26日至11月13日"),
        ("2026-12-30", "2027-01-04", 2026, "12月30日至2027年1月4日"),
        ("2027-01-21", "2027-01-21", 2026, "2027年1月21日 周四"),
        (None, None, None, "—"),
    ],
)
def test_spans_of_days(start: str | None, end: str | None, year: int | None, words: str) -> None:
    assert filters.span(start, end, year) == words


def test_money_is_never_zero_when_there_is_none() -> None:
    assert filters.money(1738800) == "¥17,388.00"
    assert filters.money(None) == "—"


@pytest.mark.parametrize(
    ("size", "words"),
    [(None, "—"), (12, "12 B"), (348_160, "340 KB"), (20 * 1024**2, "20 MB"), (3_565_158, "3.4 MB")],
)
def test_sizes(size: int | None, words: str) -> None:
    assert filters.filesize(size) == words


def test_a_digest_shows_its_two_ends() -> None:
    digest = "9f2c41d7" + "0" * 52 + "a083"
    assert filters.fingerprint(digest) == "9f2c 41d7 … a083"
    assert filters.fingerprint(digest, whole=True).replace(" ", "") == digest


def test_terms_name_their_unit() -> None:
    def rule(length: int, unit: str) -> SimpleNamespace:
        return SimpleNamespace(length=length, unit=unit)

    units = ("working_day", "calendar_day", "month", "year", "hour")
    written = [filters.term(rule(3, unit)) for unit in units]
    assert written == ["3个工作日", "3日", "3个月", "3年", "3小时"]


def test_parts_come_from_objects_and_from_json() -> None:
    assert filters.part({"why": "休息"}, "why") == "休息"
    assert filters.part(SimpleNamespace(why="休息"), "why") == "休息"
    assert filters.part({}, "why", "—") == "—"


def test_what_somebody_typed_is_escaped_and_keeps_its_lines() -> None:
    assert filters.lines("<b>\n二") == "&lt;b&gt;<br>二"
    assert filters.keep("<i>") == '<span class="keep">&lt;i&gt;</span>'


def test_messages_with_figures_are_translated_by_their_pattern(sqlite_app: Flask) -> None:
    assert filters.translated(Text("最多%(most)d项，请减少一些", most=3)) == "最多3项，请减少一些"
    assert filters.translated("百分之50%") == "百分之50%"
    assert filters.translated("") == ""
