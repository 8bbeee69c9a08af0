"""Where a case came from and what was done in it, day by day, from what the log says."""

from __future__ import annotations

from datetime import date

from casework.services.drafting import people
from casework.services.drafting.casefile import CaseFile, day
from casework.services.drafting.context import Context
from casework.services.drafting.terms import zh_day
from workflows.vocabulary import Action, DocumentKind, FactKey, IntakeType, PartyRole, Procedure

# Steps of the investigation that the report tells; what happens in a mediation is never told.
_TOLD = (
    Action.REQUEST_SUPPLEMENT,
    Action.SUPPLY,
    Action.START_CHECK,
    Action.EXTEND_CHECK,
    Action.FILE_CASE,
    Action.START_INVESTIGATION,
    Action.RECORD_INSPECTION,
    Action.RECORD_INQUIRY,
    Action.APPROVE_MEASURE,
    Action.SEIZE,
    Action.EXTEND_MEASURE,
    Action.LIFT,
    Action.RETURN_FILE,
    Action.EXTEND_TERM,
)
_NUMBERED = {
    Action.FILE_CASE: DocumentKind.FILING_APPROVAL,
    Action.SEIZE: DocumentKind.COERCIVE_MEASURE_DECISION,
    Action.EXTEND_MEASURE: DocumentKind.COERCIVE_MEASURE_EXTENSION,
    Action.LIFT: DocumentKind.COERCIVE_MEASURE_RELEASE,
}


# Who did it, where the name of the step leaves that open.
_BY = {Action.REQUEST_SUPPLEMENT: "通知投诉人补正材料", Action.SUPPLY: "投诉人提交补正材料"}


def received_on(context: Context, file: CaseFile) -> date:
    return day(file.complaint.received_at) if file.complaint else day(context.case.opened_at)


def source(context: Context, file: CaseFile, *, hidden: bool) -> str:
    """Who brought the case and what about; a hidden complainant is only 投诉人."""
    on, intake = (
        zh_day(received_on(context, file)),
        IntakeType(context.facts.intake_type or IntakeType.REPORT),
    )
    about = _about(context)
    if file.complaint is None or intake == IntakeType.INSPECTION_CLUE:
        return f"{on}，本局在监督检查中发现{about}。"
    who = PartyRole.COMPLAINANT.label
    if not hidden and context.complainant is not None:
        who += context.complainant.name
    return f"{on}，本局收到{who}的{intake.label}材料，反映{about}。"


def course(context: Context, file: CaseFile, *, hidden: bool) -> str:
    """The source and, under it, every day of the investigation with what was done on it."""
    by_day: dict[date, list[str]] = {}
    sealed = {view.id for view in context.facts.of(Procedure.MEDIATION)}
    for event in file.done(*_TOLD):
        if event.proceeding_id not in sealed:
            by_day.setdefault(day(event.at), []).append(_said(file, Action(event.action), day(event.at)))
    told = "".join(f"{zh_day(on)}，{'、'.join(dict.fromkeys(done))}。" for on, done in by_day.items())
    handling = people.officer_names(context)
    parts = [source(context, file, hidden=hidden), told, f"办案人员：{handling}。" if handling else ""]
    return "\n".join(part for part in parts if part)


def filed_on(context: Context, file: CaseFile) -> str:
    """The day of filing, which may be this very step."""
    found = file.day_of(Action.FILE_CASE)
    if found is None and context.step.action == Action.FILE_CASE:
        found = context.step.today
    return found.isoformat() if found else ""


def _about(context: Context) -> str:
    violation_id = context.value(FactKey.VIOLATION)
    act = context.step.book.penalty(str(violation_id)).name if violation_id else context.case.title
    goods = context.value(FactKey.GOODS)
    return f"当事人涉嫌{act}" + (f"，涉案商品为{goods}" if goods else "")


def _said(file: CaseFile, action: Action, on: date) -> str:
    kind = _NUMBERED.get(action)
    numbers = [p.number for p in file.papers(kind) if p.number and p.issued_on == on] if kind else []
    said = _BY.get(action, action.label)
    return f"{said}（{'、'.join(numbers)}）" if numbers else said
