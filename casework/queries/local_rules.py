"""Local parameters as the administration shows them: what holds where, what waits, what was decided.

SELECT only. Of another bureau's case nothing is shown but its reference and the answer that changes; the
same holds for whoever handles no cases.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from casework import clock, local_effects, local_rules
from casework.db import db
from casework.errors import Invalid, NotFound
from casework.local_effects import Effect, Effects
from casework.models import Account, LocalParameter
from casework.queries.queue import works_on_cases
from workflows import competence, settling
from workflows.engine import Actor, Reason
from workflows.rules import book, local
from workflows.rules.rows import LocalRule, ParameterKind, UnknownRule

MOST_EFFECTS, MOST_HISTORY = 100, 200
EVERY, REST = "各县（市、区）", "其余各县（市、区）"


@dataclass(frozen=True, slots=True)
class Place:
    """What one place has set for a parameter today, or what follows from its having set nothing."""

    name: str
    value: str
    follows: str
    since: date | None
    until: date | None
    basis: str
    confidence: str
    coming: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter with the places that may set it."""

    kind: ParameterKind
    levels: str
    places: tuple[Place, ...]
    may_propose: bool


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal and how it went."""

    public_id: str
    kind: ParameterKind
    place: str
    value: str
    rule: LocalRule
    status: str
    stands: str
    proposed_by: str
    proposer_id: int
    proposer_bureau: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision_note: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page of the local parameters, as of a day."""

    on: date
    parameters: tuple[Parameter, ...]
    waiting: tuple[ProposalRow, ...]
    history: tuple[ProposalRow, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a row would change; `rows` is as much as a page shows, `more` how many were left out."""

    on: date
    asked: int
    counts: tuple[tuple[str, int], ...]
    kept: int
    rows: tuple[Effect, ...]
    more: int

    @property
    def changed(self) -> int:
        return sum(count for _label, count in self.counts)


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One proposal with what holds now, its effect, and why this reader may not decide or withdraw."""

    row: ProposalRow
    held: str
    held_basis: str
    preview: Preview | None
    not_decide: tuple[Reason, ...]
    not_withdraw: tuple[Reason, ...]


def overview(actor: Actor) -> Overview:
    """What holds today, what waits for a second person, and what was decided, newest first."""
    today, rows = clock.today(), local_rules.approved()
    found = _rows()
    waiting = tuple(row for row in found if row.status == "proposed")
    settled = sorted(
        (row for row in found if row.status != "proposed"), key=lambda r: r.decided_at or r.proposed_at
    )
    return Overview(
        on=today,
        parameters=tuple(_parameter(kind, rows, today, actor) for kind in book.load().parameters),
        waiting=waiting,
        history=tuple(reversed(settled))[:MOST_HISTORY],
    )


def proposal(actor: Actor, public_id: str) -> ProposalPage:
    """One proposal; its effect is worked out while it waits. Raises NotFound."""
    row = next(iter(_rows(LocalParameter.public_id == public_id)), None)
    if row is None:
        raise NotFound
    known = settling.Proposal(row.rule, row.status, row.proposer_id, row.proposer_bureau)
    held, basis = _held(row.rule)
    waits = row.status == "proposed"
    return ProposalPage(
        row=row,
        held=held,
        held_basis=basis,
        preview=_shown(local_effects.of(row.rule), actor) if waits else None,
        not_decide=tuple(settling.against_deciding(actor, known)),
        not_withdraw=tuple(settling.against_withdrawing(actor, known)),
    )


def preview(actor: Actor, row: LocalRule) -> Preview:
    """What a row that nobody has proposed yet would change. Invalid by field where it is unfit."""
    if wrong := settling.faults(book.load(), row, local_rules.approved()):
        raise Invalid(wrong)
    return _shown(local_effects.of(row), actor)


def kind_of(name: str) -> ParameterKind:
    """The parameter of this name. Raises NotFound."""
    try:
        return book.load().parameter(name)
    except UnknownRule as error:
        raise NotFound from error


def places_for(actor: Actor, kind: ParameterKind) -> tuple[tuple[str, str], ...]:
    """The places for which this person may propose this parameter."""
    return tuple(
        (code, name)
        for code, name in settling.places_for(kind)
        if not tuple(settling.against_proposing(actor, code))
    )


def _parameter(kind: ParameterKind, rows: tuple[LocalRule, ...], today: date, actor: Actor) -> Parameter:
    places, quiet = [_nation(kind, rows, today)], list[Place]()
    for code, name in settling.places_for(kind):
        if code == local.NATION:
            continue
        place = _place(kind, code, name, rows, today)
        counted = local.level(code) == "county" and place.basis == "" and not place.coming
        (quiet if counted else places).append(place)
    if quiet:
        same = {place.follows for place in quiet}
        follows = quiet[0].follows if len(same) == 1 else "适用上级的设定"
        name = EVERY if len(quiet) == len(competence.counties()) else REST
        places.append(replace(quiet[0], name=name, follows=follows))
    return Parameter(
        kind=kind,
        levels="、".join(settling.LEVEL_WORDS[level] for level in kind.levels),
        places=tuple(places),
        may_propose=bool(places_for(actor, kind)),
    )


def _nation(kind: ParameterKind, rows: tuple[LocalRule, ...], today: date) -> Place:
    """The national figure: of the local table, or the threshold that the hearing rules state."""
    found = _place(kind, local.NATION, settling.place_name(local.NATION), rows, today)
    party = kind.id.partition("hearing_")[2]
    if found.basis or not party:
        return found
    rule = book.load().hearing(party, today)
    return replace(
        found,
        value=settling.written(kind, rule.threshold_fen),
        follows="",
        since=rule.valid_from,
        basis=rule.basis,
        confidence=rule.confidence,
    )


def _place(kind: ParameterKind, code: str, name: str, rows: tuple[LocalRule, ...], today: date) -> Place:
    held = local_rules.laid(rows, code).local_rule(kind.id, today)
    mine = [one for one in rows if (one.id, one.region) == (kind.id, code)]
    coming = sorted((one for one in mine if one.valid_from and one.valid_from > today), key=_from)
    words = tuple((_from(one), settling.written(kind, one.value)) for one in coming)
    if held is not None and held.region == code:
        value = settling.written(kind, held.value)
        return Place(name, value, "", held.valid_from, held.valid_to, held.basis, held.confidence, words)
    follows = _absent(kind)
    if held is not None:
        follows = f"适用{settling.place_name(held.region)}的{settling.written(kind, held.value)}"
    return Place(name, "没有设定", follows, None, None, "", "", words)


def _absent(kind: ParameterKind) -> str:
    """What follows while nobody has set it, to stand behind 没有设定."""
    return kind.absent.removeprefix("没有设定的，")


def _from(row: LocalRule) -> date:
    return row.valid_from or settling.FIRST_DAY


def _held(row: LocalRule) -> tuple[str, str]:
    """What holds in the place of a row on the day it begins, before it does."""
    kind, on = book.load().parameter(row.id), _from(row)
    held = local_rules.rulebook(row.region).local_rule(row.id, on)
    if held is None:
        return f"没有设定，{_absent(kind)}", ""
    own = "" if held.region == row.region else f"（{settling.place_name(held.region)}的设定）"
    return f"{settling.written(kind, held.value)}{own}", held.basis


def _shown(effects: Effects, actor: Actor) -> Preview:
    counts = effects.counts()
    ordered = sorted(effects.rows, key=lambda one: (one.kept, one.region != actor.bureau))
    rows = tuple(_masked(ordered[:MOST_EFFECTS], actor))
    return Preview(
        on=effects.on,
        asked=effects.asked,
        counts=tuple((label, counts[kind]) for kind, label in local_effects.KINDS.items() if counts[kind]),
        kept=counts["kept"],
        rows=rows,
        more=len(effects.rows) - len(rows),
    )


def _masked(rows: Iterable[Effect], actor: Actor) -> Iterable[Effect]:
    """The rows with what this reader may not know of a case left out."""
    handles = works_on_cases(actor)
    for one in rows:
        if handles and one.region == actor.bureau:
            yield one
        else:
            yield replace(one, case_id="", party="", note=one.note if one.kept else "")


def _rows(*where: ColumnElement[bool]) -> list[ProposalRow]:
    proposer, decider = aliased(Account), aliased(Account)
    query = (
        select(
            *local_rules.COLUMNS,
            LocalParameter.public_id,
            LocalParameter.status,
            LocalParameter.proposed_at,
            LocalParameter.decided_at,
            LocalParameter.decision_note,
            proposer.id.label("proposer_id"),
            proposer.name.label("proposed_by"),
            proposer.bureau_region.label("proposer_bureau"),
            decider.name.label("decided_by"),
        )
        .join(proposer, proposer.id == LocalParameter.proposed_by_id)
        .outerjoin(decider, decider.id == LocalParameter.decided_by_id)
        .where(*where)
        .order_by(LocalParameter.id)
    )
    return [_row(row) for row in db.session.execute(query)]


def _row(row: Any) -> ProposalRow:
    kind = book.load().parameter(row.name)
    return ProposalRow(
        public_id=row.public_id,
        kind=kind,
        place=settling.place_name(row.region),
        value=settling.written(kind, row.value),
        rule=local_rules.rule(row),
        status=row.status,
        stands=settling.STATUS_WORDS[row.status],
        proposed_by=row.proposed_by,
        proposer_id=row.proposer_id,
        proposer_bureau=row.proposer_bureau or "",
        proposed_at=row.proposed_at,
        decided_by=row.decided_by or "",
        decided_at=row.decided_at,
        decision_note=row.decision_note,
    )
