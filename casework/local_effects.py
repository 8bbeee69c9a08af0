"""What a local parameter would change in the cases of today: hearing rights, display periods, tiers of fines.

Asks the same pure rules twice, with and without the proposed row. Reads only, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from casework import clock
from casework.calendar_table import working_calendar
from casework.db import db
from casework.local_rules import approved, laid
from casework.models import Bureau, Case, Decision, Fact, Party, Proceeding, Publication
from workflows import discretion, fines, settling
from workflows.calendar import WorkingCalendar
from workflows.clocks import day_words
from workflows.display import LOW_FINE, Display, display
from workflows.engine import SYSTEM, Facts, PartyView, ProceedingView, Step
from workflows.procedures import lawfulness
from workflows.rules.book import RuleBook
from workflows.rules.rows import LocalRule
from workflows.vocabulary import Action, FactKey, PartyRole, Procedure, State

HEARING, DISPLAY, TIER = "hearing", "display", "tier"
KINDS = {HEARING: "听证权利", DISPLAY: "公示期", TIER: "裁量档次"}
# What the rules ask of a proposed penalty.
_ASKED = (
    FactKey.NOTICE,
    FactKey.PROPOSED_WARNING,
    FactKey.PROPOSED_FINE_FEN,
    FactKey.CONFISCATED_GAINS_FEN,
    FactKey.CONFISCATED_GOODS,
    FactKey.CONFISCATED_GOODS_FEN,
    FactKey.VIOLATION,
    FactKey.ACT_ENDED,
    FactKey.TURNOVER_FEN,
    FactKey.GAINS_FEN,
    FactKey.PRIOR_PENALTIES,
)
_CASE = (
    Case.public_id,
    Case.reference,
    Case.bureau_region,
    Bureau.name.label("bureau"),
    Party.id.label("party_id"),
    Party.name.label("party"),
    Party.kind.label("party_kind"),
)
_PARTIES = {"legal", "individual_business", "natural"}


@dataclass(frozen=True, slots=True)
class Effect:
    """One answer about one case: as it is, as it would be. `kept` where what was fixed earlier stands."""

    kind: str
    case_id: str
    reference: str
    region: str
    bureau: str
    party: str
    now: str
    then: str
    basis: str
    note: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything a row would change, judged as of a day; `asked` is how many cases were looked at."""

    on: date
    asked: int
    rows: tuple[Effect, ...]

    def counts(self) -> dict[str, int]:
        """How many answers change, by kind, those that stand as they were counted apart."""
        found = {kind: sum(r.kind == kind and not r.kept for r in self.rows) for kind in KINDS}
        return found | {"kept": sum(r.kept for r in self.rows), "asked": self.asked}


@dataclass(frozen=True, slots=True)
class _Books:
    """The rules of one bureau without and with the row, and the day they are asked about."""

    now: RuleBook
    then: RuleBook
    on: date
    calendar: WorkingCalendar


def of(row: LocalRule) -> Effects:
    """What this row would change in open cases and in what is published, from the day it begins or today."""
    today = clock.today()
    on = max(today, row.valid_from or today)
    rows, calendar = approved(), working_calendar()
    books = {
        region: _Books(laid(rows, region), laid((*rows, row), region), on, calendar)
        for region in settling.reached(row.region)
    }
    proposed, decided = _proposed(tuple(books)), _decided(tuple(books)) if row.id == LOW_FINE else []
    found: list[Effect] = []
    for one in proposed:
        found += _of_proposal(row.id, one, books[one.head.bureau_region])
    for one in decided:
        found += _of_decision(one, books[one.bureau_region])
    return Effects(on, len(proposed) + len(decided), tuple(found))


@dataclass(frozen=True, slots=True)
class _Proposed:
    """An undecided penalty with its head and what is known of it."""

    head: Any
    facts: Facts


