"""A year's holiday notice: read from lines of text, compared with what is in force, written out again.

A notice is the days that differ from the plain week. Knows no deadline, no database and no present moment.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from workflows import festivals
from workflows.notice_lines import Entry, Unclear, entries, fold, heading

HEADER = ("日期", "安排", "名称")
OFF_WORD, ON_WORD = "休", "班"
MAX_BYTES = 64 * 1024
MAX_LINES = 500
SATURDAY = 5

NOT_TEXT = {
    b"PK\x03\x04": "这是Excel或者压缩文件。请在Excel里另存为CSV再上传，或者把各行粘贴到文本框。",
    b"\xd0\xcf\x11\xe0": "这是旧版Office文件。请另存为CSV再上传，或者把各行粘贴到文本框。",
    b"\x89PNG": "这是图片，不能读取。请上传CSV文件，或者把各行粘贴到文本框。",
    b"\xff\xd8\xff": "这是图片，不能读取。请上传CSV文件，或者把各行粘贴到文本框。",
    b"GIF8": "这是图片，不能读取。请上传CSV文件，或者把各行粘贴到文本框。",
    b"%PDF": "这是PDF文件，不能读取。请上传CSV文件，或者把通知里的各行粘贴到文本框。",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line; line 0 is about the whole."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"第{self.line}行：{self.text}。" if self.line else self.text


class Unreadable(ValueError):
    """A notice that was refused, with every fault in the order of its lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Notice:
    """The days of one year that differ from the plain week, in their order."""

    year: int
    days: tuple[Entry, ...]
    doubts: tuple[festivals.Doubt, ...] = field(default=(), compare=False)

    @property
    def off(self) -> int:
        """How many days are named as days off, weekends among them."""
        return sum(not day.working for day in self.days)

    @property
    def made_up(self) -> int:
        """How many weekend days are worked."""
        return sum(day.working for day in self.days)

    @property
    def sha256(self) -> str:
        """The fingerprint of year and days."""
        said = [self.year, *([d.on.isoformat(), d.working, d.name] for d in self.days)]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Festival:
    """What a notice says of one festival: runs of days off, first and last, and days made up for it."""

    name: str
    runs: tuple[tuple[date, date], ...]
    made_up: tuple[date, ...]

    @property
    def days(self) -> int:
        """How many days off there are, weekends among them."""
        return sum((last - first).days + 1 for first, last in self.runs)


@dataclass(frozen=True, slots=True)
class Change:
    """One day that two notices state differently; none where the plain week holds."""

    on: date
    before: Entry | None
    after: Entry | None


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, GB18030 or UTF-16 with its mark. Raises Unreadable for anything else."""
    if not content.strip():
        raise Unreadable([Fault(0, "文件是空的，请重新选择。")])
    if len(content) > MAX_BYTES:
        raise Unreadable([Fault(0, f"文件超过{MAX_BYTES // 1024} KB，不像一年的放假安排，请重新选择。")])
    for start, words in NOT_TEXT.items():
        if content.startswith(start):
            raise Unreadable([Fault(0, words)])
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable([Fault(0, "不是文本文件，不能读取。请上传CSV文件，或者把各行粘贴到文本框。")])


def read(text: str, year: int) -> Notice:
    """The notice of a year from its lines. Raises Unreadable with every fault."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MAX_LINES:
        raise Unreadable([Fault(0, f"超过{MAX_LINES}行，不像一年的放假安排。")])
    stated: dict[date, tuple[int, Entry]] = {}
    faults: list[Fault] = []
    begun = False
    for number, raw in enumerate(lines, 1):
        try:
            line = fold(raw)
            if not line.strip(", ;\t") or (not begun and heading(line)):
                continue
            begun = True
            for entry in entries(line, year):
                _state(stated, number, entry, year)
        except Unclear as wrong:
            begun = True
            faults.append(Fault(number, str(wrong)))
    if not faults and not stated:
        faults.append(Fault(0, "没有写任何日子，请填写放假和调休上班的日子。"))
    if faults:
        raise Unreadable(faults)
    return of(year, (entry for _, entry in stated.values()))


def of(year: int, days: Iterable[Entry]) -> Notice:
    """A notice of days that are known to be sound, with what it leaves open."""
    ordered = tuple(sorted(days, key=lambda day: day.on))
    return Notice(year, ordered, festivals.doubts(year, {d.on: (d.working, d.name) for d in ordered}))


def _state(stated: dict[date, tuple[int, Entry]], number: int, entry: Entry, year: int) -> None:
    day = f"{entry.on.year}年{entry.on.month}月{entry.on.day}日"
    if entry.on.year != year:
        raise Unclear(f"{day}不在{year}年，请写到{entry.on.year}年的放假安排里")
    if entry.on in stated:
        line, before = stated[entry.on]
        if before.working != entry.working:
            raise Unclear(f"{day}与第{line}行矛盾，一行放假，一行上班")
        names = dict.fromkeys(filter(None, [*before.name.split("、"), *entry.name.split("、")]))
        stated[entry.on] = (line, Entry(entry.on, entry.working, "、".join(names)))
        return
    if entry.working and entry.on.weekday() < SATURDAY:
        week = "一二三四五"[entry.on.weekday()]
        raise Unclear(f"{day}是星期{week}，本来就上班，不能写成调休上班")
    stated[entry.on] = (number, entry)


def from_calendar(year: int, rows: Iterable[tuple[date, bool, str]]) -> Notice:
    """The notice that a year's rows of the calendar table amount to."""
    return of(
        year,
        (
            Entry(day, working, name)
            for day, working, name in rows
            if day.year == year and (name or working != (day.weekday() < SATURDAY))
        ),
    )


def whole_year(notice: Notice) -> Iterator[tuple[date, bool, str]]:
    """Every day of the year with whether it is worked and which festival it belongs to."""
    stated = {day.on: day for day in notice.days}
    day, end = date(notice.year, 1, 1), date(notice.year, 12, 31)
    while day <= end:
        entry = stated.get(day)
        yield (day, entry.working, entry.name) if entry else (day, day.weekday() < SATURDAY, "")
        day += timedelta(days=1)


def write(notice: Notice) -> str:
    """The notice as it can be read again, with its header, one day a line."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(HEADER)
    for day in notice.days:
        writer.writerow((day.on.isoformat(), ON_WORD if day.working else OFF_WORD, day.name))
    return made.getvalue()


def festivals_of(notice: Notice) -> tuple[Festival, ...]:
    """The notice festival by festival, in the order of their first days off."""
    named: dict[str, list[Entry]] = {}
    for day in sorted(notice.days, key=lambda day: (day.working, day.on)):
        named.setdefault(day.name, []).append(day)
    return tuple(
        Festival(
            name,
            _runs([day.on for day in days if not day.working]),
            tuple(day.on for day in days if day.working),
        )
        for name, days in named.items()
    )


def _runs(days: Iterable[date]) -> tuple[tuple[date, date], ...]:
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and runs[-1][1] + timedelta(days=1) == day:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return tuple(runs)


def difference(before: Notice | None, after: Notice) -> tuple[Change, ...]:
    """The days that the two state differently, in their order; all of them when there was none before."""
    old: Mapping[date, Entry] = {day.on: day for day in before.days} if before else {}
    new = {day.on: day for day in after.days}
    return tuple(
        Change(day, old.get(day), new.get(day))
        for day in sorted(old.keys() | new.keys())
        if old.get(day) != new.get(day)
    )
