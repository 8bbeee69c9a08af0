"""Amounts in capitals the way a cashier writes them: every digit with its place, then the zeros struck out.

From annex 1 of the payment rules: 零 once for a gap, 整 after 元 or 角.
"""

import re

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ["", "拾", "佰", "仟", "万", "拾", "佰", "仟", "亿", "拾", "佰", "仟"]


def capital(fen: int) -> str:
    """Fen in capitals."""
    text = f"{fen:03d}"
    whole, jiao, cent = text[:-2], int(text[-2]), int(text[-1])
    written = "".join(
        DIGITS[int(digit)] + PLACES[len(whole) - 1 - place] for place, digit in enumerate(whole)
    )
    for pattern, put in (
        ("零[仟佰拾]", "零"),
        ("零+", "零"),
        ("零万", "万"),
        ("零亿", "亿"),
        ("亿万", "亿零"),
        ("零+", "零"),
        ("零$", ""),
    ):
        written = re.sub(pattern, put, written)
    yuan = f"{written}元" if int(whole) else ""
    if not jiao and not cent:
        return f"{yuan or '零元'}整"
    if not jiao:
        return f"{yuan}{'零' if yuan else ''}{DIGITS[cent]}分"
    return f"{yuan}{DIGITS[jiao]}角" + (f"{DIGITS[cent]}分" if cent else "整")


def yuan(fen: int) -> str:
    text = f"{fen:03d}"
    return f"{text[:-2]}.{text[-2:]}"


def grouped(fen: int) -> str:
    whole, cents = yuan(fen).split(".")
    parts = []
    while len(whole) > 3:
        whole, last = whole[:-3], whole[-3:]
        parts.insert(0, last)
    return ",".join([whole, *parts]) + f".{cents}"


def wan(fen: int) -> str:
    text = f"{fen:07d}"
    return f"{text[:-6]}.{text[-6:]}".rstrip("0").rstrip(".")
