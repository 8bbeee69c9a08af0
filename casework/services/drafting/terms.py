"""Terms on papers: how long in words, what is owed by when, the remedies, payment and display.

Every date is computed by workflows.clocks from a rule; nothing is counted here.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.services.drafting import law, places
from casework.services.drafting.context import Context
from workflows import clocks
from workflows.display import CHANNELS, display
from workflows.rules.rows import DeadlineRule
from workflows.vocabulary import State

GSXT = "gsxt"
_DIGITS = "零一二三四五六七八九"
_UNITS = {
    "working_day": "个工作日",
    "calendar_day": "日",
    "month": "个月",
    "year": "年",
    "hour": "小时",
}


def han(number: int) -> str:
    """A whole number below a thousand as the law writes it: 十五, 六十, 一百二十."""
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and units:
        words += "零"
    return words + (_DIGITS[units] if units or not words else "")


def length(number: int, unit: str) -> str:
    """A term in words: 五个工作日, 三十日, 六个月."""
    words = "两" if number == 2 and unit != "calendar_day" else han(number)
    return f"{words}{_UNITS[unit]}"


def of_rule(rule: DeadlineRule) -> str:
    return length(rule.length, rule.unit)


def zh_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def due(context: Context, rule_id: str, start: date) -> clocks.Computed:
    """The date of a rule from its first day, without stops or extensions."""
    rule = context.step.book.deadline(rule_id, start)
    return clocks.compute(rule, start, context.step.calendar)


def owed(context: Context, rule_id: str, start: date, *, after: str = "") -> dict[str, Any]:
    """One date that the office owes, with its article and how it was reached.

    `after` names the step whose last day the count starts from, where that step is still ahead.
    """
    rule, found = context.step.book.deadline(rule_id, start), due(context, rule_id, start)
    notes = [f"自{rule.starts_at}之日起{of_rule(rule)}"]
    if after:
        notes.append(f"按{after}的最后日期推算")
    if rule.note:
        notes.append(rule.note)
    if found.provisional:
        notes.append("节假日安排公布后可能调整")
    return {
        "label": rule.label,
        "due_on": found.due_on.isoformat(),
        "basis": marked(rule.basis, rule.confidence),
        "note": "；".join(notes),
    }


def marked(basis: str, confidence: str) -> str:
    """A basis whose text was not read says so wherever it is shown."""
    return basis if confidence == "text-seen" else f"{basis}（待核实）"


def remedies(context: Context) -> dict[str, str]:
    """Who reviews, which court, and how long there is for each."""
    book, day = context.step.book, context.issued_on
    bodies = places.remedy_body(context.bureau.region_code, day)
    return {
        "reconsideration_body": bodies["reconsideration_body"],
        "reconsideration_term": of_rule(book.deadline("REM-01", day)),
        "court": bodies["court"],
        "suit_term": of_rule(book.deadline("REM-04", day)),
    }


def payment(context: Context) -> dict[str, str]:
    """How long there is to pay, counted from service, and where."""
    rule = context.step.book.deadline("ENF-01", context.issued_on)
    return {"days_label": of_rule(rule), "how": places.payment_way(context.issued_on)}


def shown(context: Context, penalty: dict[str, Any], *, published: date | None = None) -> dict[str, Any]:
    """What becomes public, and for how long; last days only once the day of publication is known."""
    start, book = published or context.issued_on, context.step.book
    found = display(
        book,
        channel=GSXT,
        procedure="ordinary",
        kinds=tuple(penalty.get("kinds") or ()),
        fine_fen=int(penalty.get("fine_fen") or 0),
        decided=date.fromisoformat(str(penalty.get("decided_on") or context.issued_on)),
        published=start,
        calendar=context.step.calendar,
    )
    data: dict[str, Any] = {
        "channel": CHANNELS[GSXT],
        "published": found.published,
        "term": State.NOT_PUBLISHABLE.label,
        "basis": law.together(marked(found.basis, found.confidence)),
    }
    if not found.published:
        return data
    rule = book.display(GSXT, found.classed, start)
    data["term"] = length(rule.length, rule.unit) if rule.length else found.period
    if found.repair_from and rule.repair_rule:
        data["repair_term"] = of_rule(book.deadline(rule.repair_rule, start))
    days = {"until": found.until, "repair_from": found.repair_from} if published else {}
    return data | {name: day.isoformat() for name, day in days.items() if day}
