"""What another calendar makes of running clocks, which way each goes, and that only its events count."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from casework import holidays
from tests import invented_notice as invented
from workflows import clocks, moves, notices
from workflows.calendar import WorkingCalendar
from workflows.moves import Direction
from workflows.rules.book import load

D = date
BOOK = load()
NOW = holidays.working_calendar(last_year=2026)
NOTICE = notices.read(invented.LINES, invented.YEAR)
NEXT = WorkingCalendar.from_rows([*holidays.rows(last_year=2026), *notices.whole_year(NOTICE)])
CHECK, SEIZED = "GEN-01", "COE-01"


@dataclass(frozen=True)
class Kept:
    """A clock as a row of the table shows it."""

    id: int
    rule_id: str
    start_on: date
    due_on: date = D.min
    warn_on: date | None = None
    provisional: bool = False
    steps: list[dict[str, Any]] = field(default_factory=list)
    extensions: list[dict[str, Any]] = field(default_factory=list)
    exclusions: list[dict[str, Any]] = field(default_factory=list)


def kept(rule_id: str, start: date, **more: Any) -> Kept:
    """A clock as it was computed under the calendar of today."""
    bare = Kept(1, rule_id, start, **more)
    found = moves.recount(bare, BOOK, NOW)
    steps = [step.as_dict() for step in found.steps]
    return replace(
        bare, due_on=found.due_on, warn_on=found.warn_on, provisional=found.provisional, steps=steps
    )


def moved(clock: Kept) -> moves.Move:
    (only,) = moves.changes([clock], BOOK, NEXT)
    assert only.clock_id == 1
    return only


def test_under_the_same_calendar_nothing_moves() -> None:
    running = [kept(CHECK, D(2026, 12, day)) for day in range(1, 31)]
    assert moves.changes(running, BOOK, NOW) == []


def test_a_clock_that_ends_before_the_year_does_not_move() -> None:
    assert moves.changes([kept(CHECK, D(2026, 11, 23))], BOOK, NEXT) == []


def test_a_new_year_holiday_moves_an_end_later_and_makes_it_final() -> None:
    move = moved(kept(CHECK, D(2026, 12, 21)))
    # Fifteen working days: eight to 31 December; the first of January, a Friday, does not count any more.
    assert (move.due_before, move.due_after) == (D(2027, 1, 11), D(2027, 1, 12))
    assert (move.provisional_before, move.provisional_after) == (True, False)
    assert move.direction == Direction.LATER


def test_a_saturday_that_is_worked_moves_an_end_earlier() -> None:
    move = moved(kept("GEN-06", D(2027, 1, 25)))
    # Five working days: Tuesday to Friday, and Saturday the thirtieth instead of Monday.
    assert (move.due_before, move.due_after) == (D(2027, 2, 1), D(2027, 1, 30))
    assert move.direction == Direction.EARLIER


def test_a_day_that_stays_is_settled() -> None:
    move = moved(kept(SEIZED, D(2026, 12, 20)))
    assert (move.due_before, move.direction) == (move.due_after, Direction.SETTLED)
    assert not move.provisional_after


def test_another_word_in_the_proof_is_a_change_of_its_own() -> None:
    clock = kept(CHECK, D(2026, 9, 1))
    other = replace(clock, steps=[])
    (only,) = moves.changes([other], BOOK, NOW)
    assert only.direction == Direction.REWORDED
    assert moves.changes([replace(clock, warn_on=None)], BOOK, NOW)[0].direction == Direction.REWORDED


def test_extensions_and_stops_are_counted_again() -> None:
    longer = kept(CHECK, D(2026, 12, 21), extensions=[{"length": 10, "unit": "working_day"}])
    assert moved(longer).due_after > moved(kept(CHECK, D(2026, 12, 21))).due_after
    stop = [{"start": "2027-01-05", "end": "2027-01-06", "reason": "鉴定"}]
    stopped = kept("GEN-07", D(2026, 12, 1), exclusions=stop)
    plain = kept("GEN-07", D(2026, 12, 1))
    assert stopped.due_on > plain.due_on
    assert moves.recount(stopped, BOOK, NEXT).excluded_days == 2


def test_an_extension_that_was_in_time_survives_a_term_that_became_shorter() -> None:
    # On the last day, Monday the first of February; with the worked Saturday that day is too late.
    late = {"length": 5, "unit": "working_day", "approved_on": "2027-02-01"}
    rule = replace(BOOK.deadline(CHECK, D(2027, 1, 11)))
    short = clocks.compute(rule, D(2027, 1, 11), NEXT).due_on
    assert short == D(2027, 1, 30)
    found = moves.recount(Kept(1, CHECK, D(2027, 1, 11), extensions=[late]), BOOK, NEXT)
    assert found.due_on > short


def test_a_clock_that_the_rules_no_longer_know_stays_and_says_why() -> None:
    unknown = Kept(1, "NO-SUCH", D(2026, 12, 21), due_on=D(2027, 1, 5), provisional=True)
    forbidden = Kept(2, SEIZED, D(2026, 12, 21), D(2027, 1, 20), extensions=[{"length": 99, "unit": "month"}])
    found = moves.changes([unknown, forbidden], BOOK, NEXT)
    assert [move.direction for move in found] == [Direction.STUCK, Direction.STUCK]
    assert all(move.reason and move.due_after == move.due_before for move in found)
    assert found[0].provisional_after


@pytest.mark.parametrize("start", [D(2026, 12, 1), D(2027, 1, 20), D(2027, 9, 20), D(2027, 12, 20)])
def test_every_rule_that_can_run_can_be_counted_again(start: date) -> None:
    for rule in BOOK.in_force_on(start):
        if type(rule).__name__ == "DeadlineRule":
            clock = kept(rule.id, start)
            for move in moves.changes([clock], BOOK, NEXT):
                assert move.found is not None, rule.id
