"""Dates and what proves them, for every unit, stop, extension, roll and refusal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from casework.holidays import working_calendar
from workflows.calendar import WorkingCalendar
from workflows.clocks import Exclusion, Extension, NotAllowed, compute, remaining, why_this_text
from workflows.rules.book import load

D, BOOK, CALENDAR = date, load(), working_calendar()
STOP = Exclusion(D(2026, 10, 13), D(2026, 10, 15), "权利人辨认")
LATER = Exclusion(D(2026, 10, 15), D(2026, 10, 16), "检测", "检测委托书")
W, C, M = "working_day", "calendar_day", "month"
CASES: tuple[tuple[str, date | datetime, dict], ...] = (
    ("GEN-01", D(2026, 9, 28), {}),
    ("GEN-01", D(2026, 9, 28), {"exclusions": (STOP,)}),
    ("GEN-01", D(2026, 9, 28), {"exclusions": (LATER, STOP)}),
    ("GEN-01", D(2026, 9, 28), {"extensions": (Extension(15, W, D(2026, 10, 20), "本局负责人"),)}),
    ("GEN-01", D(2026, 2, 11), {}),
    ("GEN-01", D(2026, 12, 20), {}),
    ("GEN-06", D(2026, 10, 2), {}),
    ("INT-01", D(2026, 4, 15), {}),
    ("SUM-02", D(2026, 9, 24), {}),
    ("GEN-07", D(2026, 7, 4), {}),
    ("GEN-07", D(2026, 7, 4), {"exclusions": (Exclusion(D(2026, 8, 1), D(2026, 8, 10), "检测"),)}),
    ("GEN-07", D(2026, 7, 4), {"extensions": (Extension(30, C), Extension(20, C))}),
    ("GEN-07", D(2026, 7, 4), {"exclusions": (Exclusion(D(2026, 10, 8), D(2026, 10, 9), "鉴定"),)}),
    ("GEN-07", D(2026, 11, 20), {}),
    ("COE-01", D(2026, 8, 27), {}),
    ("COE-01", D(2026, 12, 20), {"extensions": (Extension(30, C),)}),
    ("ENF-01", D(2026, 10, 16), {}),
    ("ENF-02", D(2026, 10, 31), {}),
    ("REM-04", D(2025, 8, 31), {}),
    ("REM-04", D(2026, 4, 1), {"exclusions": (Exclusion(D(2026, 9, 1), D(2026, 9, 20), "不可抗力"),)}),
    ("PAD-06", D(2026, 4, 3), {"extensions": (Extension(1, M), Extension(2, M))}),
    ("PAD-06", D(2026, 11, 30), {"exclusions": (Exclusion(D(2026, 12, 1), D(2026, 12, 1), "中止"),)}),
    ("GEN-10", D(2024, 2, 29), {}),
    ("DIS-06", D(2023, 10, 3), {}),
    ("GEN-03", datetime(2026, 9, 30, 15, 20, tzinfo=UTC), {}),
    ("GEN-03", datetime(2026, 9, 30, 9, 5), {}),
    ("GEN-03", D(2026, 12, 31), {}),
    ("HEA-02", D(2026, 10, 21), {"backward": True}),
    ("HEA-02", D(2027, 1, 12), {"backward": True}),
    ("PAD-05", D(2026, 2, 27), {"backward": True}),
)
REFUSED: tuple[tuple[str, date, dict], ...] = (
    ("GEN-01", D(2026, 9, 28), {"exclusions": (Exclusion(D(2026, 10, 2), D(2026, 10, 1)),)}),
    ("GEN-01", D(2026, 9, 28), {"exclusions": (Exclusion(D(2026, 10, 2), D(2200, 1, 1)),)}),
    ("GEN-06", D(2026, 9, 28), {"exclusions": (STOP,)}),
    ("GEN-06", D(2026, 9, 28), {"extensions": (Extension(5, W),)}),
    ("GEN-01", D(2026, 9, 28), {"extensions": (Extension(0, W),)}),
    ("GEN-01", D(2026, 9, 28), {"extensions": (Extension(1, "fortnight"),)}),
    ("GEN-01", D(2026, 9, 28), {"extensions": (Extension(15, C),)}),
    ("GEN-01", D(2026, 9, 28), {"extensions": (Extension(16, W),)}),
    ("GEN-01", D(2026, 9, 28), {"extensions": (Extension(15, W), Extension(1, W))}),
    ("GEN-01", D(2026, 9, 28), {"extensions": (Extension(15, W, D(2026, 10, 24)),)}),
    ("GEN-01", D(2026, 9, 28), {"extensions": (Extension(15, W, D(2026, 9, 27)),)}),
    ("GEN-01", D(2026, 9, 28), {"extensions": (Extension(15, W, None, "办案人员"),)}),
    ("PAD-06", D(2026, 4, 3), {"extensions": (Extension(1, M), Extension(3, M))}),
    ("PAD-06", D(2026, 4, 3), {"extensions": (Extension(1, M), Extension(2, M), Extension(1, M))}),
    ("GEN-01", D(2026, 9, 28), {"backward": True, "extensions": (Extension(15, W),)}),
    ("GEN-01", D(2026, 9, 28), {"backward": True, "exclusions": (STOP,)}),
    ("REM-04", D(2026, 9, 28), {"backward": True}),
)
ODD_YEARS = (D(1948, 12, 31), D(2200, 1, 1))
LEFT = (
    *((D(2026, 10, 23), day, W) for day in (D(2026, 9, 28), D(2026, 10, 19), D(2026, 10, 20))),
    *((D(2026, 10, 23), D(2026, 10, day), C) for day in (17, 18, 23, 24)),
    (D(2026, 10, 25), D(2026, 10, 24), W),
    (D(2026, 10, 1), D(2026, 10, 25), W),
)
EMPTY = WorkingCalendar({}, D(2000, 1, 1))


def lines() -> Iterator[str]:
    for rule_id, start, options in CASES:
        on = start.date() if isinstance(start, datetime) else start
        found = compute(BOOK.deadline(rule_id, on), start, CALENDAR, **options)
        yield f"{rule_id} {start} {_said(options)}".rstrip()
        yield from (f"    {key}: {value}" for key, value in found.as_dict().items() if key != "steps")
        yield from (f"    {_step(step)}" for step in found.as_dict()["steps"])
    yield "no calendar at all"
    yield from (f"    {_step(s)}" for s in compute(_rule("SUM-02"), D(2026, 9, 24), EMPTY).as_dict()["steps"])
    for rule_id, start, options in REFUSED:
        yield f"{rule_id} {start} {_said(options)}: {_refusal(rule_id, start, options)}"
    for day in ODD_YEARS:
        yield f"{day}: {_refusal('REM-04', day, {})}"
    for due, today, unit in LEFT:
        yield f"{due} on {today} in {unit}: {remaining(due, today, unit, CALENDAR)}"
    for rule_id, on in (("INT-01", D(2026, 4, 14)), ("INT-01", D(2026, 4, 15)), ("REM-04", D(2026, 4, 15))):
        yield why_this_text(BOOK.deadline(rule_id, on), on)
    yield why_this_text(replace(_rule("INT-01"), valid_from=None, valid_to=D(2026, 4, 14)), D(2026, 1, 1))


def _rule(rule_id: str):
    return BOOK.deadline(rule_id, D(2026, 9, 28))


def _refusal(rule_id: str, start: date, options: dict) -> str:
    try:
        compute(_rule(rule_id), start, CALENDAR, **options)
    except NotAllowed as refused:
        return f"{refused.reason}（{refused.basis}）"
    raise AssertionError(f"not refused: {rule_id} {start} {options}")


def _said(options: dict) -> str:
    said = ["backward"] if options.get("backward") else []
    said += [f"+{e.length}{e.unit}{e.approved_on or ''}{e.by}" for e in options.get("extensions", ())]
    return " ".join([*said, *(f"-{e.start}..{e.end}" for e in options.get("exclusions", ()))])


def _step(step: dict) -> str:
    return " | ".join("" if value is None else str(value) for value in step.values())
