"""A holiday notice is read in whatever shape it is pasted, and every line that cannot be read is named."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import holidays
from tests import invented_notice as invented
from workflows import notices
from workflows.notice_lines import Entry
from workflows.notices import Notice, Unreadable

D = date
FRIDAY, SUNDAY = D(2027, 1, 1), D(2027, 1, 3)
OFFICIAL_2026 = """\
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""


def faults(text: str, year: int = 2027) -> list[tuple[int, str]]:
    with pytest.raises(Unreadable) as caught:
        notices.read(text, year)
    return [(fault.line, fault.text) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "line",
    [
        "2027-01-01,休,元旦",
        "2027/1/1,放假,元旦",
        "2027.1.1,休息,元旦",
        "20270101,holiday,元旦",
        "2027年1月1日,0,元旦",
        "1月1日,假,元旦",
        "２０２７年１月１日，休，元旦",
        "２０２７－０１－０１，休，元旦",
        "2027-01-01\t休\t元旦",
        "2027-01-01;休;元旦",
        "2027-01-01 休 元旦",
        "2027 年 1 月 1 日　休　元旦",
        "  2027-01-01 , 休 , 元旦  ",
        "2027-01-01,休,元旦,,",
        '"2027-01-01","休","元旦"',
        "2027-01-01 00:00:00,休,元旦",
        "2027-01-01（周五）,休,元旦",
        "2027-01-01 星期五,休,元旦",
        "\u200b2027-01-01,休,元旦\ufeff",
        "元旦：1月1日（周五）放假。",
        "一、元旦：2027年1月1日放假1天",
    ],
)
def test_a_day_off_is_read_however_it_is_written(line: str) -> None:
    assert notices.read(line, 2027).days == (Entry(FRIDAY, False, "元旦"),)


@pytest.mark.parametrize("word", ["班", "上班", "调休", "补班", "调休上班", "workday", "WORK", "1", "１"])
def test_a_made_up_day_is_read_in_every_word(word: str) -> None:
    assert notices.read(f"2027-01-03,{word},元旦", 2027).days == (Entry(SUNDAY, True, "元旦"),)


def test_a_made_up_day_needs_no_name() -> None:
    assert notices.read("2027-01-03,班", 2027).days == (Entry(SUNDAY, True, ""),)


@pytest.mark.parametrize(
    "cell",
    [
        "2027-02-06..2027-02-12",
        "2027-02-06...2027-02-12",
        "2027/2/6-2027/2/12",
        "2027/2/6 - 2027/2/12",
        "2027-02-06--2027-02-12",
        "2027-02-06~2027-02-12",
        "2027-02-06～2027-02-12",
        "2027-02-06至2027-02-12",
        "2027年2月6日到2027年2月12日",
        "2027年2月6日至12日",
        "2027年2月6日—2月12日",
        "2月6日至12日",
        "2月6日（周六）至12日（周五）",
        "20270206..20270212",
    ],
)
def test_a_run_of_days_is_read_however_it_is_written(cell: str) -> None:
    found = notices.read(f"{cell},休,春节", 2027).days
    assert [day.on for day in found] == [D(2027, 2, 6) + timedelta(days=n) for n in range(7)]
    assert {(day.working, day.name) for day in found} == {(False, "春节")}


def test_head_blank_lines_and_marks_are_passed_over() -> None:
    text = "\ufeff日期,安排,名称\r\n\r\n2027-01-01,休,元旦\r,,\n   \n2027-01-03,班,元旦\n"
    assert [day.on for day in notices.read(text, 2027).days] == [FRIDAY, SUNDAY]


def test_the_days_come_in_their_order_and_each_once() -> None:
    text = "2027-10-02,休,国庆节\n2027-10-01,休,国庆节\n2027-10-01,休,中秋节\n2027-10-01,休,国庆节\n"
    found = notices.read(text, 2027).days
    assert found == (Entry(D(2027, 10, 1), False, "国庆节、中秋节"), Entry(D(2027, 10, 2), False, "国庆节"))


