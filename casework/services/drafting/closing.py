"""Papers of the end: approval to close, cover and catalogue of the bound file."""

from __future__ import annotations

from typing import Any

import documents
from casework.models import Document
from casework.services.drafting import course, issued, opinions, outcome, people
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure

MAIN = "正卷"
# 程序规定 78: filing, decision, service receipts come first; the rest follows by date.
_FIRST = (
    DocumentKind.FILING_APPROVAL,
    DocumentKind.PENALTY_DECISION,
    DocumentKind.SERVICE_RECEIPT,
)
_NEVER_BOUND = frozenset(
    {
        DocumentKind.MEDIATION_NOTICE,
        DocumentKind.MEDIATION_RECORD,
        DocumentKind.MEDIATION_AGREEMENT,
        DocumentKind.MEDIATION_END_NOTICE,
        DocumentKind.FILE_COVER,
        DocumentKind.FILE_CATALOGUE,
    }
)


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
                *opinions.past(file, opinions.HANDLER, Action.CONFIRM_PAID),
                opinions.here(context, opinions.HEAD),
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
            "volume_no": 1,
            "volumes": 1,
            "volume_kind": MAIN,
            "archived_on": context.step.today.isoformat(),
        }
    )


def file_catalogue(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    return {
        "entries": [_entry(context, paper) for paper in bound(context, file)],
        "volume_kind": MAIN,
        "archivist": _archivist(context),
    }


def bound(context: Context, file: CaseFile) -> list[Document]:
    """The papers of the file in their order; a mediation's papers are not among them."""
    sealed = {view.id for view in context.facts.of(Procedure.MEDIATION)}
    papers = [
        paper
        for paper in file.documents
        if paper.kind not in _NEVER_BOUND and paper.proceeding_id not in sealed
    ]
    return sorted(papers, key=file_order)


def file_order(paper: Document) -> tuple[int, str, int]:
    """Where a paper stands in the file: approval and decision first, the rest by date (程序规定 78)."""
    kind = DocumentKind(paper.kind)
    group = _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
    return group, paper.issued_on.isoformat(), paper.id


def _entry(context: Context, paper: Document) -> dict[str, Any]:
    sealed = documents.lookup(paper.kind).sealed
    responsible = context.bureau.name if sealed else people.officer_names(context) or context.bureau.name
    return people.filled(
        {
            # By this handle the binder finds the paper and its page.
            "document_id": paper.public_id,
            "title": issued.title(paper),
            "number": paper.number,
            "responsible": responsible,
            "on": paper.issued_on.isoformat(),
        }
    )


def _archivist(context: Context) -> str:
    return str((context.value(FactKey.ARCHIVING) or {}).get("archivist") or context.step.actor.name)
