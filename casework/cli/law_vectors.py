"""`law vectors`: the published worked examples, put to the house and compared with the answers they state.

Each example names the rows it rests on: without one of them its answer must change, or the row was not used.
Decides nothing; the examples are files that anybody may read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from casework.cli import law_answers
from casework.cli.output import json_option, refuse, say
from casework.holidays import working_calendar
from workflows.calendar import WorkingCalendar
from workflows.rules.book import TABLES, RuleBook, load

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "vectors"
KEYS = frozenset({"id", "kind", "rows", "facts", "answer", "article", "arithmetic"})
SHOWN_FAILURES = 10


@dataclass(frozen=True, slots=True)
class Failure:
    """One example that did not come out, or that does not rest on a row it names."""

    id: str
    expected: Any
    got: Any


@dataclass(frozen=True, slots=True)
class Report:
    """How many of each kind passed, the failures, and the rows that were proved to be used."""

    total: Mapping[str, int]
    passed: Mapping[str, int]
    failures: tuple[Failure, ...]
    rows: frozenset[str]


def read(folder: Path) -> list[dict[str, Any]]:
    """All examples of a folder. ValueError names the file that cannot be used."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise ValueError(f"没有找到例子：{folder}")
    found: list[dict[str, Any]] = []
    for file in files:
        try:
            given = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ValueError(f"{file.name}不是JSON文件：{error}") from error
        if not isinstance(given, list):
            raise ValueError(f"{file.name}应当是例子的列表")
        for place, one in enumerate(given, start=1):
            if not isinstance(one, dict) or set(one) != KEYS:
                raise ValueError(f"{file.name}第{place}个例子应当有{'、'.join(sorted(KEYS))}")
        found += given
    return found


def run(vectors: Iterable[Mapping[str, Any]]) -> Report:
    """Put every example to the house."""
    book, calendar = load(), working_calendar()
    total: dict[str, int] = {}
    passed: dict[str, int] = {}
    failures: list[Failure] = []
    rows: set[str] = set()
    for vector in vectors:
        kind = str(vector["kind"])
        total[kind] = total.get(kind, 0) + 1
        faults = list(_faults(vector, book, calendar))
        failures += faults
        if not faults:
            passed[kind] = passed.get(kind, 0) + 1
            rows.update(vector["rows"])
    return Report(total, passed, tuple(failures), frozenset(rows))


def row_keys(book: RuleBook) -> dict[str, Any]:
    """Every row of every table by the name an example calls it: deadlines/GEN-01@2021-07-15."""
    return {
        f"{table}/{row.id}@{row.valid_from or ''}": row
        for table, rows in book.tables().items()
        for row in rows
    }


def _faults(vector: Mapping[str, Any], book: RuleBook, calendar: WorkingCalendar) -> Iterable[Failure]:
    name, expected = str(vector["id"]), vector["answer"]
    got = law_answers.answer(vector["kind"], vector["facts"], book, calendar)
    if not _matches(expected, got):
        shown = {key: got.get(key) for key in expected} if "refused" not in got else got
        yield Failure(name, expected, shown)
        return
    for key in vector["rows"]:
        less = _without(book, key)
        if less is None:
            yield Failure(name, f"规则{key}", "没有这条规则")
        elif _matches(expected, law_answers.answer(vector["kind"], vector["facts"], less, calendar)):
            yield Failure(name, f"用到规则{key}", "没有这条规则，答案也一样")


def _matches(expected: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether the answer has everything that the example states; an example may leave things unsaid."""
    if expected.get("refused"):
        told = f"{got.get('reason', '')}　{got.get('basis', '')}"
        wanted = (expected.get("reason_contains", ""), expected.get("basis_contains", ""))
        return bool(got.get("refused")) and all(words in told for words in wanted)
    return all(key in got and got[key] == value for key, value in expected.items())


def _without(book: RuleBook, key: str) -> RuleBook | None:
    """The book with one row torn out; None for a row that it does not have."""
    row = row_keys(book).get(key)
    if row is None:
        return None
    place, _shape = TABLES[key.split("/")[0]]
    less: dict[str, Any] = {place: tuple(other for other in getattr(book, place) if other is not row)}
    return replace(book, **less)


@click.command("vectors")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=FOLDER,
    help="例子所在的文件夹",
)
@json_option
def vectors(folder: Path, as_json: bool) -> None:
    """逐个计算公布的例子，与写明的答案比较。"""
    try:
        report = run(read(folder))
    except ValueError as error:
        refuse(str(error))
    shown = {
        "total": sum(report.total.values()),
        "passed": sum(report.passed.values()),
        "kinds": {
            kind: {"total": number, "passed": report.passed.get(kind, 0)}
            for kind, number in sorted(report.total.items())
        },
        "rows": len(report.rows),
        "failures": [
            {"id": one.id, "expected": one.expected, "got": one.got}
            for one in report.failures[:SHOWN_FAILURES]
        ],
    }
    say(shown, as_json=as_json, lines=_lines(report))
    if report.failures:
        raise click.exceptions.Exit(1)


def _lines(report: Report) -> Iterable[str]:
    for kind, number in sorted(report.total.items()):
        yield f"{law_answers.KINDS.get(kind, kind)}　{report.passed.get(kind, 0)}/{number}"
    for one in report.failures[:SHOWN_FAILURES]:
        expected, got = (json.dumps(value, ensure_ascii=False) for value in (one.expected, one.got))
        yield f"不一致：{one.id}　应当是{expected}　得到{got}"
    total, passed = sum(report.total.values()), sum(report.passed.values())
    ending = "，全部一致" if total == passed else f"，{total - passed}个不一致"
    yield f"共{total}个例子，用到规则{len(report.rows)}条{ending}"
