"""Which local rule holds: the nearest place first, and for each place the newest row in force.

Pure over rows; who approved a row and where it is kept is not known here.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from workflows.rules.rows import LocalRule, ParameterKind, in_force

NATION = "000000"
LEVELS = ("county", "city", "province", "nation")
PERCENT_MAX = 100


def chain(region: str) -> tuple[str, ...]:
    """The places whose rules reach a region, the nearest first: 341823, 341800, 340000, 000000."""
    if len(region) != len(NATION) or not (region.isascii() and region.isdigit()):
        raise ValueError(f"行政区划代码应当是6位数字：{region[:20]}")
    return tuple(dict.fromkeys((region, f"{region[:4]}00", f"{region[:2]}0000", NATION)))


def level(region: str) -> str:
    """county, city, province or nation, by the zeros of the code."""
    for name, zeros in (("nation", 6), ("province", 4), ("city", 2)):
        if region.endswith("0" * zeros):
            return name
    return "county"


def reaching(rows: Iterable[LocalRule], region: str) -> tuple[LocalRule, ...]:
    """The rows that reach a region: nearest place first, newest first within a place."""
    places = chain(region)
    held = [row for row in rows if row.region in places]
    held.sort(key=lambda row: row.valid_from or date.min, reverse=True)
    return tuple(sorted(held, key=lambda row: places.index(row.region)))


def find(rows: Sequence[LocalRule], name: str, on: date) -> LocalRule | None:
    """The rule of one parameter on a day among rows in reaching() order.

    A newer row of the same place stands in for the older; a row without a value hands over to the next level.
    """
    settled: set[str] = set()
    for row in rows:
        if row.id != name or row.region in settled or not in_force(row, on):
            continue
        if row.value is not None:
            return row
        settled.add(row.region)
    return None


def faults(kind: ParameterKind, row: LocalRule) -> Iterable[str]:
    """What makes a row unfit for its parameter, in words for a form."""
    if level(row.region) not in kind.levels:
        yield f"“{kind.label}”不能由这一级设定（{kind.basis}）"
    if row.value is not None and row.value < 0:
        yield "数值不能是负数"
    if row.value is not None and kind.unit == "percent" and row.value > PERCENT_MAX:
        yield "百分比不能超过100"
    if not row.basis:
        yield "请写明依据的文件名称和文号"
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        yield "失效日早于生效日"
