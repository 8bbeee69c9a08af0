"""What the parts of lists and objects are called, and what is missing in words without machine names.

Knows parts.csv beside fields.csv; nothing of cases or forms.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from documents.catalogue import every_kind

_HERE = Path(__file__).parent
_PLACE = re.compile(r"第\d+项$")
_NAMED = re.compile(r"(.*)（([a-z0-9_]+)）")


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    with (_HERE / "parts.csv").open(encoding="utf-8", newline="") as handle:
        found = {row["name"]: row["label"] for row in csv.DictReader(handle)}
    whole = {field.name: field.label for kind in every_kind().values() for field in kind.fields}
    return whole | found


def part_label(name: str, *, of: str = "") -> str:
    """Name a part in Chinese: within its field by parts.csv (a person's is 姓名), else by itself.

    Then as the whole field of the same name; its own name when nobody names it.
    """
    return _labels().get(f"{of}.{name}") or _labels().get(name, name)


def plain(missing: Iterable[str]) -> tuple[str, ...]:
    """Say what is missing as people do: 证据第2项的名称, not 证据第2项（name）."""
    return tuple(_plain(one) for one in missing)


def _plain(one: str) -> str:
    found = _NAMED.fullmatch(one)
    if found is None:
        return one
    label, name = found[1], found[2]
    fields = {f.name: f.label for kind in every_kind().values() for f in kind.fields}
    if fields.get(name) == label:
        return label
    whole = next((n for n, said in fields.items() if said == _PLACE.sub("", label)), "")
    return f"{label}的{part_label(name, of=whole)}"
