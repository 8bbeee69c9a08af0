"""The rule tables as plain dictionaries of strings, and which row holds on a day.

Knows where the files are and nothing else.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "workflows" / "rules"
Row = dict[str, str]


class Refuse(Exception):
    """The law gives no answer to this question; the words are a part of what must be told."""

    @property
    def words(self) -> str:
        return str(self.args[0])


@cache
def rows(name: str) -> tuple[Row, ...]:
    """All rows of one table in the order of the file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def holds(row: Row, on: date) -> bool:
    """Days as ISO text compare like days; an empty first day was never refused."""
    day = on.isoformat()
    return not (row["valid_from"] and day < row["valid_from"]) and not (
        row["valid_to"] and day > row["valid_to"]
    )


def one(name: str, on: date, **cells: str) -> Row:
    """The row with these cells that holds on the day."""
    same = [row for row in rows(name) if all(row[key] == value for key, value in cells.items())]
    if not same:
        raise Refuse("没有")
    for row in same:
        if holds(row, on):
            return row
    raise Refuse("不适用")


def key(name: str, row: Row) -> str:
    """How a vector names the row it hits."""
    return f"{name}/{row['id']}@{row['valid_from']}"


def number(row: Row, column: str) -> int | None:
    return int(row[column]) if row[column] else None


def words(row: Row, column: str) -> list[str]:
    return row[column].split(";") if row[column] else []
