"""What the public reads: publications only. Nothing here can reach a case (I-12).

Shown is what is published and whose last day has not passed, whether or not the sweep has run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, extract, func, or_, select

from casework import clock
from casework.db import db
from casework.models.publication import Publication
from workflows import redaction
from workflows.subject import Subject

PAGE = 20
EXPORT_LIMIT = 10_000
FEED = 50
MONTHS = 12
WORDS = 8
PUBLIC_ID = re.compile(r"[A-Za-z0-9_-]{22}")
# People type the brackets and quotes they have; any one of these finds any other.
LOOSE = frozenset("()（）[]［］【】〔〕<>《》\"“”'‘’「」:：,，;；·•・-－—")
PUBLISHED, EXPIRED = "published", "expired"


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
    kinds: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    turnover_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked for; empty means everything, several values of one kind mean any of them."""

    q: str = ""
    agencies: tuple[str, ...] = ()
    violations: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def used(self) -> int:
        return len(self.agencies) + len(self.violations) + len(self.years)


@dataclass(frozen=True, slots=True)
class Facet:
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Month:
    """How many of the decisions found were made in a month."""

    year: int
    month: int
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """A page of the list with the counts beside it; a facet counts as if nothing of its own were chosen."""

    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    agencies: tuple[Facet, ...]
    violations: tuple[Facet, ...]
    years: tuple[Facet, ...]
    months: tuple[Month, ...]


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
    """A decision that is no longer shown, and why in words that name nobody."""

    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class PublicFile:
    """The bound public copy: where its bytes are kept and under which name they go out."""

    key: str
    name: str
    sha256: str
    published_on: date


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
    Publication.snapshot["kinds"].label("kinds"),
    Publication.snapshot["rights"].label("rights"),
    Publication.snapshot["turnover_fen"].label("turnover_fen"),
)


