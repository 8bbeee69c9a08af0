"""One changed last day moves exactly the answers that rest on that row, and no other.

Whole sets of answers are computed with the tables of the house and with a copy in which one cell differs.
"""

import csv
import shutil
from collections.abc import Callable, Hashable, Mapping
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from casework.holidays import working_calendar
from workflows.clocks import compute
from workflows.display import display
from workflows.fines import assess
from workflows.rules.book import RuleBook, load, load_from
from workflows.rules.reading import HERE

D = date
CALENDAR = working_calendar()
REFUSED = "refused"
STARTS = [D(2026, 1, 5) + timedelta(days=9 * step) for step in range(42)]
DECISIONS = [D(2026, 4, 20) + timedelta(days=11 * step) for step in range(22)]
KINDS = [
    (),
    ("警告",),
    ("通报批评",),
    ("罚款",),
    ("罚款", "没收非法财物"),
    ("吊销营业执照",),
    ("限制从业",),
]
Answers = Mapping[Hashable, Any]


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., RuleBook]:
    """A book from a copy of the tables in which one row ends on another day."""

    def make(table: str, row_id: str, valid_from: str, valid_to: str) -> RuleBook:
        for path in HERE.glob("*.csv"):
            shutil.copy(path, tmp_path / path.name)
        path = tmp_path / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        hit = [row for row in rows if (row["id"], row["valid_from"]) == (row_id, valid_from)]
        assert len(hit) == 1
        hit[0]["valid_to"] = valid_to
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return load_from(tmp_path)

    return make


def answered(ask: Callable[..., Any], *asked: Any) -> Any:
    try:
        return ask(*asked)
    except (ValueError, LookupError):
        return REFUSED


def deadlines(book: RuleBook) -> Answers:
    """Every rule on every day: due day, warning day and the article."""

    def ask(rule_id: str, start: date) -> tuple[date, date, str]:
        found = compute(book.deadline(rule_id, start), start, CALENDAR)
        return found.due_on, found.warn_on, found.basis

    ids = sorted({row.id for row in load().deadlines})
    return {(name, day): answered(ask, name, day) for name, day in product(ids, STARTS)}


def ranges(book: RuleBook) -> Answers:
    """Every violation at every pair of days around two switches: row, branch and both ends."""

    def ask(violation: str, ended: date, decided: date) -> tuple[Any, ...]:
        found = assess(
            book,
            violation,
            act_ended=ended,
            decided=decided,
            party="legal",
            turnover_fen=6_305_293,
            gains_fen=6_305_293,
            goods_value_fen=6_305_293,
        )
        return found.rule, found.branch, found.min_fen, found.max_fen, found.basis

    days = [D(2025, 9, 20) + timedelta(days=5 * step) for step in range(10)]
    ids = sorted({row.id for row in load().penalties})
    pairs = [(ended, decided) for ended, decided in product(days, days) if ended <= decided]
    return {
        (name, ended, decided): answered(ask, name, ended, decided)
        for name, (ended, decided) in product(ids, pairs)
    }


def displays(book: RuleBook) -> Answers:
    """Every channel, set of kinds and day of decision: class, clocks and end."""

    def ask(channel: str, kinds: tuple[str, ...], decided: date) -> tuple[Any, ...]:
        found = display(
            book,
            channel=channel,
            procedure="ordinary",
            kinds=kinds,
            fine_fen=300_000,
            decided=decided,
            published=decided + timedelta(days=3),
            calendar=CALENDAR,
            low_fine_max_fen=300_000,
            restriction_until=D(2033, 1, 1) if "限制从业" in kinds else None,
        )
        return found.classed, found.published, found.publish_by, found.until, found.repair_from

    asked = product(("gsxt", "creditchina"), KINDS, DECISIONS)
    return {(channel, kinds, on): answered(ask, channel, kinds, on) for channel, kinds, on in asked}


