"""Which volume of the bound file a kind of paper belongs to, and where it stands there (volumes.csv).

程序规定 78 gives the order of the main volume (正卷) and of the sub-volume (副卷). Knows no case.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from documents import catalogue

TABLE = Path(__file__).parent / "volumes.csv"
# 其他有关材料, the last group of each volume.
OTHERS = {"main": 7, "secondary": 6}


class Volume(StrEnum):
    """A volume; `apart` is in no volume of the penalty file, `each` is made anew for every volume."""

    MAIN = "main"
    SECONDARY = "secondary"
    APART = "apart"
    EACH = "each"

    @property
    def label(self) -> str:
        """What stands on the cover."""
        return {"main": "正卷", "secondary": "副卷"}.get(self, "")


# What is no paper of ours stands in the same table: files of evidence (证据材料), and those that would say
# who complained in confidence, which belong to the sources of the case (案源材料).
EVIDENCE, CONFIDENTIAL = "evidence", "confidential_evidence"
# The volumes of a file in their order.
BOUND = (Volume.MAIN, Volume.SECONDARY)


@dataclass(frozen=True, slots=True)
class Standing:
    """Volume and group of a kind, with the rule that says so."""

    volume: Volume
    place: int
    basis: str
    confidence: str


@lru_cache(maxsize=1)
def table() -> Mapping[str, Standing]:
    """Return every row by its kind."""
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return {
            row["kind"]: Standing(Volume(row["volume"]), int(row["place"]), row["basis"], row["confidence"])
            for row in csv.DictReader(handle)
        }


def standing(kind: str) -> Standing:
    """Return where a kind belongs; one without a row is 其他有关材料.

    What somebody inside approves and nobody receives is internal: it goes to the sub-volume.
    """
    known = table().get(kind)
    if known is not None:
        return known
    row = catalogue.every_kind().get(kind)
    internal = row is not None and bool(row.approver) and not row.recipient
    volume = Volume.SECONDARY if internal else Volume.MAIN
    return Standing(volume, OTHERS[volume], "", "to-confirm")


def of_served(titles: Iterable[str]) -> Standing | None:
    """Return where the proof of service of these papers belongs: with the first of them (送达回证).

    So the proof of what a reporter was told never stands in the main volume. None where no title is known.
    """
    wanted = set(titles)
    found = [standing(row.id) for row in catalogue.every_kind().values() if row.title in wanted]
    return min(found, key=lambda one: (rank(one.volume), one.place), default=None)


def rank(volume: Volume) -> int:
    """Return 0 for the main volume, 1 for the sub-volume, more for what is in neither."""
    return BOUND.index(volume) if volume in BOUND else len(BOUND)
