"""Amounts as people type them, as figures and as capitals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows import money

CAPITALS = [
    ("35400.00", "叁万伍仟肆佰元整"),
    ("10.00", "壹拾元整"),
    ("1000.00", "壹仟元整"),
    ("100005.00", "壹拾万零伍元整"),
    ("100500.00", "壹拾万零伍佰元整"),
    ("1409.50", "壹仟肆佰零玖元伍角整"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("16325.02", "壹万陆仟叁佰贰拾伍元零贰分"),
    ("0.05", "伍分"),
    ("0.50", "伍角整"),
    ("100000000.00", "壹亿元整"),
    ("100000001.00", "壹亿零壹元整"),
    ("107000.53", "壹拾万柒仟元伍角叁分"),
    ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ("17388", "壹万柒仟叁佰捌拾捌元整"),
    ("63052.93", "陆万叁仟零伍拾贰元玖角叁分"),
    ("35", "叁拾伍元整"),
    ("24471.5", "贰万肆仟肆佰柒拾壹元伍角整"),
    ("0", "零元整"),
    ("1010010.10", "壹佰零壹万零壹拾元壹角整"),
    ("2000500000", "贰拾亿零伍拾万元整"),
    ("100001000", "壹亿零壹仟元整"),
    ("20005000", "贰仟万伍仟元整"),
    ("11", "壹拾壹元整"),
]


@pytest.mark.parametrize(("figures", "words"), CAPITALS)
def test_capital_follows_the_rules_for_writing_amounts(figures: str, words: str) -> None:
    assert money.capital(money.fen(figures)) == words


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("17388", 1738800),
        ("17388.5", 1738850),
        ("17,388.00", 1738800),
        ("１７，３８８．００元", 1738800),
        ("¥ 17 388.00", 1738800),
        ("￥5", 500),
        ("人民币17388元整", 1738800),
        ("1.7388万元", 1738800),
        ("25万", 25_000_000),
        (".05", 5),
        ("0", 0),
        (" 35\u3000元 ", 3500),
        ("0.0035万元", 3500),
    ],
)
def test_fen_reads_what_people_type(typed: str, amount: int) -> None:
    assert money.fen(typed) == amount


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", "请填写金额"),
        ("元", "请填写金额"),
        ("-1", "负数"),
        ("−1", "负数"),
        ("1.005", "精确到分"),
        ("0.0000005万元", "精确到分"),
        ("1,2", "逗号"),
        ("12,34.5", "逗号"),
        ("abc", "只能写数字"),
        ("1e5", "只能写数字"),
        ("1.2.3", "只能写数字"),
        ("12.", "只能写数字"),
        ("贰万", "只能写数字"),
        ("NaN", "只能写数字"),
        ("100000000000.01", "过大"),
        ("9" * 60, "只能写数字"),
    ],
)
def test_fen_refuses_and_says_why(typed: str, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        money.fen(typed)


def test_the_largest_amount_is_still_read() -> None:
    assert money.fen("100000000000.00") == money.MAX_FEN


def test_yuan_display_and_wan() -> None:
    assert money.yuan(1738800) == "17388.00"
    assert money.yuan(5) == "0.05"
    assert money.yuan(-105) == "-1.05"
    assert money.display(1738800) == "¥17,388.00"
    assert money.display(-500) == "-¥5.00"
    assert money.grouped(100000001) == "1,000,000.01"
    assert money.grouped(-1) == "-0.01"
    assert money.wan(1738800) == "1.7388"
    assert money.wan(3500) == "0.0035"
    assert money.wan(6305293) == "6.305293"
    assert money.wan(0) == "0"
    assert money.wan(1_000_000) == "1"
    assert money.wan(-1) == "-0.000001"


def test_capital_refuses_negative_and_absurd() -> None:
    with pytest.raises(ValueError, match="负数"):
        money.capital(-1)
    with pytest.raises(ValueError, match="过大"):
        money.capital(money.MAX_FEN + 1)


@given(st.integers(0, money.MAX_FEN))
def test_every_spelling_reads_back(amount: int) -> None:
    assert money.fen(money.yuan(amount)) == amount
    assert money.fen(money.display(amount)) == amount
    assert money.fen(money.wan(amount) + "万元") == amount
    assert Decimal(money.wan(amount)) * 1_000_000 == amount


@given(st.integers(0, money.MAX_FEN))
def test_capitals_read_back_to_the_same_amount(amount: int) -> None:
    assert _spoken(money.capital(amount)) == amount


def _spoken(words: str) -> int:
    """A naive reader of capitals, digit by digit."""
    digits = {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
    places = {"拾": 10, "佰": 100, "仟": 1000}
    total = section = 0
    digit, cents = 0, 0
    for c in words.removesuffix("整"):
        if c in digits:
            digit = digits[c]
        elif c in places:
            section, digit = section + digit * places[c], 0
        elif c in "万亿":
            total, section, digit = total + (section + digit) * (10**4 if c == "万" else 10**8), 0, 0
        elif c == "元":
            total, section, digit = total + section + digit, 0, 0
        else:
            cents, digit = cents + digit * (10 if c == "角" else 1), 0
    return total * 100 + cents
