"""Deadlines by walking one day after another with the finger on a calendar.

From the ways of counting C1 to C10: the start is not counted; working days are Monday to Friday without
holidays and with make-up days; month terms end on the same-numbered day or the last of the month; stopped
days do not count; seizure and display never roll; a term does not end on a stopped day.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from chinese_calendar import constants

from tests.oracle.tables import Refuse, Row, number

ONE = timedelta(days=1)
KNOWN_FROM = date(2019, 1, 1)
KNOWN_TO = date(max(constants.holidays).year, 12, 31)
HOLIDAYS = {day: True for day in constants.holidays if day.year >= KNOWN_FROM.year}
MAKEUPS = {day: True for day in constants.workdays if day.year >= KNOWN_FROM.year}
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Longer:
    """An extension as a paper states it; by and approved_on may be unknown."""

    length: int
    unit: str
    approved_on: date | None = None
    by: str = ""


@dataclass(slots=True)
class Answer:
    """The last day, the day before moving off a rest day, and every day walked over with its mark."""

    due_on: date
    warn_on: date
    excluded_days: int = 0
    provisional: bool = False
    due_at: datetime | None = None
    walked: list[tuple[date, str]] = field(default_factory=list)


def working(day: date) -> bool:
    if day in MAKEUPS:
        return True
    return day.weekday() < 5 and day not in HOLIDAYS


def known(day: date) -> bool:
    return KNOWN_FROM <= day <= KNOWN_TO


def stopped(day: date, exclusions: Sequence[Span]) -> bool:
    return any(first <= day <= last for first, last in exclusions)


def months_later(day: date, months: int) -> date:
    """Turn the calendar's leaves one by one."""
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def deadline(
    row: Row,
    start: date | datetime,
    *,
    extensions: Sequence[Longer] = (),
    exclusions: Sequence[Span] = (),
    backward: bool = False,
) -> Answer:
    """The last day of one term; Refuse where the rule does not allow what was asked."""
    first = start.date() if isinstance(start, datetime) else start
    _refuse(row, first, extensions, exclusions, backward=backward)
    if row["unit"] == "hour":
        found = _hours(int(row["length"]), start)
    elif backward:
        found = _backward(row, first)
    else:
        found = _forward(row, first, extensions, exclusions)
    found.provisional = not (known(found.due_on) and known(first))
    return found


def _hours(length: int, start: date | datetime) -> Answer:
    if not isinstance(start, datetime):
        day = start
        for _ in range(0, length, 24):
            day += ONE
        return Answer(day, day)
    moment = datetime(start.year, start.month, start.day, start.hour, tzinfo=start.tzinfo)
    for _ in range(length + 1):
        moment += timedelta(hours=1)
    return Answer(moment.date(), moment.date(), due_at=moment)


def _backward(row: Row, meeting: date) -> Answer:
    day, left, walked = meeting, int(row["length"]), []
    while left:
        day -= ONE
        counts = row["unit"] == "calendar_day" or working(day)
        left -= counts
        walked.append((day, "count" if counts else "rest"))
    return Answer(day, day, walked=walked)


def _forward(row: Row, start: date, extensions: Sequence[Longer], exclusions: Sequence[Span]) -> Answer:
    stretches = [[int(row["length"]), row["unit"]]]
    for longer in extensions:
        if longer.unit == stretches[-1][1]:
            stretches[-1][0] = int(stretches[-1][0]) + longer.length
        else:
            stretches.append([longer.length, longer.unit])
    day, walked = start, []
    for length, unit in stretches:
        left, only_working = int(length), unit == "working_day"
        if unit in ("month", "year"):
            left = (months_later(day, left * (12 if unit == "year" else 1)) - day).days
        while left:
            day += ONE
            mark = "stop" if stopped(day, exclusions) else "count"
            if mark == "count" and only_working and not working(day):
                mark = "rest"
            left -= mark == "count"
            walked.append((day, mark))
    due = day
    while row["rolls"] == "yes" and (not working(due) or stopped(due, exclusions)):
        due += ONE
    return Answer(due, day, sum(mark == "stop" for _, mark in walked), walked=walked)


def _refuse(
    row: Row, start: date, extensions: Sequence[Longer], exclusions: Sequence[Span], *, backward: bool
) -> None:
    if not 1949 <= start.year <= 2199:
        raise Refuse("核对年份")
    for place, longer in enumerate(extensions):
        _refuse_extension(row, place, longer)
    for first, last in exclusions:
        if last < first:
            raise Refuse("结束早于开始")
    if exclusions and not row["not_counted"]:
        raise Refuse("没有可以不计入的时间")
    if backward and (extensions or exclusions):
        raise Refuse("往前数的期限不能延长")
    if backward and row["unit"] not in ("working_day", "calendar_day"):
        raise Refuse("只有按日计算的期限可以往前数")
    before: list[Longer] = []
    for longer in extensions:
        over = _forward(row, start, before, exclusions).due_on if longer.approved_on else None
        if over and longer.approved_on and longer.approved_on > over:
            raise Refuse("届满")
        if longer.approved_on and longer.approved_on < start:
            raise Refuse("早于期限起算日")
        before.append(longer)


def _refuse_extension(row: Row, place: int, longer: Longer) -> None:
    if longer.length <= 0:
        raise Refuse("正数")
    if longer.unit not in ("working_day", "calendar_day", "month", "year", "hour"):
        raise Refuse("单位不认识")
    if not row["extension_by"]:
        raise Refuse("依法不能延长")
    times = number(row, "extension_max_times")
    if times is None or place < times:
        most, unit, by = number(row, "extension_length"), row["extension_unit"], row["extension_by"]
    else:
        later = number(row, "later_max_times")
        if not row["later_by"] or (later is not None and place >= times + later):
            raise Refuse("不能再延长")
        most, unit, by = number(row, "later_length"), row["later_unit"], row["later_by"]
    if unit and longer.unit != unit:
        raise Refuse("延长应当以")
    if most is not None and longer.length > most:
        raise Refuse("延长不得超过")
    if longer.by and longer.by != by:
        raise Refuse("批准")
