"""How long a decision is shown and how that was reckoned, for the page of the decision.

Rules and calendar in, dated lines out; the last day is the one fixed at publication and is not moved here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from casework import clock
from casework.queries.disclosures import Detail
from casework.web import filters
from workflows.calendar import WorkingCalendar
from workflows.display import LOW_FINE, Display, display
from workflows.rules.book import RuleBook
from workflows.rules.rows import DisplayRule, NotInForce, UnknownRule

GSXT, CREDIT = "gsxt", "creditchina"
LOW_FINE_CLASS = "only_low_fine"


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the reckoning."""

    on: date
    why: str
    basis: str
    last: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when, the proof, and what may be asked for earlier."""

    shown_on: date
    until: date | None
    passed: int
    passed_in_words: str
    steps: tuple[Step, ...]
    confidence: str
    repair_from: date | None
    repair_basis: str
    repair_confidence: str
    credit: Display | None
    credit_basis: str


def of(found: Detail, today: date, book: RuleBook, calendar: WorkingCalendar) -> Period:
    """Reckon the period of one publication again, by the rules that held when it was published."""
    shown_on, until = clock.local(found.hit.published_at).date(), found.hit.display_until
    here, credit = (_display(found, channel, book, calendar) for channel in (GSXT, CREDIT))
    rule = book.display(GSXT, here.classed, shown_on) if here else None
    whole, gone_by = (until - shown_on).days if until else 0, max(0, (today - shown_on).days)
    repair_from = here.repair_from if here else None
    repair = book.deadline(rule.repair_rule, shown_on) if rule and repair_from else None
    return Period(
        shown_on=shown_on,
        until=until,
        passed=min(100, max(1, round(100 * gone_by / whole))) if whole > 0 else 0,
        passed_in_words=_("已经公示%(days)d天", days=gone_by),
        steps=_steps(found, here, rule, book),
        confidence=here.confidence if here else "to-confirm",
        repair_from=repair_from,
        repair_basis=repair.basis if repair else "",
        repair_confidence=repair.confidence if repair else "",
        credit=credit if credit and credit.published else None,
        credit_basis=book.display(CREDIT, credit.classed, shown_on).basis if credit else "",
    )


def _steps(found: Detail, here: Display | None, rule: DisplayRule | None, book: RuleBook) -> tuple[Step, ...]:
    decided = found.hit.decided_on
    steps = [
        Step(decided, _("作出行政处罚决定"), ""),
        Step(clock.local(found.hit.published_at).date(), _("实际公示，从这一天起算"), ""),
    ]
    if here and rule and here.publish_by:
        term = book.deadline(rule.publish_rule, decided)
        words = _("最迟公示日：决定之日起%(term)s内", term=filters.term(term))
        steps.append(Step(here.publish_by, words, term.basis))
    steps.sort(key=lambda step: step.on)
    if found.hit.display_until:
        low = book.local_rule(LOW_FINE, decided) if here and here.classed == LOW_FINE_CLASS else None
        basis = "；".join(one.basis for one in (rule, low) if one)
        steps.append(Step(found.hit.display_until, _("期满，次日停止公示"), basis, last=True))
    return tuple(steps)


def _display(found: Detail, channel: str, book: RuleBook, calendar: WorkingCalendar) -> Display | None:
    """Ask the rules what a channel shows; nothing where they do not reach that day."""
    restriction = found.snapshot.get("restriction_until")
    try:
        return display(
            book,
            channel=channel,
            procedure=str(found.snapshot.get("procedure") or "ordinary"),
            kinds=found.hit.kinds,
            fine_fen=found.hit.fine_fen or 0,
            decided=found.hit.decided_on,
            published=clock.local(found.hit.published_at).date(),
            calendar=calendar,
            restriction_until=date.fromisoformat(restriction) if restriction else None,
        )
    except (UnknownRule, NotInForce):
        return None
