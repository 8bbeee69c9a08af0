"""A statutory range as a figure: where tiers, hearing threshold and the proposed fine stand, in per cent.

Sums in, places out; decides nothing about the law.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.web.filters import part

WIDE = 100.0
# Words nearer to an edge than this would leave the picture.
EDGE = 12.0
# So much is needed for a sum with its word.
ROOM = 26.0


def _(text: str) -> str:
    return text


TIERS = (_("从轻"), _("一般"), _("从重"))


@dataclass(frozen=True, slots=True)
class Mark:
    """One sum on the scale; `anchor` keeps its words inside the picture."""

    sum_fen: int
    at: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Band:
    """One tier of the range."""

    name: str
    left: float
    width: float
    middle: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The picture of one range."""

    low: Mark
    high: Mark
    bands: tuple[Band, ...]
    ends: tuple[Mark, ...]
    hearing: Mark | None
    fine: Mark | None

    @property
    def hearing_left(self) -> bool:
        """Whether the hearing threshold is written left of its line: away from the fine and inside."""
        if self.hearing is None or self.hearing.at < ROOM:
            return False
        away = self.fine is None or self.fine.at >= self.hearing.at
        return away or self.hearing.at > WIDE - ROOM

    @property
    def hearing_words_at(self) -> float:
        """Where the words of the hearing threshold begin: behind the fine's line where that is close by."""
        at = self.hearing.at if self.hearing else 0.0
        close = self.fine is not None and not self.hearing_left and at <= self.fine.at < at + EDGE
        return self.fine.at if self.fine and close else at


def of(
    low_fen: int,
    high_fen: int | None,
    *,
    tiers: Any = None,
    hearing_fen: int | None = None,
    fine_fen: int = 0,
) -> Scale | None:
    """Draw a range; nothing where the upper end is unknown or the law names one sum only."""
    if high_fen is None or high_fen <= low_fen:
        return None

    def mark(sum_fen: int) -> Mark:
        at = round(WIDE * (sum_fen - low_fen) / (high_fen - low_fen), 2)
        return Mark(sum_fen, at, "end" if at > WIDE - EDGE else "mid" if at > EDGE else "")

    bands, ends = _bands(tiers, mark)
    inside = hearing_fen is not None and low_fen <= hearing_fen <= high_fen
    return Scale(
        low=mark(low_fen),
        high=mark(high_fen),
        bands=bands,
        ends=ends,
        hearing=mark(hearing_fen) if inside and hearing_fen is not None else None,
        fine=mark(fine_fen) if fine_fen and low_fen <= fine_fen <= high_fen else None,
    )


def _bands(tiers: Any, mark: Any) -> tuple[tuple[Band, ...], tuple[Mark, ...]]:
    if tiers is None:
        return (Band("", 0, WIDE, WIDE / 2),), ()
    ends = (mark(part(tiers, "light_below_fen")), mark(part(tiers, "heavy_above_fen")))
    left = (0.0, ends[0].at, ends[1].at, WIDE)
    bands = tuple(
        Band(name, left[n], round(left[n + 1] - left[n], 2), round((left[n] + left[n + 1]) / 2, 2))
        for n, name in enumerate(TIERS)
    )
    return bands, ends
