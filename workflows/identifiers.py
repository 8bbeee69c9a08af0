"""Numbers of persons, firms and rights: cleaned, checked, refused in words that say how to mend, and found.

Knows forms and check digits only, never whether a number is registered. A firm's credit code is public
and must not be taken for a person's identity number.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from stdnum.cn import uscc as stdnum_uscc

from workflows import numbering

_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_FORBIDDEN = "IOSVZ"
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新港澳台"
_AREAS = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_USCC_PREFIX = re.compile(r"^(?:统一社会信用代码|社会信用代码|信用代码|代码)?[:：]?")
_USCC_SUFFIX = re.compile(r"\(?(?:\d+/\d+)?\)?$")
OLDEST_BIRTH_YEAR = 1900
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_EDGE_BEFORE, _EDGE_AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_ID18 = re.compile(rf"{_EDGE_BEFORE}\d{{6}}[ -]?\d{{8}}[ -]?\d{{3}}[\dXx]{_EDGE_AFTER}", re.ASCII)
_ID15 = re.compile(rf"{_EDGE_BEFORE}\d{{15}}{_EDGE_AFTER}", re.ASCII)
_CARD = re.compile(r"(?<![0-9])\d(?:[ -]?\d){12,18}(?![0-9])", re.ASCII)
_MOBILE = re.compile(r"(?<![0-9])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9])", re.ASCII)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether the number can be one of its kind, its clean spelling, and what is wrong when it cannot."""

    valid: bool
    normalised: str
    reason: str = ""


def check(kind: str, value: str, *, today: date | None = None) -> Checked:
    """Check a number of a kind; an unknown kind is a ValueError."""
    if kind not in _CHECKS:
        raise ValueError(f"不认识的编号种类：{kind}")
    if len(value) > 200:
        return Checked(False, value[:200], "内容过长，请只填写编号")
    plain = compact(value)
    if not plain:
        return Checked(False, "", "没有填写编号")
    if kind == "resident_id":
        return _resident_id(plain, today)
    return _CHECKS[kind](plain)


def kinds() -> tuple[str, ...]:
    return tuple(_CHECKS)


def compact(value: str) -> str:
    """Full width to half width, no white space, one kind of dash, capital letters."""
    folded = unicodedata.normalize("NFKC", value)
    folded = re.sub(r"[\s\u200b\u200e\u200f\ufeff]", "", folded)
    return re.sub(r"[‐‑‒–—―−]", "-", folded).upper()


def party_fault(code: str, party: str) -> str:
    """What is wrong between a valid credit code and the kind of party it was given for, or nothing."""
    if party == "individual_business" and not code.startswith("92"):
        return "个体工商户的统一社会信用代码以92开头，请核对当事人类型或者代码"
    if party == "legal" and code.startswith("92"):
        return "以92开头的是个体工商户，请核对当事人类型或者代码"
    return ""


