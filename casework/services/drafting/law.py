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


def leading(basis: str) -> str:
    """The first article of the first law: 《甲法》第二条 of 《甲法》第二条、第三条；《乙》第七条."""
    return basis.removesuffix(_OPEN).split("；")[0].split("、")[0].strip()


def once(basis: str) -> str:
    """The same citations, each law and each article named once: 《甲》第九条、第十三条；《乙》第七条."""
    return "；".join(_by_law(basis))


def together(basis: str) -> str:
    """Several citations in a row, each law named once: 《甲》第九条、第十三条和《乙》第七条."""
    marked = basis.endswith(_OPEN)
    said = _by_law(basis.removesuffix(_OPEN))
    joined = said[0] if len(said) == 1 else "、".join(said[:-1]) + "和" + said[-1]
    return full(joined) + (_OPEN if marked else "")


def _by_law(basis: str) -> list[str]:
    """One citation for each law; a basis that is no plain list of laws stays as it is."""
    laws: dict[str, list[str]] = {}
    for part in basis.split("；"):
        found = _PART.fullmatch(part.strip())
        if found is None:
            return [basis]
        laws.setdefault(found[1], []).extend(found[2].split("、"))
    return [name + "、".join(dict.fromkeys(a for a in articles if a)) for name, articles in laws.items()]
