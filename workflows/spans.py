"""Walking over days: which count, which do not and why, gathered into runs a person can read.

Knows a calendar and pauses only; which rule is being counted is the business of clocks.py.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.calendar import WorkingCalendar
from workflows.rules.book import load

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that stop the clock, both ends included."""

    start: date
    end: date
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row that count, or do not, for one reason; what they add, and the sum with them."""

    first: date
    until: date | None
    counts: bool
    why: str
    basis: str = ""
    working: bool = False
    paused: bool = False
    counted: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True)
class _Day:
    on: date
    kind: str
    name: str
    number: int


class Walk:
    """Counts forward from a start day, one stretch after another, past the pauses."""

    def __init__(self, start: date, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> None:
        self.start = self.at = start
        self._anchor = start
        self.paused = 0
        self._calendar = calendar
        self._pauses = sorted(pauses, key=lambda pause: (pause.start, pause.end))
        self._number = self._months = 0
        self._unit = ""

    def count(self, length: int, unit: str) -> tuple[Run, ...]:
        """Move on by so many units and return the days passed over."""
        if unit != self._unit:
            self._number = self._months = 0
            self._anchor = self.at
        self._unit = unit
        if unit in ("month", "year"):
            return self._count_months(length * (12 if unit == "year" else 1))
        return self._count_days(length, working=unit == "working_day")

    def place_words(self) -> str:
        """Where the walk stands: 第15个工作日, 第90日, 满3个月."""
        if self._unit == "working_day":
            return f"第{self._number}个工作日"
        if self._unit == "calendar_day":
            return f"第{self._number}日"
        years, months = divmod(self._months, 12)
        return f"满{years}年" if self._unit == "year" and not months else f"满{self._months}个月"

    def _count_days(self, length: int, *, working: bool) -> tuple[Run, ...]:
        days, target = [], self._number + length
        while self._number < target:
            self.at += ONE
            if pause := self._pause_on(self.at):
                self.paused += 1
                days.append(_Day(self.at, "pause", pause.reason, 0))
                continue
            kind = _kind(self.at, self._calendar) if working else "plain"
            if kind in ("work", "makeup", "plain"):
                self._number += 1
            days.append(_Day(self.at, kind, self._calendar.name(self.at), self._number))
        return tuple(_gather(days, self._calendar))

    def _count_months(self, months: int) -> tuple[Run, ...]:
        """Month terms end on the same-numbered day; pauses push that day on by as many days."""
        begin = self.at + ONE
        before = self._passed(self._anchor, self.at)
        self._months += months
        plain, clipped = _add_months(self._anchor, self._months)
        target = plain + timedelta(days=before)
        while True:
            moved = plain + timedelta(days=self._passed(self._anchor, target))
            if moved == target:
                break
            target = moved
        self.paused += self._passed(self._anchor, target) - before
        words = f"此后{_span_words(months)}，到{target.month}月{target.day}日".replace(
            "，到", f"，到{target.year}年" if target.year != begin.year else "，到"
        )
        if clipped:
            words += "；没有对应日，以月末日为最后一日"
        basis = load().convention("C5").basis if clipped else ""
        each = 12 if self._unit == "year" else 1
        runs = [Run(begin, target, True, words, basis, counted=months // each, total=self._months // each)]
        for pause in self._stretches(begin, target):
            length = (pause.end - pause.start).days + 1
            why = f"{pause.reason}，{length}日不计入，相应顺延"
            runs.append(Run(pause.start, _until(pause.start, pause.end), False, why, paused=True))
        self.at = target
        return tuple(runs)

    def rolled(self) -> date:
        """Where the walk stands, or the next working day; a day on which the clock stands ends nothing."""
        day = self._calendar.roll(self.at)
        while self._pause_on(day):
            day = self._calendar.roll(day + ONE)
        return day

    def _pause_on(self, day: date) -> Pause | None:
        for pause in self._pauses:
            if pause.start <= day <= pause.end:
                return pause
        return None

    def _passed(self, after: date, until: date) -> int:
        return sum((stretch.end - stretch.start).days + 1 for stretch in self._stretches(after + ONE, until))

    def _stretches(self, first: date, last: date) -> Iterator[Pause]:
        """Pauses cut to the days asked for, each day once even where pauses overlap."""
        reached = first
        for pause in self._pauses:
            begin, end = max(pause.start, reached), min(pause.end, last)
            if begin <= end:
                yield Pause(begin, end, pause.reason)
                reached = end + ONE


def counted_back(start: date, length: int, calendar: WorkingCalendar, *, working: bool) -> list[Run]:
    """The runs passed over when counting back from a day, nearest first."""
    days, day, number = [], start, 0
    while number < length:
        day -= ONE
        kind = _kind(day, calendar) if working else "plain"
        if kind in ("work", "makeup", "plain"):
            number += 1
        days.append(_Day(day, kind, calendar.name(day), number))
    return list(_gather(days, calendar))


def rest_words(day: date, calendar: WorkingCalendar) -> str:
    """What kind of day off it is."""
    name = calendar.name(day)
    if name:
        return f"{name}放假"
    return f"星期{'一二三四五六日'[day.weekday()]}休息日"


def caveat(calendar: WorkingCalendar, day: date, *, used: bool) -> str:
    """What to add to a date past the announced holidays."""
    if not calendar.provisional(day):
        return ""
    if not used:
        return f"；{day.year}年放假安排尚未公布，不影响这个日期"
    return f"；{day.year}年放假安排尚未公布，公布后重新计算"


def _kind(day: date, calendar: WorkingCalendar) -> str:
    if calendar.is_working(day):
        return "makeup" if day.weekday() >= 5 else "work"
    return "holiday" if calendar.name(day) else "rest"


def _gather(days: Sequence[_Day], calendar: WorkingCalendar) -> Iterator[Run]:
    begin = 0
    for place in range(1, len(days) + 1):
        if place < len(days) and _same(days[place], days[begin]):
            continue
        yield _run(days[begin:place], whole=len(days) == place - begin, calendar=calendar)
        begin = place


def _same(one: _Day, other: _Day) -> bool:
    return one.kind == other.kind and (one.name == other.name or one.kind in ("work", "rest", "plain"))


def _run(days: Sequence[_Day], *, whole: bool, calendar: WorkingCalendar) -> Run:
    first, last = min(days[0].on, days[-1].on), max(days[0].on, days[-1].on)
    until = _until(first, last)
    kind, name = days[0].kind, days[0].name
    if kind == "pause":
        return Run(first, until, False, f"{name}，不计入", paused=True)
    if kind in ("holiday", "rest"):
        why = f"{name}放假，不计入" if kind == "holiday" else "休息日，不计入"
        holiday = load().convention("HOLIDAY").basis if kind == "holiday" else ""
        return Run(first, until, False, why, holiday, working=True)
    return _counted_run(days, first, last, whole=whole)


def _counted_run(days: Sequence[_Day], first: date, last: date, *, whole: bool) -> Run:
    kind, until = days[0].kind, _until(first, last)
    number, sums = _numbers(days[0].number, days[-1].number), (len(days), days[-1].number)
    if kind == "plain":
        words = f"按自然日连续计算，{number}日"
        if whole and days[0].number == 1:
            words = f"此后{len(days)}日，按自然日连续计算，到{last.year}年{last.month}月{last.day}日"
        return Run(first, until, True, words, counted=sums[0], total=sums[1])
    made_up = kind == "makeup"
    words = f"调休上班，计入，{number}日" if made_up else f"工作日，{number}日"
    basis = load().convention("HOLIDAY").basis if made_up else ""
    return Run(first, until, True, words, basis, working=True, counted=sums[0], total=sums[1])


def _numbers(first: int, last: int) -> str:
    if first == last:
        return f"第{first}"
    return f"第{first}、{last}" if last - first == 1 else f"第{first}至{last}"


def add_months(day: date, months: int) -> date:
    """The same-numbered day so many months on, or the last day of that month."""
    return _add_months(day, months)[0]


def _until(first: date, last: date) -> date | None:
    return last if last > first else None


def _add_months(day: date, months: int) -> tuple[date, bool]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)), day.day > last


def _span_words(months: int) -> str:
    years, rest = divmod(months, 12)
    return f"{years}年" if years and not rest else f"{months}个月"
