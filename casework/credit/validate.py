"""Whether records may be sent: errors by row and field. Pure; the shapes come from credit_fields.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casework.credit.fields import CODES, FIELDS, KINDS, OTHER, SEPARATOR, Field
from workflows import identifiers, redaction
from workflows.vocabulary import PartyKind

ENTITY, BUSINESS, PERSON = (
    PartyKind.LEGAL.label,
    PartyKind.INDIVIDUAL_BUSINESS.label,
    PartyKind.NATURAL.label,
)
# What export writes beside the fields.
META = frozenset({"record_id", "version", "action", "reason", "sent_at"})
_JUNK = frozenset({"null", "none", "undefined", "nan", "-", "/", "无"})
_DECIMAL = re.compile(r"(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?", re.ASCII)
_DAY = re.compile(r"\d{4}/\d{2}/\d{2}", re.ASCII)
_CODES_OF_PEOPLE = ("resident_id", "mobile", "bank_card", "email")
_PUBLIC_TEXTS = ("CF_WFXW", "CF_SY", "CF_NR", "BZ")
_SHAPES = {
    "CF_XDR_GSZC": (re.compile(r"\d{13}|\d{15}", re.ASCII), "应为13位或者15位数字"),
    "CF_XDR_ZZJG": (re.compile(r"[0-9A-Z]{8}[0-9X]"), "应为8位本体加1位校验，不带横线"),
    "CF_XDR_SWDJ": (re.compile(r"[0-9A-Z]{15}"), "应为15位"),
    "CF_XDR_SYDW": (re.compile(r"\d{12}", re.ASCII), "应为12位数字"),
}
_CONFISCATING = {"没收违法所得", "没收非法财物"}
_LICENCE = {"暂扣许可证件", "吊销许可证件"}


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with one field of one row."""

    row: int
    code: str
    name: str
    message: str

    def as_dict(self) -> dict[str, int | str]:
        return {"row": self.row, "code": self.code, "name": self.name, "message": self.message}


def rows(records: Sequence[Mapping[str, str]], *, today: date) -> tuple[FieldError, ...]:
    """Check many records, each for itself and for a repeat of another; rows count from one."""
    errors: list[FieldError] = []
    seen: dict[tuple[str, str, str], int] = {}
    for number, fields in enumerate(records, 1):
        errors += row(fields, number=number, today=today)
        key = (fields.get("CF_CFJGDM", ""), fields.get("CF_WSH", ""), fields.get("CF_XDR_MC", ""))
        if all(key) and key in seen:
            errors.append(_error(number, "CF_WSH", f"与第{seen[key]}行重复：同一机关、同一文号、同一当事人"))
        seen.setdefault(key, number)
    return tuple(errors)


def row(fields: Mapping[str, str], *, today: date, number: int = 1) -> tuple[FieldError, ...]:
    """Everything wrong with one record, in the order of the columns."""
    found = [*_unknown(fields), *_shape(fields), *_party(fields), *_penalty(fields), *_days(fields, today)]
    found += [*_agency(fields), *_personal(fields)]
    order = {code: index for index, code in enumerate(CODES)}
    found = list(dict.fromkeys(sorted(found, key=lambda item: order.get(item[0], len(order)))))
    return tuple(_error(number, code, message) for code, message in found)


Found = Iterator[tuple[str, str]]


def _error(number: int, code: str, message: str) -> FieldError:
    return FieldError(number, code, FIELDS[code].name if code in FIELDS else "", message)


def _unknown(fields: Mapping[str, str]) -> Found:
    for code in fields:
        if code not in FIELDS and code not in META:
            yield code, "不是本标准的字段"


def _shape(fields: Mapping[str, str]) -> Found:
    for code, field in FIELDS.items():
        value = fields.get(code, "")
        if not value:
            if field.mandatory == "Y":
                yield code, "必填"
            continue
        if value != value.strip():
            yield code, "首尾有空格"
        if value.strip().lower() in _JUNK:
            yield code, f"“{value}”不是有效内容，没有内容应当留空"
        elif len(value) > field.length and field.type != "decimal":
            yield code, f"超过{field.length}个字符"
        else:
            yield from _typed(field, value.strip())


def _typed(field: Field, value: str) -> Found:
    code = field.code
    if field.type == "enum" and not _listed(value, field.choices):
        yield code, f"只能是：{'、'.join(field.choices)}"
    if field.type == "decimal" and not _DECIMAL.fullmatch(value):
        yield code, "应为以万元为单位的数字，至多六位小数"
    if field.type == "date" and _day(value) is None:
        yield code, "应为YYYY/MM/DD的真实日期"
    if code in _SHAPES and not _SHAPES[code][0].fullmatch(value):
        yield code, _SHAPES[code][1]
    if code == "CF_WSH" and not (checked := identifiers.check("document_number", value)).valid:
        yield code, checked.reason


def _listed(value: str, choices: Iterable[str]) -> bool:
    return value in choices or (value.startswith(OTHER) and len(value) > len(OTHER) and "…" not in value)


def _party(fields: Mapping[str, str]) -> Found:
    category, name = fields.get("CF_XDR_LB", ""), fields.get("CF_XDR_MC", "")
    if "*" in name or "＊" in name:
        yield "CF_XDR_MC", "名称不能含有“*”"
    if category == ENTITY and 0 < len(name) < 4:
        yield "CF_XDR_MC", "单位名称不足四个字，请填登记的全称"
    if category == PERSON:
        yield from _person(fields)
    elif category in (ENTITY, BUSINESS):
        yield from _entity(fields, category)
    yield from _certificate(fields, "CF_FR_ZJLX", "CF_FR_ZJHM", fields.get("CF_FRDB", ""))


