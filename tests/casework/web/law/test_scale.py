"""The figure of a range: places in per cent, nothing outside the picture."""

import pytest

from casework.web.law import scale
from workflows.discretion import Tiers

TIERS = Tiers(0, 10_875_000, 25_375_000, 36_250_000, "", "", "to-confirm")


def test_the_example_is_drawn_as_the_design_draws_it() -> None:
    made = scale.of(0, 36_250_000, tiers=TIERS, hearing_fen=10_000_000, fine_fen=14_500_000)
    assert made is not None
    assert [(band.name, band.left, band.width) for band in made.bands] == [
        ("从轻", 0.0, 30.0),
        ("一般", 30.0, 40.0),
        ("从重", 70.0, 30.0),
    ]
    assert made.hearing is not None
    assert made.fine is not None
    assert (made.hearing.at, made.fine.at, made.fine.anchor) == (27.59, 40.0, "mid")
    assert made.hearing_left


@pytest.mark.parametrize(("low", "high"), [(0, None), (100, 100), (0, 0)])
def test_where_there_is_no_range_there_is_no_figure(low: int, high: int | None) -> None:
    assert scale.of(low, high) is None


def test_what_lies_outside_is_not_drawn() -> None:
    made = scale.of(1_000, 2_000, hearing_fen=10_000, fine_fen=2_001)
    assert made is not None
    assert (made.hearing, made.fine, made.ends) == (None, None, ())
    assert [(band.left, band.width) for band in made.bands] == [(0, 100.0)]


@pytest.mark.parametrize(
    ("hearing", "fine", "left"),
    [(10, 50, False), (60, 80, True), (60, 40, False), (90, 40, True), (60, 0, True)],
)
def test_the_threshold_is_written_where_there_is_room(hearing: int, fine: int, left: bool) -> None:
    made = scale.of(0, 100, hearing_fen=hearing, fine_fen=fine)
    assert made is not None
    assert made.hearing_left is left


@pytest.mark.parametrize(("fine", "anchor"), [(5, ""), (50, "mid"), (95, "end")])
def test_words_stay_inside_the_picture(fine: int, anchor: str) -> None:
    made = scale.of(0, 100, fine_fen=fine)
    assert made is not None
    assert made.fine is not None
    assert made.fine.anchor == anchor


@pytest.mark.parametrize(
    ("hearing", "fine", "at"), [(4, 7, 7.0), (4, 40, 4.0), (60, 80, 60.0), (10, 0, 10.0)]
)
def test_the_words_of_the_threshold_keep_off_the_line_of_the_fine(hearing: int, fine: int, at: float) -> None:
    made = scale.of(0, 100, hearing_fen=hearing, fine_fen=fine)
    assert made is not None
    assert made.hearing_words_at == at
