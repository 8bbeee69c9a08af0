"""Rendering: the bytes of an issued paper are made once, recorded with their digest, and kept for ever."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

import documents
from casework import clock, storage
from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import Document, Proceeding
from casework.services.transition import advance
from workflows.engine import SYSTEM
from workflows.vocabulary import Action, FactKey, Procedure, State


def render(document_id: int) -> None:
    """Render an issued paper, keep its bytes, and tell the service that waits for it. Safe to repeat."""
    paper = db.session.get(Document, document_id)
    if paper is None:
        raise NotFound
    if paper.status == "rendered":
        return
    kind, data = paper.kind, dict(paper.data)
    db.session.rollback()  # no transaction stays open while the paper is laid out
    made = documents.render(kind, data)
    kept = storage.put(made.bytes)
    with transaction():
        paper = db.session.scalars(select(Document).where(Document.id == document_id).with_for_update()).one()
        if paper.status == "rendered":
            return
        paper.sha256, paper.size, paper.pages = made.sha256, len(made.bytes), made.pages
        paper.storage_key = kept.key
        paper.rendered_at = clock.now()
        paper.status = "rendered"
        paper.error = ""
        db.session.flush()
        _tell_service(paper)


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
