"""The papers and files a party may read: what is addressed to it, and what it handed in itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

import documents
from casework.db import db
from casework.errors import NotFound
from casework.models import Case, Document, Evidence, Party, Proceeding, Right
from workflows import visibility
from workflows.engine import Actor
from workflows.vocabulary import PartyRole, Procedure, State


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in a party's list."""

    public_id: str
    kind: str
    title: str
    number: str
    issued_on: date
    ready: bool


@dataclass(frozen=True, slots=True)
class File:
    """A file a party handed in."""

    public_id: str
    name: str
    kind: str
    size: int
    sha256: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Handed:
    """What is needed to hand a file out; an empty key is a paper that is still being made."""

    id: int
    key: str
    name: str
    media_type: str
    sha256: str
    failed: bool = False


def papers(case_id: int, party: Party, proceedings: Sequence[Proceeding]) -> tuple[Paper, ...]:
    """The papers of a case that are this party's to read."""
    shared = Document.kind.in_([str(k) for k in visibility.SHARED_PAPERS] + list(_to_both()))
    rows = db.session.scalars(
        select(Document)
        .where(Document.case_id == case_id, or_(Document.recipient_id == party.id, shared))
        .order_by(Document.issued_at, Document.id)
    ).all()
    waiting = {
        (p.subject or {}).get("document_id")
        for p in proceedings
        if p.procedure == Procedure.SERVICE
        and p.state != State.SERVED
        # What the other side has not been served with yet keeps nothing from this one.
        and (p.subject or {}).get("recipient_id") in (None, party.id)
    }
    return tuple(
        Paper(d.public_id, d.kind, d.title, d.number or "", d.issued_on, d.status == "rendered")
        for d in rows
        if not (d.id in waiting and visibility.after_service(d.kind))
    )


def _to_both() -> Iterator[str]:
    """Kinds that officers write to both sides."""
    for kind in documents.kinds():
        row = documents.lookup(kind)
        if row.made_by == "written" and row.recipient == "parties":
            yield kind


def files(case_id: int, party: Party) -> tuple[File, ...]:
    """The files of a case that came from this party."""
    if party.account_id is None:
        return ()
    rows = db.session.scalars(
        select(Evidence)
        .where(
            Evidence.case_id == case_id,
            Evidence.account_id == party.account_id,
            Evidence.removed_at.is_(None),
        )
        .order_by(Evidence.id)
    ).all()
    return tuple(row_of(e) for e in rows)


def row_of(row: Evidence) -> File:
    """A file as lists show it."""
    return File(row.public_id, row.name, row.kind, row.size, row.sha256, row.received_at)


def paper(actor: Actor, document_id: str) -> Handed:
    """A paper this party may read. Raises NotFound for every other one."""
    rows = db.session.execute(
        select(Document, Party)
        .join(Party, Party.case_id == Document.case_id)
        .where(Document.public_id == document_id, Party.id.in_(actor.party_ids))
    ).all()
    for document, party in rows:
        proceedings = db.session.scalars(
            select(Proceeding).where(Proceeding.case_id == document.case_id)
        ).all()
        if any(p.public_id == document_id for p in papers(document.case_id, party, proceedings)):
            return Handed(
                id=document.id,
                key=str(document.storage_key or "") if document.status == "rendered" else "",
                name=f"{document.number or document.title}.pdf",
                media_type="application/pdf",
                sha256=document.sha256 or "",
                failed=document.status == "failed",
            )
    raise NotFound


def file(actor: Actor, evidence_id: str) -> Handed:
    """A file this person handed in itself, in a case, a draft or with a right. Raises NotFound."""
    row = db.session.scalars(
        select(Evidence).where(
            Evidence.public_id == evidence_id,
            Evidence.account_id == actor.account_id,
            Evidence.removed_at.is_(None),
        )
    ).first()
    if row is None or actor.account_id is None or not _still_mine(row, actor):
        raise NotFound
    return Handed(row.id, row.storage_key, row.name, row.media_type, row.sha256)


def _still_mine(row: Evidence, actor: Actor) -> bool:
    """Whether the case it lies in is one of the actor's; drafts and rights hang on the account itself."""
    if row.case_id is None:
        return True
    return (
        db.session.scalar(
            select(Case.id)
            .join(Party, Party.case_id == Case.id)
            .where(
                Case.id == row.case_id,
                Party.id.in_(actor.party_ids),
                Party.role == PartyRole.COMPLAINANT,
            )
        )
        is not None
    )


def certificate(account_id: int, right_id: str) -> Handed:
    """The certificate of an own right. Raises NotFound."""
    row = db.session.scalars(
        select(Evidence)
        .join(Right, Right.certificate_id == Evidence.id)
        .where(Right.public_id == right_id, Right.account_id == account_id)
    ).first()
    if row is None:
        raise NotFound
    return Handed(row.id, row.storage_key, row.name, row.media_type, row.sha256)
