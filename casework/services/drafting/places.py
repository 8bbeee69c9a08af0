"""Local data that papers name: who reviews, which court, how to pay, which article lets goods be seized.

Dated rows with their basis, read and checked once when imported.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

_HERE = Path(__file__).parent
Row = dict[str, str]


def _read(name: str) -> tuple[Row, ...]:
    with (_HERE / name).open(encoding="utf-8", newline="") as handle:
        rows = tuple(csv.DictReader(handle))
    for row in rows:
        date.fromisoformat(row["valid_from"])
        if not row["basis"] or row["confidence"] not in ("text-seen", "to-confirm"):
            raise ValueError(f"{name}：有一行没有依据或者核实状态")
    return rows


_BODIES = _read("remedy_bodies.csv")
_WAYS = _read("payment_ways.csv")
_POWERS = _read("seizure_powers.csv")


def _on(rows: tuple[Row, ...], day: date) -> list[Row]:
    text = day.isoformat()
    return [r for r in rows if r["valid_from"] <= text and (not r["valid_to"] or text <= r["valid_to"])]


def remedy_body(region_code: str, day: date) -> Row:
    """The body of reconsideration and the court for a bureau.

    Raises LookupError for a bureau or a day without a row: a paper with wrong remedies is unlawful.
    """
    for row in _on(_BODIES, day):
        if row["region_code"] == region_code:
            return row
    raise LookupError(f"没有{region_code}的复议机关和法院，不能写明救济途径")


def payment_way(day: date) -> str:
    """How a fine is paid."""
    found = _on(_WAYS, day)
    if not found:
        raise LookupError("没有当日适用的缴款方式")
    return found[-1]["how"]


def seizure_power(family: str, day: date) -> str:
    """The article that lets goods of this kind of violation be seized; empty when none is loaded."""
    return next((row["articles"] for row in _on(_POWERS, day) if row["family"] == family), "")
