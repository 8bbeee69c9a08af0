"""Money as integer fen: read as people type it, written as figures, in ten thousands and in capitals.

No floating point anywhere: a real fine may be 63,052.93 yuan. Knows nothing about fines or parties.
"""

import re
import unicodedata
from decimal import Decimal

MAX_FEN = 10**13
FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000

_FIGURES = re.compile(r"\d+(?:\.\d+)?|\.\d+", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_SECTIONS = ("亿", "万", "")


def fen(text: str) -> int:
    """Read an amount as people write it; raise ValueError, in Chinese, for what is not a plain amount."""
    plain, unit = _strip(text)
    if not plain:
        raise ValueError("请填写金额，例如17388.00")
    if plain.startswith(("-", "−", "–")):
        raise ValueError("金额不能是负数")
    if "," in plain:
        if not _GROUPED.fullmatch(plain):
            raise ValueError("千位分隔逗号的位置不对，请只写数字，例如17388.00")
        plain = plain.replace(",", "")
    if len(plain) > 40 or not _FIGURES.fullmatch(plain):
        raise ValueError("金额只能写数字和小数点，例如17388.00")
    amount = Decimal(plain) * unit
    if amount > MAX_FEN:
        raise ValueError("金额过大，请核对单位和位数")
    if amount != amount.to_integral_value():
        raise ValueError("金额最多精确到分")
    return int(amount)


def yuan(amount_fen: int) -> str:
    """Write fen as yuan with two decimals and no separators: 17388.00."""
    sign = "-" if amount_fen < 0 else ""
    whole, cents = divmod(abs(amount_fen), FEN_PER_YUAN)
    return f"{sign}{whole}.{cents:02d}"


def grouped(amount_fen: int) -> str:
    """Write fen as yuan with thousands separators and no sign of currency: 17,388.00."""
    sign = "-" if amount_fen < 0 else ""
    whole, cents = divmod(abs(amount_fen), FEN_PER_YUAN)
    return f"{sign}{whole:,}.{cents:02d}"


def display(amount_fen: int) -> str:
    """Write fen as a page shows it: ¥17,388.00."""
    return ("-¥" if amount_fen < 0 else "¥") + grouped(abs(amount_fen))


def wan(amount_fen: int) -> str:
    """Write fen in ten thousands of yuan, exact, at most six places: 1.7388."""
    sign = "-" if amount_fen < 0 else ""
    whole, rest = divmod(abs(amount_fen), FEN_PER_WAN)
    places = f"{rest:06d}".rstrip("0")
    return f"{sign}{whole}.{places}" if places else f"{sign}{whole}"


def capital(amount_fen: int) -> str:
    """Write fen in capitals by the rules of 支付结算办法 annex 1: 壹万柒仟叁佰捌拾捌元整."""
    if amount_fen < 0:
        raise ValueError("金额不能是负数")
    if amount_fen > MAX_FEN:
        raise ValueError("金额过大，请核对单位和位数")
    whole, cents = divmod(amount_fen, FEN_PER_YUAN)
    jiao, last = divmod(cents, 10)
    words = f"{_whole_capital(whole)}元" if whole else ""
    if not cents:
        return f"{words or '零元'}整"
    if not jiao:
        return f"{words}{'零' if words else ''}{_DIGITS[last]}分"
    return f"{words}{_DIGITS[jiao]}角" + (f"{_DIGITS[last]}分" if last else "整")


def _strip(text: str) -> tuple[str, int]:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).removeprefix("人民币")
    plain = plain.lstrip("¥").removesuffix("整")
    for suffix, unit in (
        ("万元", FEN_PER_WAN),
        ("万", FEN_PER_WAN),
        ("元", FEN_PER_YUAN),
        ("圆", FEN_PER_YUAN),
    ):
        if plain.endswith(suffix):
            return plain.removesuffix(suffix), unit
    return plain, FEN_PER_YUAN


def _whole_capital(number: int) -> str:
    sections = (number // 10**8, number // 10**4 % 10**4, number % 10**4)
    words, gap = "", False
    for value, name in zip(sections, _SECTIONS, strict=True):
        if not value:
            gap = bool(words)
            continue
        if words and (gap or value < 1000):
            words += "零"
        words += _section_capital(value) + name
        gap = False
    return words


def _section_capital(value: int) -> str:
    words, gap = "", False
    for digit, place in zip(f"{value:04d}", _PLACES, strict=True):
        if digit == "0":
            gap = bool(words)
            continue
        words += ("零" if gap else "") + _DIGITS[int(digit)] + place
        gap = False
    return words
