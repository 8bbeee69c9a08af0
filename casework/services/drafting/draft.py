"""From a kind of paper to its data: reads the case's rows once and asks the one function of that kind.

It only assembles; whether anything is missing is asked by whoever issues the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from casework.services.drafting import (
    casefile,
    closing,
    confidential,
    decision,
    disclosure,
    frame,
    intake,
    investigation,
    measures,
    mediation,
    notice,
    written,
)
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from workflows.vocabulary import DocumentKind

__all__ = ["DRAFTERS", "Context", "compose", "draft"]

_FUNCTIONS: tuple[Callable[..., dict[str, Any]], ...] = (
    intake.ip_complaint_form,
    intake.complaint_receipt,
    intake.supplement_notice,
    intake.filing_approval,
    intake.report_result_notice,
    mediation.mediation_notice,
    mediation.mediation_record,
    mediation.mediation_agreement,
    mediation.mediation_end_notice,
    investigation.on_site_record,
    investigation.inquiry_record,
    investigation.investigation_report,
    investigation.legal_review_form,
    measures.coercive_measure_decision,
    measures.coercive_measure_extension,
    measures.coercive_measure_release,
    measures.inventory_list,
    notice.penalty_notice,
    notice.defence_record,
    decision.collective_discussion_record,
    decision.decision_approval,
    decision.penalty_decision,
    decision.penalty_disclosure_notice,
    decision.service_receipt,
    disclosure.penalty_info_summary,
    disclosure.redacted_decision,
    disclosure.disclosure_approval,
    closing.case_closing_approval,
    closing.file_cover,
    closing.file_catalogue,
)
DRAFTERS: Mapping[DocumentKind, Callable[..., dict[str, Any]]] = MappingProxyType(
    {DocumentKind(function.__name__): function for function in _FUNCTIONS}
)


def draft(kind: str, context: Context) -> dict[str, Any]:
    """The data of a paper, as the case stands in this transaction."""
    return compose(kind, context, casefile.read(context))


def compose(kind: str, context: Context, file: CaseFile) -> dict[str, Any]:
    """The data of a paper from rows already read.

    Raises LookupError when no rule or local row holds for the day.
    """
    hidden = confidential.hidden(kind, context, file)
    # A kind that no step makes is written by an officer, over what the case knows.
    own = (
        DRAFTERS[DocumentKind(kind)](context, file, hidden=hidden)
        if kind in DRAFTERS
        else written.paper(kind, context, file, hidden=hidden)
    )
    data = frame.common(context, file) | own
    party = context.complainant
    return confidential.swept(data, party) if hidden and party else data
