"""Papers of the intake: complaint, receipt with every date owed, supplement, filing, result."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.services.drafting import bounds, course, issued, opinions, outcome, people, proof, terms
from casework.services.drafting.casefile import CaseFile, minute
from casework.services.drafting.context import Context
from workflows.vocabulary import Action, DocumentKind, FactKey, IntakeType, State

CLAIMS = {
    "stop": "责令停止侵权行为",
    "penalise": "对侵权行为依法给予行政处罚",
    "mediate": "就侵权赔偿数额进行调解",
}
FILING_RESULT = {Action.FILE_CASE: "立案", Action.REFUSE_FILING: State.NOT_FILED.label}
SYSTEM_MADE = "系统生成"
FILING = "GEN-01"
# The bytes of the form follow after the step, so its digest cannot stand on the receipt.
MADE_LATER = "随回执生成"


def ip_complaint_form(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    claims = context.value(FactKey.CLAIMS, [])
    found_on = context.day(FactKey.FOUND_ON)
    return people.filled(
        {
            "complainant": people.complainant(context.complainant),
            "party": people.dealing(context.respondent),
            "rights": issued.rights(context),
            "place": context.value(FactKey.PLACE),
            "acts": context.value(FactKey.COMPLAINT_FACTS),
            "claims": [CLAIMS.get(claim, claim) for claim in claims],
            "submitted_at": received_at(context, file),
            "goods": context.value(FactKey.GOODS),
            "occurred_on": found_on.isoformat() if found_on else "",
            "intake_type_label": _intake_label(context),
        }
    ) | {
        "evidence": _materials(file, what=("no", "name", "proves", "sha256")),
        "mediation_wanted": "mediate" in claims,
        "confidential": bool(context.complainant and context.complainant.confidential),
    }


def complaint_receipt(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    form = file.paper(DocumentKind.IP_COMPLAINT_FORM)
    made = [{"name": form.title, "kind": SYSTEM_MADE, "sha256": MADE_LATER}] if form else []
    materials = made + _materials(file, what=("name", "kind", "sha256"))
    return people.filled(
        {
            "complainant": people.complainant(context.complainant),
            "party": people.named(context.respondent),
            "received_at": received_at(context, file),
            "next_steps": next_steps(context),
            "proof": proof.running(context, file, FILING, context.proceeding.id),
            "query_code": context.query_code,
            "query_url": f"{context.url.split('/verify/')[0]}/track" if "/verify/" in context.url else "",
        }
    ) | {"materials": [{"no": number} | item for number, item in enumerate(materials, start=1)]}


def next_steps(context: Context) -> list[dict[str, Any]]:
    """Every date the office owes from here: the decision on filing, the answer, the decision on the case."""
    clock = context.facts.clock(FILING)
    begun = clock.start_on if clock else context.step.today
    first = terms.owed(context, FILING, begun)
    if clock:
        first["due_on"] = clock.due_on.isoformat()
    decided_by, after = date.fromisoformat(first["due_on"]), first["label"]
    steps = [first]
    if context.facts.named_complainant:
        steps.append(terms.owed(context, "INT-03", decided_by, after=after))
    return [*steps, terms.owed(context, "GEN-07", decided_by, after=after)]


def supplement_notice(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    missing = context.value(FactKey.MISSING_ITEMS, [])
    return people.filled(
        {
            "complainant": people.complainant(context.complainant),
            "party": people.named(context.respondent),
            "received_at": received_at(context, file),
            "missing": [item if isinstance(item, dict) else {"text": str(item)} for item in missing],
            "due_on": _supply_by(context),
            "proof": _supply_proof(context, file),
            "contact": people.contact(context),
        }
    )


def filing_approval(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    said, found = context.value(FactKey.COMPLAINT_FACTS, ""), context.value(FactKey.CHECK_FINDINGS, "")
    # Findings that repeat the complaint stand for both.
    summary = [found] if said.rstrip("。") in found else [said, found]
    refused = context.step.action == Action.REFUSE_FILING
    reasons = str(context.value(FactKey.FILING_REASONS, "")).rstrip("。")
    proposed = "建议不予立案" if refused else "建议立案"
    proposed = "，".join(part for part in (reasons, proposed) if part) + "。"
    shown = {} if hidden else people.complainant(context.complainant)
    return people.filled(
        {
            "source": _intake_label(context) or course.source(context, file, hidden=hidden),
            "complainant": shown,
            "party": people.particulars(context.respondent),
            "summary": "\n".join(part for part in summary if part),
            "violation": outcome.violation(context),
            "range_proof": bounds.argued(context),
            "filing_result": FILING_RESULT.get(context.step.action, context.facts.proceeding.state.label),
            "opinions": [
                opinions.by_hand(opinions.HANDLER, proposed),
                opinions.here(context, opinions.HEAD, text="同意不予立案。" if refused else "同意立案。"),
            ],
        }
    ) | {"officers": people.officers(context) or _checkers(file)}


def report_result_notice(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    state = context.facts.proceeding.state
    reasons = {State.NOT_FILED: FactKey.FILING_REASONS, State.TOLD_WHERE_TO_GO: FactKey.NOT_COMPETENT}
    filed = course.filed_on(context, file) if state == State.FILED else ""
    return people.filled(
        {
            "complainant": people.complainant(context.complainant),
            "party": people.named(context.respondent),
            "received_at": received_at(context, file),
            "result": state.label,
            "reason": context.value(reasons[state]) if state in reasons else "",
            "filed_on": filed,
            "contact": people.contact(context),
        }
    )


def received_at(context: Context, file: CaseFile) -> str:
    return minute(file.complaint.received_at if file.complaint else context.case.opened_at)


def _intake_label(context: Context) -> str:
    return IntakeType(context.facts.intake_type).label if context.facts.intake_type else ""


def _supply_by(context: Context) -> str:
    """The day the form names, else the day by which the office itself would have to decide."""
    given = context.step.given("due_on")
    if given:
        return str(given)[:10]
    clock = context.facts.clock(FILING)
    due_on = clock.due_on if clock else terms.due(context, FILING, context.step.today).due_on
    return due_on.isoformat()


def _supply_proof(context: Context, file: CaseFile) -> list[proof.Row]:
    """Where the day comes from, and how the office's own term is counted once the material is there."""
    if context.step.given("due_on"):
        day = terms.zh_day(date.fromisoformat(_supply_by(context)))
        said = [
            proof.head(f"补正材料：最后一日{day}"),
            proof.row(day, "本局指定的最后一日，当日补正有效", counts=True),
        ]
    else:
        said = proof.running(context, file, FILING, context.proceeding.id)
    return [
        *said,
        proof.head("材料补齐以后，本局重新计算核查期限"),
        *proof.ways(context, FILING, begins="收到补齐的材料当日"),
    ]


def _checkers(file: CaseFile) -> list[dict[str, str]]:
    """Who checked the clue, where no officers are named because the case is not filed."""
    event = file.last(Action.START_CHECK)
    account = file.people.get(event.actor_id) if event and event.actor_id is not None else None
    if account is None or not account.certificate_no:
        return []
    return [{"name": account.name, "certificate": account.certificate_no}]


def _materials(file: CaseFile, *, what: tuple[str, ...]) -> list[dict[str, Any]]:
    """What was handed in with the complaint; internal words for kinds are not printed."""
    listed = []
    for number, row in enumerate(file.evidence, start=1):
        known = {
            "no": number,
            "name": row.name,
            "kind": "" if (row.kind or "").isascii() else row.kind,
            "proves": "；".join(str(point) for point in row.proves or ()),
            "sha256": row.sha256,
        }
        listed.append(people.filled({key: known[key] for key in what}))
    return listed
