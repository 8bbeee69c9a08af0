"""Which bureau is competent for a place: the regions of the city and its eight bureaus, read once.

Place of the violation decides; disputes and designations are people's business. Knows no case.
"""

import csv
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar

from workflows.rules.reading import HERE

CITY = "341800"
COUNTY_LEVELS = frozenset({"市辖区", "县", "县级市"})
Row = TypeVar("Row", "Region", "Bureau")


class UnknownRegion(LookupError):
    """A code that is no place of this city."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Region:
    """A place; `see` names the code that replaced it."""

    code: str
    name: str
    level: str
    parent: str
    see: str
    current: str
    basis: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Bureau:
    """A market-regulation bureau and the marks it writes on its papers."""

    region_code: str
    name: str
    second_name: str
    short_name: str
    field_mark: str
    level: str
    uscc: str
    address: str
    phone: str
    seal_name: str
    government: str
    basis: str
    confidence: str
    note: str


@cache
def regions() -> tuple[Region, ...]:
    """Every place of the table, old codes included."""
    return _read("regions.csv", Region)


@cache
def bureaus() -> tuple[Bureau, ...]:
    """The city bureau first, then the seven of the counties."""
    return _read("bureaus.csv", Bureau)


def region(code: str) -> Region:
    """The place of a code, following an old code to the one that replaced it."""
    found = _by_code().get(code)
    if found is None:
        raise UnknownRegion(f"{code}不是宣城市的行政区划代码，请核对")
    return _by_code()[found.see] if found.see else found


def bureau(region_code: str) -> Bureau:
    """The bureau that sits in a region."""
    for row in bureaus():
        if row.region_code == region_code:
            return row
    raise UnknownRegion(f"{region_code}没有市场监督管理局，请核对")


def bureau_for(region_code: str) -> str:
    """The region code of the bureau competent for a place of any level."""
    code = region_code.strip()
    if not code.isascii() or not code.isdigit() or len(code) not in (6, 9, 12):
        raise UnknownRegion(f"行政区划代码应当是6位、9位或者12位数字：{code[:20]}")
    place = region(code[:6])
    if place.code == CITY or place.level in COUNTY_LEVELS:
        return place.code
    raise UnknownRegion(f"{place.name}（{code}）不在宣城市辖区，请向当地市场监督管理部门提出")


def counties() -> tuple[Region, ...]:
    """The seven districts, counties and county-level cities of today."""
    return tuple(
        row for row in regions() if row.parent == CITY and not row.see and row.level in COUNTY_LEVELS
    )


def towns(county_code: str) -> tuple[Region, ...]:
    """The towns and streets of a county, those of an area merged into it included."""
    merged = {row.code for row in regions() if row.see == county_code} | {county_code}
    return tuple(row for row in regions() if row.parent in merged and len(row.code) == 9)


def full_name(code: str) -> str:
    """The place with the places above it in the city: 宣城市泾县云岭镇."""
    place = region(code)
    if place.code == CITY or not place.parent:
        return place.name
    above = region(place.parent)
    return (full_name(above.code) if above.code.startswith("3418") else "") + place.name


@cache
def _by_code() -> dict[str, Region]:
    return {row.code: row for row in regions()}


def _read(name: str, shape: type[Row]) -> tuple[Row, ...]:
    columns = [item.name for item in fields(shape)]
    with (HERE / name).open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        if reader.fieldnames != columns:
            raise ValueError(f"{name}：列应当是{'、'.join(columns)}")
        found = tuple(_filled(name, shape, row) for row in reader)
    keys = [getattr(row, columns[0]) for row in found]
    if len(set(keys)) != len(keys):
        raise ValueError(f"{name}：有重复的代码")
    return found


def _filled(name: str, shape: type[Row], cells: dict[str, Any]) -> Row:
    if not cells["basis"] or cells["confidence"] not in ("text-seen", "to-confirm"):
        raise ValueError(f"{name}：{cells}没有依据或者核实状态")
    return shape(**cells)


regions()
bureaus()
