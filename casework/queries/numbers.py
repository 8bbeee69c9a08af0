"""The register of document numbers as people read it: per bureau, kind and year, and what is held.

SELECT only. Counts, numbers, reasons and officers' names; nothing of a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select, union

import documents
from casework import clock
from casework.db import db
from casework.errors import NotFound
from casework.models import Account, Bureau, DocumentNumber, Event, HeldNumber, NumberCounter
from workflows import registers
from workflows.engine import Actor
from workflows.numbering import document_number, field_mark
from workflows.spot import ON_THE_SPOT
from workflows.vocabulary import Happening

Options = tuple[tuple[str, str], ...]
_CASES = "案件"  # the counter of case references, which are no numbers of papers
_FEW = 20  # so many numbers of unknown whereabouts are named on the page


@dataclass(frozen=True, slots=True)
class Line:
    """One register: a kind of paper in a year. `lost` are numbers that nobody can account for."""

    code: str
    title: str
    last: int
    given: int
    held: int
    void: int
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One number that an officer holds and has not used."""

    number: str
    seq: int
    title: str
    year: int
    holder: str
    since: datetime
    may_void: bool

    @property
    def register(self) -> tuple[str, int]:
        """The kind and the year it is a number of."""
        return self.title, self.year


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers in a row that one officer was given at one time and has not used."""

    title: str
    year: int
    holder: str
    since: datetime
    numbers: tuple[Held, ...]

    @property
    def past(self) -> bool:
        """Whether its year is over, so that none of it can be given any more."""
        return self.year < clock.today().year


@dataclass(frozen=True, slots=True)
class Void:
    """One number that was given to nobody, and why; by whom and when, as the log tells it."""

    number: str
    title: str
    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Register:
    """The numbers of one bureau in one year; what is held is listed whatever its year."""

    bureau: str
    bureau_name: str
    bureaus: Options
    year: int
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    voided: tuple[Void, ...]
    keeps: bool

    @property
    def lost(self) -> tuple[str, ...]:
        """Every number that nobody can account for; there must be none."""
        return tuple(number for line in self.lines for number in line.lost)

    @property
    def lost_few(self) -> str:
        """The first of them, in words."""
        words = "、".join(self.lost[:_FEW])
        return f"{words}等{len(self.lost)}个" if len(self.lost) > _FEW else words


def register(actor: Actor, *, bureau: str = "", year: int | None = None) -> Register:
    """The register of a bureau (this person's own unless another is named) in a year (this one).

    Raises NotFound for a bureau or a year that this person cannot read.
    """
    rows = db.session.execute(select(Bureau).order_by(Bureau.region_code)).scalars().all()
    readable = [row for row in rows if registers.reads(actor, row.region_code)]
    here = next((row for row in readable if row.region_code == (bureau or actor.bureau)), None)
    if here is None:
        raise NotFound
    region, today = here.region_code, clock.today()
    query = select(NumberCounter.year).where(
        NumberCounter.bureau_region == region, NumberCounter.code != _CASES
    )
    years = tuple(sorted({*db.session.scalars(query.distinct()), today.year}, reverse=True))
    wanted = year or today.year
    if wanted not in years:
        raise NotFound
    return Register(
        bureau=region,
        bureau_name=here.name,
        bureaus=tuple((row.region_code, row.name) for row in readable),
        year=wanted,
        years=years,
        lines=_lines(here, wanted),
        blocks=blocks(held(actor, HeldNumber.bureau_region == region)),
        voided=_voided(here, wanted),
        keeps=registers.keeps(actor, region),
    )


def of_officer(actor: Actor) -> tuple[Block, ...]:
    """The numbers that this officer holds, in blocks."""
    return blocks(
        held(actor, HeldNumber.bureau_region == actor.bureau, HeldNumber.held_by_id == actor.account_id)
    )


def one_held(actor: Actor, number: str) -> Held:
    """A held number that this person may void. Raises NotFound for every other one."""
    found = held(actor, HeldNumber.number == number)
    if not found or not found[0].may_void:
        raise NotFound
    return found[0]


def held(actor: Actor, *where: ColumnElement[bool]) -> list[Held]:
    """The held numbers that fit, in the order of their registers."""
    query = (
        select(HeldNumber, Account.name)
        .join(Account, Account.id == HeldNumber.held_by_id)
        .where(*where)
        .order_by(HeldNumber.year, HeldNumber.code, HeldNumber.seq)
    )
    titles = _titles()
    return [
        Held(
            number=row.number,
            seq=row.seq,
            title=titles.get(row.code, row.code),
            year=row.year,
            holder=name,
            since=row.held_at,
            may_void=not tuple(registers.against_voiding(actor, row.bureau_region, row.held_by_id)),
        )
        for row, name in db.session.execute(query)
    ]


def blocks(rows: Iterable[Held]) -> tuple[Block, ...]:
    """The same numbers in runs without a gap: of one kind, one officer and one moment."""
    runs: list[list[Held]] = []
    for row in rows:
        before = runs[-1][-1] if runs else None
        if before is None or (row.register, row.holder, row.since, row.seq) != (
            before.register,
            before.holder,
            before.since,
            before.seq + 1,
        ):
            runs.append([])
        runs[-1].append(row)
    return tuple(Block(run[0].title, run[0].year, run[0].holder, run[0].since, tuple(run)) for run in runs)


def kinds() -> Options:
    """The kinds whose numbers may be held, as (id, title)."""
    return tuple((kind, documents.lookup(kind).title) for kind in ON_THE_SPOT)


def officers(actor: Actor) -> Options:
    """The officers of this person's bureau for whom numbers may be held: certified, and at work."""
    query = select(Account.public_id, Account.name, Account.certificate_no, Account.roles).where(
        Account.bureau_region == actor.bureau, Account.active.is_(True), Account.certificate_no != ""
    )
    rows = db.session.execute(query.order_by(Account.name, Account.id)).all()
    wanted = {str(role) for role in registers.HOLDERS}
    return tuple(
        (row.public_id, f"{row.name}（执法证{row.certificate_no}）")
        for row in rows
        if wanted & set(row.roles or ())
    )


def unaccounted(region: str, code: str, year: int) -> tuple[int, ...]:
    """The numbers of a register that are neither given, void nor held, and those beyond its last: none."""
    of = {"bureau_region": region, "code": code, "year": year}
    last = db.session.scalar(select(NumberCounter.last).filter_by(**of)) or 0
    known = set(db.session.scalars(select(DocumentNumber.seq).filter_by(**of)))
    known |= set(db.session.scalars(select(HeldNumber.seq).filter_by(**of)))
    return tuple(sorted(set(range(1, last + 1)) ^ known))


def _titles() -> dict[str, str]:
    """What the papers with a number code are called."""
    return {row.number_code: row.title for row in map(documents.lookup, documents.kinds()) if row.number_code}


def _lines(bureau: Bureau, year: int) -> tuple[Line, ...]:
    region, titles = bureau.region_code, _titles()
    query = select(NumberCounter.code, NumberCounter.last).where(
        NumberCounter.bureau_region == region, NumberCounter.year == year, NumberCounter.code != _CASES
    )
    last = {row.code: row.last for row in db.session.execute(query)}
    given, void, kept, whole = _counts(region, year, last)
    last |= dict.fromkeys((given.keys() | kept.keys()) - last.keys(), 0)
    order = {code: place for place, code in enumerate(titles)}
    found = [
        Line(
            code=code,
            title=titles.get(code, code),
            last=number,
            given=given.get(code, 0),
            held=kept.get(code, 0),
            void=void.get(code, 0),
            lost=()
            if code in whole
            else tuple(_number(bureau, code, year, seq) for seq in unaccounted(region, code, year)),
        )
        for code, number in last.items()
        if number or code not in whole
    ]
    return tuple(sorted(found, key=lambda line: order.get(line.code, len(order))))


def _counts(
    region: str, year: int, last: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int], dict[str, int], frozenset[str]]:
    """By code: how many are given, void and held, and the codes whose numbers run from 1 to the last."""
    numbers = and_(DocumentNumber.bureau_region == region, DocumentNumber.year == year)
    kept = and_(HeldNumber.bureau_region == region, HeldNumber.year == year)
    used = db.session.execute(
        select(DocumentNumber.code, func.count(DocumentNumber.document_id), func.count())
        .where(numbers)
        .group_by(DocumentNumber.code)
    ).all()
    held = db.session.execute(
        select(HeldNumber.code, func.count().label("held")).where(kept).group_by(HeldNumber.code)
    ).all()
    # A number in both tables is one number, and may hide another that is in neither.
    every = union(
        select(DocumentNumber.code, DocumentNumber.seq).where(numbers),
        select(HeldNumber.code, HeldNumber.seq).where(kept),
    ).subquery()
    known = {
        code: (count, top)
        for code, count, top in db.session.execute(
            select(every.c.code, func.count(), func.max(every.c.seq)).group_by(every.c.code)
        )
    }
    return (
        {code: given for code, given, _all in used},
        {code: count - given for code, given, count in used},
        {row.code: row.held for row in held},
        frozenset(code for code, top in last.items() if known.get(code, (0, 0)) == (top, top)),
    )


