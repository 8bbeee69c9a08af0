"""Terms on papers: how long in words, what is owed by when, the remedies and payment.

Every date is computed by workflows.clocks from a rule; nothing is counted here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from casework.services.drafting import law, places
from casework.services.drafting.context import Context
from workflows import clocks
from workflows.rules.rows import DeadlineRule, SurchargeRule

WHOLE_PERMILLE = 1000
ANSWER, PAY, RECONSIDER, SUE = "GEN-06", "ENF-01", "REM-01", "REM-04"
_CENTS = re.compile(r"(?<=\d)\.00(?!\d)")
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


def whole_yuan(text: str) -> str:
    """Amounts in a text as papers print them, whole yuan without 角 and 分: 8,694元."""
    return _CENTS.sub("", text)


def zh_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def due(context: Context, rule_id: str, start: date) -> clocks.Computed:
    """The date of a rule from its first day, without stops or extensions."""
    rule = context.step.book.deadline(rule_id, start)
    return clocks.compute(rule, start, context.step.calendar)


def percent(permille: int) -> str:
    """A share as the law writes it: 百分之三, 千分之二十五."""
    whole, rest = divmod(permille, 10)
    return f"千分之{han(permille)}" if rest else f"百分之{han(whole)}"


def article(rule: DeadlineRule | SurchargeRule) -> str:
    """The article that leads the basis of a rule, its law under the full name; an unread text says so."""
    return law.full(marked(law.leading(rule.basis), rule.confidence))


def answer(context: Context) -> dict[str, str]:
    """How long the party may state its view or ask for a hearing, counted from service of the notice."""
    rule = context.step.book.deadline(ANSWER, context.issued_on)
    return {"days_label": of_rule(rule), "basis": article(rule)}


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
        "reconsideration_term": of_rule(book.deadline(RECONSIDER, day)),
        "court": bodies["court"],
        "suit_term": of_rule(book.deadline(SUE, day)),
    }


def payment(context: Context) -> dict[str, str]:
    """How long there is to pay, counted from service, where, and what each day late may cost."""
    book, day = context.step.book, context.issued_on
    rule, late = book.deadline(PAY, day), book.surcharge(day)
    whole = late.cap_permille == WHOLE_PERMILLE
    return {
        "days_label": of_rule(rule),
        "how": places.payment_way(day),
        "basis": article(rule),
        "surcharge": percent(late.per_day_permille),
        "surcharge_cap": "罚款的数额" if whole else f"罚款数额的{percent(late.cap_permille)}",
        "surcharge_basis": article(late),
    }
