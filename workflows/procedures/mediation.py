"""Mediation 侵权赔偿调解: beside the penalty case, voluntary, sealed off from the investigation.

What was offered here stays here: every recorded fact is private to the proceeding
(商标法 60 III; 投诉举报办法 16 to 23). No statutory term runs for a rights holder's request.
"""

from __future__ import annotations

from collections.abc import Iterable

from workflows.engine import Facts, Reason, Step, Table, Transition
from workflows.permissions import case_mediator, complainant, given, respondent
from workflows.vocabulary import Action, DocumentKind, FactKey, PartyRole, Procedure, State

_BASIS = "《中华人民共和国商标法》第六十条第三款"
_RULES = "《市场监督管理投诉举报处理暂行办法》"
_OPEN = {
    State.MEDIATION_REQUESTED,
    State.MEDIATION_OPEN,
    State.MEDIATION_SCHEDULED,
    State.AGREEMENT_DRAFTED,
}


def session_held(facts: Facts, step: Step) -> Iterable[Reason]:
    if not facts.done(Action.HOLD_SESSION):
        yield Reason("no_session", "还没有举行调解，不能拟定协议。", f"{_RULES}第十八条")


def session_ahead(facts: Facts, step: Step) -> Iterable[Reason]:
    session = step.given(FactKey.SESSION) or {}
    day = str(session.get("at", ""))[:10]
    if day and day < step.today.isoformat():
        yield Reason("session_past", "调解日期不能早于今天。", f"{_RULES}第十八条")


def agreement_complete(facts: Facts, step: Step) -> Iterable[Reason]:
    """The agreement says how much, how and by when, and the parts add up (人民调解法 29)."""
    agreement = step.given(FactKey.AGREEMENT) or {}
    basis = "《中华人民共和国人民调解法》第二十九条"
    performances = agreement.get("performances") or ()
    if not performances:
        yield Reason("given_performances", "没有写明履行的日期和金额。", basis)
    elif sum(int(p["amount_fen"]) for p in performances) != int(agreement.get("amount_fen") or 0):
        yield Reason("given_performances", "各期金额之和与协议总额不一致。", basis)
    if any(str(p["on"]) < step.today.isoformat() for p in performances):
        yield Reason("given_performances", "履行日期不能早于今天。", basis)


def both_signed(facts: Facts, step: Step) -> Iterable[Reason]:
    signed = facts.value(FactKey.SIGNATURES) or {}
    for role in (PartyRole.COMPLAINANT, PartyRole.RESPONDENT):
        if role not in signed:
            yield Reason("not_signed", f"{role.label}还没有签署协议。", f"{_RULES}第二十二条")


def not_signed_yet(facts: Facts, step: Step) -> Iterable[Reason]:
    signed = facts.value(FactKey.SIGNATURES) or {}
    mine = {p.role for p in facts.parties if p.id in step.actor.party_ids}
    if mine and mine <= set(signed):
        yield Reason("signed_already", "您已经签署过这份协议。", f"{_RULES}第二十二条")


TABLE = Table(
    Procedure.MEDIATION,
    (
        Transition(
            Action.CONSENT,
            {State.MEDIATION_REQUESTED},
            State.MEDIATION_OPEN,
            may=respondent | case_mediator,
            guards=(given(FactKey.MEDIATION_CONSENT, "同意的方式"),),
            records=(FactKey.MEDIATION_CONSENT,),
            private=True,
            basis=_BASIS,
            hint="调解须双方自愿。当事人书面或者当面同意的，由调解员登记。",
        ),
        Transition(
            Action.REFUSE_MEDIATION,
            {State.MEDIATION_REQUESTED},
            State.MEDIATION_TERMINATED,
            may=respondent | case_mediator,
            guards=(given(FactKey.MEDIATION_END, "不同意的说明"),),
            records=(FactKey.MEDIATION_END,),
            private=True,
            papers=(DocumentKind.MEDIATION_END_NOTICE,),
            basis=_BASIS,
            hint="不同意调解不影响案件处理，也不会因此加重处罚。",
        ),
        Transition(
            Action.SCHEDULE_SESSION,
            {State.MEDIATION_OPEN, State.MEDIATION_SCHEDULED},
            State.MEDIATION_SCHEDULED,
            may=case_mediator,
            guards=(given(FactKey.SESSION, "调解时间和地点"), session_ahead),
            records=(FactKey.SESSION,),
            private=True,
            papers=(DocumentKind.MEDIATION_NOTICE,),
            basis=f"{_RULES}第十八条",
        ),
        Transition(
            Action.HOLD_SESSION,
            {State.MEDIATION_SCHEDULED},
            None,
            may=case_mediator,
            guards=(given(FactKey.SESSION_RECORD, "调解过程"),),
            records=(FactKey.SESSION_RECORD,),
            private=True,
            papers=(DocumentKind.MEDIATION_RECORD,),
            basis=f"{_RULES}第十八条",
            hint="笔录只在调解中使用，办案人员看不到。",
        ),
        Transition(
            Action.DRAFT_AGREEMENT,
            {State.MEDIATION_SCHEDULED, State.AGREEMENT_DRAFTED},
            State.AGREEMENT_DRAFTED,
            may=case_mediator,
            guards=(session_held, given(FactKey.AGREEMENT, "协议内容"), agreement_complete),
            records=(FactKey.AGREEMENT, FactKey.SIGNATURES),
            private=True,
            basis="《中华人民共和国人民调解法》第二十九条",
        ),
        Transition(
            Action.SIGN_AGREEMENT,
            {State.AGREEMENT_DRAFTED},
            None,
            may=complainant | respondent,
            guards=(not_signed_yet, given(FactKey.SIGNATURES, "签署人姓名")),
            records=(FactKey.SIGNATURES,),
            private=True,
            basis=f"{_RULES}第二十二条",
        ),
        Transition(
            Action.CONCLUDE_AGREEMENT,
            {State.AGREEMENT_DRAFTED},
            State.MEDIATION_AGREED,
            may=case_mediator,
            guards=(both_signed,),
            papers=(DocumentKind.MEDIATION_AGREEMENT,),
            basis=f"{_RULES}第二十二条",
            hint="达成协议不影响行政处罚案件继续办理。",
        ),
        Transition(
            Action.TERMINATE_MEDIATION,
            _OPEN,
            State.MEDIATION_TERMINATED,
            may=case_mediator,
            guards=(given(FactKey.MEDIATION_END, "终止调解的理由"),),
            records=(FactKey.MEDIATION_END,),
            private=True,
            papers=(DocumentKind.MEDIATION_END_NOTICE,),
            basis=f"{_RULES}第二十一条",
            hint="写明理由和还可以走的途径。",
        ),
    ),
)
