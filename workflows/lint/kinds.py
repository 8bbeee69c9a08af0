"""Which checks judge which kind of written paper, read from papers.csv once; what a paper must come after.

A kind without a row is judged by nothing but what it lacks. Decides no case.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from workflows.lint import answers, ground, letters, patent, patent_course, told, wording
from workflows.lint.finding import STOP, WARN, Check, Finding, Look

_KNOWN: Mapping[str, Check] = MappingProxyType(
    {
        one.code: one
        for one in (
            *wording.WRITTEN,
            *told.WRITTEN,
            *ground.WRITTEN,
            *letters.WRITTEN,
            *patent.CHECKS,
            *patent_course.CHECKS,
            *answers.CHECKS,
        )
    }
)
_COLUMNS = ["kind", "checks", "after", "title_after", "must", "basis"]


@dataclass(frozen=True, slots=True)
class Before:
    """What has to be issued before a kind: which kinds would do, and how grave it is where none was."""

    kinds: tuple[str, ...]
    title: str
    severity: str
    basis: str


def _follows(before: Before) -> Check:
    def ask(look: Look) -> Iterator[Finding]:
        if not look.earlier(*before.kinds):
            words = f"本案没有制发过{before.title}。"
            yield Finding("paper_before_missing", before.severity, words, before.basis, "案卷")

    return Check("comes_after", f"已经制发{before.title}", before.basis, ask, drafted=True)


def _row(row: Mapping[str, str]) -> tuple[Check, ...]:
    checks = [_KNOWN[code] for code in row["checks"].split()]
    if row["after"]:
        severity = STOP if row["must"] == "yes" else WARN
        checks.append(
            _follows(Before(tuple(row["after"].split()), row["title_after"], severity, row["basis"]))
        )
    return tuple(replace(one, drafted=True) for one in checks)


def _read() -> Mapping[str, tuple[Check, ...]]:
    with Path(__file__).with_name("papers.csv").open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, strict=True)
        if rows.fieldnames != _COLUMNS:
            raise ValueError(f"papers.csv：列应当是{'、'.join(_COLUMNS)}")
        return MappingProxyType({row["kind"]: _row(row) for row in rows})


_BY_KIND = _read()


def kinds() -> tuple[str, ...]:
    """The kinds that are judged, in the order of the table."""
    return tuple(_BY_KIND)


def checks_of(kind: str) -> tuple[Check, ...]:
    """The checks of a kind of written paper, in the order of its row; none for a kind without one."""
    return _BY_KIND.get(kind, ())
