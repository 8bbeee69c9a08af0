"""The pictures are drawn from the table: every state, every move, nothing else."""

from xml.etree import ElementTree

import pytest

from workflows import chart
from workflows.engine import Table
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Procedure

TABLES = pytest.mark.parametrize("table", PROCEDURES.values(), ids=lambda table: table.procedure)


@TABLES
def test_every_move_is_drawn_once(table: Table) -> None:
    moves = {(s, row.to) for row in table.rows for s in row.sources if row.to and s != row.to}
    drawn = [(a, b) for a, b, _ in chart.edges(table)]
    assert set(drawn) == moves
    assert len(drawn) == len(moves)


@TABLES
def test_mermaid_names_states_in_chinese_and_marks_the_ends(table: Table) -> None:
    text = chart.mermaid(table)
    assert text.startswith("stateDiagram-v2\n")
    for state in table.states():
        assert f'state "{state.label}" as {state}' in text
    assert text.count("--> [*]") == len(table.terminal())


@TABLES
def test_svg_is_well_formed_and_shows_every_state(table: Table) -> None:
    root = ElementTree.fromstring(chart.svg(table))
    words = [element.text for element in root.iter() if element.text]
    assert root.attrib["aria-label"] == table.procedure.label
    for state in table.states():
        assert state.label in words


@TABLES
def test_the_same_table_gives_the_same_picture(table: Table) -> None:
    assert chart.svg(table) == chart.svg(table)
    assert chart.mermaid(table) == chart.mermaid(table)


def test_svg_shows_every_move() -> None:
    for table in PROCEDURES.values():
        picture = chart.svg(table)
        for _, to, names in chart.edges(table):
            assert f"{names} → {to.label}" in picture, (table.procedure, names)


def test_several_steps_between_two_states_share_a_line() -> None:
    names = {(a, b): n for a, b, n in chart.edges(PROCEDURES[Procedure.MEDIATION])}
    assert "不同意调解、终止调解" in names.values()
