"""How a date is counted, as rows of a small table behind a paper: 日期, 计入, 累计, 理由, 依据.

A date that is known brings the steps of workflows.clocks; a term that begins with a later service
brings the way of counting, from the rule and the conventions of its procedure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casework.services.drafting import law, terms
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from casework.services.drafting.people import filled
from workflows.rules.book import RuleBook
from workflows.rules.rows import DeadlineRule

Row = dict[str, str]
COUNTS = {True: "计入", False: "不计"}
DAYS = ("working_day", "calendar_day")
_WEEKDAYS = "一二三四五六日"
SAME = "同上"
# How each unit runs: the days, in words, and the convention beside the rule's own article.
_HOW = {
    "working_day": ("次日起的工作日", "节假日、休息日不计，调休上班日计入，第{whole}届满", "C2"),
    "calendar_day": ("次日起每一日", "按自然日连续计算，第{whole}届满", ""),
    "month": ("次日起", "按月连续计算，到对应日届满；没有对应日的，到当月最后一日", "C5"),
    "year": ("次日起", "按年连续计算，到对应日届满；没有对应日的，到当月最后一日", "C5"),
}


def row(day: str, why: str, *, counts: bool | None = None, total: str = "", basis: str = "") -> Row:
    """One line of the table; `counts` None where a day is only named."""
    said = "" if counts is None else COUNTS[counts]
    return filled({"day": day, "counts": said, "total": total, "why": why, "basis": basis})


def head(words: str) -> Row:
    """The line that names the term, above its own rows."""
    return {"head": words}


def ditto(rows: Sequence[Row]) -> list[Row]:
    """The rows with a basis named once where the next line rests on the same."""
    said, above = [], ""
    for one in rows:
        basis = one.get("basis", "")
        said.append(one | {"basis": SAME} if basis and basis == above else one)
        above = basis
    return said


def counted(context: Context, rule_id: str, start: date) -> list[Row]:
    """A date whose first day is known, without stops or extensions."""
    found = terms.due(context, rule_id, start)
    rule = context.step.book.deadline(rule_id, start)
    steps = [step.as_dict() for step in found.steps]
    return _table(context.step.book, rule, found.due_on, steps, provisional=found.provisional)


def running(context: Context, file: CaseFile, rule_id: str, proceeding_id: int | None = None) -> list[Row]:
    """The newest clock of a rule with the steps that were kept with it, stops and extensions included."""
    clock = file.clock_of(rule_id, proceeding_id)
    if clock is None or not clock.steps:
        known = context.facts.clock(rule_id)
        return counted(context, rule_id, known.start_on if known else context.step.today)
    rule = context.step.book.deadline(rule_id, clock.start_on)
    return _table(context.step.book, rule, clock.due_on, clock.steps, provisional=bool(clock.provisional))


def ways(context: Context, *rule_ids: str, begins: str) -> list[Row]:
    """How terms are counted that begin with a day still ahead: `begins` says which, 收到本决定书当日."""
    rules = [context.step.book.deadline(rule_id, context.issued_on) for rule_id in rule_ids]
    said = [row(begins, "开始的当日不计", counts=False, basis=_conventions(context, "C1", rules))]
    said += [_way(context, rule) for rule in rules]
    rolling = [rule for rule in rules if rule.rolls and rule.unit != "working_day"]
    if rolling:
        words, basis = "顺延到其后第一个工作日", _conventions(context, "C3", rolling)
        said.append(row("最后一日为休息日的", words, counts=False, basis=basis))
    return said


def _way(context: Context, rule: DeadlineRule) -> Row:
    day, how, convention = _HOW[rule.unit]
    whole = terms.of_rule(rule)
    words = [f"{rule.label}：{how.format(whole=whole)}"]
    words += [f"{'、'.join(rule.not_counted)}的时间不计入"] if rule.not_counted else []
    words += [] if rule.rolls else ["遇休息日不顺延"]
    bases = [rule_basis(rule)] + ([_conventions(context, convention, [rule])] if convention else [])
    return row(day, "；".join(words), counts=True, total=whole, basis=law.once("；".join(bases)))


def rule_basis(rule: DeadlineRule) -> str:
    return terms.marked(rule.basis, rule.confidence)


def _conventions(context: Context, name: str, rules: Sequence[DeadlineRule]) -> str:
    """The article of a way of counting, for each procedure its own, each named once."""
    found = [context.step.book.convention(name, rule.procedure) for rule in rules]
    return "；".join(dict.fromkeys(terms.marked(one.basis, one.confidence) for one in found))


def _table(
    book: RuleBook, rule: DeadlineRule, due_on: date, steps: Sequence[Mapping[str, Any]], *, provisional: bool
) -> list[Row]:
    unsure = "（暂定，节假日安排公布后可能调整）" if provisional else ""
    said = [head(f"{rule.label}：{terms.of_rule(rule)}，最后一日{terms.zh_day(due_on)}{unsure}")]
    return said + _rows(book, rule, steps)


def _rows(book: RuleBook, rule: DeadlineRule, steps: Sequence[Mapping[str, Any]]) -> list[Row]:
    sure = {one.basis: one.confidence for one in book.conventions} | {rule.basis: rule.confidence}
    said: list[Row] = []
    year, sums = 0, 0
    for step in _joined(steps):
        first, last = _span(step)
        basis = terms.marked(str(step["basis"]), sure.get(str(step["basis"]), "text-seen"))
        sums = step.get("total") or sums
        days, total = _days(first, last, year), _total(rule, sums) if step["counts"] else ""
        said.append(row(days, step["why"], counts=step["counts"], total=total, basis=basis))
        year = last.year
    return ditto(said)


def _total(rule: DeadlineRule, total: int) -> str:
    """How many are counted so far: days as a figure, months and years in words."""
    if not total or rule.unit in DAYS:
        return str(total or "")
    years, months = divmod(total, 12)
    return terms.length(years, "year") if years and not months else terms.length(total, "month")


def _joined(steps: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The steps with the end in one line with the last run that counts, where both name the same day."""
    found = [dict(step) for step in steps]
    if len(found) < 2 or found[-1]["kind"] != "end":
        return found
    run, end = found[-2], found[-1]
    if run["kind"] != "count" or not run["counts"] or _span(run)[1] != _span(end)[0]:
        return found
    whole = run["until"] is not None
    why = f"{run['why']}；{end['why']}" if whole else end["why"]
    return [*found[:-2], run | {"why": why, "basis": end["basis"]}]


def _span(step: Mapping[str, Any]) -> tuple[date, date]:
    first = date.fromisoformat(str(step["on"]))
    return first, date.fromisoformat(str(step["until"])) if step["until"] else first


def _days(first: date, last: date, year: int) -> str:
    """A day with its weekday, or a run of days; the year where it is not that of the row above."""
    begun = _day(first, year)
    if first == last:
        return f"{begun}周{_WEEKDAYS[first.weekday()]}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{begun}至{last.day}日"
    return f"{begun}至{_day(last, first.year)}"


def _day(day: date, year: int) -> str:
    return terms.zh_day(day) if day.year != year else f"{day.month}月{day.day}日"