def _proposed(regions: tuple[str, ...]) -> list[_Proposed]:
    """The open penalty proceedings of these bureaus in which a penalty was proposed."""

    open_ones = (
        Proceeding.procedure == Procedure.PENALTY,
        Proceeding.ended_at.is_(None),
        Case.bureau_region.in_(regions),
        ~select(Decision.id).where(Decision.proceeding_id == Proceeding.id).exists(),
    )
    heads = db.session.execute(
        select(
            Proceeding.id,
            Proceeding.case_id,
            Proceeding.public_id.label("proceeding"),
            Proceeding.state,
            Proceeding.version,
            Proceeding.opened_at,
            *_CASE,
        )
        .join(Case, Case.id == Proceeding.case_id)
        .join(Bureau, Bureau.region_code == Case.bureau_region)
        .join(Party, Party.id == _respondent(Proceeding.case_id))
        .where(*open_ones)
        .order_by(Case.reference)
    ).all()
    known: dict[int, dict[FactKey, Any]] = {}
    for fact in db.session.execute(
        select(Fact.case_id, Fact.key, Fact.value)
        .join(Proceeding, Proceeding.case_id == Fact.case_id)
        .join(Case, Case.id == Fact.case_id)
        .where(
            *open_ones, Fact.key.in_(_ASKED), Fact.superseded_by_id.is_(None), Fact.proceeding_id.is_(None)
        )
        .order_by(Fact.id)
    ):
        known.setdefault(fact.case_id, {})[FactKey(fact.key)] = fact.value
    found = [_Proposed(head, _facts(head, known.get(head.case_id, {}))) for head in heads]
    return [one for one in found if one.facts.value(FactKey.PROPOSED_FINE_FEN)]


def _respondent(case_id: Any) -> Any:
    """The first respondent of a case, who is the one the guards ask about."""
    one = aliased(Party)
    return (
        select(func.min(one.id))
        .where(one.case_id == case_id, one.role == PartyRole.RESPONDENT)
        .scalar_subquery()
    )


def _facts(head: Any, values: dict[FactKey, Any]) -> Facts:
    """As much of a snapshot as the rules of a fine look at."""
    view = ProceedingView(
        id=head.id,
        procedure=Procedure.PENALTY,
        state=State(head.state),
        version=head.version,
        parent_id=None,
        subject={},
        opened_on=clock.local(head.opened_at).date(),
    )
    return Facts(
        case_id=head.case_id,
        reference=head.reference,
        bureau=head.bureau_region,
        place_region=head.bureau_region,
        proceeding=view,
        proceedings=(view,),
        parties=(PartyView(head.party_id, PartyRole.RESPONDENT, head.party_kind, head.party, None),),
        officers=(),
        rights=(),
        events=(),
        deadlines=(),
        documents=(),
        values=values,
    )


def _of_proposal(name: str, one: _Proposed, books: _Books) -> Iterator[Effect]:
    steps = tuple(
        Step(Action.SUBMIT, SYSTEM, clock.now(), books.on, {}, book, books.calendar)
        for book in (books.now, books.then)
    )
    if one.head.party_kind not in _PARTIES:
        return
    if name == LOW_FINE:
        yield from _period(one, *steps)
    elif name in (discretion.LIGHT_BELOW, discretion.HEAVY_ABOVE):
        yield from _tier(one, *steps)
    else:
        yield from _hearing(one, *steps)


def _hearing(one: _Proposed, now: Step, then: Step) -> Iterator[Effect]:
    penalty = lawfulness.content(one.facts, now)
    before, after = (
        fines.hearing_right(
            step.book,
            party=one.head.party_kind,
            fine_fen=int(penalty["fine_fen"] or 0),
            confiscated_fen=int(penalty["confiscated_gains_fen"] or 0)
            + int(penalty["confiscated_goods_fen"] or 0),
            kinds=lawfulness.kinds(penalty),
            on=step.today,
        )
        for step in (now, then)
    )
    if before.right == after.right:
        return
    told = bool(one.facts.value(FactKey.NOTICE))
    yield _effect(
        one.head,
        HEARING,
        "应当告知听证" if before.right else "不在听证范围",
        "应当告知听证" if after.right else "不在听证范围",
        before.basis if told else after.basis,
        note="处罚告知书已经批准，听证权利以告知书为准，不改变。" if told else after.why,
        kept=told,
    )


