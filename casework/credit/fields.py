"""The fields of a double-publicity record as data, read once when imported."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import workflows.rules

_FILE = Path(workflows.rules.__file__).parent / "credit_fields.csv"
_TYPES = ("text", "enum", "multi", "decimal", "date")


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the record with its shape and where the shape comes from."""

    code: str
    name: str
    type: str
    length: int
    mandatory: str
    choices: tuple[str, ...]
    rule: str
    basis: str
    confidence: str


def _load() -> tuple[Field, ...]:
    with _FILE.open(encoding="utf-8", newline="") as handle:
        return tuple(_field(row) for row in csv.DictReader(handle))


def _field(row: dict[str, str]) -> Field:
    if not row["basis"] or row["type"] not in _TYPES or row["mandatory"] not in ("Y", "N", "C"):
        raise ValueError(f"credit_fields.csv：{row['code']} 没有依据、类型或者必填标记")
    return Field(
        code=row["code"],
        name=row["name"],
        type=row["type"],
        length=int(row["length"]),
        mandatory=row["mandatory"],
        choices=tuple(filter(None, row["code_list"].split("|"))),
        rule=row["rule"],
        basis=row["basis"],
        confidence=row["confidence"],
    )


FIELDS = {field.code: field for field in _load()}
CODES = tuple(FIELDS)
# The open end of a code list: 其他- and a text of one's own.
OTHER = "其他-"
KINDS = tuple(kind for kind in FIELDS["CF_CFLB"].choices if not kind.startswith(OTHER))
SEPARATOR = "；"
FOR_EVER = "2099/12/31"
