"""The file: every paper of a closed case bound as one PDF with a catalogue (程序规定 78, 79)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

import documents
from casework import clock, storage
from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import Case, Document
from casework.services import audit
from casework.services.drafting.closing import file_order
from documents import binder
from workflows.engine import SYSTEM
from workflows.vocabulary import DocumentKind, Happening

# Bound by themselves: they stand in front, and the catalogue is made again with its page numbers.
_FRONT = (DocumentKind.FILE_COVER, DocumentKind.FILE_CATALOGUE)
# What was said in a mediation is kept apart from the penalty file.
_APART = frozenset(
    {
        DocumentKind.MEDIATION_NOTICE,
        DocumentKind.MEDIATION_RECORD,
        DocumentKind.MEDIATION_AGREEMENT,
        DocumentKind.MEDIATION_END_NOTICE,
    }
)
BOUND = "bound_file"


class NotReady(Exception):
    """A paper of the file is still being made; try again later."""


def bind(case_id: int) -> None:
    """Bind the file of an archived case and keep it as evidence of itself. Safe to repeat.

    Raises NotReady while a paper has no bytes yet.
    """
    papers = db.session.scalars(
        select(Document).where(Document.case_id == case_id).order_by(Document.issued_at, Document.id)
    ).all()
    # A paper that could not be laid out is not left out of the file: it is mended first.
    if any(p.status in ("issued", "failed") for p in papers if p.kind not in _APART):
        raise NotReady("还有文书没有制成")
    front = {kind: next((p for p in reversed(papers) if p.kind == kind), None) for kind in _FRONT}
    cover, catalogue = (front[kind] for kind in _FRONT)
    if cover is None or catalogue is None:
        raise NotFound
    parts = _parts(papers, catalogue)
    data, public_id = dict(catalogue.data), cover.public_id
    cover_bytes = storage.read(str(cover.storage_key))
    db.session.rollback()  # no transaction stays open while the file is bound
    bound = _bound(data, cover_bytes, parts)
    kept = storage.put(bound)
    with transaction():
        case = db.session.scalars(select(Case).where(Case.id == case_id).with_for_update()).one()
        row = db.session.scalars(select(Document).where(Document.public_id == public_id)).one()
        if row.data.get(BOUND, {}).get("sha256") == kept.sha256:
            return
        row.data = {**row.data, BOUND: {"key": kept.key, "sha256": kept.sha256, "size": kept.size}}
        audit.record(
            case=case,
            actor=SYSTEM,
            action=Happening.FILE_BOUND,
            payload={"sha256": kept.sha256, "size": kept.size, "at": clock.today().isoformat()},
        )


def _parts(papers: Sequence[Document], catalogue: Document) -> list[binder.Paper]:
    """The papers of the main file in its order, with who answers for each as the catalogue names it."""
    inside = [p for p in papers if p.kind not in _FRONT and p.kind not in _APART and p.storage_key]
    named = {e.get("document_id"): e.get("responsible", "") for e in catalogue.data.get("entries", ())}
    return [
        binder.Paper(
            p.title,
            storage.read(str(p.storage_key)),
            number=p.number or "",
            responsible=named.get(p.public_id, ""),
            on=p.issued_on.isoformat(),
        )
        for p in sorted(inside, key=file_order)
    ]


def _bound(catalogue: dict[str, Any], cover: bytes, parts: list[binder.Paper]) -> bytes:
    """Cover and catalogue in front, then every paper; pages are counted from the first paper."""
    listed = {**catalogue, "entries": binder.entries(parts)}
    front = documents.render(DocumentKind.FILE_CATALOGUE, listed)
    return binder.bind(
        parts,
        front=(binder.Paper("卷宗封面", cover), binder.Paper("卷内文件目录", front.bytes)),
        title="行政处罚案件卷宗",
    ).bytes
