"""Papers of the investigation and its review: records, closing report, review form."""

from __future__ import annotations

from typing import Any

from casework.services.drafting import bounds, course, issued, opinions, outcome, people, terms
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from workflows import fines, money
from workflows.vocabulary import Action, DocumentKind, FactKey, PartyKind, State

# What the reviewer gets to read: papers of the file that are not letters of receipt.
_NOT_MATERIAL = frozenset(
    {
        DocumentKind.MEDIATION_NOTICE,
        DocumentKind.MEDIATION_RECORD,
        DocumentKind.MEDIATION_AGREEMENT,
        DocumentKind.MEDIATION_END_NOTICE,
        DocumentKind.LEGAL_REVIEW_FORM,
        DocumentKind.COMPLAINT_RECEIPT,
    }
)
_KINDS = {
    Action.SUBMIT_CASE_REVIEW: State.CASE_REVIEW.label,
    Action.SUBMIT_LEGAL_REVIEW: State.LEGAL_REVIEW.label,
}
EVIDENCE = "证据材料"
# What workflows.fines says of a penalty that takes nothing away; papers leave it out.
_NOTHING_TAKEN = f"，没收{money.grouped(0)}元，均"


def on_site_record(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    seen = context.value(FactKey.INSPECTION) or {}
    return _record(context, seen) | people.filled(
        {
            "person": people.person(seen.get("present")) or people.representative(context.respondent),
            "situation": seen.get("situation"),
            "recusal_answer": seen.get("recusal_answer"),
            "evidence_taken": [str(item) for item in seen.get("evidence_taken") or ()],
            "witness": people.witness(seen.get("witness")),
            "measures_taken": seen.get("measures_taken"),
        }
    )


def inquiry_record(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    asked = context.value(FactKey.INQUIRY) or {}
    times = asked.get("times") or len(file.papers(DocumentKind.INQUIRY_RECORD)) or 1
    return _record(context, asked) | people.filled(
        {
            "times": int(times),
            "person": people.person(asked.get("person")),
            "questions": [{"q": one.get("q"), "a": one.get("a")} for one in asked.get("questions") or ()],
        }
    )


def investigation_report(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    proposed = outcome.penalty(context)
    reasons = [context.value(FactKey.NATURE, ""), context.value(FactKey.DISCRETION, "")]
    goods_value = int(proposed.get("confiscated_goods_fen") or 0)
    return (
        {"evidence": issued.evidence(file, digests=True), "officers": people.officers(context)}
        | outcome.amounts(context, proposed)
        | people.filled(
            {
                "party": people.particulars(context.respondent),
                "source": course.source(context, file, hidden=hidden),
                "course": course.course(context, file, hidden=hidden),
                "facts_found": context.value(FactKey.FACTS_FOUND),
                "violation": outcome.violation(context),
                "discretion": "\n".join(part for part in reasons if part),
                "goods_value_fen": goods_value or None,
                "range_proof": bounds.argued(context, int(proposed.get("fine_fen") or 0)),
                "hearing": _hearing(context, proposed),
                "measures": issued.measures(file),
                "rights": rights(context, hidden=hidden),
            }
        )
    )


def legal_review_form(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    opinion = context.value(FactKey.REVIEW_OPINION) or {}
    sent = file.last(*_KINDS)
    said = str(opinion.get("text") or opinion.get("result") or "")
    return (
        {"officers": people.officers(context), "review_items": list(opinion.get("items") or [])}
        | _penalty_only(context)
        | people.filled(
            {
                "party": people.particulars(context.respondent),
                "summary": context.value(FactKey.FACTS_FOUND),
                "violation": outcome.violation(context),
                "materials": _materials(file),
                "review_kind": _KINDS[Action(sent.action)] if sent else "",
                "review_result": opinion.get("result"),
                "review_opinion": said or context.note,
                "opinions": [
                    *opinions.past(file, opinions.UNIT, *_KINDS, text="同意提交审核。"),
                    opinions.here(context, opinions.REVIEW, text=said),
                ],
            }
        )
    )


def rights(context: Context, *, hidden: bool) -> list[dict[str, Any]]:
    """The rights of the case; a hidden complainant is not named as their holder."""
    party = context.complainant
    return issued.rights(context, without_holder=party.name if hidden and party else "")


def _record(context: Context, given: dict[str, Any]) -> dict[str, Any]:
    """The head of a transcript."""
    return {"officers": people.officers(context)} | people.filled(
        {
            "started_at": given.get("at"),
            "ended_at": given.get("until"),
            "place": given.get("place"),
            "recorder": given.get("recorder"),
            "party": people.particulars(context.respondent),
        }
    )


def _penalty_only(context: Context) -> dict[str, Any]:
    figures = outcome.amounts(context, outcome.penalty(context))
    return {key: figures[key] for key in ("warning", "fine_fen", "confiscations", "orders") if key in figures}


def _hearing(context: Context, proposed: dict[str, Any]) -> dict[str, Any] | None:
    if context.respondent is None:
        return None
    confiscated = int(proposed.get("confiscated_gains_fen") or 0)
    found = fines.hearing_right(
        context.step.book,
        party=PartyKind(context.respondent.kind),
        fine_fen=int(proposed.get("fine_fen") or 0),
        confiscated_fen=confiscated + int(proposed.get("confiscated_goods_fen") or 0),
        kinds=tuple(proposed.get("kinds") or ()),
        on=context.step.today,
    )
    return {
        "right": found.right,
        "why": terms.whole_yuan(found.why.replace(_NOTHING_TAKEN, "，")),
        "basis": found.basis,
    }


def _materials(file: CaseFile) -> list[dict[str, Any]]:
    names = [issued.title(paper) for paper in file.documents if paper.kind not in _NOT_MATERIAL]
    listed = [{"name": name} for name in dict.fromkeys(names)]
    if file.evidence:
        listed.append({"name": f"{EVIDENCE}{len(file.evidence)}件"})
    return [{"no": number} | item for number, item in enumerate(listed, start=1)]
