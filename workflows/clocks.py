"""A deadline from a rule, a start and the stops: the day it falls due and the steps that prove it.

Always computed from its events, never from a stored counter. Knows no case, no person and no present moment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta, timezone
from typing import Any

from workflows import spans
from workflows.calendar import WorkingCalendar
from workflows.rules.book import load
from workflows.rules.rows import DeadlineRule

__all__ = [
    "Computed",
    "Exclusion",
    "Extension",
    "NotAllowed",
    "ProofStep",
    "Remaining",
    "compute",
    "remaining",
    "why_this_text",
]

CHINA = timezone(timedelta(hours=8))
WEEKEND = (5, 6)
SOON_WORKING_DAYS = 3
SOON_DAYS = 5
# Not law: outside these years a date is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1949, 2199
UNIT_WORDS = {"working_day": "个工作日", "calendar_day": "日", "month": "个月", "year": "年", "hour": "小时"}


class NotAllowed(ValueError):
    """The rule does not permit what was asked of the clock."""

    def __init__(self, reason: str, basis: str = "") -> None:
        super().__init__(reason)
        self.reason, self.basis = reason, basis


@dataclass(frozen=True, slots=True)
class Extension:
    """A lengthening that somebody approved before the term was over.

    `approved_on` and `by` are checked where they are known: the day against the term, `by` against the rule.
    """

    length: int
    unit: str
    approved_on: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Days that do not count, both ends included."""

    start: date
    end: date
    reason: str = "不计入的时间"
    document: str = ""


@dataclass(frozen=True, slots=True)
class ProofStep:
    """One line of the proof: a day or run of days, whether it counts, why, and by which article.

    `counted` is how many days, working days or months this line adds and `total` how many are counted
    with it; none where the line adds nothing.
    """

    on: date
    until: date | None
    counts: bool
    kind: str
    why: str
    basis: str = ""
    counted: int = 0
    total: int | None = None

    def as_dict(self) -> dict[str, Any]:
        until = self.until.isoformat() if self.until else None
        return {
            "on": self.on.isoformat(),
            "until": until,
            "counts": self.counts,
            "kind": self.kind,
            "why": self.why,
            "basis": self.basis,
            "counted": self.counted,
            "total": self.total,
        }

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "ProofStep":
        """Read a stored line; lines stored before they carried a total read as having none."""
        until = date.fromisoformat(given["until"]) if given["until"] else None
        rest = (given["counts"], given["kind"], given["why"], given["basis"])
        sums = (given.get("counted", 0), given.get("total"))
        return cls(date.fromisoformat(given["on"]), until, *rest, *sums)


@dataclass(frozen=True, slots=True)
class Computed:
    """A due date with everything needed to check it by hand; warn_on is the day before rolling."""

    rule_id: str
    due_on: date
    due_at: datetime | None
    warn_on: date
    provisional: bool
    length: int
    unit: str
    excluded_days: int
    steps: tuple[ProofStep, ...]
    basis: str
    confidence: str

    def as_dict(self) -> dict[str, Any]:
        given = {item.name: getattr(self, item.name) for item in fields(self)}
        return given | {
            "due_on": self.due_on.isoformat(),
            "due_at": self.due_at.isoformat() if self.due_at else None,
            "warn_on": self.warn_on.isoformat(),
            "steps": [step.as_dict() for step in self.steps],
        }

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "Computed":
        return cls(
            **dict(given)
            | {
                "due_on": date.fromisoformat(given["due_on"]),
                "due_at": datetime.fromisoformat(given["due_at"]) if given["due_at"] else None,
                "warn_on": date.fromisoformat(given["warn_on"]),
                "steps": tuple(ProofStep.from_dict(step) for step in given["steps"]),
            }
        )


@dataclass(frozen=True, slots=True)
class Remaining:
    """How much of a term is left, in words, and how loud to say it: over, today, soon or ok."""

    days: int
    text: str
    level: str


def compute(
    rule: DeadlineRule,
    start: date | datetime,
    calendar: WorkingCalendar,
    *,
    extensions: Sequence[Extension] = (),
    exclusions: Sequence[Exclusion] = (),
    backward: bool = False,
) -> Computed:
    """The due date of one clock; refuses an extension or exclusion the rule does not know."""
    first = _local(start).date() if isinstance(start, datetime) else start
    _check(rule, first, extensions, exclusions, backward=backward)
    if rule.unit == "hour":
        return _hours(rule, start, calendar)
    if backward:
        return _backward(rule, first, calendar)
    return _forward(rule, first, calendar, extensions, exclusions)


def remaining(due_on: date, today: date, unit: str, calendar: WorkingCalendar) -> Remaining:
    """What is left until the end of the due day, in the unit of the term."""
    days = (due_on - today).days
    if days < 0:
        return Remaining(days, f"逾期{-days}天", "over")
    if days == 0:
        return Remaining(0, "今日到期", "today")
    working = calendar.working_days_between(today, due_on) if unit == "working_day" else 0
    if working:
        return Remaining(working, f"还剩{working}个工作日", "soon" if working <= SOON_WORKING_DAYS else "ok")
    return Remaining(days, f"还剩{days}天", "soon" if days <= SOON_DAYS else "ok")


