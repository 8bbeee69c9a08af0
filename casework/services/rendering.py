"""Rendering: the bytes of an issued paper are made and signed once, recorded by digest, kept for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

import documents
from casework import clock, signing, storage, wordings
from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import Document, Proceeding
from casework.services import archive
from casework.services.transition import advance
from workflows.engine import SYSTEM
from workflows.vocabulary import Action, FactKey, Procedure, State


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a paper is made from, read before its transaction is left."""

    kind: str
    data: dict[str, Any]
    wording: documents.Wording | None
    region: str
    issued_at: datetime


def render(document_id: int) -> None:
    """Render and sign an issued paper, keep its bytes, tell the service that waits for it. Safe to repeat.

    What counts is recorded in one transaction at the end; until then a crash leaves bytes that nothing names.
    """
    paper = db.session.get(Document, document_id)
    if paper is None:
        raise NotFound
    if paper.status == "rendered":
        return
    wording = wordings.of_paper(paper.kind, paper.data)
    wanted = _Wanted(paper.kind, dict(paper.data), wording, paper.bureau_region, paper.issued_at)
    db.session.rollback()  # no transaction stays open while the paper is laid out
    content, pages = _made(wanted)
    kept = storage.put(content)
    with transaction():
        paper = db.session.scalars(select(Document).where(Document.id == document_id).with_for_update()).one()
        if paper.status == "rendered":
            return
        paper.sha256, paper.size, paper.pages = kept.sha256, kept.size, pages
        paper.storage_key = kept.key
        paper.rendered_at = clock.now()
        paper.status = "rendered"
        paper.error = ""
        db.session.flush()
        _tell_service(paper)
        if paper.kind not in archive.FRONT:
            archive.bind_again(paper.case_id, f"paper:{paper.id}")


def _made(wanted: _Wanted) -> tuple[bytes, int]:
    """The bytes to issue and their pages; a kind that bears a seal is signed as at the moment of issue."""
    made = documents.render(wanted.kind, wanted.data, wording=wanted.wording)
    content = signing.signed(made, wanted.kind, wanted.data, region=wanted.region, moment=wanted.issued_at)
    return content or made.bytes, made.pages


def failed(document_id: int, reason: str) -> None:
    """Keep why a paper could not be laid out, so that the desk can show it."""
    with transaction():
        paper = db.session.get(Document, document_id)
        if paper is not None and paper.status != "rendered":
            paper.status = "failed"
            paper.error = reason[:2000]


def _tell_service(paper: Document) -> None:
    waiting = db.session.scalars(
        select(Proceeding).where(
            Proceeding.case_id == paper.case_id,
            Proceeding.procedure == Procedure.SERVICE,
            Proceeding.state.in_((State.PREPARED, State.ATTEMPTED)),
        )
    ).all()
    for service in waiting:
        if (service.subject or {}).get("document_id") == paper.id:
            proof: dict[str, Any] = {FactKey.RENDERED: {"sha256": paper.sha256, "pages": paper.pages}}
            advance(service.id, Action.PAPER_RENDERED, SYSTEM, data=proof)
