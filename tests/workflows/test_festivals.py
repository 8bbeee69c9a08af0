"""What a notice leaves open against the law on public holidays, as it stood that year."""

from datetime import date

import pytest

from casework import holidays
from tests import invented_notice as invented
from workflows import festivals, notices

D = date


def doubts(*without: str, year: int = invented.YEAR, extra: str = "") -> list[str]:
    lines = [line for line in invented.LINES.splitlines() if not any(word in line for word in without)]
    return [each.text for each in notices.read("\n".join([*lines, extra]), year).doubts]


def test_seven_festivals_and_thirteen_days_since_2025_eleven_before() -> None:
    for year, days in ((2014, 11), (2024, 11), (2025, 13), (2027, 13)):
        rows = festivals.of_year(year)
        assert len(rows) == 7
        assert sum(row.days for row in rows) == days


def test_every_row_has_its_article() -> None:
    for row in festivals.FESTIVALS:
        assert "全国年节及纪念日放假办法" in row.basis
        assert row.valid_from is not None


def test_a_whole_notice_leaves_nothing_open() -> None:
    assert doubts() == []


@pytest.mark.parametrize("year", [2019, 2021, 2022, 2023, 2024, 2025, 2026])
def test_the_notices_of_past_years_leave_nothing_open(year: int) -> None:
    assert notices.from_calendar(year, holidays.rows(year, year)).doubts == ()


@pytest.mark.parametrize("name", ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"])
def test_a_missing_festival_is_named(name: str) -> None:
    found = doubts(name)
    assert found[0].startswith(f"没有写{name}，法定放假")
    assert found[-1].startswith("工作日放假")


def test_a_festival_that_is_too_short_is_named() -> None:
    assert "国庆节只放假2天，法定放假3天" in doubts("10-07", extra="2027-10-01..2027-10-02,休,国庆节")


def test_too_many_days_made_up_are_noticed_in_the_sum() -> None:
    assert doubts(extra="2027-03-06,班,清明节") == [
        "工作日放假18天，调休上班6天，相抵只多休12天；全年法定放假13天"
    ]


def test_old_rows_say_that_they_wait_to_be_confirmed() -> None:
    old = notices.read("2024-01-01,休,元旦", 2024).doubts
    assert {each.confidence for each in old if "春节" in each.text} == {"to-confirm"}
    assert old[-1].confidence == "to-confirm"
    new = notices.read("2027-01-01,休,元旦", 2027).doubts
    assert {each.confidence for each in new} == {"text-seen"}
    assert all(each.basis for each in (*old, *new))


def test_a_doubt_is_no_refusal() -> None:
    assert notices.read("2027-01-01,休,元旦", 2027).days[0].on == D(2027, 1, 1)
