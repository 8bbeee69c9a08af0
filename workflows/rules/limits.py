"""Small figures and lists of the procedure rules that guards need, as dated rows.

Read once when imported; a row without its basis stops the start.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_HERE = Path(__file__).parent
_NUMERALS = "零一两三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Limit:
    """One figure with the days it holds and the article it comes from."""

    id: str
    value: int
    label: str
    valid_from: date
    valid_to: date | None
    basis: str
    confidence: str

    @property
    def value_text(self) -> str:
        return _NUMERALS[self.value] if self.value < len(_NUMERALS) else str(self.value)


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """One kind of case that must pass legal review."""

    id: str
    label: str
    basis: str
    confidence: str


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        if not row["basis"] or row["confidence"] not in ("text-seen", "to-confirm"):
            raise ValueError(f"{name}: {row['id']} 没有依据或者核实状态")
    return rows


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_LIMITS = tuple(
    Limit(
        row["id"],
        int(row["value"]),
        row["label"],
        date.fromisoformat(row["valid_from"]),
        _day(row["valid_to"]),
        row["basis"],
        row["confidence"],
    )
    for row in _rows("limits.csv")
)

REVIEW_CASES = tuple(
    ReviewCase(row["id"], row["label"], row["basis"], row["confidence"]) for row in _rows("review.csv")
)


def limit(limit_id: str, on: date) -> Limit:
    """The figure in force on a day; before the first row began, the first row.

    Raises LookupError for an unknown id.
    """
    found = [row for row in _LIMITS if row.id == limit_id]
    if not found:
        raise LookupError(f"没有这项限额：{limit_id}")
    in_force = [row for row in found if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)]
    return in_force[-1] if in_force else found[0]
