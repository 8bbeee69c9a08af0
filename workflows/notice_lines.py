"""One line of a holiday notice: a row of a table, or a sentence as the State Council writes it.

Gives days or a sentence that says what is wrong with the line. Knows no other line and no law.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

OFF = frozenset({"休", "放假", "休息", "假", "假日", "放假调休", "holiday", "off", "0"})
ON = frozenset({"班", "上班", "调休", "补班", "调休上班", "workday", "work", "1"})
HEADS = frozenset({"日期", "day", "date"})
NAME_LENGTH = 40
# Not law: no run of days off has ever been longer; more is a slip in one of the two dates.
LONGEST_RUN = 31
WEEKDAYS = "一二三四五六日"
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))

_WEEK = (
    r"(?:\s*\(\s*(?:[^()]*、)?\s*(?:周|星期)([一二三四五六日天])\s*\)|\s*(?:周|星期)([一二三四五六日天]))?"
)
_TIME = r"(?:[ T]0{1,2}:00(?::00)?)?"
_DAY = (
    r"(?:(\d{4})\s*[年/.\-]\s*(\d{1,2})\s*[月/.\-]\s*(\d{1,2})\s*日?"
    r"|(\d{4})(\d\d)(\d\d)(?!\d)"
    r"|(\d{1,2})\s*月\s*(\d{1,2})\s*日)" + _TIME + _WEEK
)
_SHORT = r"(\d{1,2})\s*日" + _WEEK
_BETWEEN = r"\s*(?:\.{2,3}|至|到|~|\u301c|-{1,2}|[\u2013\u2014\u2015]{1,2})\s*"
_ONE, _LATER = re.compile(_DAY), re.compile(f"(?:{_DAY}|{_SHORT})")
_RUN = re.compile(f"{_DAY}(?:{_BETWEEN}(?:{_DAY}|{_SHORT}))?")
_GAP = re.compile(_BETWEEN)
_SENTENCE = re.compile(
    r"(?:[一二三四五六七八九十]+、|\(?\d{1,2}[、.)]\s*)?([^\d:,]{2,20}):(.*(?:放假|上班|补休).*)"
)
_OFF_WORDS = re.compile(r"(?:放假|补休|调休|连休|与周末|当日|共\d+天|\d+天|[、,和并])*")
_ON_WORDS = re.compile(r"(?:正常|照常)?(?:调休)?上班")


class Unclear(ValueError):
    """A line that cannot be taken; its text says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One day as one line states it."""

    on: date
    working: bool
    name: str


def fold(line: str) -> str:
    """The line with full-width characters made plain and invisible ones taken out; controls are refused."""
    text = unicodedata.normalize("NFKC", line).translate(INVISIBLE).strip()
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co") and c != "\t" for c in text):
        raise Unclear("有不能识别的字符，请检查文件是不是文本")
    return text


def heading(line: str) -> bool:
    """Whether the line names the columns."""
    return _cells(line)[0].strip().lower() in HEADS


def entries(line: str, year: int) -> list[Entry]:
    """The days of a folded line; `year` completes a day written without one. Raises Unclear."""
    sentence = _SENTENCE.fullmatch(line)
    if sentence:
        return list(_prose(_name(sentence[1]), sentence[2], year))
    cells = [cell.strip() for cell in _cells(line)]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) < 2:
        raise Unclear("没有读懂，请写成“日期,休或者班,节日名称”")
    if len(cells) > 3:
        raise Unclear(f"多出“{cells[3][:20]}”，两个节日之间请用顿号")
    days, working = _days(cells[0], year), _working(cells[1])
    name = _name(cells[2]) if len(cells) == 3 else ""
    if not working and not name:
        raise Unclear("放假的日子要写节日名称")
    return [Entry(day, working, name) for day in days]


def _cells(line: str) -> list[str]:
    mark = "\t" if "\t" in line else "," if "," in line else ";" if ";" in line else ""
    if not mark:
        # A day written with spaces holds together; what follows it is parted by spaces.
        found = _RUN.match(line)
        return [found[0], *line[found.end() :].split()] if found else line.split() or [""]
    return next(csv.reader([line], delimiter=mark), [""])


def _working(cell: str) -> bool:
    word = cell.lower().replace(" ", "")
    if word in OFF or word in ON:
        return word in ON
    raise Unclear(f"不认识“{cell[:20]}”，请写“休”或者“班”")


def _name(cell: str) -> str:
    name = cell.strip()
    if len(name) > NAME_LENGTH:
        raise Unclear(f"节日名称最多{NAME_LENGTH}个字")
    if any(c in name for c in "<>") or re.search(r"\d{4}", name):
        raise Unclear(f"“{name[:20]}”不像节日名称")
    return name


def _days(cell: str, year: int) -> list[date]:
    """One day or a run of days."""
    whole = _ONE.fullmatch(cell)
    if whole:
        return [_day(whole, year)]
    for gap in _GAP.finditer(cell):
        first, last = _ONE.fullmatch(cell[: gap.start()]), _LATER.fullmatch(cell[gap.end() :])
        if first and last:
            return _run(_day(first, year), last)
    raise Unclear(f"日期“{cell[:30]}”没有读懂，请写成2027-01-01，连续几日写成2027-02-06..2027-02-12")


def _run(begin: date, last: re.Match[str]) -> list[date]:
    end = _day(last, begin.year, month=begin.month)
    if end < begin:
        raise Unclear(f"结束的{_words(end)}早于开始的{_words(begin)}")
    if (end - begin).days >= LONGEST_RUN:
        raise Unclear(f"从{_words(begin)}到{_words(end)}超过{LONGEST_RUN}日，请检查日期")
    return [begin + timedelta(days=n) for n in range((end - begin).days + 1)]


def _day(found: re.Match[str], year: int, month: int = 0) -> date:
    """The day of a match of _ONE or _LATER; a weekday written beside it has to be the right one."""
    g = found.groups()
    if g[0]:
        numbers = (int(g[0]), int(g[1]), int(g[2]))
    elif g[3]:
        numbers = (int(g[3]), int(g[4]), int(g[5]))
    elif g[6]:
        numbers = (year, int(g[6]), int(g[7]))
    else:
        numbers = (year, month, int(g[10]))
    try:
        day = date(*numbers)
    except ValueError as wrong:
        raise Unclear(f"没有{numbers[0]}年{numbers[1]}月{numbers[2]}日这一天") from wrong
    said = next((w for w in (*g[8:10], *g[11:13]) if w), "").replace("天", "日")
    right = WEEKDAYS[day.weekday()]
    if said and said != right:
        raise Unclear(f"{_words(day)}是星期{right}，不是星期{said}")
    return day


def _prose(name: str, text: str, year: int) -> Iterator[Entry]:
    for sentence in filter(None, (part.strip() for part in re.split("[。;]", text))):
        days: list[date] = []
        for found in _RUN.finditer(sentence):
            days += _days(found[0], year)
        rest = re.sub(r"\s", "", _RUN.sub("", sentence))
        off = "放假" in rest or "补休" in rest
        if not days or not (_OFF_WORDS if off else _ON_WORDS).fullmatch(rest.strip("、,和")):
            raise Unclear(f"“{sentence[:30]}”没有读懂，请改写成“日期,休或者班,节日名称”")
        total = re.search(r"共(\d+)天", rest)
        if off and total and int(total[1]) != len(days):
            raise Unclear(f"写的是共{total[1]}天，数出来是{len(days)}天，请检查")
        yield from (Entry(day, not off, name) for day in days)


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