def moved(answers: Callable[[RuleBook], Answers], book: RuleBook) -> tuple[set[Any], Answers, Answers]:
    before, after = answers(load()), answers(book)
    assert len(before) == len(after) > 250
    assert any(answer != REFUSED for answer in before.values())
    return {key for key in before if before[key] != after[key]}, before, after


def test_an_unchanged_copy_moves_nothing(changed: Callable[..., RuleBook]) -> None:
    book = changed("deadlines", "INT-01", "2020-01-01", "2026-04-14")
    assert book.digest == load().digest
    for answers in (deadlines, ranges, displays):
        assert moved(answers, book)[0] == set()


def test_a_deadline_that_ends_earlier_moves_only_its_later_starts(changed: Callable[..., RuleBook]) -> None:
    book = changed("deadlines", "GEN-06", "2021-07-15", "2026-06-30")
    hit, before, after = moved(deadlines, book)
    assert hit == {("GEN-06", day) for day in STARTS if day > D(2026, 6, 30)}
    assert all(before[key] != REFUSED and after[key] == REFUSED for key in hit)
    assert moved(ranges, book)[0] == set()
    assert moved(displays, book)[0] == set()
    assert book.digest != load().digest


def test_a_gap_between_two_rows_moves_only_the_gap(changed: Callable[..., RuleBook]) -> None:
    book = changed("deadlines", "MED-01", "2020-01-01", "2026-02-28")
    hit, _, after = moved(deadlines, book)
    assert hit == {("MED-01", day) for day in STARTS if D(2026, 2, 28) < day <= D(2026, 4, 14)}
    assert {after[key] for key in hit} == {REFUSED}


def test_a_publication_clock_moves_the_displays_that_use_it(changed: Callable[..., RuleBook]) -> None:
    book = changed("deadlines", "DIS-01", "2021-09-01", "2026-07-31")
    assert moved(deadlines, book)[0] == {("DIS-01", day) for day in STARTS if day > D(2026, 7, 31)}
    hit, before, _ = moved(displays, book)
    published = {key for key in before if before[key][1] is True}
    assert hit == {key for key in published if key[0] == "gsxt" and key[2] > D(2026, 7, 31)}


def test_a_violation_that_ends_earlier_moves_only_acts_in_the_gap(changed: Callable[..., RuleBook]) -> None:
    book = changed("penalties", "UC6-2019", "2018-01-01", "2025-09-30")
    hit, before, after = moved(ranges, book)
    gap = {key for key in before if D(2025, 9, 30) < key[1] <= D(2025, 10, 14)}
    assert hit == {key for key in gap if key[0] in ("UC6-2019", "UC7-2025")}
    assert hit
    assert {after[key] for key in hit} == {REFUSED}
    assert moved(deadlines, book)[0] == set()
    assert moved(displays, book)[0] == set()


def test_a_display_row_that_ends_moves_only_its_class(changed: Callable[..., RuleBook]) -> None:
    book = changed("display", "GSXT-OTHER", "2021-09-01", "2026-08-31")
    hit, before, after = moved(displays, book)
    # A restriction is measured against the general period, so it rests on that row as well.
    classes = ("other", "restriction")
    shown_on = {key: key[2] + timedelta(days=3) for key in before}
    own = {key for key in before if key[0] == "gsxt" and before[key][0] in classes}
    assert hit == {key for key in own if shown_on[key] > D(2026, 8, 31)}
    assert hit
    assert {after[key] for key in hit} == {REFUSED}
    assert moved(deadlines, book)[0] == set()
    assert moved(ranges, book)[0] == set()


def test_a_longer_life_answers_days_that_had_no_answer(changed: Callable[..., RuleBook]) -> None:
    book = changed("penalties", "TM51", "2019-11-01", "2027-06-30")
    late = D(2027, 3, 1)
    ask = {"act_ended": late, "decided": late, "party": "legal", "turnover_fen": 100}
    assert answered(lambda: assess(load(), "TM51", **ask)) == REFUSED
    assert assess(book, "TM51", **ask).rule == "TM51"
    assert moved(ranges, book)[0] == set()
