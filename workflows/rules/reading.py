"""Reads the rule tables into typed rows and refuses a table that is not sound.

A wrong cell stops the start with file, row and column named; nothing is guessed. Decides no case.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from workflows.rules import rows

Row = TypeVar("Row", bound=rows.RuleRow)
HERE = Path(__file__).parent


class BadTable(ValueError):
    """A rule table that must not be used."""


def read(name: str, shape: type[Row], *, folder: Path = HERE) -> tuple[Row, ...]:
    """All rows of one table, each checked by itself and against the others."""
    hints = get_type_hints(shape)
    with (folder / name).open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        if reader.fieldnames != list(hints):
            raise BadTable(f"{name}：列应当是{'、'.join(hints)}")
        found = tuple(_row(name, shape, hints, cells) for cells in reader)
    for row in found:
        _check(name, row)
    _no_overlap(name, found)
    return found


def _row(name: str, shape: type[Row], hints: dict[str, Any], cells: dict[str, str]) -> Row:
    values = {}
    for column, hint in hints.items():
        try:
            values[column] = _READERS[hint](cells[column])
        except (ValueError, TypeError, ZeroDivisionError) as error:
            raise BadTable(f"{name}：{cells.get('id')}的{column}不能读取：{cells[column]!r}") from error
    if shape is rows.DeadlineRule and not values["extension_by"]:
        values |= {"extension_max_times": 0, "later_max_times": 0}
    return shape(**values)


def _yes_no(cell: str) -> bool:
    if cell not in ("yes", "no", ""):
        raise ValueError(cell)
    return cell == "yes"


def _text(cell: str) -> str:
    if cell != cell.strip():
        raise ValueError(cell)
    return cell


def _list(cell: str) -> tuple[str, ...]:
    return tuple(_text(item) for item in cell.split(";")) if cell else ()


def _optional(read_one: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda cell: read_one(cell) if cell else None


_READERS: dict[Any, Callable[[str], Any]] = {
    str: _text,
    int: int,
    bool: _yes_no,
    tuple[str, ...]: _list,
    int | None: _optional(int),
    date | None: _optional(date.fromisoformat),
    Fraction | None: _optional(Fraction),
}


def _check(name: str, row: rows.RuleRow) -> None:
    faults = []
    if not row.id:
        faults.append("没有编号")
    if not row.basis:
        faults.append("没有依据")
    if row.confidence not in rows.CONFIDENCES:
        faults.append(f"核实状态不认识：{row.confidence}")
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        faults.append("失效日早于生效日")
    if isinstance(row, rows.DeadlineRule):
        faults += _deadline_faults(row)
    if isinstance(row, rows.PenaltyRule):
        faults += _penalty_faults(row)
    if isinstance(row, rows.MaskRow) and (row.action == "keep") == bool(row.mask):
        faults.append("处理方式与替换文字不一致")
    if isinstance(row, rows.DisplayRule) and row.published and row.length and row.unit not in rows.UNITS:
        faults.append(f"单位不认识：{row.unit}")
    if isinstance(row, rows.DisplayRule) and row.published and row.runs_from not in rows.ANCHORS:
        faults.append(f"公示期的起算不认识：{row.runs_from}")
    if faults:
        raise BadTable(f"{name}：{row.id}：" + "；".join(faults))


def _deadline_faults(row: rows.DeadlineRule) -> Iterable[str]:
    if row.length <= 0:
        yield "期限不是正数"
    for unit in (row.unit, row.extension_unit, row.later_unit):
        if unit and unit not in rows.UNITS:
            yield f"单位不认识：{unit}"
    if not row.unit:
        yield "没有单位"
    if row.extension_length and not (row.extension_unit and row.extension_by):
        yield "延长没有单位或者批准人"
    if row.later_by and not row.extension_by:
        yield "没有第一次延长却有再延长"


def _penalty_faults(row: rows.PenaltyRule) -> Iterable[str]:
    if row.modal not in rows.MODALS:
        yield f"“可以”“应当”不认识：{row.modal}"
    if row.exempt_effect not in rows.EXEMPTIONS or bool(row.exempt_effect) != bool(row.exemption):
        yield f"免除的后果不认识：{row.exempt_effect}"
    if row.warning not in rows.WARNINGS:
        yield f"警告的“可以”“应当”不认识：{row.warning}"
    if row.base not in rows.BASES:
        yield f"计算基数不认识：{row.base}"
    if row.base in ("illegal_turnover", "illegal_gains", "goods_value"):
        if row.threshold_fen is None or row.multiplier_max is None or row.multiplier_min is None:
            yield "缺少分档或者倍数"
    elif row.threshold_fen is not None or row.multiplier_max is not None:
        yield "不按数额分档却有分档或者倍数"
    if row.base in ("fixed", "none") and (row.below_min_fen is None or row.below_max_fen is None):
        yield "缺少罚款幅度"
    if row.serious_above and (row.above_min_fen is None or row.above_max_fen is None):
        yield "缺少情节严重的幅度"
    pairs = ((row.below_min_fen, row.below_max_fen), (row.above_min_fen, row.above_max_fen))
    if any(low is not None and high is not None and low > high for low, high in pairs):
        yield "下限高于上限"


def _no_overlap(name: str, found: Iterable[Row]) -> None:
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_id[f"{row.id} {getattr(row, 'region', '')}".strip()].append(row)
    for rule_id, same in by_id.items():
        same.sort(key=lambda row: row.valid_from or date.min)
        for earlier, later in pairwise(same):
            if earlier.valid_to is None or earlier.valid_to >= (later.valid_from or date.min):
                raise BadTable(f"{name}：{rule_id}有两行的有效期重叠")
