"""What the rules of one day have that those of another have not: begun, ended, changed column by column.

Rows in, words out. A violation that got a new number keeps its family and is compared with its forerunner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from casework.web.law import table, wording, words
from casework.web.law.table import Entry
from workflows.rules import rows
from workflows.rules.book import RuleBook
from workflows.rules.rows import in_force

UNCOMPARED = frozenset({"id", "valid_from", "valid_to", "family"})
Rows = Sequence[rows.RuleRow]


@dataclass(frozen=True, slots=True)
class Column:
    """One column that differs, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One rule in both versions."""

    before: Entry
    after: Entry
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one table."""

    name: str
    title: str
    begun: tuple[Entry, ...]
    ended: tuple[Entry, ...]
    changed: tuple[Change, ...]


def between(book: RuleBook, before: date, after: date) -> tuple[Difference, ...]:
    """The differences, table by table; tables without any are left out."""
    found = []
    for name, every in book.tables().items():
        old = [row for row in every if in_force(row, before)]
        new = [row for row in every if in_force(row, after)]
        made = _difference(name, old, new, book)
        if made.begun or made.ended or made.changed:
            found.append(made)
    return tuple(found)


def _difference(name: str, old: Rows, new: Rows, book: RuleBook) -> Difference:
    gone = [row for row in old if row not in new]
    come = [row for row in new if row not in old]
    pairs = _pairs(gone, come)
    paired = {id(row) for pair in pairs for row in pair}
    return Difference(
        name,
        words.TABLES[name],
        tuple(table.entry(name, row, book) for row in come if id(row) not in paired),
        tuple(table.entry(name, row, book) for row in gone if id(row) not in paired),
        tuple(
            Change(table.entry(name, one, book), table.entry(name, other, book), columns(one, other))
            for one, other in pairs
        ),
    )


def _pairs(gone: Rows, come: Rows) -> list[tuple[rows.RuleRow, rows.RuleRow]]:
    """Versions of the same rule: the same number, or the only one of its family on either side."""
    found = [(one, other) for one in gone for other in come if _key(one) == _key(other)]
    taken = {id(row) for pair in found for row in pair}
    for family in dict.fromkeys(_family(row) for row in gone if _family(row)):
        before = [row for row in gone if _family(row) == family and id(row) not in taken]
        after = [row for row in come if _family(row) == family and id(row) not in taken]
        if len(before) == len(after) == 1:
            found.append((before[0], after[0]))
    return found


def _key(row: rows.RuleRow) -> tuple[str, str]:
    return row.id, getattr(row, "region", "")


def _family(row: rows.RuleRow) -> str:
    return str(getattr(row, "family", ""))


def columns(before: rows.RuleRow, after: rows.RuleRow) -> tuple[Column, ...]:
    """The columns in which two versions differ."""
    names = [item.name for item in fields(before) if item.name not in UNCOMPARED]
    return tuple(
        Column(
            words.COLUMNS.get(name, name),
            wording.value(name, getattr(before, name), before),
            wording.value(name, getattr(after, name), after),
        )
        for name in names
        if getattr(before, name) != getattr(after, name)
    )
