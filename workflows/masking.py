"""The masking rules of public copies as dated rows, read once when imported.

Each row says what is kept, masked or omitted, on which article, and since when. Nothing here looks at a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workflows.rules.reading import HERE, read
from workflows.rules.rows import MaskRow, in_force

_FILE = HERE / "masking.csv"


@dataclass(frozen=True, slots=True)
class MaskRules:
    """All masking rules, and the one choice a bureau may make: the name of a punished person."""

    rows: tuple[MaskRow, ...]
    mask_punished_person: bool = False

    def rule(self, rule_id: str, on: date | None = None) -> MaskRow:
        """The row of this id in force on the day; before its life the oldest row, never no mask."""
        rows = sorted((r for r in self.rows if r.id == rule_id), key=lambda r: r.valid_from or date.min)
        if not rows:
            raise LookupError(f"没有这条隐去规则：{rule_id}")
        if on is None:
            return rows[-1]
        return next((r for r in reversed(rows) if in_force(r, on)), rows[0])

    def with_punished_person_masked(self, masked: bool = True) -> MaskRules:
        """The same rules under the other policy for the name of a punished natural person."""
        return MaskRules(self.rows, masked)


def load(path: Path = _FILE) -> MaskRules:
    """Read and check the rows; BadTable names the row that cannot be used."""
    return MaskRules(read(path.name, MaskRow, folder=path.parent))


MASKING = load()
