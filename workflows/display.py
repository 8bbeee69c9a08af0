"""How long a penalty is shown, from when and until when, on each channel; channels are never merged.

Classes come from the kinds of penalty, periods and clocks from the rules. Knows no publication.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workflows import money
from workflows.calendar import WorkingCalendar
from workflows.clocks import compute
from workflows.rules.book import RuleBook
from workflows.rules.rows import DisplayRule, LocalRule
from workflows.spans import add_months

CHANNELS = {"gsxt": "国家企业信用信息公示系统", "creditchina": "信用中国"}
PROCEDURES = ("ordinary", "summary")
LOW_FINE = "low_fine_max"
WARNING, CRITICISM, FINE = "警告", "通报批评", "罚款"
UNITS = {"month": "个月", "year": "年"}


@dataclass(frozen=True, slots=True)
class Display:
    """Published or not, by which day, until which day, and from when repair may be asked for."""

    published: bool
    publish_by: date | None
    push_by: date | None
    until: date | None
    repair_from: date | None
    basis: str
    confidence: str
    why: tuple[str, ...]
    classed: str = ""
    period: str = ""


def display(
    book: RuleBook,
    *,
    channel: str,
    procedure: str,
    kinds: Sequence[str],
    fine_fen: int,
    decided: date,
    calendar: WorkingCalendar,
    published: date | None = None,
    low_fine_max_fen: int | None = None,
    other_province: bool = False,
    restriction_until: date | None = None,
) -> Display:
    """What one channel shows of a penalty decision, and when it must stop."""
    _check(channel, procedure, fine_fen, decided, published)
    on = published or decided
    low = _low_fine(book, decided, low_fine_max_fen)
    classed, why = _credit_class(book, procedure, kinds, on)
    if channel == "gsxt":
        classed, why = _gsxt_class(procedure, set(kinds), fine_fen, low)
    if channel == "gsxt" and classed == "other" and _outlasts(book, on, restriction_until):
        classed, why = "restriction", ["限制经营、从业的期限超过一般的公示期。"]
    rule = book.display(channel, classed, on)
    if not rule.published:
        why.append(f"{rule.label}，{rule.note}，不在{CHANNELS[channel]}公示。")
        return Display(False, None, None, None, None, rule.basis, rule.confidence, tuple(why), classed)
    found = _shown(
        book,
        rule,
        decided=decided,
        published=published,
        calendar=calendar,
        other_province=other_province,
        restriction_until=restriction_until,
        barred=[kind for kind in kinds if channel == "gsxt" and book.kind_effect(kind, "repair_barred", on)],
    )
    found = replace(found, why=(*why, *found.why))
    only_fine = channel == "gsxt" and set(kinds) - {WARNING} == {FINE}
    return _resting_on(found, low) if only_fine else found


def _resting_on(found: Display, low: LocalRule | None) -> Display:
    """A class that hangs on what counts as a low fine is as sure as that rule, and names it."""
    unsure = low is None or low.confidence == "to-confirm"
    basis = f"{found.basis}；{low.basis}" if low and low.basis else found.basis
    return replace(found, basis=basis, confidence="to-confirm" if unsure else found.confidence)


def _check(channel: str, procedure: str, fine_fen: int, decided: date, published: date | None) -> None:
    if channel not in CHANNELS:
        raise ValueError(f"不认识的公示渠道：{channel}")
    if procedure not in PROCEDURES:
        raise ValueError(f"不认识的处罚程序：{procedure}")
    if fine_fen < 0:
        raise ValueError("金额不能是负数")
    if published and published < decided:
        raise ValueError("公示日期早于决定日期，请核对")


def _low_fine(book: RuleBook, on: date, given: int | None) -> LocalRule | None:
    """What counts as a low fine: what the caller names, else the local rule on the day of the decision."""
    if given is not None:
        return LocalRule(LOW_FINE, "", None, None, given, "", "text-seen")
    return book.local_rule(LOW_FINE, on)


def _gsxt_class(
    procedure: str, kinds: set[str], fine_fen: int, low: LocalRule | None
) -> tuple[str, list[str]]:
    if not kinds:
        return "no_penalty", []
    if procedure == "summary":
        return "summary", []
    beside = kinds - {WARNING}
    if not beside:
        return "only_warning", []
    if beside == {CRITICISM}:
        return "only_criticism", ["只有通报批评，公示三个月。"]
    if beside != {FINE}:
        return "other", []
    if low is None or low.value is None:
        return "other", ["本省“较低数额罚款”的标准没有设定，按三年公示，待核实。"]
    sums = f"罚款{money.grouped(fine_fen)}元，较低数额罚款的标准为{money.grouped(low.value)}元以下"
    if fine_fen <= low.value:
        return "only_low_fine", [f"只有罚款，{sums}，公示三个月。"]
    return "other", [f"{sums}，不属于较低数额罚款。"]


def _credit_class(book: RuleBook, procedure: str, kinds: Sequence[str], on: date) -> tuple[str, list[str]]:
    if not kinds:
        return "no_penalty", []
    if procedure == "summary" or set(kinds) <= {WARNING, CRITICISM}:
        return "minor", []
    heavy = [kind for kind in kinds if book.kind_effect(kind, "serious", on)]
    if heavy:
        return "serious", [f"{'、'.join(heavy)}，属于严重失信信息。"]
    return "ordinary", ["属于一般失信信息；数额特别巨大的罚款由主管部门确定，待核实。"]


def _shown(
    book: RuleBook,
    rule: DisplayRule,
    *,
    decided: date,
    published: date | None,
    calendar: WorkingCalendar,
    other_province: bool,
    restriction_until: date | None,
    barred: Sequence[str],
) -> Display:
    push_by, publish_by, sources = _clocks(book, rule, decided, calendar, other_province=other_province)
    period = f"{rule.length}{UNITS[rule.unit]}" if rule.length else "限制期满为止"
    # The enterprise system counts from publication (公示规定 13), 信用中国 from the decision.
    begins = decided if rule.runs_from == "decided" else published
    until = (add_months(begins, _months(rule)) if rule.length else restriction_until) if begins else None
    from_day = "自决定之日起计算" if rule.runs_from == "decided" else "自公示之日起计算"
    why = [f"公示期{period}，{from_day}，不因休息日顺延。" if rule.length else "公示至限制期满。"]
    repair = None
    if barred:
        why.append(f"{'、'.join(barred)}不得提前停止公示。")
    elif not rule.repair_rule:
        why.append("这类信息不适用提前停止公示。")
    elif published:
        repair_rule = book.deadline(rule.repair_rule, published)
        repair = compute(repair_rule, published, calendar).due_on
        sources.append(repair_rule.basis)
        conditions = [row for row in book.provisions_of("repair", published) if row.kind == "condition"]
        if rule.channel == "gsxt" and conditions:
            listed = "；".join(row.text for row in conditions)
            why.append(f"提前停止公示还要同时符合：{listed}（{conditions[0].basis}）。")
    basis = "；".join(dict.fromkeys([rule.basis, *sources]))
    return Display(
        True, publish_by, push_by, until, repair, basis, rule.confidence, tuple(why), rule.classed, period
    )


def _outlasts(book: RuleBook, on: date, restriction_until: date | None) -> bool:
    usual = add_months(on, _months(book.display("gsxt", "other", on)))
    return restriction_until is not None and restriction_until > usual


def _months(rule: DisplayRule) -> int:
    return (rule.length or 0) * (12 if rule.unit == "year" else 1)


def _clocks(
    book: RuleBook, rule: DisplayRule, decided: date, calendar: WorkingCalendar, *, other_province: bool
) -> tuple[date | None, date, list[str]]:
    if other_province and rule.push_rule:
        push = book.deadline(rule.push_rule, decided)
        push_by = compute(push, decided, calendar).due_on
        there = book.deadline("DIS-03", push_by)
        return push_by, compute(there, push_by, calendar).due_on, [push.basis, there.basis]
    publish = book.deadline(rule.publish_rule, decided)
    return None, compute(publish, decided, calendar).due_on, [publish.basis]