def search(filters: Filters, page: int = 1) -> Results:
    """The page of publications that answer every word asked, newest decision first."""
    where = _where(filters)
    total = db.session.scalar(select(func.count(Publication.id)).where(*where)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    rows = db.session.execute(_ordered(where).limit(PAGE).offset((page - 1) * PAGE)).all()
    return Results(
        hits=tuple(_hit(row) for row in rows),
        total=total,
        page=page,
        pages=pages,
        agencies=_facet(Publication.agency, _where(filters, leaving="agencies")),
        violations=_facet(Publication.violation, _where(filters, leaving="violations")),
        years=_years(_where(filters, leaving="years")),
        months=_months(where),
    )


def everything(filters: Filters) -> tuple[Hit, ...]:
    """All that was filtered, for the exports; never more than the export limit."""
    rows = db.session.execute(_ordered(_where(filters)).limit(EXPORT_LIMIT)).all()
    return tuple(_hit(row) for row in rows)


def count(filters: Filters) -> int:
    """How many were filtered, so that an export can say whether it is complete."""
    return db.session.scalar(select(func.count(Publication.id)).where(*_where(filters))) or 0


def newest(filters: Filters, limit: int = FEED) -> tuple[Hit, ...]:
    """What was published last of all that was filtered, for the feed."""
    rows = db.session.execute(_latest(_where(filters)).limit(limit)).all()
    return tuple(_hit(row) for row in rows)


def latest(limit: int) -> tuple[Hit, ...]:
    """The newest publications for the home page."""
    return newest(Filters(), limit)


def detail(public_id: str) -> Detail | Gone | None:
    """One publication; Gone when it is no longer shown; None when there never was one."""
    row = _one(
        public_id,
        *_COLUMNS,
        Publication.snapshot,
        Publication.snapshot_sha256,
        Publication.pdf_sha256,
        Publication.pdf_size,
        Publication.verify_code,
    )
    if row is None or isinstance(row, Gone):
        return row
    return Detail(
        _hit(row),
        dict(row.snapshot),
        row.snapshot_sha256,
        row.pdf_sha256 or "",
        row.pdf_size or 0,
        row.verify_code,
    )


def file(public_id: str) -> PublicFile | Gone | None:
    """The public copy as a file while it is shown; Gone and None as for the page."""
    row = _one(
        public_id,
        Publication.pdf_key,
        Publication.pdf_sha256,
        Publication.number,
        Publication.published_at,
    )
    if row is None or isinstance(row, Gone):
        return row
    return PublicFile(
        str(row.pdf_key), f"{row.number}.pdf", str(row.pdf_sha256), clock.local(row.published_at).date()
    )


def tally() -> Tally:
    """The counts of the home page."""
    today = clock.today()
    first = clock.at_local(today.replace(day=1))
    # Four days after the 28th always lie in the next month.
    last = date.fromordinal(today.replace(day=28).toordinal() + 4).replace(day=1)
    row = db.session.execute(
        select(
            func.count(Publication.id),
            func.count(Publication.id).filter(Publication.published_at >= first),
            func.count(Publication.id).filter(
                Publication.display_until >= today, Publication.display_until < last
            ),
            func.max(Publication.published_at),
        ).where(_shown())
    ).one()
    return Tally(row[0], row[1], row[2], clock.local(row[3]).date() if row[3] else None)


def told(reason: str, party_name: str) -> str:
    """A reason for the public: whom it was about is not said again, nor anything personal typed into it."""
    plain = reason.replace(party_name, "当事人") if party_name else reason
    return redaction.redact(plain, Subject()).text


def pattern(word: str) -> str:
    """A LIKE pattern for one word: its own signs are literal, brackets and quotes find each other."""
    if not set(word) - LOOSE:
        return f"%{_escaped(word)}%"
    return "%" + "".join("_" if c in LOOSE else _escaped(c) for c in word) + "%"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\%_" else c for c in text)


def _shown() -> ColumnElement[bool]:
    open_ended = Publication.display_until.is_(None)
    return and_(Publication.status == PUBLISHED, or_(open_ended, Publication.display_until >= clock.today()))


def _one(public_id: str, *columns: Any) -> Any:
    if not PUBLIC_ID.fullmatch(public_id):
        return None
    row = db.session.execute(
        select(
            *columns,
            Publication.status.label("status"),
            Publication.display_until.label("last_day"),
            Publication.withdrawn_reason.label("why"),
            Publication.party_name.label("whom"),
        ).where(Publication.public_id == public_id, Publication.status != "prepared")
    ).first()
    if row is None:
        return None
    if row.status != PUBLISHED:
        return Gone(row.status, told(row.why, row.whom))
    if row.last_day and row.last_day < clock.today():
        return Gone(EXPIRED, "")
    return row


def _hit(row: Any) -> Hit:
    rights = [str(right.get("name") or right.get("number") or "") for right in row.rights or ()]
    kinds = tuple(str(kind) for kind in row.kinds or ())
    names = tuple(name for name in dict.fromkeys(rights) if name)
    values: tuple[Any, ...] = (*row[:11], kinds, names, row.turnover_fen)
    return Hit(*values)


def _ordered(where: Sequence[ColumnElement[bool]]) -> Select[Any]:
    return select(*_COLUMNS).where(*where).order_by(Publication.decided_on.desc(), Publication.id.desc())


def _latest(where: Sequence[ColumnElement[bool]]) -> Select[Any]:
    return select(*_COLUMNS).where(*where).order_by(Publication.published_at.desc(), Publication.id.desc())


def _where(filters: Filters, leaving: str = "") -> list[ColumnElement[bool]]:
    """The conditions of a search; `leaving` one kind of filter out, for the counts beside it."""
    where = [_shown()]
    for word in filters.q.split()[:WORDS]:
        # A name may itself hold a character that folding would change.
        spellings = {word.lower(), unicodedata.normalize("NFKC", word).lower()}
        where.append(
            or_(*(Publication.search_text.like(pattern(s[:100]), escape="\\") for s in sorted(spellings)))
        )
    if filters.agencies and leaving != "agencies":
        where.append(Publication.agency.in_(filters.agencies))
    if filters.violations and leaving != "violations":
        where.append(Publication.violation.in_(filters.violations))
    if filters.years and leaving != "years":
        where.append(extract("year", Publication.decided_on).in_(filters.years))
    return where


def _facet(column: Any, where: Sequence[ColumnElement[bool]]) -> tuple[Facet, ...]:
    rows = db.session.execute(
        select(column, func.count(Publication.id))
        .where(*where)
        .group_by(column)
        .order_by(func.count(Publication.id).desc(), column)
    ).all()
    return tuple(Facet(value, number) for value, number in rows)


def _years(where: Sequence[ColumnElement[bool]]) -> tuple[Facet, ...]:
    year = extract("year", Publication.decided_on)
    rows = db.session.execute(
        select(year, func.count(Publication.id)).where(*where).group_by(year).order_by(year.desc())
    ).all()
    return tuple(Facet(str(int(value)), number) for value, number in rows)


def _months(where: Sequence[ColumnElement[bool]]) -> tuple[Month, ...]:
    """The last months that have any, oldest first."""
    year, month = extract("year", Publication.decided_on), extract("month", Publication.decided_on)
    rows = db.session.execute(
        select(year, month, func.count(Publication.id))
        .where(*where)
        .group_by(year, month)
        .order_by(year.desc(), month.desc())
        .limit(MONTHS)
    ).all()
    return tuple(Month(int(y), int(m), number) for y, m, number in reversed(rows))
