"""The published examples: all come out, every row is used, every boundary is there from both sides.

The same runner stands behind `flask law vectors`; failures name the example.
"""

import json
import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from casework.cli import law_vectors
from casework.cli.law_vectors import FOLDER, Report, read, row_keys, run
from tests.oracle import write
from workflows import money
from workflows.rules.book import load

FILES = sorted(path.name for path in FOLDER.glob("*.json"))
COMPUTED = (
    "deadlines",
    "penalties",
    "referral",
    "hearing",
    "surcharge",
    "display",
    "kinds",
    "conventions",
    "local",
)
BY_HAND = ("hand.json", "samples.json")
ONE = timedelta(days=1)


def vectors(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def everything() -> list[dict[str, Any]]:
    return read(FOLDER)


@pytest.fixture(scope="module")
def report(everything: list[dict[str, Any]]) -> Report:
    return run(everything)


@pytest.mark.parametrize("name", FILES)
def test_every_example_comes_out(name: str) -> None:
    found = run(vectors(name))
    assert {one.id: (one.expected, one.got) for one in found.failures} == {}
    assert found.passed == found.total


def test_there_are_enough_and_each_has_its_own_name(everything: list[dict[str, Any]]) -> None:
    assert len(everything) >= 400
    assert len(vectors("hand.json")) >= 60
    assert [name for name, times in Counter(one["id"] for one in everything).items() if times > 1] == []


@pytest.mark.parametrize("name", sorted(write.FILES))
def test_written_examples_are_those_of_the_oracle(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == write.text(write.FILES[name]())


def test_nothing_is_published_that_nobody_wrote() -> None:
    assert {*FILES} == {f"{name}.json" for name in write.FILES} | set(BY_HAND)


@pytest.mark.parametrize("name", BY_HAND)
def test_examples_by_hand_are_kept_in_order(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == write.text(vectors(name))


def test_every_example_says_how_to_check_it(everything: list[dict[str, Any]]) -> None:
    for one in everything:
        assert len(re.findall(r"[\u4e00-\u9fff]", one["arithmetic"])) >= 3, one["id"]
        assert not re.search(r"[a-z]{3,}", one["arithmetic"]), one["id"]
        plain = one["kind"] in ("identifier", "tiers") or one["answer"].get("refused")
        assert plain or one["article"], one["id"]


def test_every_row_that_computes_is_used(report: Report) -> None:
    rows = {key for key in row_keys(load()) if key.split("/")[0] in COMPUTED}
    assert rows - report.rows == set()
    fen = {f"limits/{row.id}@{row.valid_from}" for row in load().limits if row.unit == "fen"}
    assert fen - report.rows == set()


def test_the_ten_samples_are_there() -> None:
    assert {one["id"].split("/")[1] for one in vectors("samples.json")} == {
        f"SC-{number:02d}" for number in range(1, 11)
    }


def asked(everything: list[dict[str, Any]], kind: str, name: str, day: str) -> set[tuple[str, str]]:
    """What was asked about a rule on which day."""
    return {
        (one["facts"][name], one["facts"][day])
        for one in everything
        if one["kind"] == kind and name in one["facts"] and day in one["facts"]
    }


def test_every_rule_is_tried_on_both_sides_of_its_first_and_last_day(
    everything: list[dict[str, Any]],
) -> None:
    book = load()
    days = asked(everything, "deadline", "rule", "start")
    days |= asked(everything, "fine", "violation", "act_ended")
    missing = [
        (row.id, edge)
        for row in (*book.deadlines, *book.penalties)
        for edge in edges(row.valid_from, row.valid_to)
        if (row.id, edge.isoformat()) not in days
    ]
    assert missing == []


def edges(first: date | None, last: date | None) -> list[date]:
    return [*((first - ONE, first) if first else ()), *((last, last + ONE) if last else ())]


FIGURES = {"illegal_turnover": "turnover", "illegal_gains": "gains", "goods_value": "goods_value"}


def test_every_threshold_is_tried_a_fen_below_at_it_and_a_fen_above(everything: list[dict[str, Any]]) -> None:
    tried = {
        (one["facts"]["violation"], name, money.fen(one["facts"][name]))
        for one in everything
        if one["kind"] == "fine" and not one["answer"].get("refused")
        for name in FIGURES.values()
        if name in one["facts"]
    }
    wanted = {
        (row.id, FIGURES[row.base], amount)
        for row in load().penalties
        if row.threshold_fen is not None
        for amount in (row.threshold_fen - 1, row.threshold_fen, row.threshold_fen + 1)
        if amount >= 0
    }
    assert wanted - tried == set()


def test_every_crime_threshold_is_tried_from_both_sides(everything: list[dict[str, Any]]) -> None:
    answers: dict[str, set[Any]] = {}
    for one in everything:
        if one["id"].startswith("referral/"):
            row = one["id"].split("/")[1]
            answers.setdefault(row, set()).add(one["answer"]["met"])
    both = {row.id for row in load().referrals if row.threshold is not None}
    assert {row for row in both if not {True, False} <= answers[row]} == set()


def test_hearing_simple_and_low_fine_turn_on_one_fen(everything: list[dict[str, Any]]) -> None:
    def answer(kind: str, key: str, **facts: Any) -> set[Any]:
        same = [one for one in everything if one["kind"] == kind and facts.items() <= one["facts"].items()]
        return {one["answer"][key] for one in same}

    for row in load().hearings:
        if row.threshold_fen:
            texts = [money.yuan(row.threshold_fen + step) for step in (-1, 0, 1)]
            plain = {"party": row.party, "confiscated": "0.00", "kinds": []}
            found = [answer("hearing", "right", fine=text, **plain) for text in texts]
            assert found == [{False}, {True}, {True}], row.id
    for party, line in (("natural", 20_000), ("legal", 300_000)):
        found = [answer("simple", "allowed", party=party, fine=money.yuan(line + step)) for step in (0, 1)]
        assert found == [{True}, {False}]
    same = {"channel": "gsxt", "kinds": ["罚款"], "low_fine_max": "3000.00"}
    low = [answer("display", "classed", fine=text, **same) for text in ("3000.00", "3000.01")]
    assert low == [{"only_low_fine"}, {"other"}]


def test_due_days_of_every_sort_are_there(everything: list[dict[str, Any]]) -> None:
    due = [one for one in everything if one["kind"] == "deadline" and "due_on" in one["answer"]]
    moved = {one["answer"]["due_on"] != one["answer"].get("warn_on", one["answer"]["due_on"]) for one in due}
    ends = {date.fromisoformat(one["answer"]["due_on"]) for one in due}
    assert moved == {True, False}
    assert {28, 29, 30, 31} <= {day.day for day in ends}
    assert {day.weekday() for day in ends} == set(range(7))
    assert {one["answer"].get("provisional") for one in due} >= {True, False}
    assert {"35.00", "63052.93"} <= {text for one in everything for text in texts(one["facts"])}


def texts(facts: dict[str, Any]) -> list[str]:
    return [value for value in facts.values() if isinstance(value, str)]


@pytest.mark.parametrize("name", FILES)
def test_a_wrong_answer_is_noticed(name: str) -> None:
    right = next(one for one in vectors(name) if not one["answer"].get("refused"))
    for key, value in right["answer"].items():
        wrong = right | {"answer": right["answer"] | {key: not value if isinstance(value, bool) else "错"}}
        assert [one.id for one in run([wrong]).failures] == [right["id"]], key
    refused = right | {"answer": {"refused": True, "reason_contains": ""}}
    assert len(run([refused]).failures) == 1


def test_a_refusal_must_give_its_reason() -> None:
    one = next(one for one in vectors("hand.json") if one["id"] == "hand/COE-01-thirty-one")
    assert run([one]).failures == ()
    for key in ("reason_contains", "basis_contains"):
        wrong = one | {"answer": one["answer"] | {key: "别的理由"}}
        assert len(run([wrong]).failures) == 1


def test_a_row_that_was_not_used_is_noticed() -> None:
    one = next(one for one in vectors("hand.json") if one["id"] == "hand/GEN-06-over-national-day")
    for key in ("deadlines/GEN-07@2021-07-15", "deadlines/GEN-06@2099-01-01"):
        assert len(run([one | {"rows": [key]}]).failures) == 1
    used = run([one | {"rows": ["deadlines/GEN-06@2021-07-15"]}])
    assert (used.failures, used.rows) == ((), {"deadlines/GEN-06@2021-07-15"})


@pytest.mark.parametrize("kind", ["nothing", "deadline"])
def test_facts_that_make_no_sense_are_refused_and_not_raised(kind: str) -> None:
    vector = vectors("hand.json")[0] | {"kind": kind, "facts": {"rule": "GEN-06", "start": 7}}
    assert law_vectors.run([vector]).failures[0].got["refused"] is True
