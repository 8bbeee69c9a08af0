"""The calculator's shorter questions: paying late, display of a penalty, hearing, a sum in capitals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework import clock
from casework.calendar_table import working_calendar
from casework.web.law import asking, source
from casework.web.law.asking import Asked
from forms.calculator import CapitalForm, HearingForm, LateForm, ShowForm
from workflows import display, fines, money
from workflows.clocks import Exclusion, NotAllowed
from workflows.display import Display
from workflows.fines import HearingRight, Surcharge
from workflows.rules.rows import NotInForce


@dataclass(frozen=True, slots=True)
class Late:
    """What is added, and for which payment."""

    found: Surcharge
    paid: date


@dataclass(frozen=True, slots=True)
class Shown:
    """What each channel does with one decision; the channels are never merged."""

    title: str
    found: Display


def late() -> Asked:
    """How much is added for paying late."""
    form, answer = asking.bind(LateForm), None
    if asking.wants_answer() and form.validate():
        answer = _late(form)
    return Asked(form, answer, {"link": asking.link("late", form, paid=answer.paid) if answer else ""})


def _late(form: LateForm) -> Late | None:
    paid = form.paid.data or clock.today()
    exclusions = [Exclusion(first, last) for _n, first, last in form.runs()]
    try:
        found = fines.surcharge(
            source.rules(),
            fine_fen=form.fine.data,
            due_on=form.due.data,
            paid_on=paid,
            exclusions=exclusions,
        )
    except NotInForce as wrong:
        form.refuse("due", asking.refusal(wrong))
        return None
    except NotAllowed as wrong:
        form.refuse("from1", asking.refusal(wrong))
        return None
    return Late(found, paid)


def show() -> Asked:
    """How long each channel shows a penalty."""
    form, answer = asking.bind(ShowForm), None
    if asking.wants_answer() and form.validate():
        answer = _show(form)
    return Asked(form, answer, {"link": asking.link("show", form) if answer else ""})


def _show(form: ShowForm) -> tuple[Shown, ...] | None:
    book, calendar = source.rules(), working_calendar()
    try:
        return tuple(
            Shown(
                title,
                display.display(
                    book,
                    channel=channel,
                    procedure=form.procedure.data,
                    kinds=form.kinds.data,
                    fine_fen=form.fine.data or 0,
                    decided=form.decided.data,
                    calendar=calendar,
                    published=form.published.data,
                    other_province=form.other.data,
                    restriction_until=form.until.data,
                ),
            )
            for channel, title in display.CHANNELS.items()
        )
    except NotInForce as wrong:
        form.refuse("decided", asking.refusal(wrong))
    except ValueError as wrong:
        form.refuse("published", asking.refusal(wrong))
    return None


def hearing() -> Asked:
    """Whether the party may ask for a hearing."""
    form, answer = asking.bind(HearingForm), None
    if asking.wants_answer() and form.validate():
        answer = _hearing(form)
    link = asking.link("hearing", form, on=form.on.data or clock.today()) if answer else ""
    return Asked(form, answer, {"link": link})


def _hearing(form: HearingForm) -> HearingRight | None:
    try:
        return fines.hearing_right(
            source.rules(),
            party=form.party.data,
            fine_fen=form.fine.data or 0,
            confiscated_fen=form.confiscated.data or 0,
            kinds=form.kinds.data or (),
            on=form.on.data or clock.today(),
        )
    except NotInForce as wrong:
        form.refuse("on", asking.refusal(wrong))
        return None


def capital() -> Asked:
    """A sum in capitals."""
    form, answer = asking.bind(CapitalForm), None
    if asking.wants_answer() and form.validate():
        answer = money.capital(form.amount.data)
    return Asked(form, answer, {"link": asking.link("capital", form) if answer else ""})
