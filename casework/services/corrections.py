"""Corrections: an issued paper is never changed; a later paper corrects or revokes it and cites it.

The citation is frozen in the data of the later paper; whoever checks the earlier one is led to the later.
"""

from __future__ import annotations

from types import MappingProxyType

from sqlalchemy import select

from casework.db import db
from casework.models import Document
from workflows.vocabulary import DocumentKind

# Which kinds a correcting paper may be about.
CORRECTS = MappingProxyType(
    {
        "decision_correction": (str(DocumentKind.PENALTY_DECISION),),
        "adjudication_correction": (
            "patent_adjudication_decision",
            "request_rejection_decision",
            "repeat_infringement_decision",
        ),
    }
)
# Under this name the later paper keeps what it corrects.
REPLACES = "replaces"


def cite(paper: Document) -> None:
    """Freeze in a correcting paper which paper it corrects: the newest of its kinds in the case.

    Other papers stay as they are. The corrected paper is only read: its number, data and bytes never change.
    """
    wanted = CORRECTS.get(paper.kind)
    if wanted is None:
        return
    earlier = db.session.scalars(
        select(Document)
        .where(
            Document.case_id == paper.case_id,
            Document.kind.in_(wanted),
            Document.id != paper.id,
            Document.status != "void",
        )
        .order_by(Document.id.desc())
    ).first()
    if earlier is not None:
        cited = {"document_id": earlier.public_id, "number": earlier.number or "", "title": earlier.title}
        paper.data = {**paper.data, REPLACES: cited}
