"""The festivals on which everybody is off, as dated rows, and what a holiday notice leaves open against them.

Read and checked once. A doubt never refuses a notice: whoever imports it confirms that it was looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workflows.rules import reading, rows

SATURDAY = 5
# Days off that fall on a weekend are made good on a working day, so that the sum always comes out.
MADE_GOOD = "《全国年节及纪念日放假办法》第六条"


@dataclass(frozen=True, slots=True)
class FestivalRule:
    """One festival: the words by which a notice names it, and how many days off the law gives."""

    id: str
    valid_from: date | None
    valid_to: date | None
    label: str
    words: tuple[str, ...]
    days: int
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a notice leaves open, with the article it was compared with."""

    text: str
    basis: str
    confidence: str


FESTIVALS: tuple[FestivalRule, ...] = reading.read("festivals.csv", FestivalRule)  # type: ignore[type-var]


def of_year(year: int, *, table: Iterable[FestivalRule] = FESTIVALS) -> tuple[FestivalRule, ...]:
    """The festivals as the law stands on the first day of a year."""
    return tuple(row for row in table if rows.in_force(row, date(year, 1, 1)))  # type: ignore[arg-type]


def doubts(year: int, days: Mapping[date, tuple[bool, str]]) -> tuple[Doubt, ...]:
    """What is missing in a year: day -> (worked, name of the festival). Festivals first, then the sum."""
    festivals = of_year(year)
    found = [doubt for row in festivals if (doubt := _short(row, days)) is not None]
    owed = sum(row.days for row in festivals)
    off = sum(not worked and day.weekday() < SATURDAY for day, (worked, _) in days.items())
    made_up = sum(worked and day.weekday() >= SATURDAY for day, (worked, _) in days.items())
    if off - made_up < owed:
        text = f"工作日放假{off}天，调休上班{made_up}天，相抵只多休{off - made_up}天；全年法定放假{owed}天"
        found.append(Doubt(text, MADE_GOOD, _least(festivals)))
    return tuple(found)


def _short(row: FestivalRule, days: Mapping[date, tuple[bool, str]]) -> Doubt | None:
    named = sum(not worked and any(word in name for word in row.words) for worked, name in days.values())
    if named >= row.days:
        return None
    said = f"没有写{row.label}" if not named else f"{row.label}只放假{named}天"
    return Doubt(f"{said}，法定放假{row.days}天", row.basis, row.confidence)


def _least(festivals: Iterable[FestivalRule]) -> str:
    unsure = any(row.confidence == "to-confirm" for row in festivals)
    return "to-confirm" if unsure else "text-seen"
