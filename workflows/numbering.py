"""Document numbers: how this city writes them, and how any agency's number is read back.

Knows the form only; which number comes next is a register's business.
"""

import re
import unicodedata
from dataclasses import dataclass

_WORDS = r"[\u4e00-\u9fff]"
_OWN = re.compile(rf"({_WORDS}{{2,12}})〔(20\d{{2}})〕([1-9]\d{{0,4}})号", re.ASCII)
_ANY = re.compile(
    r"([\u4e00-\u9fff()]{2,24})[〔\[【(]((?:19|20)\d{2})[〕\]】)](第)?((?:[A-Z]-?)?)(\d{1,8})号", re.ASCII
)
MAX_SEQUENCE = 99999
# The kinds of the intellectual property office carry 知, those of market regulation the mark of the bureau.
_IP_GROUPS = frozenset({"mediation", "patent", "rights_aid"})


@dataclass(frozen=True, slots=True)
class Number:
    """A document number taken apart; `text` is the normalised spelling used to find doubles."""

    prefix: str
    year: int
    sequence: int
    text: str
    series: str = ""


def document_number(short: str, field: str, code: str, year: int, seq: int) -> str:
    """Write this city's number: 宣 + 市监 + 处罚 + year + running number."""
    if not re.fullmatch(rf"{_WORDS}{{1,3}}", short):
        raise ValueError("机关代字应当是一至三个汉字")
    if not 1 <= seq <= MAX_SEQUENCE:
        raise ValueError("文书序号应当在1至99999之间")
    number = f"{short}{field}{code}〔{year}〕{seq}号"
    if not _OWN.fullmatch(number):
        raise ValueError("文书编号格式不对，应当如“宣市监处罚〔2026〕12号”")
    return number


def field_mark(group: str, usual: str) -> str:
    """The field in the numbers of a group of kinds; `usual` is what this bureau writes."""
    return "知" if group in _IP_GROUPS else usual


def own(text: str) -> bool:
    """Whether the text is written exactly as this city's agencies number their papers."""
    return _OWN.fullmatch(text) is not None


def parse(text: str) -> Number:
    """Read any agency's number, whatever its brackets and leading zeros; ValueError when it is none."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _ANY.fullmatch(plain)
    if found is None or int(found[5]) == 0:
        raise ValueError("文书号格式不对，应当如“宣市监处罚〔2026〕12号”，含机关代字、年份、序号和“号”")
    prefix, year, series, sequence = found[1], int(found[2]), found[4].rstrip("-"), int(found[5])
    mark = f"{series}-" if series else ""
    return Number(prefix, year, sequence, f"{prefix}〔{year}〕{mark}{sequence}号", series)
