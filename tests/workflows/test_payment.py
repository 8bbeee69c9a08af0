"""A fine in parts: the parts add up to the fine, the days follow one another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.clocks import NotAllowed
from workflows.payment import instalments
from workflows.rules.book import load

BOOK = load()
D = date
SERVED = D(2026, 9, 21)


def plan(amount: int, *dates: date):
    return instalments(BOOK, fine_fen=amount, served=SERVED, dates=dates)


def test_equal_parts_and_the_last_takes_the_rest() -> None:
    found = plan(10_000, D(2026, 10, 21), D(2026, 11, 23), D(2026, 12, 21))
    assert [part.amount_fen for part in found.parts] == [3_333, 3_333, 3_334]
    assert [part.number for part in found.parts] == [1, 2, 3]
    assert found.parts[-1].due_on == D(2026, 12, 21)
    assert found.why == "100.00 ÷ 3 = 33.33元，余0.01元并入最后一期。"
    assert "第六十六条第二款" in found.basis
    assert plan(10_000, D(2026, 10, 21), D(2026, 11, 23)).why == "100.00 ÷ 2 = 50.00元，各期相等。"


@given(st.integers(40, 10**12), st.integers(2, 40))
def test_nothing_is_lost_in_the_parts(amount: int, parts: int) -> None:
    found = plan(amount, *(SERVED + timedelta(days=30 * n) for n in range(1, parts + 1)))
    assert sum(part.amount_fen for part in found.parts) == amount
    assert max(part.amount_fen for part in found.parts[:-1]) <= found.parts[-1].amount_fen
    assert len(found.parts) == parts


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ([D(2026, 10, 21)], "至少两期"),
        ([], "至少两期"),
        ([D(2026, 10, 21), D(2026, 10, 21)], "依次推后"),
        ([D(2026, 11, 21), D(2026, 10, 21)], "依次推后"),
        ([SERVED, D(2026, 10, 21)], "依次推后"),
    ],
)
def test_days_out_of_order_are_refused_with_the_article(dates: list[date], words: str) -> None:
    with pytest.raises(NotAllowed, match=words) as refused:
        plan(10_000, *dates)
    assert "第七十四条" in refused.value.basis


def test_more_parts_than_fen_and_no_fine_are_refused() -> None:
    with pytest.raises(NotAllowed, match="期数过多"):
        plan(2, D(2026, 10, 21), D(2026, 10, 22), D(2026, 10, 23))
    for amount in (0, -1):
        with pytest.raises(ValueError, match="正数"):
            plan(amount, D(2026, 10, 21), D(2026, 10, 22))