def _period(one: _Proposed, now: Step, then: Step) -> Iterator[Effect]:
    penalty = lawfulness.content(one.facts, now)
    before, after = (
        _display(step.book, penalty, decided=step.today, published=None, calendar=step.calendar)
        for step in (now, then)
    )
    if before and after and before.classed != after.classed:
        yield _effect(
            one.head,
            DISPLAY,
            _shown(before),
            _shown(after),
            after.basis,
            note="没有作出决定，按拟处罚的内容计算。",
        )


def _tier(one: _Proposed, now: Step, then: Step) -> Iterator[Effect]:
    fine = int(lawfulness.content(one.facts, now)["fine_fen"] or 0)
    words, basis = [], ""
    for step in (now, then):
        try:
            found = lawfulness.assess(one.facts, step)
        except (LookupError, ValueError):
            return
        cut = discretion.tiers(step.book, found, step.today) if found else None
        tier = cut.of(fine) if cut else ""
        words.append(discretion.TIER_WORDS.get(tier, "不分档"))
        basis = cut.basis if cut else basis
    if words[0] != words[1]:
        yield _effect(one.head, TIER, words[0], words[1], basis)


def _decided(regions: tuple[str, ...]) -> list[Any]:
    """Decisions of a fine alone: those still to be published and those that are shown."""
    rows = db.session.execute(
        select(
            Decision.id,
            Decision.kinds,
            Decision.fine_fen,
            Decision.decided_on,
            Publication.status,
            Publication.published_at,
            Publication.display_until,
            *_CASE,
        )
        .join(Case, Case.id == Decision.case_id)
        .join(Bureau, Bureau.region_code == Case.bureau_region)
        .join(Party, Party.id == Decision.party_id)
        .outerjoin(Publication, Publication.decision_id == Decision.id)
        .where(
            Case.bureau_region.in_(regions),
            Decision.fine_fen > 0,
            Decision.confiscated_gains_fen == 0,
            Decision.confiscated_goods == "",
        )
        .order_by(Case.reference, Publication.id)
    ).all()
    newest = {row.id: row for row in rows}
    return [row for row in newest.values() if row.status in (None, "prepared", "published")]


def _of_decision(row: Any, books: _Books) -> Iterator[Effect]:
    shown_on = clock.local(row.published_at).date() if row.status == "published" else None
    penalty = {"kinds": row.kinds, "fine_fen": row.fine_fen}
    published = shown_on or max(books.on, row.decided_on)
    before, after = (
        _display(book, penalty, decided=row.decided_on, published=published, calendar=books.calendar)
        for book in (books.now, books.then)
    )
    if before is None or after is None or before.classed == after.classed:
        return
    if shown_on is None:
        yield _effect(row, DISPLAY, _shown(before), _shown(after), after.basis, note="已经决定，没有公示。")
        return
    fixed = f"公示至{day_words(row.display_until)}" if row.display_until else _shown(before)
    yield _effect(
        row, DISPLAY, fixed, fixed, before.basis, note="已经公示，公示期在公示时确定，不改变。", kept=True
    )


def _display(
    book: RuleBook, penalty: Any, *, decided: date, published: date | None, calendar: WorkingCalendar
) -> Display | None:
    kinds = tuple(penalty.get("kinds") or lawfulness.kinds(penalty))
    try:
        return display(
            book,
            channel="gsxt",
            procedure="ordinary",
            kinds=kinds,
            fine_fen=int(penalty["fine_fen"] or 0),
            decided=decided,
            published=published,
            calendar=calendar,
        )
    except LookupError:
        return None


def _shown(found: Display) -> str:
    if not found.published:
        return "不公示"
    until = f"，至{day_words(found.until)}" if found.until else ""
    return f"公示{found.period}{until}"


def _effect(
    head: Any, kind: str, now: str, then: str, basis: str, *, note: str = "", kept: bool = False
) -> Effect:
    return Effect(
        kind,
        head.public_id,
        head.reference,
        head.bureau_region,
        head.bureau,
        head.party,
        now,
        then,
        basis,
        note,
        kept,
    )