def org_check_digit(body: str) -> str:
    """The ninth character of an organisation code (GB 11714)."""
    total = sum(int(char, 36) * weight for char, weight in zip(body, _ORG_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def resident_check_digit(body: str) -> str:
    """The last character of a resident identity number (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def patent_check_digit(body: str) -> str:
    """The check digit of an application number of 12 digits, or of 8 in the old style."""
    weights = _PATENT_WEIGHTS if len(body) == 12 else _PATENT_WEIGHTS[:8]
    rest = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def _uscc(plain: str) -> Checked:
    code = _USCC_SUFFIX.sub("", _USCC_PREFIX.sub("", plain), count=1)
    if len(code) != 18:
        return Checked(False, code, f"统一社会信用代码应当是18位，现在是{len(code)}位")
    if bad := sorted(set(code) & set(_FORBIDDEN)):
        return Checked(False, code, f"统一社会信用代码不使用字母{'、'.join(bad)}，请核对是否把数字看成了字母")
    if not re.fullmatch(r"[1-9A-GY][1-9A-Z]\d{6}[0-9A-Z]{10}", code, re.ASCII):
        return Checked(False, code, "统一社会信用代码只有数字和大写字母，第3至8位是数字，请核对")
    if stdnum_uscc.calc_check_digit(code[:17]) != code[17]:
        return Checked(False, code, "第18位校验不符，可能有一位抄错，请对照营业执照核对")
    if org_check_digit(code[8:16]) != code[16]:
        return Checked(False, code, "第9至17位的组织机构代码校验不符，请对照营业执照核对")
    return Checked(True, code)


def _org_code(plain: str) -> Checked:
    code = plain.replace("-", "")
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code, re.ASCII):
        return Checked(False, code, "组织机构代码应当是8位本体加1位校验，例如MA2TX0K9-8")
    if org_check_digit(code[:8]) != code[8]:
        return Checked(False, code, "组织机构代码最后一位校验不符，请核对")
    return Checked(True, f"{code[:8]}-{code[8]}")


def _resident_id(plain: str, today: date | None) -> Checked:
    if re.fullmatch(r"\d{15}", plain, re.ASCII):
        body = f"{plain[:6]}19{plain[6:]}"
        plain = body + resident_check_digit(body)
    if len(plain) != 18:
        return Checked(False, plain, f"居民身份证号码应当是18位，现在是{len(plain)}位")
    if not re.fullmatch(r"\d{17}[\dX]", plain, re.ASCII):
        return Checked(False, plain, "居民身份证号码前17位是数字，最后一位是数字或者X")
    if resident_check_digit(plain[:17]) != plain[17]:
        return Checked(False, plain, "最后一位校验不符，可能有一位抄错，请对照证件核对")
    born = _birth(plain[6:14])
    if born is None or born.year < OLDEST_BIRTH_YEAR or (today is not None and born > today):
        return Checked(False, plain, "出生日期异常，请核对第7至14位")
    if not _AREAS.match(plain):
        return Checked(False, plain, "开头两位不是省级行政区划，请核对")
    return Checked(True, plain)


def _birth(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _patent(plain: str) -> Checked:
    found = re.fullmatch(
        r"(?:专利号:?|申请号:?)?(ZL)?([0-9]*)(?:\.?([0-9X]))?", plain.replace("-", ""), re.ASCII
    )
    digits = re.sub(r"[^0-9X]", "", plain.removeprefix("ZL"))
    if plain.startswith("CN"):
        return Checked(False, plain, "以CN开头的是公告号，请填写专利号，例如ZL201910123456.X")
    if found is None:
        return Checked(False, plain, "专利号由ZL、数字、小数点和校验位组成，例如ZL201910123456.X")
    if len(digits) not in (9, 13):
        return Checked(
            False, plain, f"专利号应当是12位数字加1位校验位，现在共{len(digits)}位，请核对是否多写或者少写"
        )
    body, digit = digits[:-1], digits[-1]
    kind = body[4] if len(body) == 12 else body[2]
    normal = f"{found[1] or ''}{body}.{digit}"
    if kind not in "12389":
        return Checked(False, normal, f"种类位“{kind}”不对：1发明、2实用新型、3外观设计，8和9是国际申请")
    if len(body) == 12 and not 2003 <= int(body[:4]) <= 2099:
        return Checked(False, normal, f"年份{body[:4]}不对，2003年以前的专利号是8位数字加1位校验位")
    if (right := patent_check_digit(body)) != digit:
        return Checked(False, normal, f"校验位不符，按前面的数字应当是{right}，请对照专利证书核对")
    return Checked(True, normal)


def _trademark(plain: str) -> Checked:
    number = re.sub(r"^(?:商标)?(?:注册号|注册证号)?:?第?", "", plain).removesuffix("号")
    if re.fullmatch(r"[1-9]\d{0,7}", number, re.ASCII) or re.fullmatch(r"G\d{6,7}[A-Z]?", number, re.ASCII):
        return Checked(True, number)
    if re.fullmatch(r"0\d*", number, re.ASCII):
        return Checked(False, number, "商标注册号不以0开头，请核对")
    if re.fullmatch(r"\d{9,}", number, re.ASCII):
        return Checked(False, number, f"商标注册号最多8位数字，现在是{len(number)}位")
    return Checked(False, number, "商标注册号是1至8位数字；马德里国际注册写作G加6至7位数字")


def _copyright(plain: str) -> Checked:
    if re.fullmatch(rf"[国{_PROVINCES}]作登字-(?:19|20)\d{{2}}-[A-Z]-\d{{8}}", plain, re.ASCII):
        return Checked(True, plain)
    if "SR" in plain or plain.startswith("软著登字"):
        return Checked(False, plain, "这是计算机软件的登记号或者证书号，请选择软件著作权")
    return Checked(False, plain, "作品登记号的写法是“国作登字-2021-L-00268255”，末尾8位数字")


def _software(plain: str) -> Checked:
    if re.fullmatch(r"(?:19|20)\d{2}(?:SR\d{6,7}|R11[A-Z]\d{6})", plain, re.ASCII):
        return Checked(True, plain)
    if re.fullmatch(r"软著登字第(?:19|20)\d{2}SR\d+号", plain, re.ASCII):
        return Checked(False, plain, "登记号和证书号写在了一起：登记号只写2016SR172900，证书号写在证书号一栏")
    if plain.startswith("软著登字"):
        return Checked(False, plain, "这是证书号，请填写登记号，例如2016SR172900")
    return Checked(False, plain, "软件登记号是4位年份、SR、6至7位数字，例如2016SR172900")


def _software_certificate(plain: str) -> Checked:
    if re.fullmatch(r"软著登字第\d{7,8}号", plain, re.ASCII):
        return Checked(True, plain)
    if "SR" in plain:
        return Checked(False, plain, "这里有登记号，证书号写作“软著登字第0671096号”，只有7至8位数字")
    return Checked(False, plain, "软件证书号写作“软著登字第0671096号”，7至8位数字")


def _plant_variety(plain: str) -> Checked:
    if re.fullmatch(r"CNA(?:19|20)\d{2}\d{4,7}(?:\.\d)?", plain, re.ASCII):
        return Checked(True, plain)
    if re.fullmatch(r"第?(?:19|20)\d{6}号?", plain, re.ASCII):
        return Checked(True, plain)
    if re.search(r"[审引]", plain):
        return Checked(False, plain, "这是品种审定或者引种编号，不是品种权号，请填写CNA开头的品种权号")
    return Checked(False, plain, "农业品种权号写作CNA20101085.0，林草品种权号是4位年份加4位顺序号")


def _document_number(plain: str) -> Checked:
    try:
        return Checked(True, numbering.parse(plain).text)
    except ValueError as error:
        return Checked(False, plain, str(error))


def _mobile(plain: str) -> Checked:
    number = re.sub(r"^(?:\+|00)?86", "", plain.replace("-", ""))
    if re.fullmatch(r"1[3-9]\d{9}", number, re.ASCII):
        return Checked(True, number)
    if number.isdigit() and len(number) != 11:
        return Checked(False, number, f"手机号码应当是11位数字，现在是{len(number)}位")
    return Checked(False, number, "手机号码是11位数字，以13至19开头")


_CHECKS: dict[str, Callable[[str], Checked]] = {
    "uscc": _uscc,
    "org_code": _org_code,
    "resident_id": lambda plain: _resident_id(plain, None),
    "patent": _patent,
    "trademark": _trademark,
    "copyright": _copyright,
    "software": _software,
    "software_certificate": _software_certificate,
    "plant_variety": _plant_variety,
    "document_number": _document_number,
    "mobile": _mobile,
}


@dataclass(frozen=True, slots=True)
class Found:
    """One personal number: what it is, as written, and where it begins."""

    kind: str
    value: str
    at: int


def find_personal(text: str) -> tuple[Found, ...]:
    """Every personal number in the text, in order, none counted twice."""
    folded = text.translate(_FOLD)
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    for kind, start, end in _candidates(folded):
        if any(start < stop and begin < end for begin, stop in taken):
            continue
        taken.append((start, end))
        found.append(Found(kind, text[start:end], start))
    return tuple(sorted(found, key=lambda one: one.at))


def _candidates(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _ID18.finditer(text):
        plain = _plain(match[0])
        if resident_check_digit(plain[:17]) == plain[17] and not _firm(plain):
            yield "resident_id", *match.span()
    for match in _MAIL.finditer(text):
        yield "email", *match.span()
    for match in _ID15.finditer(text):
        if _real_birth(f"19{match[0][6:12]}") and check("resident_id", match[0]).valid:
            yield "resident_id_15", *match.span()
    for match in _MOBILE.finditer(text):
        yield "mobile", *match.span()
    for match in _CARD.finditer(text):
        plain = _plain(match[0])
        if _luhn(plain) and not check("uscc", plain).valid:
            yield "bank_card", *match.span()


def _plain(written: str) -> str:
    return written.replace(" ", "").replace("-", "").upper()


def _firm(plain: str) -> bool:
    """A firm's code made of digits only; one with a real birth date inside is still treated as a person's."""
    return check("uscc", plain).valid and not _real_birth(plain[6:14])


def _real_birth(digits: str) -> bool:
    born = _birth(digits)
    return born is not None and born.year >= OLDEST_BIRTH_YEAR


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0
