"""One row of the rules in words: made from the row's own columns, so that page and law cannot differ.

Rows of workflows.rules in, Chinese sentences out; knows no request and no day but the row's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from casework.web.law import words
from workflows import fines, money, settling
from workflows.rules import rows
from workflows.rules.book import RuleBook

LABELS = ("label", "name", "offence", "kind", "text")
CAPPED = 1000


def label(row: rows.RuleRow) -> str:
    """What a row is called."""
    if isinstance(row, rows.HearingRule):
        return dict(words.PARTIES).get(row.party) or "处罚种类"
    if isinstance(row, rows.SurchargeRule):
        return "逾期不缴纳罚款"
    if isinstance(row, rows.ReferralRule):
        return f"{row.offence}：{row.figure_name}"
    if isinstance(row, rows.DisplayRule):
        return f"{words.CHANNELS[row.channel]}：{row.label}"
    if isinstance(row, rows.ProvisionRule):
        part = words.PARTS.get(row.kind, "")
        return f"{words.SUBJECTS.get(row.subject, row.subject)}{'：' if part else ''}{part}"
    if isinstance(row, rows.LocalRule):
        return row.id
    return next((getattr(row, name) for name in LABELS if getattr(row, name, "")), row.id)


def sentence(row: rows.RuleRow, book: RuleBook) -> str:
    """What a row says, without its basis and its days."""
    write = WRITERS.get(type(row), _columns)
    said = write(row, book)
    note = getattr(row, "note", "")
    return f"{said}{note}。" if note and note not in said else said


def backward(rule: rows.DeadlineRule) -> bool:
    """Whether the term is a shortest gap before a day, counted back from it."""
    return rule.backward


def term(rule: rows.DeadlineRule) -> str:
    """How long: 15个工作日."""
    return f"{rule.length}{words.UNITS[rule.unit]}"


def counting(rule: rows.DeadlineRule) -> str:
    """How a term is counted, in one line for the panel of a date."""
    if backward(rule):
        gap = f"“{rule.starts_at}”与“{rule.ends_at}”之间至少{term(rule)}"
        return f"{gap}：从“{rule.ends_at}”的前一天起往前数{term(rule)}，由近到远，数满的那一天最迟，含当日。"
    span = f"从“{rule.starts_at}”到“{rule.ends_at}”{term(rule)}"
    if rule.unit == "hour":
        return f"{span}，开始的时不计入，遇休息日不顺延。"
    if rule.unit == "working_day":
        return f"{span}，当天不计入，只数工作日，包括调休上班日。"
    roll = "最后一日是休息日的，顺延到其后第一个工作日" if rule.rolls else "最后一日是休息日的也不顺延"
    days = "连续计算，休息日也算"
    if rule.unit != "calendar_day":
        days = "到期满那个月的同一日，没有同一日的到月末日"
    return f"{span}，当天不计入，{days}；{roll}。"


def extension(rule: rows.DeadlineRule) -> str:
    """Who may lengthen a term, how often and by how much; empty when nobody may."""
    if not rule.extendable:
        return ""
    first = _lengthening(rule.extension_length, rule.extension_unit, rule.extension_max_times)
    found = f"可以延长{first}，由{rule.extension_by}批准"
    if rule.later_by:
        later = _lengthening(rule.later_length, rule.later_unit, rule.later_max_times)
        found += f"；再延长{later}，由{rule.later_by}批准"
    return f"{found}。延长从顺延以前的最后一日接着算。" if rule.rolls else f"{found}。"


def _lengthening(length: int | None, unit: str, times: int | None) -> str:
    most = f"，不超过{length}{words.UNITS[unit]}" if length else ""
    return f"{times}次{most}" if times else most


def _deadline(row: rows.DeadlineRule, book: RuleBook) -> str:
    said = counting(row)
    if not backward(row):
        roll = "遇休息日顺延" if row.rolls else "遇休息日不顺延"
        said = f"从“{row.starts_at}”到“{row.ends_at}”，{term(row)}，{roll}。"
    said += extension(row)
    return said + (f"不计入：{'、'.join(row.not_counted)}。" if row.not_counted else "")


def _penalty(row: rows.PenaltyRule, book: RuleBook) -> str:
    said = "".join(dict.fromkeys(_ranges(row, book)))
    if row.warning:
        said += f"{words.WARNINGS[row.warning]}。"
    for name, listed in (("没收", row.confiscate), ("责令等", row.orders)):
        said += f"{name}：{'、'.join(listed)}。" if listed else ""
    for text in (row.licence, row.aggravation, row.exemption):
        said += f"{text.rstrip('。')}。" if text else ""
    if row.also:
        said += f"一并处罚：{'、'.join(book.penalty(other).name for other in row.also)}。"
    offences = dict.fromkeys(one.offence for one in book.referrals if one.key in row.offences)
    said += f"可能构成：{'、'.join(offences)}。" if offences else ""
    return f"{said}由{row.department}查处。"


def _ranges(row: rows.PenaltyRule, book: RuleBook) -> list[str]:
    """The branches as the computation itself words them, with no figure known."""
    on = row.valid_from or row.valid_to or date.min
    found = []
    for party, serious in (("legal", False), ("legal", True), ("natural", False)):
        made = fines.assess(book, row.id, act_ended=on, decided=on, party=party, serious=serious)
        branches = [one.why for one in made.alternatives]
        found += branches or [line for line in made.why if line != made.chosen_because][:1]
    return found


def _referral(row: rows.ReferralRule, book: RuleBook) -> str:
    if row.threshold is None:
        return ""
    sums = f"{money.grouped(row.threshold)}元" if row.unit == "fen" else f"{row.threshold:,}"
    years = f"{row.within_years}年内" if row.within_years else ""
    under = words.CONDITIONS.get(row.condition, "")
    return f"{f'（{years}{under}）' if under else ''}{row.figure_name}{sums}以上的，达到追诉标准。"


def _hearing(row: rows.HearingRule, book: RuleBook) -> str:
    if row.kinds:
        return f"{'、'.join(row.kinds)}，应当告知听证权利。"
    return f"罚款或者没收达到{money.grouped(row.threshold_fen or 0)}元的，应当告知听证权利。"


def _surcharge(row: rows.SurchargeRule, book: RuleBook) -> str:
    cap = "罚款数额" if row.cap_permille == CAPPED else f"罚款数额的{row.cap_permille / 10:g}%"
    return f"每日按罚款数额的{row.per_day_permille / 10:g}%加处罚款，不超出{cap}。"


def _display(row: rows.DisplayRule, book: RuleBook) -> str:
    if not row.published:
        return "不公示。"
    said = "公示至限制期满。"
    if row.length:
        said = f"公示{row.length}{words.UNITS[row.unit]}，自{words.ANCHORS[row.runs_from]}起算。"
    for name, rule_id in (("公示", row.publish_rule), ("推送", row.push_rule), ("修复", row.repair_rule)):
        said += f"{name}的期限见{rule_id}。" if rule_id else ""
    return said


def _limit(row: rows.LimitRule, book: RuleBook) -> str:
    if row.unit == "fen":
        return f"{money.grouped(row.value)}元。"
    return "应当做到。" if row.unit == "yes" else f"{row.value}{words.UNITS.get(row.unit, '')}。"


def _convention(row: rows.ConventionRule, book: RuleBook) -> str:
    names = [words.PROCEDURES[name] for name in row.procedures]
    return f"适用于{'、'.join(names)}。" if names else "没有特别规定的，都适用。"


def _parameter(row: rows.ParameterKind, book: RuleBook) -> str:
    return f"{row.hint}。可以设定的层级：{'、'.join(words.LEVELS[one] for one in row.levels)}。{row.absent}。"


def _local(row: rows.LocalRule, book: RuleBook) -> str:
    kind = book.parameter(row.id)
    if row.value is None:
        value = "不再单独设定，适用上一级的标准"
    else:
        value = f"{money.grouped(row.value)}元" if kind.unit == "fen" else f"{row.value}%"
    return f"{settling.place_name(row.region)}：{kind.label}{value}。"


def _columns(row: Any, book: RuleBook) -> str:
    """A row of a table without a sentence of its own: column by column."""
    said = [
        f"{words.COLUMNS[name]}{value(name, getattr(row, name), row)}"
        for name in row.__slots__
        if name in words.COLUMNS and name not in COMMON and getattr(row, name) not in ("", None, ())
    ]
    return f"{'；'.join(said)}。" if said else ""


COMMON = frozenset({"id", "label", "name", "basis", "confidence", "note"})
WRITERS: dict[type, Callable[[Any, RuleBook], str]] = {
    rows.DeadlineRule: _deadline,
    rows.PenaltyRule: _penalty,
    rows.ReferralRule: _referral,
    rows.HearingRule: _hearing,
    rows.SurchargeRule: _surcharge,
    rows.DisplayRule: _display,
    rows.KindRule: lambda row, book: f"{words.EFFECTS[row.effect]}。",
    rows.LimitRule: _limit,
    rows.ReviewRule: lambda row, book: "应当经过法制审核。",
    rows.ProvisionRule: lambda row, book: f"{row.text}。",
    rows.MaskRow: lambda row, book: f"{words.ACTIONS[row.action]}{row.mask}。",
    rows.ConventionRule: _convention,
    rows.ParameterKind: _parameter,
    rows.LocalRule: _local,
}
CODED = {
    "modal": words.MODALS,
    "warning": words.WARNINGS,
    "base": words.BASES,
    "exempt_effect": words.EXEMPTIONS,
    "condition": words.CONDITIONS,
    "channel": words.CHANNELS,
    "effect": words.EFFECTS,
    "confidence": words.CONFIDENCES,
    "unit": words.UNITS | words.OTHER_UNITS,
    "extension_unit": words.UNITS,
    "later_unit": words.UNITS,
    "action": words.ACTIONS,
    "runs_from": words.ANCHORS,
    "subject": words.SUBJECTS,
    "party": dict(words.PARTIES),
}


def value(name: str, held: Any, row: Any = None) -> str:
    """One column of a row in words; empty is a dash."""
    if held is None or held == "" or held == ():
        return "—"
    if isinstance(held, bool):
        return "是" if held else "否"
    if isinstance(held, tuple):
        return "、".join(held)
    if isinstance(held, Fraction):
        return f"{float(held):g}倍"
    if name.endswith("_fen") or (name in ("threshold", "value") and getattr(row, "unit", "") == "fen"):
        return f"{money.grouped(held)}元"
    return CODED.get(name, {}).get(held, str(held))
