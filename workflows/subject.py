"""Whose decision is made public, and who else may stand in its text.

The shape is the one of `--subject` on the command line. Plain values, no database, no rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows.vocabulary import PartyKind

REPORTERS = frozenset({"reporter", "complainant"})
ADULT_AT = 18  # years; 《未成年人保护法》第二条


@dataclass(frozen=True, slots=True)
class Person:
    """A natural person who is not the punished party."""

    name: str
    role: str = ""
    birth_date: date | None = None

    def minor(self, on: date | None) -> bool:
        if self.role == "minor":
            return True
        if self.birth_date is None or on is None:
            return False
        years = on.year - self.birth_date.year
        return years - ((on.month, on.day) < (self.birth_date.month, self.birth_date.day)) < ADULT_AT


@dataclass(frozen=True, slots=True)
class Subject:
    """The punished party with its public particulars, its home, and the other people of the case."""

    kind: str = PartyKind.LEGAL
    name: str = ""
    uscc: str = ""
    legal_representative: str = ""
    operator: str = ""
    address: str = ""
    home_address: str = ""
    rights_holders: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()

    @property
    def premises(self) -> str:
        """The address that stays public; a natural person without a second address has none."""
        return "" if self.kind == PartyKind.NATURAL and not self.home_address else self.address

    @property
    def homes(self) -> tuple[str, ...]:
        home = self.home_address or (self.address if self.kind == PartyKind.NATURAL else "")
        return (home,) if home and home != self.premises else ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Subject:
        """Read plain JSON; ValueError says in Chinese which field has the wrong shape."""
        if not isinstance(data, Mapping):
            raise ValueError("当事人信息应当是一个对象")
        kind = str(data.get("kind") or PartyKind.LEGAL)
        if kind not in set(PartyKind):
            raise ValueError(f"当事人类别不正确：{kind}")
        texts = {key: _text(data, key) for key in _TEXTS}
        holders = tuple(_name(item) for item in _list(data, "rights_holders"))
        persons = tuple(_person(item) for item in _list(data, "persons"))
        return cls(kind=kind, rights_holders=holders, persons=persons, **texts)


_TEXTS = ("name", "uscc", "legal_representative", "operator", "address", "home_address")


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key) or ""
    if not isinstance(value, str):
        raise ValueError(f"{key} 应当是文字")
    return value.strip()


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key) or []
    if not isinstance(value, list | tuple):
        raise ValueError(f"{key} 应当是列表")
    return list(value)


def _name(item: Any) -> str:
    name = item.get("name", "") if isinstance(item, Mapping) else item
    if not isinstance(name, str) or not name.strip():
        raise ValueError("权利人应当写明名称")
    return name.strip()


def _person(item: Any) -> Person:
    if not isinstance(item, Mapping):
        raise ValueError("persons 的每一项应当是对象")
    born = item.get("birth_date") or None
    try:
        day = born if isinstance(born, date) else date.fromisoformat(str(born)) if born else None
    except ValueError:
        raise ValueError(f"出生日期不正确：{born}") from None
    return Person(_name(item), str(item.get("role") or ""), day)
