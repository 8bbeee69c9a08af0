"""What stands on every paper: the office, the case, the day, the code by which it can be checked."""

from __future__ import annotations

from typing import Any

from casework.services.drafting import people
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from workflows.vocabulary import DocumentKind


def common(context: Context, file: CaseFile) -> dict[str, Any]:
    """The keys that all kinds share."""
    return {
        "agency": people.agency(context.bureau),
        "case": _case(context, file),
        "number": context.number,
        "issued_on": context.issued_on.isoformat(),
        "verify": {"code": context.code, "url": context.url} if context.code else None,
        "demo": context.demo,
    }


def filing_number(file: CaseFile) -> str:
    paper = file.paper(DocumentKind.FILING_APPROVAL)
    return (paper.number or "") if paper else ""


def _title(title: str) -> str:
    """The cause of a case as papers name it: 涉嫌……案."""
    return title if title.endswith("案") else f"涉嫌{title}案"


def _case(context: Context, file: CaseFile) -> dict[str, Any]:
    return people.filled(
        {
            "reference": context.case.reference,
            "title": _title(context.case.title),
            "filing_number": filing_number(file),
        }
    )
