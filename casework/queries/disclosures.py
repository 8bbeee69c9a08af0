"""What the public reads: publications only. Nothing here can reach a case (I-12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, extract, func, select

from casework import clock
from casework.db import db
from casework.models.publication import Publication

PAGE = 20
_EXPORT_LIMIT = 5000


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the list. `fine_fen` None is a penalty without a fine."""

    public_id: str
    number: str
    party_name: str
    party_code: str
    agency: str
    violation: str
    penalty_text: str
    fine_fen: int | None
    decided_on: date
    published_at: datetime
    display_until: date | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked for; empty means everything."""

    q: str = ""
    agency: str = ""
    violation: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """A page of the list with the counts beside it."""

    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    agencies: tuple[Facet, ...]
    violations: tuple[Facet, ...]
    years: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A published decision with its frozen snapshot."""

    hit: Hit
    snapshot: dict[str, Any]
    snapshot_sha256: str
    pdf_sha256: str
    pdf_size: int
    verify_code: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A decision that is no longer shown, and why."""

    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    shown: int
    new_this_month: int
    ending_this_month: int
    newest: date | None


_COLUMNS = (
    Publication.public_id,
    Publication.number,
    Publication.party_name,
    Publication.party_code,
    Publication.agency,
    Publication.violation,
    Publication.penalty_text,
    Publication.fine_fen,
    Publication.decided_on,
    Publication.published_at,
    Publication.display_until,
)


def search(filters: Filters, page: int = 1) -> Results:
    """The page of publications that answer every word asked, newest decision first."""
    where = _where(filters)
    total = db.session.scalar(select(func.count(Publication.id)).where(*where)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    rows = db.session.execute(_ordered(where).limit(PAGE).offset((page - 1) * PAGE)).all()
    return Results(
        hits=tuple(Hit(*row) for row in rows),
        total=total,
        page=page,
        pages=pages,
        agencies=_facet(Publication.agency, where),
        violations=_facet(Publication.violation, where),
        years=_facet(extract("year", Publication.decided_on), where),
    )


def everything(filters: Filters) -> tuple[Hit, ...]:
    """All that was filtered, for the exports; never more than the export limit."""
    rows = db.session.execute(_ordered(_where(filters)).limit(_EXPORT_LIMIT)).all()
    return tuple(Hit(*row) for row in rows)


def latest(limit: int) -> tuple[Hit, ...]:
    """The newest publications for the home page."""
    rows = db.session.execute(
        select(*_COLUMNS)
        .where(Publication.status == "published")
        .order_by(Publication.published_at.desc(), Publication.id.desc())
        .limit(limit)
    ).all()
    return tuple(Hit(*row) for row in rows)


def detail(public_id: str) -> Detail | Gone | None:
    """One publication; Gone when it is no longer shown; None when there never was one."""
    row = db.session.execute(
        select(
            *_COLUMNS,
            Publication.snapshot,
            Publication.snapshot_sha256,
            Publication.pdf_sha256,
            Publication.pdf_size,
            Publication.verify_code,
            Publication.status,
            Publication.withdrawn_reason,
        ).where(Publication.public_id == public_id, Publication.status != "prepared")
    ).first()
    if row is None:
        return None
    if row.status != "published":
        return Gone(row.status, row.withdrawn_reason)
    return Detail(
        Hit(*row[:11]), dict(row.snapshot), row.snapshot_sha256, row.pdf_sha256, row.pdf_size, row.verify_code
    )


def file_key(public_id: str) -> tuple[str, str] | None:
    """(storage key, file name) of the public PDF while it is shown."""
    row = db.session.execute(
        select(Publication.pdf_key, Publication.number).where(
            Publication.public_id == public_id, Publication.status == "published"
        )
    ).first()
    return (str(row.pdf_key), f"{row.number}.pdf") if row else None


def tally() -> Tally:
    """The counts of the home page."""
    today = clock.today()
    first = clock.at_local(today.replace(day=1))
    # Four days after the 28th always lie in the next month.
    last = date.fromordinal(today.replace(day=28).toordinal() + 4).replace(day=1)
    shown = Publication.status == "published"
    row = db.session.execute(
        select(
            func.count(Publication.id),
            func.count(Publication.id).filter(Publication.published_at >= first),
            func.count(Publication.id).filter(
                Publication.display_until >= today, Publication.display_until < last
            ),
            func.max(Publication.published_at),
        ).where(shown)
    ).one()
    return Tally(row[0], row[1], row[2], clock.local(row[3]).date() if row[3] else None)


def _ordered(where: Sequence[ColumnElement[bool]]) -> Select[Any]:
    return select(*_COLUMNS).where(*where).order_by(Publication.decided_on.desc(), Publication.id.desc())


def _where(filters: Filters) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [Publication.status == "published"]
    for word in filters.q.lower().split()[:8]:
        where.append(Publication.search_text.contains(word[:100], autoescape=True))
    if filters.agency:
        where.append(Publication.agency == filters.agency)
    if filters.violation:
        where.append(Publication.violation == filters.violation)
    if filters.year:
        where.append(extract("year", Publication.decided_on) == filters.year)
    return where


def _facet(column: Any, where: Sequence[ColumnElement[bool]]) -> tuple[Facet, ...]:
    rows = db.session.execute(
        select(column, func.count(Publication.id))
        .where(*where)
        .group_by(column)
        .order_by(func.count(Publication.id).desc())
    ).all()
    return tuple(Facet(str(int(v)) if not isinstance(v, str) else v, n) for v, n in rows)
