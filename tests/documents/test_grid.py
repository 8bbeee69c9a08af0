"""The numbers of GB/T 9704."""

import pytest

from documents import typeface
from documents.fonts import Role
from documents.grid import (
    BODY,
    HEIGHT,
    LEFT,
    MM,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    RECORD,
    SMALLEST_PITCH,
    TOP,
    WIDTH,
)
from documents.strips import Style, lay


def test_paper_and_type_area_are_those_of_the_standard() -> None:
    assert round(PAPER_WIDTH / MM) == 210
    assert round(PAPER_HEIGHT / MM) == 297
    assert (round(LEFT / MM), round(TOP / MM)) == (28, 37)
    assert round((PAPER_WIDTH - LEFT - WIDTH) / MM) == 26
    assert round((PAPER_HEIGHT - TOP - HEIGHT) / MM) == 35


def test_pitch_of_lines_and_characters() -> None:
    assert BODY.pitch == pytest.approx(28.99, abs=0.01)
    assert BODY.cell == pytest.approx(15.79, abs=0.01)
    assert BODY.tracking == pytest.approx(-0.21, abs=0.01)


def test_one_line_more_still_keeps_the_smallest_pitch() -> None:
    assert BODY.squeezed.lines == 23
    assert BODY.squeezed.pitch >= SMALLEST_PITCH
    assert BODY.squeezed.squeezed is BODY.squeezed or BODY.squeezed.squeezed.lines == 23


def test_a_record_leaves_room_to_sign() -> None:
    assert HEIGHT - RECORD.height >= 20 * MM


def test_a_body_line_holds_twenty_eight_characters() -> None:
    typeface.prepare()
    laid = lay("本" * 60, Style(role=Role.BODY), left=LEFT, room=WIDTH)
    assert [len(line.words) for line in laid] == [28, 28, 4]
