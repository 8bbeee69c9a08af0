"""Intake 收案核查: from a complaint to filing or not filing (行政处罚程序规定 18 to 20; 投诉举报办法 31)."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.engine import Facts, Open, Reason, Start, Step, Table, Transition
from workflows.permissions import (
    any_officer,
    case_officer,
    complainant,
    given,
    intake_clerk,
    leader,
    mediator,
)
from workflows.procedures.terms import extendable
from workflows.vocabulary import Action, DocumentKind, Duty, FactKey, Procedure, State

_FILING = "《市场监督管理行政处罚程序规定》第十八条、第十九条"
_CONDITIONS = {
    "evidence": "有证据初步证明存在违法行为",
    "punishable": "依法应当给予行政处罚",
    "competent": "属于本部门管辖",
    "in_time": "在给予行政处罚的法定期限内",
}


def complete_submission(facts: Facts, step: Step) -> Iterable[Reason]:
    """A complaint names who, which right, which act, where and what is asked (投诉举报办法 9, 25)."""
    basis = "《市场监督管理投诉举报处理暂行办法》第九条、第二十五条"
    if facts.respondent() is None:
        yield Reason("given_respondent", "没有填写被投诉人。", basis)
    if not facts.rights:
        yield Reason("given_right", "没有选择被侵犯的权利。", "《中华人民共和国商标法》第六十条")
    for key, label in (
        (FactKey.COMPLAINT_FACTS, "侵权事实"),
        (FactKey.PLACE_REGION, "违法行为发生地"),
        (FactKey.CLAIMS, "请求事项"),
    ):
        if not step.given(key):
            yield Reason(f"given_{key}", f"没有填写{label}。", basis)
    if not step.given("declared"):
        yield Reason("given_declared", "没有确认所提供的材料真实。", basis)


def filing_conditions(facts: Facts, step: Step) -> Iterable[Reason]:
    """All four conditions of filing are confirmed one by one (行政处罚程序规定 19)."""
    confirmed = set(step.given("conditions") or ())
    for code, text in _CONDITIONS.items():
        if code not in confirmed:
            yield Reason(f"given_{code}", f"没有确认立案条件：{text}。", _FILING)


def two_named(facts: Facts, step: Step) -> Iterable[Reason]:
    """Two certified officers of this bureau are named, neither of them the leader who files."""
    rule = step.book.limit("OFFICERS_MIN", step.today)
    named = step.given("officers") or ()
    if len({o["account_id"] for o in named}) < rule.value:
        yield Reason("given_officers", f"应当指定{rule.value_text}名以上办案人员。", rule.basis)
    for officer in named:
        if not officer.get("certificate"):
            yield Reason("certificate", f"{officer['name']}没有行政执法证件，不能办案。", rule.basis)
        if officer.get("bureau") != facts.bureau:
            yield Reason("other_bureau", f"{officer['name']}不是本局人员。", rule.basis)
        if officer["account_id"] == step.actor.account_id:
            apart = step.book.limit("APPROVER_APART", step.today)
            yield Reason("leader_is_officer", "批准立案的负责人不能同时是本案办案人员。", apart.basis)
        if any(o.account_id == officer["account_id"] and o.duty == Duty.MEDIATOR for o in facts.officers):
            yield Reason(
                "officer_is_mediator",
                f"{officer['name']}是本案调解员，不能办理本案。",
                "《市场监督管理投诉举报处理暂行办法》第十九条",
            )


def mediator_apart(facts: Facts, step: Step) -> Iterable[Reason]:
    """What is offered in a mediation stays unknown to whoever investigates (投诉举报办法 19)."""
    if step.actor.account_id in facts.officer_ids():
        yield Reason(
            "mediator_is_officer",
            "您是本案办案人员，不能主持本案的调解。",
            "《市场监督管理投诉举报处理暂行办法》第十九条",
        )


def damages_asked(facts: Facts, step: Step) -> Iterable[Reason]:
    """Damages are mediated at the request of a party only (商标法 60 III)."""
    if "mediate" not in (facts.value(FactKey.CLAIMS) or ()):
        yield Reason(
            "not_asked", "当事人没有请求就赔偿数额进行调解。", "《中华人民共和国商标法》第六十条第三款"
        )


def one_mediation(facts: Facts, step: Step) -> Iterable[Reason]:
    ended = (State.MEDIATION_AGREED, State.MEDIATION_TERMINATED)
    if any(p.state not in ended for p in facts.of(Procedure.MEDIATION)):
        yield Reason("mediation_open", "已有一件调解正在进行。", "《中华人民共和国商标法》第六十条第三款")


def complainant_named(facts: Facts, step: Step) -> Iterable[Reason]:
    """Only a complainant who gave a real name is told (投诉举报办法 31 II)."""
    if not facts.named_complainant:
        yield Reason(
            "anonymous",
            "投诉人没有实名，不需要告知。",
            "《市场监督管理投诉举报处理暂行办法》第三十一条第二款",
        )
    if facts.done(Action.NOTIFY_COMPLAINANT):
        yield Reason("told_already", "已经告知过投诉人。", "")


def another_bureau(facts: Facts, step: Step) -> Iterable[Reason]:
    if step.given("bureau") == facts.bureau:
        yield Reason("same_bureau", "案件已在这个局，不需要分送。", "")


OPENABLE = {State.RECEIVED}

TABLE = Table(
    Procedure.INTAKE,
    (
        Transition(
            Action.SUBMIT,
            {State.DRAFT},
            State.RECEIVED,
            may=complainant,
            guards=(complete_submission,),
            records=(
                FactKey.COMPLAINT_FACTS,
                FactKey.CLAIMS,
                FactKey.VIOLATION,
                FactKey.FOUND_ON,
                FactKey.PLACE,
                FactKey.PLACE_REGION,
                FactKey.GOODS,
            ),
            starts=(Start("GEN-01"),),
            papers=(DocumentKind.IP_COMPLAINT_FORM, DocumentKind.COMPLAINT_RECEIPT),
            basis="《中华人民共和国商标法》第六十条、第六十一条；《市场监督管理行政处罚程序规定》第十八条",
        ),
        Transition(
            Action.START_CHECK,
            OPENABLE,
            State.UNDER_CHECK,
            may=intake_clerk | any_officer,
            starts=(Start("GEN-01", keep=True),),
            basis="《市场监督管理行政处罚程序规定》第十八条",
            hint="材料齐全，交办案人员核查线索。",
        ),
        Transition(
            Action.REQUEST_SUPPLEMENT,
            OPENABLE,
            State.SUPPLEMENT_REQUESTED,
            may=intake_clerk,
            guards=(given(FactKey.MISSING_ITEMS, "需要补正的材料"),),
            records=(FactKey.MISSING_ITEMS,),
            pauses=("GEN-01",),
            papers=(DocumentKind.SUPPLEMENT_NOTICE,),
            basis="《市场监督管理投诉举报处理暂行办法》第十五条第五项",
            hint="一次列明全部缺少的材料。材料补齐之日重新起算核查期限。",
        ),
        Transition(
            Action.SUPPLY,
            {State.SUPPLEMENT_REQUESTED},
            State.RECEIVED,
            may=complainant,
            guards=(given(FactKey.SUPPLIED, "补正说明"),),
            records=(FactKey.SUPPLIED,),
            starts=(Start("GEN-01", restart=True),),
            basis="《市场监督管理投诉举报处理暂行办法》第十五条第五项",
        ),
        Transition(
            Action.ROUTE,
            OPENABLE,
            State.RECEIVED,
            may=intake_clerk,
            guards=(given("bureau", "接收案件的局"), another_bureau),
            basis="《市场监督管理投诉举报处理暂行办法》第三十七条",
            hint="违法行为发生地不在本辖区的，分送有管辖权的局，期限继续计算。",
        ),
        Transition(
            Action.TELL_WHERE_TO_GO,
            OPENABLE,
            State.TOLD_WHERE_TO_GO,
            may=intake_clerk,
            guards=(given(FactKey.NOT_COMPETENT, "有权机关和理由"),),
            records=(FactKey.NOT_COMPETENT,),
            stops=("GEN-01",),
            papers=(DocumentKind.REPORT_RESULT_NOTICE,),
            basis="《市场监督管理投诉举报处理暂行办法》第二十九条",
            hint="不属于市场监督管理部门职责的，告知向有权机关提出。",
        ),
        Transition(
            Action.WITHDRAW,
            {State.RECEIVED, State.SUPPLEMENT_REQUESTED},
            State.WITHDRAWN,
            may=complainant,
            stops=("GEN-01",),
            basis="《市场监督管理投诉举报处理暂行办法》第二十一条第一款第一项",
            hint="撤回以后，本局发现违法行为的，仍会依职权查处。",
        ),
        Transition(
            Action.FILE_CASE,
            {State.UNDER_CHECK},
            State.FILED,
            may=leader,
            guards=(given(FactKey.CHECK_FINDINGS, "核查情况"), filing_conditions, two_named),
            records=(FactKey.CHECK_FINDINGS, FactKey.FILING_REASONS, FactKey.VIOLATION),
            stops=("GEN-01",),
            starts=(Start("INT-03", when=lambda facts, step: facts.named_complainant),),
            papers=(DocumentKind.FILING_APPROVAL,),
            opens=(Open(Procedure.PENALTY, State.FILED, starts=(Start("GEN-07"),)),),
            basis=_FILING,
            hint="四项条件逐项确认，指定办案人员。",
        ),
        Transition(
            Action.REFUSE_FILING,
            {State.UNDER_CHECK},
            State.NOT_FILED,
            may=leader,
            guards=(given(FactKey.FILING_REASONS, "不予立案的理由"),),
            records=(FactKey.CHECK_FINDINGS, FactKey.FILING_REASONS),
            stops=("GEN-01",),
            starts=(Start("INT-03", when=lambda facts, step: facts.named_complainant),),
            papers=(DocumentKind.FILING_APPROVAL,),
            basis="《市场监督管理行政处罚程序规定》第二十条",
        ),
        Transition(
            Action.EXTEND_CHECK,
            {State.UNDER_CHECK},
            None,
            may=leader,
            guards=(extendable("GEN-01"),),
            extends="GEN-01",
            basis="《市场监督管理行政处罚程序规定》第十八条",
            hint="特殊情况，届满前批准，只能延长一次。",
        ),
        Transition(
            Action.NOTIFY_COMPLAINANT,
            {State.FILED, State.NOT_FILED},
            None,
            may=case_officer | intake_clerk,
            guards=(complainant_named,),
            stops=("INT-03",),
            papers=(DocumentKind.REPORT_RESULT_NOTICE,),
            basis="《市场监督管理投诉举报处理暂行办法》第三十一条第二款",
            hint="告知实名投诉人立案或者不予立案。",
        ),
        Transition(
            Action.OPEN_MEDIATION,
            {State.UNDER_CHECK, State.FILED, State.NOT_FILED},
            None,
            may=mediator,
            guards=(mediator_apart, damages_asked, one_mediation),
            opens=(Open(Procedure.MEDIATION, State.MEDIATION_REQUESTED, carries=(FactKey.MEDIATION_CLAIM,)),),
            basis="《中华人民共和国商标法》第六十条第三款",
            hint="与案件调查同时进行，互不影响。",
        ),
    ),
)
