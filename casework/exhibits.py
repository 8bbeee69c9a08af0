"""How the evidence of a case is numbered: our own records first, then what was handed in or collected.

One numbering for every paper, page and statement, so that 证据3 means one thing. Reads no table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import documents
from workflows.vocabulary import DocumentKind

# Papers that prove something themselves, in the order of the list.
PROVING = (
    DocumentKind.ON_SITE_RECORD,
    DocumentKind.INQUIRY_RECORD,
    DocumentKind.COERCIVE_MEASURE_DECISION,
    DocumentKind.INVENTORY_LIST,
)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One number of the list. `key` is the kind of our own records, else the public id of the evidence."""

    number: int
    key: str
    name: str

    @property
    def own(self) -> bool:
        return self.key in PROVING


def listed(kinds: Collection[str], evidence: Iterable[tuple[str, str]]) -> tuple[Exhibit, ...]:
    """The list of a case: the kinds of its papers, and its evidence as (public id, name) in its order."""
    named = [(str(kind), documents.lookup(kind).title) for kind in PROVING if kind in kinds]
    return tuple(Exhibit(number, key, name) for number, (key, name) in enumerate([*named, *evidence], 1))
