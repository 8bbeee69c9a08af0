"""Examples of deadlines: every row, both ends of its life, every way of counting, and what is refused.

Answers come from the oracle; which questions are asked is decided here.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tests.oracle import days, telling
from tests.oracle.days import Longer, Span
from tests.oracle.tables import Refuse, Row, holds, key, one, rows
from tests.oracle.telling import Vector, example, refused

D = date
ONE = timedelta(days=1)
# A start for each row in turn: ordinary, before a long holiday, at a month's end, before New Year.
STARTS = (D(2026, 9, 28), D(2026, 2, 10), D(2026, 4, 29), D(2026, 8, 31), D(2026, 6, 12), D(2026, 5, 6))
CONVENTIONS = (
    ("C1/market", "C1", "GEN-06", D(2026, 9, 28), False),
    ("C1", "C1", "PAD-01", D(2026, 9, 28), False),
    ("C2/coercive", "C2", "ENF-03", D(2026, 9, 28), False),
    ("C2/review", "C2", "REM-02", D(2026, 9, 28), False),
    ("C2/penalty", "C2", "GEN-01", D(2026, 9, 28), False),
    ("C2", "C2", "INT-01", D(2026, 9, 28), False),
    ("C3/market", "C3", "GEN-07", D(2026, 7, 5), False),
    ("C3", "C3", "PAD-06", D(2026, 7, 3), False),
    ("C5", "C5", "DIS-05", D(2026, 11, 30), False),
    ("C10", "C10", "HEA-02", D(2026, 10, 21), True),
    ("HOLIDAY", "HOLIDAY", "GEN-01", D(2026, 9, 28), False),
)

PLAIN: dict[str, Sequence[date]] = {
    "GEN-07": (
        D(2026, 7, 5),
        D(2026, 7, 6),
        D(2026, 7, 2),
        D(2026, 6, 16),
        D(2026, 6, 22),
        D(2026, 11, 17),
    ),
    "COE-01": (D(2026, 9, 3), D(2026, 9, 4), D(2026, 9, 10), D(2026, 1, 17)),
    "ENF-01": (D(2026, 9, 23), D(2026, 9, 16), D(2026, 9, 5), D(2026, 12, 20), D(2026, 2, 13)),
    "GEN-06": (
        D(2026, 9, 18),
        D(2026, 9, 30),
        D(2026, 2, 12),
        D(2026, 12, 24),
        D(2026, 12, 25),
        D(2026, 4, 3),
    ),
    "DIS-05": (
        D(2025, 11, 28),
        D(2025, 11, 29),
        D(2025, 11, 30),
        D(2023, 11, 30),
        D(2026, 1, 31),
        D(2026, 3, 31),
    ),
    "DIS-06": (D(2024, 2, 29), D(2024, 2, 28), D(2025, 2, 28), D(2026, 10, 20)),
    "REP-01": (D(2026, 8, 28), D(2026, 8, 29), D(2026, 8, 30), D(2026, 8, 31), D(2023, 8, 31)),
    "REM-04": (D(2026, 3, 31), D(2026, 4, 30), D(2026, 4, 1), D(2026, 5, 31)),
    "PAD-06": (D(2025, 8, 31), D(2025, 11, 30), D(2026, 7, 1), D(2026, 7, 7)),
    "CRI-04": (D(2026, 9, 29), D(2026, 9, 30), D(2026, 9, 23), D(2026, 9, 22)),
    "GEN-10": (D(2024, 2, 29), D(2024, 10, 3), D(2023, 12, 31)),
}

SPANS: dict[str, Sequence[Span]] = {
    "one-day": [(D(2026, 8, 5), D(2026, 8, 5))],
    "both-ends-inside": [(D(2026, 8, 5), D(2026, 8, 11))],
    "two": [(D(2026, 8, 5), D(2026, 8, 11)), (D(2026, 9, 1), D(2026, 9, 3))],
    "overlapping": [(D(2026, 8, 5), D(2026, 8, 11)), (D(2026, 8, 10), D(2026, 8, 14))],
    "one-inside-another": [(D(2026, 8, 5), D(2026, 8, 20)), (D(2026, 8, 10), D(2026, 8, 11))],
    "touching": [(D(2026, 8, 5), D(2026, 8, 11)), (D(2026, 8, 12), D(2026, 8, 14))],
    "over-the-start": [(D(2026, 7, 1), D(2026, 7, 10))],
    "before-the-start": [(D(2026, 6, 1), D(2026, 7, 6))],
    "over-the-due-day": [(D(2026, 9, 25), D(2026, 10, 20))],
    "from-the-last-day": [(D(2026, 10, 4), D(2026, 10, 9))],
    "from-the-day-after": [(D(2026, 10, 12), D(2026, 10, 16))],
    "over-the-rolled-day": [(D(2026, 10, 5), D(2026, 10, 9))],
    "long-after": [(D(2026, 12, 1), D(2026, 12, 31))],
}

JULY = D(2026, 7, 6)
HEAD, PANEL = "本局负责人", "负责人集体讨论"
LENGTHENED: dict[str, Sequence[tuple[str, Sequence[Longer]]]] = {
    "GEN-07": [
        ("whole", [Longer(30, "calendar_day")]),
        ("shorter", [Longer(1, "calendar_day")]),
        ("one-more", [Longer(31, "calendar_day")]),
        ("wrong-unit", [Longer(30, "working_day")]),
        ("then-by-the-panel", [Longer(30, "calendar_day"), Longer(60, "calendar_day")]),
        ("panel-in-months", [Longer(30, "calendar_day"), Longer(2, "month")]),
        ("on-the-rolled-last-day", [Longer(30, "calendar_day", D(2026, 10, 8))]),
        ("the-day-after", [Longer(30, "calendar_day", D(2026, 10, 9))]),
        ("on-the-first-day", [Longer(30, "calendar_day", JULY)]),
        ("before-the-start", [Longer(30, "calendar_day", JULY - ONE)]),
        ("by-the-head", [Longer(30, "calendar_day", None, HEAD)]),
        ("by-the-panel-first", [Longer(30, "calendar_day", None, PANEL)]),
        (
            "second-too-late",
            [Longer(30, "calendar_day", D(2026, 10, 8)), Longer(30, "calendar_day", D(2026, 11, 4))],
        ),
        (
            "second-in-time",
            [
                Longer(30, "calendar_day", D(2026, 10, 8)),
                Longer(30, "calendar_day", D(2026, 11, 3), PANEL),
            ],
        ),
        ("nothing", [Longer(0, "calendar_day")]),
        ("less-than-nothing", [Longer(-5, "calendar_day")]),
    ],
    "GEN-01": [
        ("whole", [Longer(15, "working_day")]),
        ("one-more", [Longer(16, "working_day")]),
        ("twice", [Longer(15, "working_day"), Longer(1, "working_day")]),
        ("last-day", [Longer(15, "working_day", D(2026, 7, 27))]),
        ("day-after", [Longer(15, "working_day", D(2026, 7, 28))]),
    ],
    "COE-01": [
        ("whole", [Longer(30, "calendar_day")]),
        ("one-more", [Longer(31, "calendar_day")]),
        ("twice", [Longer(30, "calendar_day"), Longer(30, "calendar_day")]),
        ("last-day", [Longer(30, "calendar_day", D(2026, 8, 5))]),
        ("day-after", [Longer(30, "calendar_day", D(2026, 8, 6))]),
    ],
    "PAD-06": [
        ("one-month", [Longer(1, "month")]),
        ("two-months-at-once", [Longer(2, "month")]),
        ("then-two", [Longer(1, "month"), Longer(2, "month")]),
        ("then-three", [Longer(1, "month"), Longer(3, "month")]),
        ("three-times", [Longer(1, "month"), Longer(2, "month"), Longer(1, "month")]),
        ("wrong-unit", [Longer(30, "calendar_day")]),
    ],
    "GEN-05": [("any-length", [Longer(7, "working_day")]), ("in-days", [Longer(10, "calendar_day")])],
    "GEN-04": [("postponed", [Longer(20, "working_day")])],
    "ENF-01": [("deferred", [Longer(3, "month")])],
    "REM-03": [("whole", [Longer(30, "calendar_day")]), ("one-more", [Longer(31, "calendar_day")])],
    "PAD-01": [("whole", [Longer(5, "working_day")]), ("one-more", [Longer(6, "working_day")])],
    "GEN-06": [("never", [Longer(5, "working_day")])],
    "DIS-06": [("never", [Longer(1, "year")])],
    "GEN-03": [("never", [Longer(24, "hour")])],
}


def ask(
    name: str,
    row: Row,
    start: date | datetime,
    *,
    extensions: Sequence[Longer] = (),
    exclusions: Sequence[Span] = (),
    backward: bool = False,
) -> Vector:
    """One question about one row, answered by the oracle."""
    facts: dict[str, Any] = {"rule": row["id"], "start": start.isoformat()}
    if extensions:
        facts["extensions"] = [_longer(longer) for longer in extensions]
    if exclusions:
        facts["exclusions"] = [[first.isoformat(), last.isoformat()] for first, last in exclusions]
    if backward:
        facts["backward"] = True
    first = start.date() if isinstance(start, datetime) else start
    try:
        found = days.deadline(row, start, extensions=extensions, exclusions=exclusions, backward=backward)
    except Refuse as no:
        told = f"{row['label']}：{telling.no(no.words)}"
        return example(name, "deadline", facts, refused(no.words), article=row["basis"], arithmetic=told)
    answer: dict[str, Any] = {
        "due_on": found.due_on.isoformat(),
        "warn_on": found.warn_on.isoformat(),
        "provisional": found.provisional,
        "confidence": row["confidence"],
    }
    answer |= {"excluded_days": found.excluded_days} if exclusions else {}
    answer |= {"due_at": found.due_at.isoformat()} if found.due_at else {}
    told = telling.deadline(row, first, found, length=_stretched(row, extensions), backward=backward)
    told += "放假安排尚未公布，暂定。" if found.provisional else ""
    hit = [key("deadlines", row)]
    return example(name, "deadline", facts, answer, article=row["basis"], arithmetic=told, rows=hit)


def _longer(longer: Longer) -> dict[str, Any]:
    given: dict[str, Any] = {"length": longer.length, "unit": longer.unit}
    given |= {"approved_on": longer.approved_on.isoformat()} if longer.approved_on else {}
    return given | ({"by": longer.by} if longer.by else {})


def _stretched(row: Row, extensions: Sequence[Longer]) -> str:
    """The whole term in words: 90日加延长的30日."""
    added = [f"{longer.length}{telling.UNITS[longer.unit]}" for longer in extensions]
    return f"{telling.term(row)}加延长的{'、'.join(added)}" if added else ""


def every_row() -> Iterator[Vector]:
    """Each row once on an ordinary day, and the first and last day of its life from both sides."""
    for place, row in enumerate(rows("deadlines")):
        start = STARTS[place % len(STARTS)]
        if row["valid_to"]:
            start = D(2026, 3, 16) + timedelta(days=place)
        elif not holds(row, start):
            start = D(2026, 9, 28)
        name = f"deadline/{row['id']}/{row['valid_from'] or 'always'}"
        yield ask(f"{name}/plain", row, start)
        if row["valid_from"]:
            yield from _edges(name, row)


def _edges(name: str, row: Row) -> Iterator[Vector]:
    first = D.fromisoformat(row["valid_from"])
    yield ask(f"{name}/first-day", row, first)
    before = first - ONE
    try:
        yield ask(f"{name}/day-before", one("deadlines", before, id=row["id"]), before)
    except Refuse:
        facts = {"rule": row["id"], "start": before.isoformat()}
        told = f"{telling.day(before)}早于这一行的施行日{telling.day(first)}，没有可以适用的规定，不计算。"
        yield example(
            f"{name}/day-before", "deadline", facts, refused("不适用"), article=row["basis"], arithmetic=told
        )
    if row["valid_to"]:
        last = D.fromisoformat(row["valid_to"])
        yield ask(f"{name}/last-day", row, last)
        yield ask(f"{name}/day-after", one("deadlines", last + ONE, id=row["id"]), last + ONE)


def counting() -> Iterator[Vector]:
    """Ends on working days, weekends, holidays and make-up days; months; hours; counting back."""
    for rule, starts in PLAIN.items():
        for start in starts:
            yield ask(f"counting/{rule}/{start}", one("deadlines", start, id=rule), start)
    for moment in ("2026-09-30T10:00", "2026-09-30T10:59", "2026-12-31T23:30", "2024-02-28T00:00"):
        at = datetime.fromisoformat(moment)
        for rule in ("GEN-03", "COE-02", "CRI-02"):
            yield ask(f"counting/{rule}/{moment}", one("deadlines", at.date(), id=rule), at)
    for rule in ("HEA-02", "PAD-05"):
        for meeting in (D(2026, 10, 21), D(2026, 10, 8), D(2026, 2, 24), D(2026, 9, 21), D(2027, 1, 4)):
            row = one("deadlines", meeting, id=rule)
            yield ask(f"counting/{rule}/back-{meeting}", row, meeting, backward=True)


def stops() -> Iterator[Vector]:
    """Days that do not count, at every place where they can lie."""
    start = JULY
    for name, pauses in SPANS.items():
        row = one("deadlines", start, id="GEN-07")
        yield ask(f"stops/GEN-07/{name}", row, start, exclusions=pauses)
    for rule, first in (("GEN-01", D(2026, 7, 20)), ("PAD-06", D(2026, 7, 6)), ("COE-01", D(2026, 7, 10))):
        row = one("deadlines", first, id=rule)
        for name in ("one-day", "both-ends-inside", "overlapping", "over-the-start", "long-after"):
            yield ask(f"stops/{rule}/{name}", row, first, exclusions=SPANS[name])
    row = one("deadlines", start, id="GEN-07")
    backwards = [(D(2026, 8, 11), D(2026, 8, 5))]
    yield ask("stops/GEN-07/end-before-start", row, start, exclusions=backwards)
    yield ask(
        "stops/GEN-06/none-known", one("deadlines", start, id="GEN-06"), start, exclusions=SPANS["one-day"]
    )
    late = [(D(2026, 8, 5), D(2026, 8, 11))]
    enough = Longer(30, "calendar_day", approved_on=D(2026, 10, 12))
    yield ask("stops/GEN-07/and-extension", row, start, extensions=[enough], exclusions=late)


def extensions() -> Iterator[Vector]:
    """Lengthening: as long as allowed, one more, too often, by the wrong person, a day too late."""
    for rule, cases in LENGTHENED.items():
        row = one("deadlines", JULY, id=rule)
        for name, longer in cases:
            yield ask(f"extensions/{rule}/{name}", row, JULY, extensions=longer)


def not_answered() -> Iterator[Vector]:
    """Questions without an answer: no such rule or year, counting back where nothing counts back."""
    for rule, start, told in (
        ("NO-01", "2026-09-28", "没有"),
        ("GEN-99", "2026-09-28", "没有"),
        ("GEN-01", "1900-01-01", "不适用"),
        ("HEA-03", "1900-01-01", "核对年份"),
        ("HEA-03", "2200-01-01", "核对年份"),
        ("GEN-01", "2026-02-30", ""),
    ):
        words = f"规则{rule}、起算日{start}：没有这条规则，或者日期不合理，不计算。"
        facts = {"rule": rule, "start": start}
        yield example(f"refused/{rule}/{start}", "deadline", facts, refused(told), arithmetic=words)
    meeting = D(2026, 10, 21)
    for rule in ("PAD-06", "DIS-06", "GEN-03"):
        row = one("deadlines", meeting, id=rule)
        if row["unit"] != "hour":
            yield ask(f"refused/{rule}/backward", row, meeting, backward=True)
    row = one("deadlines", meeting, id="GEN-07")
    yield ask(
        "refused/GEN-07/back-and-longer", row, meeting, backward=True, extensions=[Longer(1, "calendar_day")]
    )
    stop = [(D(2026, 10, 1), D(2026, 10, 2))]
    yield ask("refused/GEN-07/back-and-stopped", row, meeting, backward=True, exclusions=stop)


def conventions() -> Iterator[Vector]:
    """Each way of counting with a date that rests on it."""
    for name, asked, rule, start, backward in CONVENTIONS:
        way = next(row for row in rows("conventions") if row["id"] == name)
        row = one("deadlines", start, id=rule)
        found = days.deadline(row, start, backward=backward)
        facts = {"rule": rule, "start": start.isoformat(), "convention": asked}
        facts |= {"backward": True} if backward else {}
        answer = {"due_on": found.due_on.isoformat(), "basis": way["basis"]}
        told = f"{way['label']}。" + telling.deadline(row, start, found, backward=backward)
        hit = [key("conventions", way)]
        yield example(
            f"convention/{name}", "convention", facts, answer, article=way["basis"], arithmetic=told, rows=hit
        )


def deadlines() -> Iterator[Vector]:
    for part in (every_row, counting, stops, extensions, not_answered):
        yield from part()
