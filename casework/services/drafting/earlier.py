"""The papers of a case as the checks of a new one read them: kind, number, day, when served, what they say.

What belongs to a mediation is left out. Writes nothing.
"""

from __future__ import annotations

from typing import Any

from casework.models import Document
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from workflows.vocabulary import Procedure


def papers(context: Context, file: CaseFile) -> list[dict[str, Any]]:
    """Every issued paper, oldest first; `served_on` is the day on which the last recipient had it."""
    sealed = {view.id for view in context.facts.of(Procedure.MEDIATION)}
    return [_paper(one, context, file) for one in file.documents if one.proceeding_id not in sealed]


def _paper(paper: Document, context: Context, file: CaseFile) -> dict[str, Any]:
    services = [
        view for view in context.facts.of(Procedure.SERVICE) if view.subject.get("document_id") == paper.id
    ]
    days = [str((file.proofs.get(view.id) or {}).get("on") or "")[:10] for view in services]
    return {
        "kind": paper.kind,
        "number": paper.number or "",
        "on": paper.issued_on.isoformat(),
        "to_serve": len(services),
        "served_on": max(days) if days and all(days) else "",
        "data": paper.data or {},
    }
