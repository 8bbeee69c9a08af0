"""How far an unfinished complaint has come: its parts in order, and what makes one of them filled in.

Knows the shape in which a draft keeps its parts; must not know a form, a page or a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

# How a part is kept while something in it still has to be mended: as typed, under this mark.
PARTIAL = "partial"
# Counts how often a part was saved, so that an older window does not write over a newer one unseen.
REVISION = "rev"
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "right": "权利与身份",
        "respondent": "被投诉人",
        "act": "侵权行为",
        "evidence": "证据与请求",
    }
)
CHECK, CHECK_LABEL = "check", "核对并提交"


def kept(data: Mapping[str, Any], key: str) -> bool:
    """Tell whether a part was filled in without fault."""
    values = data.get(key) or {}
    return bool(values) and not values.get(PARTIAL)


def missing(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the parts that are not filled in yet, in order."""
    return tuple(key for key in PARTS if not kept(data, key))


def resume(data: Mapping[str, Any]) -> str:
    """Give the part to go on with; when all are filled in, the last look."""
    return next(iter(missing(data)), CHECK)


def label(key: str) -> str:
    """Give the name of a part as people read it."""
    return PARTS.get(key, CHECK_LABEL)
