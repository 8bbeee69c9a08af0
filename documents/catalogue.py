"""What each kind of paper is and which facts it needs, read once from catalogue.csv and fields.csv.

Knows nothing of layout, of cases or of where the facts come from.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from documents.errors import MissingField, UnknownKind

HERE = Path(__file__).parent
COMMON = ("agency", "case", "demo", "verify?")


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    required: bool


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    type: str
    required: bool
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper.

    `made_by` is step (a row of the tables issues it) or written (an officer writes it in a case);
    `procedure` says in which part of the work, `recipient` whom it goes to (complainant, respondent,
    parties, other or nobody), `approver` who approves a written one before it is issued.
    """

    id: str
    title: str
    group: str
    layout: str
    number_code: str
    sealed: bool
    copies: int
    signers: str
    made_by: str
    procedure: str
    recipient: str
    approver: str
    basis: str
    confidence: str
    fields: tuple[Field, ...]


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _member(text: str) -> Member:
    return Member(name=text.rstrip("?"), required=not text.endswith("?"))


def _vocabulary() -> dict[str, Field]:
    words = {}
    for row in _rows("fields.csv"):
        members = tuple(_member(part) for part in row["members"].split())
        optional = row["type"].endswith("?")
        words[row["name"]] = Field(
            name=row["name"],
            label=row["label"],
            type=row["type"].rstrip("?"),
            required=not optional,
            members=members,
        )
    return words


@lru_cache(maxsize=1)
def every_kind() -> Mapping[str, Kind]:
    """Return every kind by its id, in the order of the CSV."""
    words = _vocabulary()
    found = {}
    for row in _rows("catalogue.csv"):
        wanted = [part for part in row["fields"].split() if "." not in part]
        fields = []
        for part in (*COMMON, *wanted):
            member = _member(part)
            word = words[member.name]
            fields.append(Field(word.name, word.label, word.type, member.required, word.members))
        found[row["kind"]] = Kind(
            id=row["kind"],
            title=row["title"],
            group=row["group"],
            layout=row["layout"],
            number_code=row["number_code"],
            sealed=row["seal"] == "yes",
            copies=int(row["copies"]),
            signers=row["signers"],
            made_by=row["made_by"],
            procedure=row["procedure"],
            recipient=row["recipient"],
            approver=row["approver"],
            basis=row["basis"],
            confidence=row["confidence"],
            fields=tuple(fields),
        )
    return found


def lookup(kind: str) -> Kind:
    """Return the row of a kind."""
    try:
        return every_kind()[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def fields(kind: str) -> tuple[Field, ...]:
    """Return what a kind asks for, required and optional, common keys first."""
    return lookup(kind).fields


@lru_cache(maxsize=64)
def _sample_text(kind: str) -> str:
    common = json.loads((HERE / "samples" / "common.json").read_text(encoding="utf-8"))
    known = {field.name for field in fields(kind)}
    data = {name: value for name, value in common.items() if name in known}
    own = HERE / "samples" / f"{kind}.json"
    if own.exists():
        data.update(json.loads(own.read_text(encoding="utf-8")))
    return json.dumps(data, ensure_ascii=False)


def sample(kind: str) -> dict[str, Any]:
    """Return a fresh, complete example of the data of a kind."""
    return json.loads(_sample_text(kind))


def _absent(value: object, kind: str) -> bool:
    if value is None:
        return True
    if kind in {"text", "paragraphs", "date", "datetime"}:
        return not str(value).strip()
    return False


def _members_missing(field: Field, value: object) -> list[str]:
    required = [member.name for member in field.members if member.required]
    parts = value if isinstance(value, list) else [value]
    lacking = []
    for position, part in enumerate(parts, start=1):
        if not isinstance(part, Mapping):
            continue
        place = f"第{position}项" if isinstance(value, list) else ""
        lacking += [f"{field.label}{place}（{name}）" for name in required if _absent(part.get(name), "text")]
    return lacking


def missing(kind: str, data: Mapping[str, Any], *, draft: bool = False) -> tuple[str, ...]:
    """Name, in Chinese, the facts without which the paper cannot be made."""
    lacking = []
    for field in fields(kind):
        if draft and field.name in {"number", "issued_on"}:
            continue
        value = data.get(field.name)
        if _absent(value, field.type):
            if field.required:
                lacking.append(f"{field.label}（{field.name}）")
        else:
            lacking += _members_missing(field, value)
    return tuple(lacking)


def insist(kind: str, data: Mapping[str, Any], *, draft: bool = False) -> None:
    """Refuse data that lack a required fact."""
    lacking = missing(kind, data, draft=draft)
    if lacking:
        raise MissingField(kind=lookup(kind).title, names=lacking)
