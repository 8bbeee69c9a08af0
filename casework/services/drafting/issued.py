"""Papers that other papers cite: number, day, when served; the evidence list; measures taken."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from casework.exhibits import PROVING, Exhibit, listed
from casework.models import Document
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from casework.services.drafting.people import filled
from casework.services.drafting.terms import zh_day
from workflows.vocabulary import DocumentKind, FactKey, Procedure, RightKind

SEIZURE = "扣押"
EXTENDED = "延长扣押期限"
# What an uploaded file is called by its owner; a paper names the thing, not the file.
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{2,5}$")
_MEASURES = {
    DocumentKind.COERCIVE_MEASURE_DECISION: SEIZURE,
    DocumentKind.COERCIVE_MEASURE_EXTENSION: EXTENDED,
}


def served_on(context: Context, file: CaseFile, paper: Document) -> str:
    """The day a paper was served, by the proof of its own service; empty while it was not."""
    for view in context.facts.of(Procedure.SERVICE):
        if view.subject.get("document_id") == paper.id:
            return str((file.proofs.get(view.id) or {}).get("on") or "")[:10]
    return ""


def notice(context: Context, file: CaseFile) -> dict[str, Any] | None:
    """The penalty notice as later papers cite it."""
    paper = file.paper(DocumentKind.PENALTY_NOTICE)
    if paper is None:
        return None
    clock = file.clock_of("GEN-06")
    served = served_on(context, file, paper) or (clock.start_on.isoformat() if clock else "")
    return _cited(paper) | filled({"served_on": served})


def decision(context: Context, file: CaseFile) -> dict[str, Any] | None:
    """The penalty decision as later papers cite it."""
    paper = file.paper(DocumentKind.PENALTY_DECISION)
    if paper is None:
        return None
    served = served_on(context, file, paper)
    return {"title": paper.title} | _cited(paper) | filled({"served_on": served})


def first_measure(context: Context, file: CaseFile, *, until: date | None = None) -> dict[str, Any] | None:
    """The decision that imposed the measure of this proceeding."""
    papers = [
        paper
        for paper in file.papers(DocumentKind.COERCIVE_MEASURE_DECISION)
        if paper.proceeding_id == context.proceeding.id
    ]
    if not papers:
        return None
    return _cited(papers[-1]) | {"measure": SEIZURE} | ({"until": until.isoformat()} if until else {})


def measures(file: CaseFile) -> list[dict[str, Any]]:
    """Every measure of the case and every extension with its number, its day and the last day of the term."""
    listed = []
    for paper in file.papers(*_MEASURES):
        until = str(((paper.data or {}).get("term") or {}).get("ends_on") or "")
        clock = file.clock_of("COE-01", paper.proceeding_id)
        if not until and clock:
            until = clock.due_on.isoformat()
        listed.append(
            {"measure": _MEASURES[DocumentKind(paper.kind)]} | _cited(paper) | filled({"until": until})
        )
    return listed


def rights(context: Context, *, without_holder: str = "") -> list[dict[str, Any]]:
    """The rights the case is about; a holder who must stay unnamed is left out."""
    listed = []
    for right in context.case.rights:
        holder = "" if right.holder_name == without_holder else right.holder_name
        listed.append(
            filled(
                {
                    "kind_label": RightKind(right.kind).label,
                    "number": right.number,
                    "name": right.name,
                    "holder_name": holder,
                    "classes": list(right.classes or ()),
                    "valid_to": right.valid_to.isoformat() if right.valid_to else "",
                }
            )
        )
    return listed


def evidence(file: CaseFile, *, digests: bool = False) -> list[dict[str, Any]]:
    """The numbered list of evidence: our own records first, then what was handed in or collected."""
    listed: list[dict[str, Any]] = []
    for kind in PROVING:
        papers = file.papers(kind)
        if papers:
            days = "、".join(dict.fromkeys(zh_day(paper.issued_on) for paper in papers))
            listed.append({"name": f"{papers[0].title}{len(papers)}份", "source": f"{days}制作"})
    for row in file.evidence:
        obtained = f"{zh_day(row.obtained_on)}取得" if row.obtained_on else ""
        listed.append(
            filled(
                {
                    "name": _SUFFIX.sub("", row.name),
                    "source": "，".join(part for part in (row.source, obtained) if part),
                    "proves": "；".join(str(point) for point in row.proves or ()),
                    "sha256": row.sha256 if digests else "",
                }
            )
        )
    return [{"no": number} | item for number, item in enumerate(listed, start=1)]


def exhibits(file: CaseFile) -> tuple[Exhibit, ...]:
    """The same list by its numbers, for whoever says which of it proves a fact."""
    kinds = {paper.kind for paper in file.papers(*PROVING)}
    return listed(kinds, [(row.public_id, _SUFFIX.sub("", row.name)) for row in file.evidence])


def title(paper: Document) -> str:
    """What a paper is called on lists: two forms serve two ends and are named by what came of them."""
    data = paper.data or {}
    ended = {
        DocumentKind.FILING_APPROVAL: f"{data.get('filing_result') or ''}审批表",
        DocumentKind.LEGAL_REVIEW_FORM: f"{data.get('review_kind') or ''}表",
    }
    return ended[DocumentKind(paper.kind)] if paper.kind in ended and data else paper.title


def items(context: Context) -> list[dict[str, Any]]:
    """The seized goods as listed; a list names goods and quantity, the rest where it is known."""
    keys = ["name", "maker", "model", "batch", "unit", "quantity", "condition", "note"]
    return [
        filled({key: str(item.get(key) or "") for key in keys})
        for item in context.value(FactKey.SEIZED_ITEMS, [])
    ]


def _cited(paper: Document) -> dict[str, Any]:
    return {"number": paper.number or "", "on": paper.issued_on.isoformat()}
