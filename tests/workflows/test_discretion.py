"""Tiers of a range and the ceilings of the simple procedure, each boundary from both sides."""

from datetime import date

import pytest

from workflows.discretion import Simple, Tiers, simple_procedure, tiers
from workflows.fines import assess
from workflows.money import fen
from workflows.rules.book import load
from workflows.rules.rows import LocalRule

BOOK = load()
D = date
DAY = D(2026, 9, 21)


def cut(violation: str = "TM57-3", book=BOOK, on: date = DAY, **facts) -> Tiers | None:
    found = assess(book, violation, act_ended=D(2026, 7, 23), decided=DAY, party="legal", **facts)
    return tiers(book, found, on)


def test_a_range_is_cut_at_thirty_and_seventy_per_cent() -> None:
    found = cut(turnover_fen=fen("72500"))
    assert (found.min_fen, found.max_fen) == (0, fen("362500"))
    assert (found.light_below_fen, found.heavy_above_fen) == (fen("108750"), fen("253750"))
    assert found.confidence == "to-confirm"
    assert "2022〕2号" in found.basis
    assert "108,750.00" in found.why
    assert "253,750.00" in found.why


@pytest.mark.parametrize(
    ("amount", "tier"),
    [
        (-1, ""),
        (0, "light"),
        (fen("108749.99"), "light"),
        (fen("108750"), "ordinary"),
        (fen("253750"), "ordinary"),
        (fen("253750.01"), "heavy"),
        (fen("362500"), "heavy"),
        (fen("362500.01"), ""),
    ],
)
def test_a_fine_lies_in_one_tier(amount: int, tier: str) -> None:
    assert cut(turnover_fen=fen("72500")).of(amount) == tier


def test_shares_that_fall_between_two_fen_cut_exactly() -> None:
    """A width of 7 fen: 30 % is 2.1 fen and 70 % is 4.9 fen, so 2 is light, 3 and 4 ordinary, 5 heavy."""
    found = Tiers(0, 3, 4, 7, "", "", "")
    assert [found.of(amount) for amount in range(8)] == ["light"] * 3 + ["ordinary"] * 2 + ["heavy"] * 3
    local = [
        LocalRule("light_below", "341800", None, None, 33, "市文件", "text-seen"),
        LocalRule("heavy_above", "341800", None, None, 66, "市文件", "text-seen"),
    ]
    cut_here = cut("UC12-2025", BOOK.with_local(local, "341800"))
    assert (cut_here.light_below_fen, cut_here.heavy_above_fen) == (fen("397000"), fen("694000"))
    assert (cut_here.basis, cut_here.confidence) == ("市文件", "text-seen")


def test_a_low_end_above_nothing_is_where_the_cut_begins() -> None:
    found = cut("UC12-2025")
    assert (found.min_fen, found.light_below_fen, found.heavy_above_fen, found.max_fen) == (
        fen("100000"),
        fen("370000"),
        fen("730000"),
        fen("1000000"),
    )


@pytest.mark.parametrize(
    ("violation", "facts", "on"),
    [("TM53", {}, DAY), ("TM57-3", {}, DAY), ("PT99", {}, DAY), ("UC12-2025", {}, D(2022, 10, 7))],
)
def test_without_a_range_or_shares_there_is_nothing_to_cut(violation: str, facts: dict, on: date) -> None:
    assert cut(violation, on=on, **facts) is None


def simple(party: str, amount: str, on: date = DAY) -> Simple:
    return simple_procedure(BOOK, party=party, fine_fen=fen(amount), on=on)


@pytest.mark.parametrize(
    ("party", "amount", "allowed", "collect"),
    [
        ("natural", "100", True, True),
        ("natural", "100.01", True, False),
        ("natural", "200", True, False),
        ("natural", "200.01", False, False),
        ("individual_business", "200", True, False),
        ("individual_business", "200.01", False, False),
        ("legal", "100", True, True),
        ("legal", "3000", True, False),
        ("legal", "3000.01", False, False),
        ("legal", "0", True, True),
    ],
)
def test_the_ceilings_of_the_simple_procedure_include_themselves(
    party: str, amount: str, allowed: bool, collect: bool
) -> None:
    found = simple(party, amount)
    assert (found.allowed, found.collect) == (allowed, collect)
    assert "第五十一条" in found.basis
    assert ("第六十八条" in found.basis) == collect
    assert ("普通程序" in found.why) == (not allowed)


def test_a_party_or_sum_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="当事人类型"):
        simple("robot", "1")
    with pytest.raises(ValueError, match="负数"):
        simple_procedure(BOOK, party="legal", fine_fen=-1, on=DAY)