def _number(bureau: Bureau, code: str, year: int, seq: int) -> str:
    groups = {row.number_code: row.group for row in map(documents.lookup, documents.kinds())}
    field = field_mark(groups.get(code, ""), bureau.field_mark)
    return document_number(bureau.short_name, field, code, year, seq)


def _voided(bureau: Bureau, year: int) -> tuple[Void, ...]:
    """What was given to nobody, newest register first, with who said so and when."""
    rows = db.session.execute(
        select(DocumentNumber.code, DocumentNumber.seq, DocumentNumber.void_reason)
        .where(
            DocumentNumber.bureau_region == bureau.region_code,
            DocumentNumber.year == year,
            DocumentNumber.document_id.is_(None),
        )
        .order_by(DocumentNumber.code, DocumentNumber.seq)
    ).all()
    told = {}
    if rows:
        events = select(Event.payload, Event.actor_name, Event.at).where(
            Event.action == Happening.NUMBERS_SET_ASIDE, Event.at >= _new_year(year)
        )
        told = {
            e.payload["void"]: (e.actor_name, e.at) for e in db.session.execute(events) if "void" in e.payload
        }
    titles, found = _titles(), []
    for row in rows:
        number = _number(bureau, row.code, year, row.seq)
        by, at = told.get(number, ("", None))
        found.append(Void(number, titles.get(row.code, row.code), row.void_reason, by, at))
    return tuple(found)


def _new_year(year: int) -> datetime:
    """The first moment in which a number of this year can have been given back."""
    return clock.at_local(date(year, 1, 1))
