"""The masking rules of public copies as dated rows, read once when imported.

Each row says what is kept, masked or omitted, on which article, and since when. A row without its
basis stops the start. Nothing here looks at a text.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_FILE = Path(__file__).parent / "rules" / "masking.csv"
_ACTIONS = ("keep", "mask", "omit")
_CONFIDENCES = ("text-seen", "to-confirm")


@dataclass(frozen=True, slots=True)
class MaskRule:
    """One thing that is kept, masked or omitted in a public copy."""

    id: str
    label: str
    action: str
    mask: str
    basis: str
    confidence: str
    valid_from: date
    valid_to: date | None
    note: str = ""

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class MaskRules:
    """All masking rules, and the one choice a bureau may make: the name of a punished person."""

    rows: tuple[MaskRule, ...]
    mask_punished_person: bool = False

    def rule(self, rule_id: str, on: date | None = None) -> MaskRule:
        """The row of this id in force on the day; before its life the oldest row, never no mask."""
        rows = sorted((r for r in self.rows if r.id == rule_id), key=lambda r: r.valid_from)
        if not rows:
            raise LookupError(f"没有这条隐去规则：{rule_id}")
        if on is None:
            return rows[-1]
        return next((r for r in reversed(rows) if r.in_force(on)), rows[0])

    def with_punished_person_masked(self, masked: bool = True) -> MaskRules:
        """The same rules under the other policy for the name of a punished natural person."""
        return MaskRules(self.rows, masked)


def load(path: Path = _FILE) -> MaskRules:
    """Read and check the rows; ValueError names the row that cannot be used."""
    with path.open(encoding="utf-8", newline="") as handle:
        return MaskRules(tuple(_rule(row) for row in csv.DictReader(handle)))


def _rule(row: dict[str, str]) -> MaskRule:
    if not row["basis"] or row["confidence"] not in _CONFIDENCES or row["action"] not in _ACTIONS:
        raise ValueError(f"masking.csv：{row['id']} 没有依据、核实状态或者处理方式")
    if (row["action"] == "keep") == bool(row["mask"]):
        raise ValueError(f"masking.csv：{row['id']} 的处理方式与替换文字不一致")
    return MaskRule(
        id=row["id"],
        label=row["label"],
        action=row["action"],
        mask=row["mask"],
        basis=row["basis"],
        confidence=row["confidence"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        note=row["note"],
    )


MASKING = load()
