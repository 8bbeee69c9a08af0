"""Papers of a mediation, from the facts of that mediation alone."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from casework.services.drafting import issued, law, people, terms
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from workflows.vocabulary import FactKey, PartyRole

_SIDES = re.compile("^(一方|双方|投诉人)")
DISPUTE = "侵权损害赔偿纠纷"
ENDS = {
    "refused": "一方不同意调解",
    "no_agreement": "双方未能达成协议",
    "absent": "一方未参加调解",
    "withdrawn": "投诉人撤回调解请求",
}


def mediation_notice(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    session = context.value(FactKey.SESSION) or {}
    return _heading(context, hidden=hidden) | people.filled(
        {
            "recipient": both(context, hidden=hidden),
            "session": people.filled({"at": session.get("at"), "place": session.get("place")}),
            "mediators": _mediators(context),
            "contact": people.contact(context, _mediators(context)),
        }
    )


def mediation_record(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    record = context.value(FactKey.SESSION_RECORD) or {}
    texts = {key: record.get(key) for key in ("place", "recorder", "result")}
    lists = {key: list(record.get(key) or []) for key in ("participants", "claims", "proposals")}
    return (
        _sides(context, hidden=hidden)
        | people.filled(texts | {"started_at": record.get("at"), "ended_at": record.get("until")})
        | {"mediators": _mediators(context)}
        | lists
    )


def mediation_agreement(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    agreement = context.value(FactKey.AGREEMENT) or {}
    amount = int(agreement.get("amount_fen") or 0)
    return _sides(context, hidden=hidden) | people.filled(
        {
            "mediators": _mediators(context),
            "rights": issued.rights(context),
            "facts": agreement.get("facts"),
            "dispute": agreement.get("dispute"),
            "responsibility": agreement.get("responsibility"),
            "amount_fen": amount or None,
            "confirmation": _confirmation(context),
            "terms": [_performance(p) for p in agreement.get("performances") or ()]
            + [{"text": str(text)} for text in agreement.get("terms") or ()],
        }
    )


def mediation_end_notice(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    return _heading(context, hidden=hidden) | people.filled(
        {
            "recipient": both(context, hidden=hidden),
            "ended_on": context.step.today.isoformat(),
            "reason": _end(context.value(FactKey.MEDIATION_END) or {}),
            "contact": people.contact(context, _mediators(context)),
        }
    )


def both(context: Context, *, hidden: bool) -> dict[str, str]:
    """One paper for both sides."""
    sides = _sides(context, hidden=hidden)
    return {"name": "、".join(side["name"] for side in sides.values() if side.get("name"))}


def _sides(context: Context, *, hidden: bool) -> dict[str, Any]:
    return {
        "complainant": people.complainant_for_others(context.complainant, hidden=hidden),
        "party": people.dealing(context.respondent),
    }


def _heading(context: Context, *, hidden: bool) -> dict[str, Any]:
    return _sides(context, hidden=hidden) | {"matter": matter(context)}


def matter(context: Context) -> str:
    for right in issued.rights(context):
        if right.get("name"):
            return f"“{right['name']}”{right['kind_label']}{DISPUTE}"
    return f"{context.case.title}{DISPUTE}"


def _mediators(context: Context) -> list[dict[str, str]]:
    return people.mediators(context)


def _confirmation(context: Context) -> dict[str, str]:
    """How long both sides have to ask the court to confirm the agreement."""
    rule = context.step.book.limit("CONFIRMATION", context.issued_on)
    basis = terms.marked(law.leading(rule.basis), rule.confidence)
    return {"days_label": terms.length(rule.value, rule.unit), "basis": law.full(basis)}


def _performance(given: dict[str, Any]) -> dict[str, Any]:
    """One payment with its day and its way."""
    on = terms.zh_day(date.fromisoformat(str(given["on"])[:10]))
    how = f"，方式：{given['how']}" if given.get("how") else ""
    text = f"{PartyRole.RESPONDENT.label}于{on}前向{PartyRole.COMPLAINANT.label}支付赔偿款{how}"
    return {"text": text, "amount_fen": int(given["amount_fen"]), "due_on": str(given["on"])[:10]}


def _end(given: dict[str, Any]) -> str:
    reason, detail = ENDS.get(str(given.get("reason")), ""), str(given.get("detail") or "").strip()
    # An explanation that says the reason itself needs no heading.
    if _SIDES.sub("", reason) in detail:
        reason = ""
    parts = [reason, detail]
    return "。".join(part.rstrip("。") for part in parts if part) + "。" if any(parts) else ""
