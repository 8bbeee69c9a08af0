"""Papers of the decision: discussion, approval, the decision, what is told with it, and its service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from casework.models import Document
from casework.services.drafting import (
    bounds,
    course,
    issued,
    opinions,
    outcome,
    people,
    proof,
    shown,
    terms,
)
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from casework.services.drafting.investigation import rights
from workflows.vocabulary import Action, DocumentKind, FactKey, ServiceWay

# Papers that go out in the same envelope.
_TOGETHER: Mapping[str, str] = {
    DocumentKind.PENALTY_DECISION: DocumentKind.PENALTY_DISCLOSURE_NOTICE,
    DocumentKind.COERCIVE_MEASURE_DECISION: DocumentKind.INVENTORY_LIST,
}
# What begins to run for the recipient when a paper is served.
_BEGIN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        DocumentKind.PENALTY_NOTICE: (terms.ANSWER,),
        DocumentKind.PENALTY_DECISION: (terms.PAY, terms.RECONSIDER, terms.SUE),
        DocumentKind.COERCIVE_MEASURE_DECISION: (terms.RECONSIDER, terms.SUE),
        DocumentKind.COERCIVE_MEASURE_EXTENSION: (terms.RECONSIDER, terms.SUE),
    }
)


def collective_discussion_record(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    held = context.value(FactKey.DISCUSSION) or {}
    spoken = [
        people.filled({k: o.get(k) for k in ("name", "position", "text")}) for o in held.get("opinions") or ()
    ]
    attendees = [{k: o[k] for k in ("name", "position") if k in o} for o in spoken]
    host = held.get("host")
    name = host.get("name") if isinstance(host, dict) else host
    reporter = held.get("reporter") or next((o["name"] for o in people.officers(context)), "")
    return people.filled(
        {
            "started_at": held.get("at"),
            "ended_at": held.get("until"),
            "place": held.get("place"),
            "host": next((a for a in attendees if a["name"] == name), {"name": name} if name else None),
            "attendees": attendees,
            "recorder": held.get("recorder"),
            "reporter": reporter,
            "party": people.particulars(context.respondent),
            "summary": _discussed(context),
            "discussion": spoken,
            "conclusion": held.get("conclusion"),
        }
    )


def decision_approval(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    penalty = outcome.penalty(context)
    figures = outcome.amounts(context, penalty)
    return (
        {
            "officers": people.officers(context),
            "hearing": outcome.hearing_used(context),
            "statements": outcome.statements(context),
            "opinions": _approvals(context, file),
        }
        | {key: figures[key] for key in ("warning", "fine_fen", "confiscations", "orders") if key in figures}
        | people.filled(
            {
                "party": people.particulars(context.respondent),
                "facts_found": context.value(FactKey.FACTS_FOUND),
                "violation": outcome.violation(context),
                "notice": issued.notice(context, file),
                "discretion": context.value(FactKey.DISCRETION),
                "range_proof": bounds.argued(context, int(penalty.get("fine_fen") or 0)),
            }
        )
    )


def penalty_decision(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    penalty = outcome.penalty(context)
    discussed = file.day_of(Action.DISCUSS_COLLECTIVELY)
    return (
        {
            "evidence": issued.evidence(file),
            "statements": outcome.statements(context),
            "hearing": outcome.hearing_used(context),
        }
        | outcome.amounts(context, penalty)
        | people.filled(
            {
                "party": people.particulars(context.respondent),
                "source": course.source(context, file, hidden=hidden),
                "filed_on": course.filed_on(context, file),
                "facts_found": context.value(FactKey.FACTS_FOUND),
                "violation": outcome.violation(context),
                "notice": issued.notice(context, file),
                "discretion": context.value(FactKey.DISCRETION),
                "rights": rights(context, hidden=hidden),
                "measures": issued.measures(file),
                "collective_on": discussed.isoformat() if discussed else "",
                "payment": terms.payment(context),
                "remedies": terms.remedies(context),
                "display": shown.told(context, penalty),
                "proof": _ways(context, penalty),
                "access": dict(context.access) if context.access else None,
                # Not printed here: the public summary repeats this text from the frozen decision.
                "penalty_text": outcome.text(penalty),
            }
        )
    )


def penalty_disclosure_notice(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    return people.filled(
        {
            "party": people.particulars(context.respondent),
            "decision": issued.decision(context, file),
            "display": shown.notified(context, outcome.penalty(context)),
            "proof": shown.proven(context, outcome.penalty(context)),
            "contact": people.contact(context),
        }
    )


def service_receipt(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    handed = context.value(FactKey.SERVICE_PROOF) or {}
    served = _served(context, file)
    party = next(
        (p for p in context.case.parties if p.id == _recipient_id(context, served)), context.respondent
    )
    return {"papers": _in_envelope(file, served)} | people.filled(
        {
            "recipient": people.recipient(context.recipient or party),
            "place": handed.get("place") or (party.address if party else ""),
            "way": ServiceWay(handed["way"]).label if handed.get("way") else "",
            "served_at": _moment(handed),
            "receiver": people.filled({"name": handed.get("receiver"), "relation": handed.get("relation")}),
            "deliverers": _deliverers(context),
            "witness": people.witness(handed.get("witness")),
            "remark": handed.get("proof"),
            "proof": _begun(context, served, handed),
        }
    )


def _ways(context: Context, penalty: Mapping[str, Any]) -> list[proof.Row]:
    """How the terms of a decision are counted once it is served; a term to pay only with a fine."""
    pays = (terms.PAY,) if int(penalty.get("fine_fen") or 0) else ()
    rules = (*pays, terms.RECONSIDER, terms.SUE)
    return proof.ways(context, *rules, begins="收到本决定书当日")


def _begun(context: Context, served: Document | None, handed: Mapping[str, Any]) -> list[proof.Row]:
    """The dates that begin with this service; none while the day or the paper is not known."""
    on = str(handed.get("on") or "")[:10]
    rules = _BEGIN.get(served.kind, ()) if served and on else ()
    if terms.PAY in rules and not int(outcome.penalty(context).get("fine_fen") or 0):
        rules = tuple(rule for rule in rules if rule != terms.PAY)
    return [line for rule in rules for line in proof.counted(context, rule, date.fromisoformat(on))]


def _discussed(context: Context) -> str:
    """The facts and, under them, what is proposed."""
    penalty = outcome.penalty(context)
    proposed = [*(f"责令{order.rstrip('。')}" for order in outcome.orders(context)), *outcome.lines(penalty)]
    rule = outcome.violation(context) or {}
    basis = f"依据{rule['articles_penalty']}，" if rule.get("articles_penalty") else ""
    told = f"拟处理意见：{basis}{'；'.join(proposed)}。" if proposed else ""
    return "\n".join(part for part in (context.value(FactKey.FACTS_FOUND, ""), told) if part)


def _approvals(context: Context, file: CaseFile) -> list[opinions.Opinion]:
    reviewed = str((context.value(FactKey.REVIEW_OPINION) or {}).get("text") or "")
    concluded = str((context.value(FactKey.DISCUSSION) or {}).get("conclusion") or "")
    said = (
        "陈述、申辩意见已逐项复核" if context.value(FactKey.DEFENCE_LINES) else "当事人未提出陈述、申辩意见"
    )
    given = [
        *opinions.past(
            file,
            opinions.HANDLER,
            Action.CLEAR_NOTICE,
            Action.ANSWER_DEFENCE,
            Action.CLOSE_INVESTIGATION,
            text=f"{said}，建议按拟处理决定作出行政处罚。",
        ),
        *opinions.past(
            file,
            opinions.UNIT,
            Action.SUBMIT_CASE_REVIEW,
            Action.SUBMIT_LEGAL_REVIEW,
            text="同意承办人意见，提交审核。",
        ),
        *opinions.past(file, opinions.REVIEW, Action.AGREE_REVIEW, text=reviewed or "同意。"),
        *opinions.past(
            file, opinions.DISCUSSED, Action.DISCUSS_COLLECTIVELY, text=concluded or "同意拟处理决定。"
        ),
    ]
    head = opinions.here(context, opinions.HEAD, text="同意，作出行政处罚决定。")
    return [*opinions.in_order(given), head]


def _served(context: Context, file: CaseFile) -> Document | None:
    wanted = (context.proceeding.subject or {}).get("document_id")
    return next((paper for paper in file.documents if paper.id == wanted), None)


def _recipient_id(context: Context, served: Document | None) -> int | None:
    return (context.proceeding.subject or {}).get("recipient_id") or (served.recipient_id if served else None)


def _in_envelope(file: CaseFile, served: Document | None) -> list[dict[str, Any]]:
    if served is None:
        return []
    wanted = _TOGETHER.get(served.kind)
    along = [
        paper
        for paper in file.documents
        if paper.kind == wanted
        and paper.proceeding_id == served.proceeding_id
        and paper.issued_on == served.issued_on
    ]
    return [people.filled({"title": p.title, "number": p.number}) for p in [served, *along]]


def _moment(proof: dict[str, Any]) -> str:
    """The time of service as far as it is known: a minute, or the day alone."""
    at, on = str(proof.get("at") or ""), str(proof.get("on") or "")[:10]
    if "T" in at:
        return at
    return f"{on}T{at}" if on and at else on


def _deliverers(context: Context) -> list[dict[str, str]]:
    """Two deliver: the officers of the case; who acts now goes with them if not one of them."""
    actor = context.step.actor
    listed = people.officers(context)
    if all(one["name"] != actor.name for one in listed):
        listed = [people.filled({"name": actor.name, "certificate": actor.certificate}), *listed][:2]
    return listed
