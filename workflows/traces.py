"""Finding what points to a person in a text: numbers, contacts, certificates, plates.

Works on a folded view (full-width, circled and Chinese digits become plain ones, invisible characters
disappear), so that spacing or odd digits hide nothing. It knows no case and decides no mask.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
_DASHES = "-‐‑‒–—―−﹣－"
_DOTS = "·•‧・∙⋅．"
_HAN_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_HAN_NUMBER = re.compile("[〇○零一二三四五六七八九]{11,}")
_SEPARATOR = r"[ \n\-.]{0,3}"
_RUN = re.compile(rf"\d(?:{_SEPARATOR}\d)*", re.ASCII)
_TAIL_X = re.compile(rf"{_SEPARATOR}[xX×]")

# Provinces of GB/T 2260: the first two digits of a resident identity number, never of a bank card.
_PROVINCES = frozenset(
    str(number)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for number in range(first, last + 1)
)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)

_CREDIT_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{18}(?![0-9A-Za-z])")
_PATENT = re.compile(
    r"(?<![0-9A-Za-z])(?:ZL|CN)?\s?((?:19|20)\d\d)\s?([12389])\s?(\d{7})\.?([0-9Xx])(?![0-9A-Za-z])", re.ASCII
)
_DAY = re.compile(r"(?<![\d.\-])(?:19|20)\d\d([-.])\d{1,2}\1\d{1,2}(?![\d.\-])", re.ASCII)
_DIGEST = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{64}(?![0-9A-Za-z])")

_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64} ?@ ?[A-Za-z0-9\-]{1,63}(?: ?\. ?[A-Za-z0-9\-]{1,63}){1,5}")
_CARD_GROUPS = 5
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-HJ-NP-Z][ .\-]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
_LANDLINE = re.compile(r"(?<!\d)(?:\(0\d{2,3}\) ?|0\d{2,3}[ \-]{0,2})[2-8]\d{6,7}(?![\d])", re.ASCII)
_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7}|[HM]\d{8}(?:\d{2})?)(?![A-Za-z0-9])", re.ASCII
)
_JOIN = r"(?:号码|号|编号|账号)?(?:分别)?[ :为是]{0,4}"
_LABELLED = (
    (
        "certificate",
        re.compile(
            r"(?:身份证件?|护照|通行证|(?<!许可)证件|驾驶证|军官证|士兵证|居住证|社保卡?|社会保障)"
            + _JOIN
            + r"([A-Za-z0-9][A-Za-z0-9 *\-]{3,28}[A-Za-z0-9*])"
        ),
    ),
    (
        "account",
        re.compile(
            r"(?:账号|帐号|账户|帐户|卡号|银行卡|存折|支付宝|财付通)"
            + _JOIN
            + r"([A-Za-z0-9][A-Za-z0-9_@.* \-]{4,40}[A-Za-z0-9*])"
        ),
    ),
    ("contact", re.compile(r"(?:微信|QQ|qq|钉钉)" + _JOIN + r"([A-Za-z0-9][A-Za-z0-9_@.\-]{4,30})")),
    (
        "phone",
        re.compile(r"(?:电话|手机|传真|联系方式)" + _JOIN + r"(\+?[0-9][0-9 \-]{5,20}[0-9])", re.ASCII),
    ),
)
ORDER_NUMBER = re.compile(
    r"(?:订单|运单|快递|物流|交易)(?:编号|单号|号码|号|流水号)[ :为是]{0,3}([A-Za-z0-9][A-Za-z0-9\-]{3,40})"
)


@dataclass(frozen=True, slots=True)
class Trace:
    """One place of a text that points to a person; positions count in the original text."""

    kind: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as a searching eye reads it, and where each of its characters stood."""

    source: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.ends[end - 1]

    def trace(self, kind: str, start: int, end: int) -> Trace:
        first, last = self.span(start, end)
        return Trace(kind, first, last, self.source[first:last])