def why_this_text(rule: DeadlineRule, on: date) -> str:
    """Which version of a rule a step on this day takes, and why: procedure law at the time of the step."""
    since = f"自{day_words(rule.valid_from)}" if rule.valid_from else ""
    until = f"至{day_words(rule.valid_to)}" if rule.valid_to else ""
    span = f"（{since}{until}有效）" if since or until else "（施行日期没有登记）"
    return f"程序规定适用办理这一步时有效的规定：{day_words(on)}有效的是{rule.basis}{span}。"


def day_words(day: date) -> str:
    """A day as papers write it: 2026年9月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _local(moment: datetime) -> datetime:
    return moment.astimezone(CHINA) if moment.tzinfo else moment


def _check(
    rule: DeadlineRule,
    start: date,
    extensions: Sequence[Extension],
    exclusions: Sequence[Exclusion],
    *,
    backward: bool,
) -> None:
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        raise NotAllowed(f"起算日{day_words(start)}不合理，请核对年份")
    for place, extension in enumerate(extensions):
        _check_extension(rule, place, extension)
    for exclusion in exclusions:
        if exclusion.end < exclusion.start:
            raise NotAllowed(
                f"不计入的时间从{day_words(exclusion.start)}到{day_words(exclusion.end)}，结束早于开始，请核对"
            )
        if exclusion.end.year > LAST_YEAR:
            raise NotAllowed("不计入的时间过长，请核对年份", rule.basis)
        if not rule.not_counted:
            raise NotAllowed(f"“{rule.label}”的期限没有可以不计入的时间", rule.basis)
    if backward and (extensions or exclusions):
        raise NotAllowed("往前数的期限不能延长，也没有不计入的时间", rule.basis)
    if backward and rule.unit != "working_day" and rule.unit != "calendar_day":
        raise NotAllowed("只有按日计算的期限可以往前数", rule.basis)


def _check_extension(rule: DeadlineRule, place: int, extension: Extension) -> None:
    if extension.length <= 0:
        raise NotAllowed("延长的长度应当是正数", rule.basis)
    if extension.unit not in UNIT_WORDS:
        raise NotAllowed(f"延长的单位不认识：{extension.unit}", rule.basis)
    if not rule.extendable:
        raise NotAllowed(f"“{rule.label}”的期限依法不能延长", rule.basis)
    times = rule.extension_max_times
    if times is None or place < times:
        longest, unit = rule.extension_length, rule.extension_unit
    elif rule.later_by and (rule.later_max_times is None or place < times + rule.later_max_times):
        longest, unit = rule.later_length, rule.later_unit
    else:
        raise NotAllowed(f"“{rule.label}”的期限已经延长{place}次，不能再延长", rule.basis)
    named = _approver(rule, place)
    if extension.by and named and extension.by != named:
        raise NotAllowed(f"延长应当由{named}批准，不能由{extension.by}批准", rule.basis)
    if unit and extension.unit != unit:
        raise NotAllowed(f"延长应当以{UNIT_WORDS[unit].removeprefix('个')}计算", rule.basis)
    if longest is not None and extension.length > longest:
        raise NotAllowed(f"延长不得超过{longest}{UNIT_WORDS[unit]}", rule.basis)


def _hours(rule: DeadlineRule, start: date | datetime, calendar: WorkingCalendar) -> Computed:
    starting = load().convention("C1", rule.procedure)
    if isinstance(start, datetime):
        moment = _local(start)
        counted = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        due_at: datetime | None = counted + timedelta(hours=rule.length)
        first, due_on = moment.date(), (counted + timedelta(hours=rule.length)).date()
        from_then = (
            f"{rule.starts_at}，{moment.hour}时{moment.minute:02d}分。开始的时不计入，从{counted.hour}时起算"
        )
        ends = f"第{rule.length}小时，{due_on.month}月{due_on.day}日{counted.hour}时届满，遇休息日不顺延"
    else:
        due_at, first = None, start
        due_on = start + timedelta(days=-(-rule.length // 24))
        from_then = f"{rule.starts_at}。没有具体时刻，按满{rule.length}小时的日期显示"
        ends = f"满{rule.length}小时，期限届满，遇休息日不顺延"
    steps = (
        ProofStep(first, None, False, "start", from_then, starting.basis),
        ProofStep(due_on, None, True, "end", ends + spans.caveat(calendar, due_on, used=False), rule.basis),
    )
    return _computed(rule, due_on, due_on, calendar, steps, due_at=due_at)


def _backward(rule: DeadlineRule, start: date, calendar: WorkingCalendar) -> Computed:
    working = rule.unit == "working_day"
    due = calendar.add_working_days(start, -rule.length) if working else start - timedelta(days=rule.length)
    counting = load().convention("C10")
    runs = spans.counted_back(start, rule.length, calendar, working=working)
    words = f"{rule.ends_at}，当天不计入，往前数{rule.length}{UNIT_WORDS[rule.unit]}"
    steps = (
        ProofStep(start, None, False, "start", words, counting.basis),
        *_runs(runs, rule),
        ProofStep(
            due,
            None,
            True,
            "end",
            f"数满，最迟在这一天{rule.starts_at}{spans.caveat(calendar, due, used=working)}",
            rule.basis,
        ),
    )
    return _computed(rule, due, due, calendar, steps)


def _forward(
    rule: DeadlineRule,
    start: date,
    calendar: WorkingCalendar,
    extensions: Sequence[Extension],
    exclusions: Sequence[Exclusion],
) -> Computed:
    book = load()
    walk = spans.Walk(start, calendar, tuple(spans.Pause(e.start, e.end, e.reason) for e in exclusions))
    starting = book.convention("C1", rule.procedure)
    steps = [ProofStep(start, None, False, "start", f"{rule.starts_at}，当天不计入", starting.basis)]
    steps += _runs(walk.count(rule.length, rule.unit), rule)
    for place, extension in enumerate(extensions):
        _check_in_time(rule, extension, start, walk.rolled() if rule.rolls else walk.at)
        steps.append(_extended(rule, place, extension, walk))
        steps += _runs(walk.count(extension.length, extension.unit), rule)
    unrolled = walk.at
    due = walk.rolled() if rule.rolls else unrolled
    if due != unrolled:
        reason = spans.rest_words(unrolled, calendar)
        rolling = book.convention("C3", rule.procedure)
        stopped = "，不计入的时间一并越过" if due != calendar.roll(unrolled) else ""
        words = f"最后一日遇{reason}{stopped}，顺延到{due.month}月{due.day}日"
        until = due - timedelta(days=1)
        basis = rolling.basis
        if calendar.name(unrolled):
            basis += f"；{book.convention('HOLIDAY').basis}"
        steps.append(ProofStep(unrolled, until if until > unrolled else None, False, "roll", words, basis))
    steps.append(_end(rule, walk, due, calendar))
    return _computed(rule, due, unrolled, calendar, tuple(steps), excluded=walk.paused)


def _runs(runs: Sequence[spans.Run], rule: DeadlineRule) -> list[ProofStep]:
    working = load().convention("C2", rule.procedure).basis
    steps = []
    for run in runs:
        basis = run.basis or (working if run.working and not run.counts else rule.basis)
        kind = "count" if run.counts else "stop"
        sums = (run.counted, run.total) if run.counts else (0, None)
        steps.append(ProofStep(run.first, run.until, run.counts, kind, run.why, basis, *sums))
    return steps


def _check_in_time(rule: DeadlineRule, extension: Extension, start: date, due: date) -> None:
    on = extension.approved_on
    if on is not None and on > due:
        raise NotAllowed(
            f"期限已于{day_words(due)}届满，延长应当在届满前批准，不能在{day_words(on)}批准", rule.basis
        )
    if on is not None and on < start:
        raise NotAllowed(f"延长的批准日{day_words(on)}早于期限起算日{day_words(start)}，请核对", rule.basis)


def _approver(rule: DeadlineRule, place: int) -> str:
    times = rule.extension_max_times
    return rule.extension_by if times is None or place < times else rule.later_by


def _extended(rule: DeadlineRule, place: int, extension: Extension, walk: spans.Walk) -> ProofStep:
    when = day_words(extension.approved_on) if extension.approved_on else ""
    longer = f"{extension.length}{UNIT_WORDS[extension.unit]}"
    words = f"原期限到这一日，{when}经{_approver(rule, place)}批准，延长{longer}"
    return ProofStep(walk.at, None, True, "extend", words, rule.basis)


def _end(rule: DeadlineRule, walk: spans.Walk, due: date, calendar: WorkingCalendar) -> ProofStep:
    words = f"{walk.place_words()}，期限届满" if due == walk.at else "顺延后的最后一日，期限届满"
    if due == walk.at and not rule.rolls and not calendar.is_working(due):
        words += f"，当天{spans.rest_words(due, calendar)}，这项期限不顺延"
    if due == walk.at and rule.rolls and due.weekday() in WEEKEND and calendar.is_working(due):
        words += "，当天调休上班，不顺延"
    used = rule.rolls or rule.unit == "working_day"
    return ProofStep(due, None, True, "end", words + spans.caveat(calendar, due, used=used), rule.basis)


def _computed(
    rule: DeadlineRule,
    due: date,
    warn: date,
    calendar: WorkingCalendar,
    steps: tuple[ProofStep, ...],
    *,
    excluded: int = 0,
    due_at: datetime | None = None,
) -> Computed:
    return Computed(
        rule_id=rule.id,
        due_on=due,
        due_at=due_at,
        warn_on=warn,
        provisional=calendar.provisional(due) or calendar.provisional(steps[0].on),
        length=rule.length,
        unit=rule.unit,
        excluded_days=excluded,
        steps=steps,
        basis=rule.basis,
        confidence=rule.confidence,
    )
