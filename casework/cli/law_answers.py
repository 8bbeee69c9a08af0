"""What the house answers to the facts of a worked example: one function for each kind of question.

Facts and answers are plain JSON: days as 2026-09-28, money in yuan with two decimals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from workflows import clocks, discretion, display, fines, identifiers, money, payment, referral
from workflows.calendar import WorkingCalendar
from workflows.clocks import Exclusion, Extension, NotAllowed
from workflows.rules.book import RuleBook
from workflows.rules.rows import LocalRule

Facts = Mapping[str, Any]
Answer = dict[str, Any]


def answer(kind: str, facts: Facts, book: RuleBook, calendar: WorkingCalendar) -> Answer:
    """The answer to one question, or that it is refused and why."""
    try:
        if kind not in _ANSWERS:
            raise ValueError(f"不认识的例子种类：{kind}")
        return _ANSWERS[kind](facts, _placed(book, facts), calendar)
    except NotAllowed as error:
        return {"refused": True, "reason": error.reason, "basis": error.basis}
    except (KeyError, TypeError, AttributeError) as error:
        return {"refused": True, "reason": f"例子写得不对：{error!r}", "basis": ""}
    except (ValueError, LookupError, OverflowError) as error:
        return {"refused": True, "reason": str(error), "basis": ""}


def _placed(book: RuleBook, facts: Facts) -> RuleBook:
    """The book as it is read at the place of the example."""
    if "region" not in facts:
        return book
    rows = [
        LocalRule(
            one["id"],
            one["region"],
            _day(one.get("valid_from")),
            _day(one.get("valid_to")),
            one["value"],
            one["basis"],
            one.get("confidence", "text-seen"),
        )
        for one in facts.get("local", ())
    ]
    return book.with_local(rows, facts["region"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _need(facts: Facts, name: str) -> date:
    return date.fromisoformat(facts[name])


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _fen(facts: Facts, name: str) -> int | None:
    return None if facts.get(name) is None else money.fen(facts[name])


def _iso(day: date | datetime | None) -> str | None:
    return day.isoformat() if day else None


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else money.yuan(fen)


def _days(facts: Facts, name: str) -> list[date]:
    return [date.fromisoformat(text) for text in facts.get(name, ())]


def _exclusions(facts: Facts) -> list[Exclusion]:
    spans = facts.get("exclusions", ())
    return [Exclusion(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]


def _extensions(facts: Facts) -> list[Extension]:
    return [
        Extension(one["length"], one["unit"], _day(one.get("approved_on")), one.get("by", ""))
        for one in facts.get("extensions", ())
    ]


def _computed(facts: Facts, book: RuleBook, calendar: WorkingCalendar) -> clocks.Computed:
    start = _moment(facts["start"])
    on = _day(facts.get("on")) or (start.date() if isinstance(start, datetime) else start)
    return clocks.compute(
        book.deadline(facts["rule"], on),
        start,
        calendar,
        extensions=_extensions(facts),
        exclusions=_exclusions(facts),
        backward=facts.get("backward", False),
    )


def _deadline(facts: Facts, book: RuleBook, calendar: WorkingCalendar) -> Answer:
    found = _computed(facts, book, calendar)
    return {
        "due_on": _iso(found.due_on),
        "due_at": _iso(found.due_at),
        "warn_on": _iso(found.warn_on),
        "excluded_days": found.excluded_days,
        "provisional": found.provisional,
        "confidence": found.confidence,
        "basis": found.basis,
    }


def _convention(facts: Facts, book: RuleBook, calendar: WorkingCalendar) -> Answer:
    """The date, and the article of one way of counting if the proof really rests on it."""
    found = _computed(facts, book, calendar)
    procedure = book.deadline(facts["rule"], _need(facts, "start")).procedure
    basis = book.convention(facts["convention"], procedure).basis
    return {
        "due_on": _iso(found.due_on),
        "basis": basis if any(basis in step.basis.split("；") for step in found.steps) else None,
    }


def _assessed(facts: Facts, book: RuleBook) -> fines.Assessment:
    return fines.assess(
        book,
        facts["violation"],
        act_ended=_need(facts, "act_ended"),
        decided=_need(facts, "decided"),
        party=facts.get("party", "legal"),
        turnover_fen=_fen(facts, "turnover"),
        gains_fen=_fen(facts, "gains"),
        goods_value_fen=_fen(facts, "goods_value"),
        serious=facts.get("serious", False),
        innocent=facts.get("innocent", False),
        prior=_days(facts, "prior"),
    )


def _fine(facts: Facts, book: RuleBook, _calendar: WorkingCalendar) -> Answer:
    found = _assessed(facts, book)
    proposed = _fen(facts, "fine")
    contains = None if proposed is None else found.contains(proposed)
    at_min = contains and proposed == found.min_fen and found.min_fen > 0
    return {
        "rule": found.rule,
        "valid_from": _iso(found.valid_from),
        "branch": found.branch,
        "min": _yuan(found.min_fen),
        "max": _yuan(found.max_fen),
        "modal": found.modal,
        "others": [[_yuan(one.min_fen), _yuan(one.max_fen)] for one in found.alternatives],
        "aggravated": bool(found.aggravation),
        "exempt": found.exempt,
        "also": list(found.also),
        "confiscate": list(found.confiscate),
        "orders": list(found.orders),
        "verdict": {True: "in_range", False: "out_of_range", None: None}[contains]
        if not at_min
        else "in_range_at_min",
        "confidence": found.confidence,
    }


def _surcharge(facts: Facts, book: RuleBook, _calendar: WorkingCalendar) -> Answer:
    found = fines.surcharge(
        book,
        fine_fen=money.fen(facts["fine"]),
        due_on=_need(facts, "due"),
        paid_on=_need(facts, "paid"),
        exclusions=_exclusions(facts),
    )
    return {"days": found.days, "surcharge": money.yuan(found.amount_fen), "capped": found.capped}


def _hearing(facts: Facts, book: RuleBook, _calendar: WorkingCalendar) -> Answer:
    found = fines.hearing_right(
        book,
        party=facts["party"],
        fine_fen=money.fen(facts["fine"]),
        confiscated_fen=_fen(facts, "confiscated") or 0,
        kinds=facts.get("kinds", ()),
        on=_need(facts, "on"),
    )
    return {"right": found.right, "basis": found.basis, "confidence": found.confidence}


def _display(facts: Facts, book: RuleBook, calendar: WorkingCalendar) -> Answer:
    found = display.display(
        book,
        channel=facts["channel"],
        procedure=facts.get("procedure", "ordinary"),
        kinds=facts["kinds"],
        fine_fen=_fen(facts, "fine") or 0,
        decided=_need(facts, "decided"),
        published=_day(facts.get("published")),
        calendar=calendar,
        low_fine_max_fen=_fen(facts, "low_fine_max"),
        other_province=facts.get("other_province", False),
        restriction_until=_day(facts.get("restriction_until")),
    )
    return {
        "published": found.published,
        "classed": found.classed,
        "publish_by": _iso(found.publish_by),
        "push_by": _iso(found.push_by),
        "until": _iso(found.until),
        "repair_from": _iso(found.repair_from),
        "confidence": found.confidence,
    }


_IN_YUAN = ("turnover", "gains", "sales", "unsold", "loss")
_IN_PIECES = ("items", "unsold_items", "downloads", "clicks", "members")


def _referral(facts: Facts, book: RuleBook, _calendar: WorkingCalendar) -> Answer:
    figures = referral.Figures(
        **{name: _fen(facts, name) for name in _IN_YUAN}, **{name: facts.get(name) for name in _IN_PIECES}
    )
    keys = [facts["offence"]] if "offence" in facts else book.penalty(facts["violation"]).offences
    found = referral.compare(
        book,
        keys,
        on=_need(facts, "act_ended"),
        figures=figures,
        prior=_days(facts, "prior"),
        marks=facts.get("marks", 1),
        service=facts.get("service", False),
    )
    return {"met": found.met, "offence": found.offence, "threshold": _threshold(found, book)}


def _threshold(found: referral.Criminal, book: RuleBook) -> str | int | None:
    """The figure reached: yuan in words of figures, pieces as a number."""
    pieces = any(row.figure_name == found.figure and row.unit == "items" for row in book.referrals)
    return found.threshold if pieces or found.threshold is None else money.yuan(found.threshold)


def _money(facts: Facts, _book: RuleBook, _calendar: WorkingCalendar) -> Answer:
    fen = money.fen(facts["text"])
    return {
        "fen": fen,
        "capital": money.capital(fen),
        "yuan": money.yuan(fen),
        "grouped": money.grouped(fen),
        "wan": money.wan(fen),
    }


def _calendar_day(facts: Facts, _book: RuleBook, calendar: WorkingCalendar) -> Answer:
    day = _need(facts, "day")
    found: Answer = {
        "working": calendar.is_working(day),
        "name": calendar.name(day),
        "provisional": calendar.provisional(day),
        "rolled": _iso(calendar.roll(day)),
    }
    if "add" in facts:
        found["added"] = _iso(calendar.add_working_days(day, facts["add"]))
    if "until" in facts:
        found["between"] = calendar.working_days_between(day, _need(facts, "until"))
    return found


def _tiers(facts: Facts, book: RuleBook, _calendar: WorkingCalendar) -> Answer:
    cut = discretion.tiers(book, _assessed(facts, book), _need(facts, "decided"))
    if cut is None:
        return {"tiers": None}
    fine = _fen(facts, "fine")
    return {
        "light_below": money.yuan(cut.light_below_fen),
        "heavy_above": money.yuan(cut.heavy_above_fen),
        "tier": None if fine is None else cut.of(fine),
        "basis": cut.basis,
        "confidence": cut.confidence,
    }


def _simple(facts: Facts, book: RuleBook, _calendar: WorkingCalendar) -> Answer:
    found = discretion.simple_procedure(
        book, party=facts["party"], fine_fen=money.fen(facts["fine"]), on=_need(facts, "on")
    )
    return {"allowed": found.allowed, "collect": found.collect, "basis": found.basis}


def _instalments(facts: Facts, book: RuleBook, _calendar: WorkingCalendar) -> Answer:
    plan = payment.instalments(
        book, fine_fen=money.fen(facts["fine"]), served=_need(facts, "served"), dates=_days(facts, "dates")
    )
    return {
        "parts": [money.yuan(part.amount_fen) for part in plan.parts],
        "dates": [_iso(part.due_on) for part in plan.parts],
        "sum": money.yuan(sum(part.amount_fen for part in plan.parts)),
    }


def _identifier(facts: Facts, _book: RuleBook, _calendar: WorkingCalendar) -> Answer:
    found = identifiers.check(facts["what"], facts["value"], today=_need(facts, "on"))
    return {"valid": found.valid, "normalised": found.normalised}


_ANSWERS: dict[str, Callable[[Facts, RuleBook, WorkingCalendar], Answer]] = {
    "calendar": _calendar_day,
    "convention": _convention,
    "deadline": _deadline,
    "display": _display,
    "fine": _fine,
    "hearing": _hearing,
    "identifier": _identifier,
    "instalments": _instalments,
    "money": _money,
    "referral": _referral,
    "simple": _simple,
    "surcharge": _surcharge,
    "tiers": _tiers,
    "which_law": _fine,
}
KINDS: Mapping[str, str] = {
    "calendar": "工作日",
    "convention": "计算方法",
    "deadline": "期限",
    "display": "公示期",
    "fine": "罚款幅度",
    "hearing": "听证",
    "identifier": "编号",
    "instalments": "分期缴纳",
    "money": "金额写法",
    "referral": "移送标准",
    "simple": "简易程序",
    "surcharge": "加处罚款",
    "tiers": "裁量档次",
    "which_law": "适用法律",
}
