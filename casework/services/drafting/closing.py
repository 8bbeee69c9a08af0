"""Papers of the end: approval to close, cover and catalogue of the bound file."""

from __future__ import annotations

from typing import Any

import documents
from casework.models import Document
from casework.services.drafting import course, issued, opinions, outcome, people
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure

MAIN = "正卷、副卷"
# 程序规定 78, main file: filing; decision with its service; other papers sent to the party with theirs;
# evidence and records; the rest. Sub-file: source, report, review, closing, the rest.
_ORDER: tuple[frozenset[DocumentKind], ...] = (
    frozenset({DocumentKind.FILING_APPROVAL}),
    frozenset({DocumentKind.PENALTY_DECISION, DocumentKind.PENALTY_DISCLOSURE_NOTICE}),
    frozenset(
        {
            DocumentKind.COERCIVE_MEASURE_DECISION,
            DocumentKind.COERCIVE_MEASURE_EXTENSION,
            DocumentKind.COERCIVE_MEASURE_RELEASE,
            DocumentKind.INVENTORY_LIST,
            DocumentKind.PENALTY_NOTICE,
            DocumentKind.SERVICE_RECEIPT,
        }
    ),
    frozenset({DocumentKind.ON_SITE_RECORD, DocumentKind.INQUIRY_RECORD}),
    frozenset({DocumentKind.DEFENCE_RECORD}),
    frozenset(
        {
            DocumentKind.PENALTY_INFO_SUMMARY,
            DocumentKind.REDACTED_DECISION,
            DocumentKind.DISCLOSURE_APPROVAL,
        }
    ),
    frozenset(
        {
            DocumentKind.IP_COMPLAINT_FORM,
            DocumentKind.COMPLAINT_RECEIPT,
            DocumentKind.SUPPLEMENT_NOTICE,
            DocumentKind.REPORT_RESULT_NOTICE,
        }
    ),
    frozenset({DocumentKind.INVESTIGATION_REPORT}),
    frozenset({DocumentKind.LEGAL_REVIEW_FORM}),
    frozenset({DocumentKind.COLLECTIVE_DISCUSSION_RECORD, DocumentKind.DECISION_APPROVAL}),
    frozenset({DocumentKind.CASE_CLOSING_APPROVAL}),
)
_WITH_DECISION = 1
_OF_THE_OFFICE = frozenset({DocumentKind.PENALTY_INFO_SUMMARY})
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
            "volume_no": 1,
            "volumes": 1,
            "volume_kind": MAIN,
            "archived_on": context.step.today.isoformat(),
        }
    )


def file_catalogue(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    papers = bound(context, file)
    return {
        "entries": [
            _entry(context, paper) | page for paper, page in zip(papers, _pages(papers), strict=True)
        ],
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
    """Where a paper stands in the file: its group of 程序规定 78, in a group by date."""
    group = next((place for place, kinds in enumerate(_ORDER) if paper.kind in kinds), len(_ORDER))
    served = {str(one.get("title")) for one in (paper.data or {}).get("papers") or ()}
    if documents.lookup(DocumentKind.PENALTY_DECISION).title in served:
        group = _WITH_DECISION
    return group, paper.issued_on.isoformat(), paper.id


def _pages(papers: list[Document]) -> list[dict[str, str]]:
    """The pages of each paper, once all are laid out."""
    if not all(paper.pages for paper in papers):
        return [{} for _ in papers]
    listed, first = [], 1
    for paper in papers:
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
        }
    )


def _archivist(context: Context) -> str:
    return str((context.value(FactKey.ARCHIVING) or {}).get("archivist") or context.step.actor.name)
