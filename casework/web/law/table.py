"""The rules in force on a day as the page lists them: table by table, group by group, each row in words.

Made from the rows of the live RuleBook and nothing else, so that page and law cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from casework.web.law import fine, wording, words
from workflows.rules import rows
from workflows.rules.book import RuleBook
from workflows.rules.rows import in_force

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row in words."""

    anchor: str
    id: str
    label: str
    text: str
    valid_from: date | None
    valid_to: date | None
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; tables without groups have one without a title."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its groups."""

    name: str
    title: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(group.entries) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Switch:
    """A day on which rules begin, or on which others have ended."""

    on: date
    before: date
    begin: int
    end: int


def on(book: RuleBook, day: date, looked_for: str = "") -> tuple[Table, ...]:
    """Every row of every table that holds on a day, as far as it holds every word looked for."""
    wanted = looked_for.casefold().split()
    found = []
    for name, held in book.tables().items():
        groups = _groups(name, [row for row in held if in_force(row, day)], book, wanted)
        if groups:
            found.append(Table(name, words.TABLES[name], groups))
    return tuple(found)


def _groups(
    name: str, held: Sequence[rows.RuleRow], book: RuleBook, wanted: Sequence[str]
) -> tuple[Group, ...]:
    gathered: dict[str, list[Entry]] = {}
    for row in sorted(held, key=_place) if name == "deadlines" else held:
        made = entry(name, row, book)
        text = f"{made.id} {made.label} {made.text} {made.basis} {group_of(row)}".casefold()
        if all(word in text for word in wanted):
            gathered.setdefault(group_of(row), []).append(made)
    return tuple(Group(title, tuple(entries)) for title, entries in gathered.items())


def _place(row: Any) -> int:
    return list(words.PROCEDURES).index(row.procedure)


def group_of(row: rows.RuleRow) -> str:
    """Under which heading a row stands."""
    if isinstance(row, rows.DeadlineRule):
        return words.PROCEDURES[row.procedure]
    if isinstance(row, rows.PenaltyRule):
        return fine.law_of(row.basis)
    if isinstance(row, rows.ReferralRule):
        return f"{row.offence}（{row.article}）"
    if isinstance(row, rows.DisplayRule):
        return words.CHANNELS[row.channel]
    if isinstance(row, rows.ProvisionRule):
        return words.SUBJECTS.get(row.subject, row.subject)
    return ""


def anchor(name: str, row: rows.RuleRow) -> str:
    """Where on the page a row stands; a local rule has the name of its parameter and of its place."""
    if isinstance(row, rows.LocalRule):
        return f"local-{row.id}-{row.region}"
    return row.id.replace("/", "-")


def entry(name: str, row: rows.RuleRow, book: RuleBook) -> Entry:
    """One row in words."""
    return Entry(
        anchor(name, row),
        row.id,
        wording.label(row),
        wording.sentence(row, book),
        row.valid_from,
        row.valid_to,
        row.basis,
        row.confidence,
    )


def switches(book: RuleBook) -> tuple[Switch, ...]:
    """The days on which the rules change, the newest first."""
    every = [row for held in book.tables().values() for row in held]
    begins = [row.valid_from for row in every if row.valid_from]
    ends = [row.valid_to + ONE for row in every if row.valid_to]
    days = sorted({*begins, *ends}, reverse=True)
    return tuple(Switch(day, day - ONE, begins.count(day), ends.count(day)) for day in days)


def plain(row: rows.RuleRow) -> dict[str, Any]:
    """A row for programs: its columns as they are, days in ISO, amounts in fen."""
    return {item.name: _plain(getattr(row, item.name)) for item in fields(row)}


def _plain(held: Any) -> Any:
    if isinstance(held, date):
        return held.isoformat()
    if isinstance(held, Fraction):
        return f"{float(held):g}"
    return list(held) if isinstance(held, tuple) else held


def everything(tables: Iterable[Table]) -> Iterator[Entry]:
    """All rows of some tables, in the order of the page."""
    return (one for table in tables for group in table.groups for one in group.entries)
