"""The drawn seal and the code."""

import math

from documents.grid import MM
from documents.qr import rectangles
from documents.seal import DIAMETER, LETTER, RING, arc, star


def test_the_seal_measures_42_millimetres_and_has_a_five_pointed_star() -> None:
    assert round(DIAMETER / MM) == 42
    assert len(star()) == 10
    assert star()[0][0] == 0 or abs(star()[0][0]) < 1e-9


def test_every_letter_stays_inside_the_ring_and_in_order() -> None:
    for name in ("某局", "宣城市宣州区市场监督管理局", "字" * 30):
        letters = arc(name)
        assert "".join(letter.character for letter in letters) == name
        turns = [letter.turn for letter in letters]
        assert turns == sorted(turns, reverse=True)
        for letter in letters:
            assert math.hypot(letter.x, letter.y) + LETTER <= DIAMETER / 2 - RING


def test_the_name_stands_upright_in_the_middle() -> None:
    middle = arc("宣州局")[1]
    assert abs(middle.turn) < 1e-9


def test_a_code_is_made_of_dark_stretches_inside_its_square() -> None:
    side, stretches = rectangles("https://ip.example.gov.cn/verify/7K3M9QPX2TRD")
    assert side >= 21
    assert stretches
    assert all(column >= 0 and column + length <= side and row < side for column, row, length in stretches)
