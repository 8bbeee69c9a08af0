"""Papers of the end: approval to close, cover and catalogue of the bound file."""

from __future__ import annotations

from typing import Any

import documents
from casework.models import Document
from casework.services.drafting import course, issued, opinions, outcome, people
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from documents import volumes
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure

MAIN = "正卷、副卷"
_OF_THE_OFFICE = frozenset({DocumentKind.PENALTY_INFO_SUMMARY})


def case_closing_approval(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    closing = context.value(FactKey.CLOSING) or {}
    paid = [
        {"amount_fen": row.amount_fen, "paid_on": row.paid_on.isoformat(), "voucher": row.voucher}
        for row in file.payments
    ]
    return {"officers": people.officers(context)} | people.filled(
        {
            "party": people.particulars(context.respondent),
            "filed_on": course.filed_on(context, file),
            "decision": issued.decision(context, file),
            "penalty_text": outcome.text(outcome.penalty(context)),
            "performance": closing.get("performance"),
            "closing_reason": closing.get("reason") or closing.get("performance"),
            "payments": paid,
            "goods_handled": closing.get("goods_handled"),
            "opinions": [
                *opinions.past(
                    file, opinions.HANDLER, Action.CONFIRM_PAID, text="行政处罚决定已经履行，建议结案。"
                ),
                opinions.here(context, opinions.HEAD, text="同意结案。"),
            ],
        }
    )


def file_cover(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    archiving = context.value(FactKey.ARCHIVING) or {}
    closed = file.day_of(Action.CLOSE)
    performance = (context.value(FactKey.CLOSING) or {}).get("performance") or ""
    said = [*outcome.lines(outcome.penalty(context)), performance.rstrip("。")]
    return {
        "officers": people.officers(context),
        "pages": sum(paper.pages or 0 for paper in bound(context, file)),
    } | people.filled(
        {
            "party": people.dealing(context.respondent),
            "decision": issued.decision(context, file),
            "filed_on": course.filed_on(context, file),
            "closed_on": closed.isoformat() if closed else "",
            "result": "；".join(part for part in said if part) + "。",
            "retention": archiving.get("retention"),
            "archivist": _archivist(context),
            "volumes": len(volumes.BOUND),
            "volume_kind": MAIN,
            "archived_on": context.step.today.isoformat(),
        }
    )


def file_catalogue(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    papers = bound(context, file)
    # Evidence stands between the papers; its pages are counted when the volumes are bound.
    pages = [{} for _ in papers] if file.evidence else _pages(papers)
    return {
        "entries": [_entry(context, paper) | page for paper, page in zip(papers, pages, strict=True)],
        "volume_kind": MAIN,
        "archivist": _archivist(context),
    }


def bound(context: Context, file: CaseFile) -> list[Document]:
    """The papers of both volumes in their order; a mediation's papers are in neither."""
    sealed = {view.id for view in context.facts.of(Procedure.MEDIATION)}
    papers = [
        paper
        for paper in file.documents
        if standing(paper).volume in volumes.BOUND and paper.proceeding_id not in sealed
    ]
    return sorted(papers, key=file_order)


def standing(paper: Document) -> volumes.Standing:
    """Volume and group of a paper: its kind's row; a proof of service stands with what was served."""
    if paper.kind == DocumentKind.SERVICE_RECEIPT:
        served = [str(one.get("title")) for one in (paper.data or {}).get("papers") or ()]
        found = volumes.of_served(served)
        if found is not None:
            return found
    return volumes.standing(paper.kind)


def file_order(paper: Document) -> tuple[int, int, str, int]:
    """Where a paper stands in the file: its volume, its group of 程序规定 78, in a group by date."""
    found = standing(paper)
    return volumes.rank(found.volume), found.place, paper.issued_on.isoformat(), paper.id


def _pages(papers: list[Document]) -> list[dict[str, str]]:
    """The pages of each paper in its volume, once all are laid out."""
    if not all(paper.pages for paper in papers):
        return [{} for _ in papers]
    listed, first, volume = [], 1, None
    for paper in papers:
        if standing(paper).volume != volume:
            volume, first = standing(paper).volume, 1
        last = first + int(paper.pages or 1) - 1
        listed.append({"page": str(first) if first == last else f"{first}-{last}"})
        first = last + 1
    return listed


def _responsible(context: Context, paper: Document) -> str:
    """Who answers for a paper: the office, who complained, who reviewed, else the officers."""
    if documents.lookup(paper.kind).sealed or paper.kind in _OF_THE_OFFICE:
        return context.bureau.name
    if paper.kind == DocumentKind.IP_COMPLAINT_FORM:
        complainant = (paper.data or {}).get("complainant") or {}
        return str(complainant.get("name") or people.named(context.complainant).get("name") or "")
    opinions_given = (paper.data or {}).get("opinions") or ()
    if paper.kind == DocumentKind.LEGAL_REVIEW_FORM and opinions_given:
        return str(opinions_given[-1].get("name") or "")
    return people.officer_names(context) or context.bureau.name


def _entry(context: Context, paper: Document) -> dict[str, Any]:
    return people.filled(
        {
            # By this handle the binder finds the paper and its page.
            "document_id": paper.public_id,
            "title": issued.title(paper),
            "number": paper.number,
            "responsible": _responsible(context, paper),
            "on": paper.issued_on.isoformat(),
            "remark": standing(paper).volume.label,
        }
    )


def _archivist(context: Context) -> str:
    return str((context.value(FactKey.ARCHIVING) or {}).get("archivist") or context.step.actor.name)
