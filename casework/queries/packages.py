"""The files that somebody may take along as packages: bound ones, and any that is asked for. SELECT only.

Officers are shown those of their bureau, an auditor those of all; nothing here opens a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import aliased

from casework.db import db
from casework.models import Bureau, Case, Document
from casework.queries.queue import works_on_cases
from workflows.engine import Actor
from workflows.vocabulary import DocumentKind, Role

PAGE = 50
# As the archive keeps them on the cover.
VOLUMES = {"bound_file": "正卷", "bound_secondary": "副卷"}
FORMER = "former_volumes"


@dataclass(frozen=True, slots=True)
class Former:
    """A volume that was bound before something more came, by its digest."""

    label: str
    until: date
    sha256: str


@dataclass(frozen=True, slots=True)
class Row:
    """One case; `archived_on` is None while it runs, `bound` says whether its volumes are there."""

    public_id: str
    reference: str
    title: str
    bureau: str
    archived_on: date | None
    bound: bool
    former: tuple[Former, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list."""

    rows: tuple[Row, ...]
    total: int
    page: int

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def more(self) -> bool:
        return self.last < self.total


def for_reader(actor: Actor, *, q: str = "", page: int = 1) -> Listed:
    """The archived cases that this person may take along, newest first; with words, running ones too."""
    cover = aliased(Document)
    newest = (
        select(func.max(cover.id))
        .where(cover.case_id == Case.id, cover.kind == DocumentKind.FILE_COVER, cover.status != "void")
        .correlate(Case)
        .scalar_subquery()
    )
    wanted = and_(_open_to(actor), _named(q) if q else Document.id.is_not(None))
    found = (
        select(
            Case.public_id,
            Case.reference,
            Case.title,
            Bureau.name,
            Document.issued_on,
            Document.data,
        )
        .join(Bureau, Bureau.region_code == Case.bureau_region)
        .outerjoin(Document, Document.id == newest)
        .where(wanted)
    )
    total = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = db.session.execute(
        found.order_by(Document.issued_on.desc().nulls_last(), Case.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    return Listed(tuple(_row(*row) for row in rows), total, page)


def _open_to(actor: Actor) -> ColumnElement[bool]:
    if Role.AUDITOR in actor.roles:
        return true()
    return Case.bureau_region == actor.bureau if works_on_cases(actor) else false()


def _named(words: str) -> ColumnElement[bool]:
    return or_(Case.reference.icontains(words, autoescape=True), Case.title.icontains(words, autoescape=True))


def _row(public_id: str, reference: str, title: str, bureau: str, archived_on: date | None, data: Any) -> Row:
    kept = data or {}
    former = tuple(
        Former(VOLUMES[one["volume"]], date.fromisoformat(one["until"]), one["sha256"])
        for one in kept.get(FORMER) or ()
    )
    return Row(public_id, reference, title, bureau, archived_on, bool(set(VOLUMES) & set(kept)), former)
