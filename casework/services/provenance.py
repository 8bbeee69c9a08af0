"""Where the parts of a paper come from, for whoever reads it on the desk: of a draft, and of an issued paper.

Reads rows only. Who may see the paper is asked by whoever asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from casework import facts
from casework.db import db
from casework.errors import NotFound
from casework.models import Document, Proceeding
from casework.services import foreseen
from casework.services.drafting import casefile, provenance
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from casework.services.drafting.provenance import Source
from casework.services.transition import step_of
from documents.catalogue import Kind, lookup
from workflows.engine import Actor
from workflows.lint import PAPER
from workflows.vocabulary import Action


@dataclass(frozen=True, slots=True)
class Traced:
    """A paper with what it says and where each part comes from."""

    row: Kind
    title: str
    number: str
    data: Mapping[str, Any]
    sources: Mapping[str, Source]


def of_draft(*, proceeding_id: int, action: Action, actor: Actor, data: Mapping[str, Any]) -> Traced:
    """The paper that a step would issue, of `data` as casework.services.penalty.foresee gives it.

    Raises NotFound.
    """
    proceeding = db.session.get(Proceeding, proceeding_id)
    if proceeding is None or action not in foreseen.JUDGED:
        raise NotFound
    row = lookup(foreseen.JUDGED[action][0])
    paper: Mapping[str, Any] = data.get(PAPER) or {}
    file = casefile.read(_context(proceeding, action, actor))
    return Traced(row, row.title, "", paper, provenance.of_paper(row.id, paper, file, action=action))


def of_issued(*, paper_id: str, actor: Actor) -> Traced:
    """A paper as it was issued, with the statements that held then. Raises NotFound."""
    paper = db.session.scalars(select(Document).where(Document.public_id == paper_id)).one_or_none()
    proceeding = db.session.get(Proceeding, paper.proceeding_id) if paper is not None else None
    if paper is None or proceeding is None:
        raise NotFound
    file = casefile.read(_context(proceeding, Action.SUBMIT, actor))
    then = provenance.as_of(file, proceeding.id, paper.case_id, paper.issued_at)
    found = provenance.of_paper(paper.kind, paper.data, then, writing_id=_written_in(paper, then))
    return Traced(lookup(paper.kind), paper.title, paper.number or "", dict(paper.data), found)


def _written_in(paper: Document, file: CaseFile) -> int | None:
    """The proceeding in which an officer wrote this paper; none for a paper that a step makes."""
    if lookup(paper.kind).made_by == "step":
        return None
    made = (
        event.proceeding_id
        for event in file.events
        if any(paper.verify_code in one for one in (event.payload or {}).get("papers", ()))
    )
    return next(made, None)


def _context(proceeding: Proceeding, action: Action, actor: Actor) -> Context:
    known = facts.of(proceeding)
    return foreseen.context_of(known, step_of(action, actor, {}, region=known.bureau))
