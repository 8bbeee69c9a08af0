"""The tables are sound: whole, reachable from the first state to every end, and each row rests on law."""

from dataclasses import replace

import pytest

import workflows.procedures as procedures
from tests.workflows.known import TODAY
from workflows.engine import NOBODY, Open, Table, Transition
from workflows.permissions import leader
from workflows.procedures import PROCEDURES, allows
from workflows.rules import book
from workflows.vocabulary import Action, Procedure, State

FIRST = {
    Procedure.INTAKE: State.DRAFT,
    Procedure.MEDIATION: State.MEDIATION_REQUESTED,
    Procedure.PENALTY: State.FILED,
    Procedure.HEARING: State.HEARING_REQUESTED,
    Procedure.MEASURES: State.MEASURE_PROPOSED,
    Procedure.SERVICE: State.PREPARED,
    Procedure.ENFORCEMENT: State.DUE,
    Procedure.DISCLOSURE: State.PENDING,
    Procedure.WRITING: State.BLANK,
}
TABLES = pytest.mark.parametrize("table", PROCEDURES.values(), ids=lambda table: table.procedure)
ROWS = [(table, row) for table in PROCEDURES.values() for row in table.rows]
EVERY_ROW = pytest.mark.parametrize(
    ("table", "row"), ROWS, ids=[f"{t.procedure}-{r.action}-{i}" for i, (t, r) in enumerate(ROWS)]
)


def reached(table: Table) -> set[State]:
    found, edge = {FIRST[table.procedure]}, [FIRST[table.procedure]]
    while edge:
        here = edge.pop()
        for row in table.rows:
            if here in row.sources and row.to is not None and row.to not in found:
                found.add(row.to)
                edge.append(row.to)
    return found


@TABLES
def test_every_state_can_be_reached(table: Table) -> None:
    assert reached(table) == set(table.states())


@TABLES
def test_there_is_an_end_and_it_can_be_reached(table: Table) -> None:
    assert table.terminal()
    assert table.terminal() <= reached(table)


@TABLES
def test_an_end_can_be_reached_from_every_state(table: Table) -> None:
    for state in table.states():
        found, edge = {state}, [state]
        while edge:
            here = edge.pop()
            nexts = {row.to for row in table.rows if here in row.sources and row.to} - found
            found |= nexts
            edge += nexts
        assert found & table.terminal(), state


@TABLES
def test_a_state_and_an_action_have_one_row(table: Table) -> None:
    pairs = [(source, row.action) for row in table.rows for source in row.sources]
    assert len(pairs) == len(set(pairs))


@EVERY_ROW
def test_a_row_names_article_and_person(table: Table, row: Transition) -> None:
    assert row.basis.startswith("《")
    assert row.may is not NOBODY


@EVERY_ROW
def test_a_row_names_clocks_that_exist(table: Table, row: Transition) -> None:
    rules = book.load()
    named = [s.rule_id for s in row.starts] + [s.rule_id for o in row.opens for s in o.starts]
    named += [*row.stops, *row.pauses, *row.resumes, *([row.extends] if row.extends else [])]
    for rule_id in named:
        assert rules.deadline(rule_id, TODAY).basis


@EVERY_ROW
def test_a_clock_that_a_row_stops_is_started_somewhere(table: Table, row: Transition) -> None:
    started = {s.rule_id for _, r in ROWS for s in r.starts}
    started |= {s.rule_id for _, r in ROWS for o in r.opens for s in o.starts}
    assert set(row.stops) | set(row.pauses) | set(row.resumes) <= started


@EVERY_ROW
def test_what_a_row_opens_and_tells_exists(table: Table, row: Transition) -> None:
    for child in row.opens:
        assert child.paper is None or child.paper in row.papers
        if child.first != State.NOT_PUBLISHABLE:
            assert child.first == FIRST[child.procedure]
    for tell in row.tells:
        if tell.procedure is not None:
            assert any(r.action == tell.action for r in PROCEDURES[tell.procedure].rows)


@EVERY_ROW
def test_a_closed_button_is_announced_from_other_states_only(table: Table, row: Transition) -> None:
    assert not set(row.sources) & set(row.shown_from)
    assert set(row.shown_from) <= set(table.states())


def test_a_decision_needs_a_cleared_notice() -> None:
    rows = [row for row in PROCEDURES[Procedure.PENALTY].rows if row.to == State.DECIDED_PENALTY]
    assert [row.action for row in rows] == [Action.DECIDE_PENALTY]
    assert set(rows[0].sources) == {State.NOTICE_CLEARED, State.COLLECTIVE_DISCUSSION}


def test_allows_knows_the_steps_of_the_tables() -> None:
    assert allows("penalty", "filed", "start_investigation", "investigating")
    assert allows("penalty", "investigating", "record_inquiry", "investigating")
    assert not allows("penalty", "filed", "decide_penalty", "decided_penalty")
    assert not allows("penalty", "filed", "start_investigation", "closed")
    assert not allows("adjudication", "filed", "start_investigation", "investigating")
    assert not allows("penalty", None, "start_investigation", "investigating")
    assert not allows("penalty", "filed", "melt", "investigating")
    assert not allows("penalty", "filed", "start_investigation", None)


ROW = Transition(Action.CLOSE, {State.FILED}, State.CLOSED, may=leader, basis="《法》")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (replace(ROW, may=NOBODY), "没有写明谁可以办理"),
        (replace(ROW, basis=""), "没有依据"),
        (replace(ROW, opens=(Open(Procedure.HEARING, State.DRAFT),)), "打开的程序没有状态"),
        (
            replace(ROW, opens=(Open(Procedure.HEARING, State.HEARING_REQUESTED, tells=Action.PUBLISH),)),
            "不存在的步骤",
        ),
    ],
)
def test_a_hole_in_a_table_is_named(row: Transition, said: str) -> None:
    others = tuple(t for p, t in PROCEDURES.items() if p != Procedure.PENALTY)
    holes = procedures._holes((*others, Table(Procedure.PENALTY, (row,))))
    assert any(said in hole for hole in holes)


def test_a_missing_table_is_a_hole() -> None:
    # Nothing opens an enforcement here, so the missing table is the only hole.
    kept = tuple(
        replace(table, rows=tuple(replace(row, opens=()) for row in table.rows))
        for procedure, table in PROCEDURES.items()
        if procedure != Procedure.ENFORCEMENT
    )
    assert procedures._holes(kept) == ["没有程序表：enforcement"]