def test_the_sentences_of_a_notice_are_read_as_they_are_printed() -> None:
    found = notices.read(OFFICIAL_2026, 2026)
    assert found == notices.from_calendar(2026, holidays.rows(2026, 2026))
    assert (found.off, found.made_up, found.doubts) == (33, 6, ())


def test_two_festivals_that_share_their_days_are_one_sentence() -> None:
    found = notices.read("七、国庆节、中秋节：10月1日至8日放假调休，共8天。", 2025)
    assert {day.name for day in found.days} == {"国庆节、中秋节"}
    assert not any(word in doubt.text for doubt in found.doubts for word in ("没有写国庆节", "没有写中秋节"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("hello", "没有读懂"),
        ("2027-01-01", "没有读懂"),
        ("2027-01-01,休", "节日名称"),
        ("2027-01-01,休息日,元旦", "不认识“休息日”"),
        ("2027-01-01,,元旦", "不认识"),
        ("2027-01-01,休,国庆节,中秋节", "多出“中秋节”"),
        ("2027-02-30,休,春节", "没有2027年2月30日这一天"),
        ("2027-13-01,休,元旦", "没有2027年13月1日这一天"),
        ("0000-01-01,休,元旦", "没有0年1月1日这一天"),
        ("46388,休,元旦", "没有读懂"),
        ("1/1,休,元旦", "没有读懂"),
        ("2027-1,休,元旦", "没有读懂"),
        ("2026-12-31,休,元旦", "不在2027年"),
        ("2026-12-31..2027-01-01,休,元旦", "2026年12月31日不在2027年"),
        ("2027-12-31..2028-01-02,休,元旦", "2028年1月1日不在2027年"),
        ("2027-01-04,班,元旦", "是星期一，本来就上班"),
        ("2027-01-01..2027-01-03,班,元旦", "是星期五，本来就上班"),
        ("2027-01-01（周四）,休,元旦", "是星期五，不是星期四"),
        ("2027-02-12..2027-02-06,休,春节", "早于开始"),
        ("2027年2月12日至6日,休,春节", "早于开始"),
        ("2027-01-01..2027-12-31,休,元旦", "超过31日"),
        ("2027-01-01,休," + "长" * 41, "最多40个字"),
        ("2027-01-01,休,<b>元旦</b>", "不像节日名称"),
        ("2027-01-01,休,2027-01-02", "不像节日名称"),
        ("2027-01-01\x00,休,元旦", "不能识别的字符"),
        ("元旦：1月1日至3日放假，共4天。", "写的是共4天，数出来是3天"),
        ("元旦：1月1日放假或者上班。", "没有读懂"),
        ("元旦：节日放假。", "没有读懂"),
        ("经国务院批准，现将2027年部分节假日安排通知如下。", "没有读懂"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_with_its_reason(line: str, words: str) -> None:
    found = faults(f"2027-05-01,休,劳动节\n\n{line}\n")
    assert [number for number, _ in found] == [3]
    assert words in found[0][1]


def test_all_faults_come_at_once_in_the_order_of_their_lines() -> None:
    found = faults("x\n2027-01-01,休,元旦\n2028-01-01,休,元旦\n2027-02-31,休,春节\n")
    assert [number for number, _ in found] == [1, 3, 4]


def test_one_day_with_two_meanings_names_both_lines() -> None:
    (only,) = faults("日期,安排,名称\n2027-01-03,休,元旦\n2027-01-02..2027-01-03,班,元旦\n")
    assert only[0] == 3
    assert "与第2行矛盾" in only[1]


@pytest.mark.parametrize("text", ["", "\n\n", "日期,安排,名称\n", "\ufeff", ",,,\n;;\n"])
def test_a_notice_without_a_day_is_refused(text: str) -> None:
    assert faults(text) == [(0, "没有写任何日子，请填写放假和调休上班的日子。")]


def test_a_notice_of_too_many_lines_is_refused() -> None:
    assert "超过500行" in faults("2027-01-01,休,元旦\n" * 501)[0][1]


def test_files_are_decoded_in_the_encodings_offices_use() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"):
        text = notices.decode(invented.LINES.encode(encoding))
        assert notices.read(text, 2027).off == 28, encoding


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        (b" \r\n ", "空的"),
        (b"PK\x03\x04\x14\x00\x06\x00", "Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "图片"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x00\x01\x02\x03", "不是文本文件"),
        (b"\xff\xff\xff\xff", "不是文本文件"),
        (b"\xff\xfe\x00", "不是文本文件"),
        (b"x" * (notices.MAX_BYTES + 1), "64 KB"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        notices.decode(content)


def test_what_is_written_can_be_read_again() -> None:
    for year in range(holidays.FIRST_YEAR, holidays.last_announced_year() + 1):
        notice = notices.from_calendar(year, holidays.rows(year, year))
        assert notice.days
        assert notices.read(notices.write(notice), year) == notice
        assert notices.read(notices.decode(("\ufeff" + notices.write(notice)).encode()), year) == notice


def test_a_whole_year_has_every_day_once() -> None:
    notice = notices.read(invented.LINES, invented.YEAR)
    days = list(notices.whole_year(notice))
    assert [day for day, _, _ in days] == [D(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    known = {day: (working, name) for day, working, name in days}
    assert known[D(2027, 1, 30)] == (True, "春节")
    assert known[D(2027, 2, 8)] == (False, "春节")
    assert known[D(2027, 2, 13)] == (False, "")
    assert known[D(2027, 2, 15)] == (True, "")
    assert notices.from_calendar(2027, days) == notice
    assert len(list(notices.whole_year(Notice(2028, ())))) == 366


def test_the_festivals_are_gathered_with_their_runs_and_made_up_days() -> None:
    spring = next(f for f in notices.festivals_of(notices.read(invented.LINES, 2027)) if f.name == "春节")
    assert spring.runs == ((D(2027, 2, 5), D(2027, 2, 12)),)
    assert spring.made_up == (D(2027, 1, 30), D(2027, 2, 20))
    assert spring.days == 8


def test_festivals_come_in_the_order_of_their_days_off() -> None:
    found = notices.festivals_of(notices.read(OFFICIAL_2026, 2026))
    # A day made up for the National Day lies before the Mid-Autumn Festival.
    assert [f.name for f in found] == ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"]


def test_the_difference_names_every_day_that_changed_and_no_other() -> None:
    before = notices.read(invented.LINES, 2027)
    longer = notices.read(invented.LINES + "2027-02-15,休,春节\n", 2027)
    assert notices.difference(before, before) == ()
    (only,) = notices.difference(before, longer)
    assert (only.on, only.before, only.after) == (D(2027, 2, 15), None, Entry(D(2027, 2, 15), False, "春节"))
    assert len(notices.difference(None, before)) == len(before.days)


def test_the_fingerprint_changes_with_every_part() -> None:
    notice = notices.read(invented.LINES, 2027)
    assert notice.sha256 == notices.read(notices.write(notice), 2027).sha256
    first, *rest = notice.days
    renamed = Notice(2027, (Entry(first.on, first.working, "新年"), *rest))
    worked = Notice(2027, (*rest[:1], *rest[1:]))
    other = Notice(2028, notice.days)
    assert len({each.sha256 for each in (notice, renamed, worked, other)}) == 4


def outcome(work: Callable[[], object]) -> object:
    """What a reading gave, or the refusal it ended in; anything else that is raised fails the test."""
    try:
        return work()
    except Unreadable as error:
        return error


@given(st.text(max_size=200) | st.text("2027-01休班,年月日至春节、。：（）周五\n", max_size=60))
def test_no_text_does_anything_but_be_read_or_refused(text: str) -> None:
    found = outcome(lambda: notices.read(text, 2027))
    assert found.days if isinstance(found, Notice) else found.faults


@given(st.binary(max_size=200))
def test_no_file_does_anything_but_be_decoded_or_refused(content: bytes) -> None:
    found = outcome(lambda: notices.decode(content))
    assert isinstance(found, str) or len(found.faults) == 1
