"""The calculator's second question: how much may the fine be. A form in, the range with its reasons out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from casework import clock
from casework.web.law import asking, scale, source
from casework.web.law.asking import Asked
from forms.calculator import FineForm
from workflows import discretion, fines, money
from workflows.discretion import Tiers
from workflows.fines import Assessment, HearingRight
from workflows.referral import Figures
from workflows.rules.book import RuleBook
from workflows.rules.rows import NotInForce, UnknownRule

TAB = "fine"
FIGURES = ("turnover", "gains", "sales", "unsold", "items", "loss")
# A threshold is drawn at four fifths of its meter, so that a figure beyond it still has room.
LIMIT = 80.0
LAW = re.compile(r"《[^》]+》(?:（[^）]+）)?")


@dataclass(frozen=True, slots=True)
class Meter:
    """One figure beside its crime threshold."""

    name: str
    words: str
    filled: float
    limit: float = LIMIT


@dataclass(frozen=True, slots=True)
class Range:
    """The answer: the range, where the proposed fine lies, and what goes with it."""

    found: Assessment
    tiers: Tiers | None
    scale: scale.Scale | None
    hearing: HearingRight | None
    hearing_from: int | None
    hearing_basis: str
    hearing_confidence: str
    fine_fen: int
    inside: bool | None
    meters: tuple[Meter, ...]
    ended: date
    decided: date


def ask() -> Asked:
    """Answer what the address asks, or say beside which field it cannot be answered."""
    book, form = source.rules(), asking.bind(FineForm)
    on = form.ended.data or clock.today()
    number = asking.offer(form.act, form.q.data or "", choices(book, on, form.act.data or ""))
    answer = None
    if asking.wants_answer() and form.validate():
        answer = _answer(form, book)
    link = asking.link(TAB, form, decided=_decided(form)) if answer else ""
    return Asked(form, answer, {"number": number, "link": link, "on": on})


def choices(book: RuleBook, on: date, chosen: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The violations the law knows on a day, and the one that was chosen, by law."""
    rows = list(book.penalties_on(on))
    if chosen and chosen not in {row.id for row in rows}:
        rows += [row for row in book.penalties if row.id == chosen][:1]
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        groups.setdefault(law_of(row.basis), []).append((row.id, row.name))
    return list(groups.items())


def law_of(basis: str) -> str:
    """The name of the law an article belongs to."""
    found = LAW.match(basis)
    return found.group() if found else basis


def _decided(form: FineForm) -> date:
    return form.decided.data or max(clock.today(), form.ended.data or date.min)


def _answer(form: FineForm, book: RuleBook) -> Range | None:
    try:
        found = _assessed(form, book)
    except UnknownRule as unknown:
        form.refuse("act", str(unknown))
    except NotInForce as wrong:
        form.refuse("ended", asking.refusal(wrong))
    except ValueError as wrong:
        form.refuse("decided", asking.refusal(wrong))
    else:
        return _shown(form, book, found)
    return None


def _assessed(form: FineForm, book: RuleBook) -> Assessment:
    given = {name: form[name].data for name in FIGURES}
    return fines.assess(
        book,
        form.act.data,
        act_ended=form.ended.data,
        decided=_decided(form),
        party=form.party.data,
        turnover_fen=form.turnover.data,
        gains_fen=form.gains.data,
        goods_value_fen=form.goods.data,
        serious=form.serious.data,
        innocent=form.innocent.data,
        prior=_prior(form),
        figures=Figures(**given),
        marks=form.marks.data or 1,
    )


def _prior(form: FineForm) -> list[date]:
    return [day for day in (form.prior1.data, form.prior2.data) if day]


def _shown(form: FineForm, book: RuleBook, found: Assessment) -> Range:
    decided, fine = _decided(form), form.fine.data or 0
    tiers = discretion.tiers(book, found, decided)
    threshold = book.hearing(form.party.data, decided)
    right = None
    if form.fine.data is not None:
        right = fines.hearing_right(book, party=form.party.data, fine_fen=fine, on=decided)
    return Range(
        found=found,
        tiers=tiers,
        scale=scale.of(
            found.min_fen, found.max_fen, tiers=tiers, hearing_fen=threshold.threshold_fen, fine_fen=fine
        ),
        hearing=right,
        hearing_from=threshold.threshold_fen,
        hearing_basis=threshold.basis,
        hearing_confidence=threshold.confidence,
        fine_fen=fine,
        inside=found.contains(fine) if form.fine.data is not None else None,
        meters=_meters(form, book, found),
        ended=form.ended.data,
        decided=decided,
    )


def _meters(form: FineForm, book: RuleBook, found: Assessment) -> tuple[Meter, ...]:
    """Each figure that is known beside its plain threshold; stricter ones are told in words."""
    figures = Figures(**{name: form[name].data for name in FIGURES})
    made: dict[str, Meter] = {}
    for key in book.penalty(found.rule).offences:
        for row in _thresholds(book, key, form.ended.data):
            value = figures.of(row.figure)
            if row.condition or not row.threshold or value is None:
                continue
            filled = min(100.0, round(LIMIT * value / row.threshold, 1))
            made.setdefault(row.figure, Meter(row.figure_name, _compared(value, row), filled))
    return tuple(made.values())


def _thresholds(book: RuleBook, key: str, on: date) -> Sequence[Any]:
    try:
        return book.referral(key, on)
    except NotInForce:
        return ()


def _compared(value: int, row: Any) -> str:
    if row.unit == "fen":
        return _("%(value)s / %(limit)s元", value=money.grouped(value), limit=money.grouped(row.threshold))
    return f"{value:,} / {row.threshold:,}"
