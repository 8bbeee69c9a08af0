"""Laws as papers cite them: the full name with its version, and articles of one law under one name.

Rules name laws in short. A name without a row stays as the rule writes it.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

_CITED = re.compile(r"《([^》]+)》(?:（(\d{4})[^）]*）)?")
_PART = re.compile(r"(《[^》]+》(?:（[^）]*）)?)(.*)")
_OPEN = "（待核实）"


def _read() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    with (Path(__file__).parent / "law_names.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    versions = {(row["short"], row["year"]): row["version"] for row in rows if row["year"]}
    return {row["short"]: row["full"] for row in rows}, versions


_NAMES, _VERSIONS = _read()


def full(text: str) -> str:
    """The same citation with every law under its full name: 《中华人民共和国商标法》（2019年修正）."""

    def named(hit: re.Match[str]) -> str:
        short, year = hit[1], hit[2] or ""
        version = _VERSIONS.get((short, year))
        said = f"（{version}）" if version else hit[0].removeprefix(f"《{short}》")
        return f"《{_NAMES.get(short, short)}》{said}"

    return _CITED.sub(named, text)


def together(basis: str) -> str:
    """Several citations in a row, each law named once: 《甲》第九条、第十三条和《乙》第七条."""
    marked = basis.endswith(_OPEN)
    laws: dict[str, list[str]] = {}
    for part in basis.removesuffix(_OPEN).split("；"):
        found = _PART.fullmatch(part.strip())
        if found is None:
            return full(basis)
        laws.setdefault(found[1], []).append(found[2])
    said = [name + "、".join(dict.fromkeys(a for a in articles if a)) for name, articles in laws.items()]
    joined = said[0] if len(said) == 1 else "、".join(said[:-1]) + "和" + said[-1]
    return full(joined) + (_OPEN if marked else "")