def fold(text: str) -> Folded:
    """Fold digits, widths, spaces and dashes to one form and drop what cannot be seen."""
    letters: list[str] = []
    starts: list[int] = []
    for position, letter in enumerate(text):
        plain = _fold_letter(letter)
        if plain:
            letters.append(plain)
            starts.append(position)
    for found in _HAN_NUMBER.finditer("".join(letters)):
        letters[found.start() : found.end()] = [_HAN_DIGITS[c] for c in found.group()]
    return Folded(text, "".join(letters), tuple(starts), tuple(p + 1 for p in starts))


def _fold_letter(letter: str) -> str:
    if "0" <= letter <= "9" or ("\u4e00" <= letter <= "\u9fff" and letter != "〇"):
        return letter
    if letter in _LINE_ENDS:
        return "\n"
    if letter.isspace():
        return " "
    if letter in _DASHES:
        return "-"
    if letter in _DOTS:
        return "."
    if unicodedata.category(letter) in ("Cf", "Cc", "Mn", "Me"):
        return ""
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter


def resident_id(value: str) -> bool:
    """Whether eighteen characters are an identity number: a real birth date and the check digit."""
    return _birth_day(value[6:14]) and _id_check(value)


def _id_check(value: str) -> bool:
    total = sum(int(d) * w for d, w in zip(value[:17], _ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == value[17].upper().replace("×", "X")


def _birth_day(digits: str) -> bool:
    try:
        return 1800 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False


def credit_code(value: str) -> bool:
    """Whether eighteen characters are a unified social credit code by its own check character."""
    plain = value.upper()
    if any(c not in _CREDIT_ALPHABET for c in plain):
        return False
    total = sum(_CREDIT_ALPHABET.index(c) * w for c, w in zip(plain[:17], _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_ALPHABET[(31 - total % 31) % 31] == plain[17]


def luhn(digits: str) -> bool:
    """Whether digits pass the check of bank cards."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def kept_codes(folded: Folded, *, known_codes: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Spans (in the folded text) of public codes that look like personal numbers and are none."""
    spans = []
    for found in _CREDIT_CODE.finditer(folded.text):
        value = found.group().upper()
        personal = (
            re.fullmatch(r"\d{17}[\dX]", value, re.ASCII) and resident_id(value) and value[:2] in _PROVINCES
        )
        if value in known_codes or (credit_code(value) and not personal):
            spans.append(found.span())
    for found in _PATENT.finditer(folded.text):
        digits = "".join(found.groups()[:3])
        check = sum(int(d) * w for d, w in zip(digits, _PATENT_WEIGHTS, strict=True)) % 11
        if "0123456789X"[check] == found.group(4).upper():
            spans.append(found.span())
    return spans + [found.span() for found in _DIGEST.finditer(folded.text)]


def days(folded: Folded) -> list[tuple[int, int]]:
    """Spans (in the folded text) of dates written in figures."""
    return [found.span() for found in _DAY.finditer(folded.text)]


def find(folded: Folded, *, known_codes: frozenset[str] = frozenset()) -> list[Trace]:
    """Every trace of a person in the text, public codes left alone; spans may overlap."""
    kept = kept_codes(folded, known_codes=known_codes)
    found = list(_numbers(folded, kept))
    for kind, pattern in (
        ("email", _EMAIL),
        ("plate", _PLATE),
        ("phone", _LANDLINE),
        ("certificate", _PASSPORT),
    ):
        hits = (hit.span() for hit in pattern.finditer(folded.text))
        found += [folded.trace(kind, *span) for span in hits if not _inside(span, kept)]
    for kind, pattern in _LABELLED:
        found += [
            folded.trace(kind, *hit.span(1))
            for hit in pattern.finditer(folded.text)
            if any(c.isdigit() for c in hit.group(1)) and not _inside(hit.span(1), kept)
        ]
    return found


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _numbers(folded: Folded, kept: list[tuple[int, int]]) -> Iterator[Trace]:
    text = list(folded.text)
    for start, end in kept:
        text[start:end] = "#" * (end - start)
    masked, dates = "".join(text), days(folded)
    for run in _RUN.finditer(masked):
        if run.end() - run.start() >= 7:
            inside = [day for day in dates if run.start() <= day[0] and day[1] <= run.end()]
            yield from _Run(folded, masked, *run.span(), inside).traces()


class _Run:
    """One chain of digits with separators, and the personal numbers hidden in it."""

    def __init__(self, folded: Folded, text: str, start: int, end: int, dates: list[tuple[int, int]]) -> None:
        self.folded, self.text, self.dates = folded, text, dates
        self.places = [i for i in range(start, end) if text[i].isdigit()]
        self.digits = "".join(text[i] for i in self.places)
        self.gaps = [text[a + 1 : b] for a, b in pairwise(self.places)]
        tail = _TAIL_X.match(text, end)
        self.tail = tail.end() if tail else 0

    def traces(self) -> Iterator[Trace]:
        for first in range(len(self.digits)):
            yield from self._resident(first)
            yield from self._mobile(first)
            yield from self._old_resident(first)
        yield from self._cards()

    def _resident(self, first: int) -> Iterator[Trace]:
        value = self.digits[first : first + 18]
        if len(value) == 18 and resident_id(value) and self._plausible(first, 18):
            yield self._trace("resident_id", first, 18)
        if len(value) == 17 and self.tail and resident_id(value + "X") and self._plausible(first, 17):
            yield self.folded.trace("resident_id", self.places[first], self.tail)

    def _mobile(self, first: int) -> Iterator[Trace]:
        value = self.digits[first : first + 11]
        if len(value) != 11 or value[0] != "1" or value[1] < "3" or not self._plausible(first, 11):
            return
        if not self._cuts_date(first, 11) or self._whole(first, 11):
            yield self._trace("mobile", first, 11)

    def _old_resident(self, first: int) -> Iterator[Trace]:
        value = self.digits[first : first + 15]
        if (
            len(value) == 15
            and value[:2] in _PROVINCES
            and _birth_day("19" + value[6:12])
            and self._whole(first, 15)
        ):
            yield self._trace("resident_id", first, 15)

    def _cards(self) -> Iterator[Trace]:
        for first, size in self._tokens():
            value = self.digits[first : first + size]
            if size >= 16:
                yield self._trace("bank_card" if size <= 19 and luhn(value) else "long_number", first, size)
            # A barcode of goods has thirteen digits and starts with 69: a fact of the case, not an account.
            elif size >= 13 and luhn(value) and not (size == 13 and value.startswith("69")):
                yield self._trace("bank_card", first, size)
        tokens = self._tokens()
        for index in range(len(tokens)):
            yield from self._grouped_card(tokens[index : index + _CARD_GROUPS])

    def _grouped_card(self, tokens: list[tuple[int, int]]) -> Iterator[Trace]:
        total = count = 0
        for _, size in tokens:
            total, count = total + size, count + 1
            if 13 <= total <= 19 and count >= 3 and luhn(self.digits[tokens[0][0] : tokens[0][0] + total]):
                yield self._trace("bank_card", tokens[0][0], total)
            if size != 4 or total > 19:
                return

    def _tokens(self) -> list[tuple[int, int]]:
        tokens, first = [], 0
        for index in range(1, len(self.digits) + 1):
            if index == len(self.digits) or self.gaps[index - 1]:
                tokens.append((first, index - first))
                first = index
        return tokens

    def _plausible(self, first: int, size: int) -> bool:
        """A line end inside a number must be a wrapped number; dots are not mixed with spaces or dashes."""
        inside = [gap for gap in self.gaps[first : first + size - 1] if gap]
        joined = "".join(inside)
        if "." in joined and joined.strip("."):
            return False
        return "\n" not in joined or self._whole(first, size)

    def _cuts_date(self, first: int, size: int) -> bool:
        start, end = self.places[first], self.places[first + size - 1] + 1
        return any(day[0] < end and start < day[1] for day in self.dates)

    def _whole(self, first: int, size: int) -> bool:
        last = first + size
        return (first == 0 or bool(self.gaps[first - 1])) and (
            last == len(self.digits) or bool(self.gaps[last - 1])
        )

    def _trace(self, kind: str, first: int, size: int) -> Trace:
        return self.folded.trace(kind, self.places[first], self.places[first + size - 1] + 1)
