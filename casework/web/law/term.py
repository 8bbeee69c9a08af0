"""The calculator's first question: when does a term end. A form in, the due day with its proof out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from casework import clock
from casework.calendar_table import working_calendar
from casework.web.law import asking, ladder, months, source, wording, words
from casework.web.law.asking import Asked
from forms.calculator import TermForm
from workflows import clocks
from workflows.calendar import WorkingCalendar
from workflows.clocks import Computed, Exclusion, Extension, NotAllowed, Remaining
from workflows.rules.book import RuleBook
from workflows.rules.rows import DeadlineRule, NotInForce, UnknownRule

TAB = "term"
UNSAID = "您填写的时间"


@dataclass(frozen=True, slots=True)
class Left:
    """How far the day is from today; a day long past is no alarm to somebody who only asks."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """The answer: the day, how long from today, and everything that proves it."""

    rule: DeadlineRule
    found: Computed
    left: Left
    today: date
    lines: tuple[ladder.Line, ...]
    months: months.Months
    horizon: date
    backward: bool
    rolled: bool


def ask() -> Asked:
    """Answer what the address asks, or say beside which field it cannot be answered."""
    book, form = source.rules(), asking.bind(TermForm)
    number = asking.offer(form.rule, form.q.data or "", choices(book))
    rule = _known(form, book)
    _offer_reasons(form, rule)
    answer = None
    if asking.wants_answer() and form.validate():
        rule = _in_force(form, book) or rule
        answer = _answer(form, rule) if rule and not form.summary() else None
    more = {
        "rule": rule,
        "gap": bool(rule and wording.backward(rule)),
        "number": number,
        "link": asking.link(TAB, form) if answer else "",
    }
    return Asked(form, answer, more)


def choices(book: RuleBook) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every term once, in its newest version, by procedure."""
    newest = {row.id: row for row in sorted(book.deadlines, key=lambda row: row.valid_from or date.min)}
    groups: dict[str, list[tuple[str, str]]] = {name: [] for name in words.PROCEDURES}
    for row in sorted(newest.values(), key=lambda row: row.id):
        groups[row.procedure].append((row.id, f"{row.label}（{wording.term(row)}）"))
    return [(words.PROCEDURES[name], pairs) for name, pairs in groups.items() if pairs]


def _known(form: TermForm, book: RuleBook) -> DeadlineRule | None:
    """The newest version of the chosen rule, for the fields that depend on it."""
    same = [row for row in book.deadlines if row.id == form.rule.data]
    return max(same, key=lambda row: row.valid_from or date.min, default=None)


def _offer_reasons(form: TermForm, rule: DeadlineRule | None) -> None:
    reasons = rule.not_counted if rule else ()
    form.why.offer([(_("依法不计入的时间"), [(reason, reason) for reason in reasons])] if reasons else [])


def _in_force(form: TermForm, book: RuleBook) -> DeadlineRule | None:
    """The version that holds on the day the term starts; a refusal stands beside its field."""
    try:
        rule = book.deadline(form.rule.data, form.start.data)
        if form.why.data and form.why.data not in rule.not_counted:
            form.refuse("why", f"“{rule.label}”没有这种不计入的原因（{rule.basis}）")
        return rule
    except UnknownRule as unknown:
        form.refuse("rule", str(unknown))
    except NotInForce as wrong:
        since = ", ".join(
            _("%(day)s起施行", day=clocks.day_words(row.valid_from))
            for row in book.deadlines
            if row.id == form.rule.data and row.valid_from
        )
        form.refuse("start", f"{wrong}（{since}）" if since else str(wrong))
    return None


def _answer(form: TermForm, rule: DeadlineRule) -> Term | None:
    calendar = working_calendar()
    backward = form.back.data or wording.backward(rule)
    found = None
    # Each stage adds one thing that may be refused, so that the refusal stands beside what caused it.
    for name, asked in _stages(form, rule, backward=backward):
        try:
            found = clocks.compute(rule, _start(form, rule), calendar, **asked)
        except NotAllowed as refused:
            form.refuse(name, asking.refusal(refused))
            return None
    return _shown(rule, found, calendar, form, backward=backward) if found else None


def _start(form: TermForm, rule: DeadlineRule) -> date | datetime:
    at, on = form.at.data, form.start.data
    whole: date = on
    return datetime.combine(on, at, clocks.CHINA) if at and rule.unit == "hour" else whole


def _stages(form: TermForm, rule: DeadlineRule, *, backward: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    yield ("back" if form.back.data else "start"), {"backward": backward}
    runs = form.runs()
    asked: dict[str, Any] = {"backward": backward}
    if runs:
        reason = form.why.data or UNSAID
        asked["exclusions"] = [Exclusion(first, last, reason) for _n, first, last in runs]
        yield f"from{runs[0][0]}", asked
    if form.ext.data:
        unit = rule.extension_unit or rule.unit
        asked["extensions"] = [Extension(form.ext.data, unit, form.ext_on.data)]
        yield "ext", asked
    if form.later.data:
        unit = rule.later_unit or rule.extension_unit or rule.unit
        again = Extension(form.later.data, unit, form.later_on.data)
        asked["extensions"] = [*asked.get("extensions", []), again]
        yield "later", asked


def _left(found: Remaining) -> Left:
    if found.days < 0:
        return Left("done", _("已过%(num)d天", num=-found.days))
    if found.days == 0:
        return Left("today", _("今日到期"))
    if found.text.endswith("个工作日"):
        return Left(found.level, _("还剩%(num)d个工作日", num=found.days))
    return Left(found.level, _("还剩%(num)d天", num=found.days))


def _shown(
    rule: DeadlineRule, found: Computed, calendar: WorkingCalendar, form: TermForm, *, backward: bool
) -> Term:
    today, lines = clock.today(), ladder.lines(found.steps)
    pauses = [(first, last) for _n, first, last in form.runs()]
    return Term(
        rule=rule,
        found=found,
        left=_left(clocks.remaining(found.due_on, today, rule.unit, calendar)),
        today=today,
        lines=lines,
        months=months.of(lines, calendar, pauses, working=rule.unit == "working_day"),
        horizon=calendar.horizon,
        backward=backward,
        rolled=found.warn_on != found.due_on,
    )