def _person(fields: Mapping[str, str]) -> Found:
    for code in ("CF_XDR_SHXYM", "CF_FRDB", "CF_FR_ZJLX", "CF_FR_ZJHM"):
        if fields.get(code):
            yield code, "当事人是自然人，应当留空"
    for code in ("CF_XDR_ZJLX", "CF_XDR_ZJHM"):
        if not fields.get(code):
            yield code, "当事人是自然人，必填"
    yield from _certificate(fields, "CF_XDR_ZJLX", "CF_XDR_ZJHM", fields.get("CF_XDR_MC", ""))


def _entity(fields: Mapping[str, str], category: str) -> Found:
    for code in ("CF_XDR_ZJLX", "CF_XDR_ZJHM"):
        if fields.get(code):
            yield code, "当事人不是自然人，应当留空"
    if not fields.get("CF_FRDB"):
        yield "CF_FRDB", "法人填法定代表人，个体工商户填经营者，必填"
    value = fields.get("CF_XDR_SHXYM", "")
    if not value:
        if category == ENTITY:
            yield "CF_XDR_SHXYM", "法人及非法人组织必填"
        return
    yield from _credit_code("CF_XDR_SHXYM", value)
    if (category == BUSINESS) != value.upper().startswith("92"):
        wanted = "个体工商户的代码应当以92开头" if category == BUSINESS else "以92开头的是个体工商户的代码"
        yield "CF_XDR_SHXYM", wanted


def _certificate(fields: Mapping[str, str], kind_code: str, number_code: str, name: str) -> Found:
    kind, number = fields.get(kind_code, ""), fields.get(number_code, "")
    if kind and not number and kind_code == "CF_FR_ZJLX":
        yield number_code, "填了证件类型，号码必填"
    if number and number in (name, fields.get("CF_XDR_SHXYM")):
        yield number_code, "号码不能等于姓名或者主体代码"
    elif number and kind == "身份证" and not (checked := identifiers.check("resident_id", number)).valid:
        yield number_code, checked.reason


def _credit_code(code: str, value: str) -> Found:
    checked = identifiers.check("uscc", value)
    if not checked.valid:
        yield code, checked.reason
    elif checked.normalised != value:
        yield code, f"应当写作{checked.normalised}"


def _penalty(fields: Mapping[str, str]) -> Found:
    kinds = [kind for kind in fields.get("CF_CFLB", "").split(SEPARATOR) if kind]
    for kind in kinds:
        if not _listed(kind, KINDS):
            yield "CF_CFLB", f"“{kind}”不在处罚类别之内，多个类别用全角分号“；”分开"
    if len(set(kinds)) != len(kinds):
        yield "CF_CFLB", "同一类别写了两次"
    if "罚款" in kinds:
        if not _positive(fields.get("CF_NR_FK", "")):
            yield "CF_NR_FK", "类别含罚款，金额必填且大于零"
    elif fields.get("CF_NR_FK"):
        yield "CF_NR_FK", "类别不含罚款，应当留空"
    if fields.get("CF_NR_WFFF"):
        if not _CONFISCATING & set(kinds):
            yield "CF_NR_WFFF", "类别不含没收，应当留空"
        elif not _positive(fields["CF_NR_WFFF"]):
            yield "CF_NR_WFFF", "没收金额应当大于零，没有金额应当留空"
    if _LICENCE & set(kinds) and not fields.get("CF_NR_ZKDX"):
        yield "CF_NR_ZKDX", "类别含暂扣或者吊销，证照名称及编号必填"


def _positive(value: str) -> bool:
    return bool(_DECIMAL.fullmatch(value)) and Decimal(value) > 0


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value.replace("/", "-")) if _DAY.fullmatch(value) else None
    except ValueError:
        return None


def _days(fields: Mapping[str, str], today: date) -> Found:
    decided, valid, shown = (_day(fields.get(code, "")) for code in ("CF_JDRQ", "CF_YXQ", "CF_GSJZQ"))
    if decided and decided > today:
        yield "CF_JDRQ", "晚于今日"
    if decided and valid and valid < decided:
        yield "CF_YXQ", "早于处罚决定日期"
    if decided and shown and shown <= decided:
        yield "CF_GSJZQ", "应当晚于处罚决定日期"


def _agency(fields: Mapping[str, str]) -> Found:
    for name_code, code in (("CF_CFJG", "CF_CFJGDM"), ("CF_SJLY", "CF_SJLYDM")):
        name, value = fields.get(name_code, ""), fields.get(code, "")
        if name and identifiers.check("uscc", name).valid:
            yield name_code, "名称与代码互换了"
        elif value:
            yield from _credit_code(code, value)
        if code == "CF_CFJGDM" and identifiers.check("uscc", value).valid and not value.startswith("11"):
            yield code, "行政机关的代码应当以11开头"


def _personal(fields: Mapping[str, str]) -> Found:
    for code in _PUBLIC_TEXTS:
        for finding in redaction.scan(fields.get(code, "")):
            if finding.kind in _CODES_OF_PEOPLE:
                yield code, "含有个人信息（证件号码、手机号、银行卡号或者邮箱），应当删去"
