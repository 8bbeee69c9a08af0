"""What each side of a case sees of it: which steps, which dates, which papers, in which words.

Both sides see the same dates. Neither sees what was said inside the bureau, and the respondent
never sees anything from which a complainant could be known (投诉举报办法 33).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workflows.vocabulary import Action, DocumentKind, PartyRole, Procedure, State

_BOTH: Mapping[Action, str] = {
    Action.START_INVESTIGATION: "开始调查取证",
    Action.SEIZE: "对涉案物品采取扣押措施",
    Action.EXTEND_MEASURE: "扣押期限延长",
    Action.LIFT: "解除扣押",
    Action.EXTEND_TERM: "办案期限延长",
    Action.CLOSE_INVESTIGATION: "调查终结，送审核",
    Action.OPEN_MEDIATION: "启动赔偿调解，征求双方意见",
    Action.CONSENT: "双方同意调解",
    Action.REFUSE_MEDIATION: "一方不同意调解，调解终止",
    Action.SCHEDULE_SESSION: "调解日期已定",
    Action.HOLD_SESSION: "举行调解",
    Action.DRAFT_AGREEMENT: "调解协议待双方签署",
    Action.SIGN_AGREEMENT: "一方签署调解协议",
    Action.CONCLUDE_AGREEMENT: "达成调解协议",
    Action.TERMINATE_MEDIATION: "调解终止",
    Action.SERVE_NOTICE: "行政处罚告知书送达当事人",
    Action.DECIDE_PENALTY: "作出行政处罚决定",
    Action.SERVE_DECISION: "行政处罚决定书送达当事人",
    Action.PUBLISH: "行政处罚信息公示",
    Action.WITHDRAW_PUBLICATION: "撤回公示信息",
    Action.END_DISPLAY: "公示期满",
    Action.ENFORCED: "处罚执行完毕",
    Action.CLOSE: "结案",
}
_COMPLAINANT: Mapping[Action, str] = {
    Action.SUBMIT: "收到投诉材料",
    Action.ROUTE: "分送有管辖权的局",
    Action.REQUEST_SUPPLEMENT: "通知补正材料",
    Action.SUPPLY: "收到补正材料",
    Action.START_CHECK: "开始核查",
    Action.EXTEND_CHECK: "核查期限延长",
    Action.FILE_CASE: "决定立案",
    Action.REFUSE_FILING: "决定不予立案",
    Action.NOTIFY_COMPLAINANT: "告知处理结果",
    Action.TELL_WHERE_TO_GO: "告知向有权机关提出",
    Action.WITHDRAW: "撤回投诉",
}
_RESPONDENT: Mapping[Action, str] = {
    Action.RECORD_INSPECTION: "现场检查",
    Action.RECORD_INQUIRY: "询问",
    Action.STATE_DEFENCE: "收到陈述申辩意见",
    Action.WAIVE_STATEMENT: "书面放弃陈述申辩",
    Action.WAIVE_HEARING: "书面放弃听证",
    Action.REQUEST_HEARING: "要求听证",
    Action.HEARING_ENDED: "听证程序结束",
    Action.ANSWER_DEFENCE: "陈述申辩意见已复核",
    Action.RECORD_PAYMENT: "收到缴款",
    Action.MARK_OVERDUE: "逾期未缴款",
}
STEPS: Mapping[PartyRole, Mapping[Action, str]] = MappingProxyType(
    {
        PartyRole.COMPLAINANT: MappingProxyType({**_COMPLAINANT, **_BOTH}),
        PartyRole.RESPONDENT: MappingProxyType({**_RESPONDENT, **_BOTH}),
    }
)
CLOCKS: Mapping[PartyRole, frozenset[str]] = MappingProxyType(
    {
        PartyRole.COMPLAINANT: frozenset({"GEN-01", "INT-03", "GEN-07", "DIS-01"}),
        PartyRole.RESPONDENT: frozenset(
            {"COE-01", "GEN-06", "GEN-07", "ENF-01", "REM-01", "REM-04", "DIS-01", "DIS-05", "DIS-06"}
        ),
    }
)
# What a clock is called to a party, where the rule's own name speaks to officers.
PLAIN: Mapping[str, str] = MappingProxyType(
    {"INT-03": "告知您立案或者不予立案", "GEN-07": "立案后作出处理决定", "COE-01": "扣押期限"}
)
# Papers of a mediation go to both sides; every other paper goes to its recipient alone.
SHARED_PAPERS = frozenset(
    {
        DocumentKind.MEDIATION_NOTICE,
        DocumentKind.MEDIATION_RECORD,
        DocumentKind.MEDIATION_AGREEMENT,
        DocumentKind.MEDIATION_END_NOTICE,
    }
)
# Served papers show to the respondent once they are served, not while they are on their way.
AFTER_SERVICE = frozenset({DocumentKind.PENALTY_NOTICE, DocumentKind.PENALTY_DECISION})


def after_service(kind: str) -> bool:
    """Whether a party sees this paper only once it is served; every letter that an officer writes is so."""
    return kind in AFTER_SERVICE or kind not in set(DocumentKind)


_NOW: Mapping[tuple[Procedure, State], tuple[str, str]] = {
    (Procedure.INTAKE, State.RECEIVED): ("材料已收到", "受理人员核对材料，然后开始核查。"),
    (Procedure.INTAKE, State.SUPPLEMENT_REQUESTED): ("等您补正材料", "补齐以后重新起算核查期限。"),
    (Procedure.INTAKE, State.UNDER_CHECK): ("正在核查线索", "核查以后决定是否立案。"),
    (Procedure.INTAKE, State.NOT_FILED): ("不予立案", "理由写在告知书里。"),
    (Procedure.INTAKE, State.TOLD_WHERE_TO_GO): ("请向有权机关提出", "有权机关写在告知书里。"),
    (Procedure.INTAKE, State.WITHDRAWN): ("投诉已撤回", "本局发现违法行为的，仍会依职权查处。"),
    (Procedure.PENALTY, State.FILED): ("已立案", "办案人员开始调查取证。"),
    (Procedure.PENALTY, State.INVESTIGATING): ("正在调查取证", "调查终结以后送审核。"),
    (Procedure.PENALTY, State.INVESTIGATION_CLOSED): ("调查终结", "由办案人员以外的人审核。"),
    (Procedure.PENALTY, State.CASE_REVIEW): ("正在审核", "审核通过以后告知当事人。"),
    (Procedure.PENALTY, State.LEGAL_REVIEW): ("正在法制审核", "审核通过以后告知当事人。"),
    (Procedure.PENALTY, State.REVIEW_PASSED): ("审核通过", "负责人批准后告知当事人。"),
    (Procedure.PENALTY, State.NOTICE_APPROVED): ("告知书等待送达", "送达以后当事人可以陈述申辩。"),
    (Procedure.PENALTY, State.NOTICE_SERVED): ("已告知拟作出的处罚", "当事人可以陈述申辩，期限届满后决定。"),
    (Procedure.PENALTY, State.NOTICE_CLEARED): ("等待作出决定", "负责人作出处理决定。"),
    (Procedure.PENALTY, State.COLLECTIVE_DISCUSSION): ("负责人集体讨论", "讨论以后作出处理决定。"),
    (Procedure.PENALTY, State.DECIDED_PENALTY): ("已作出处罚决定", "决定书送达当事人。"),
    (Procedure.PENALTY, State.SERVED): ("决定书已送达", "当事人在期限内缴款、履行。"),
    (Procedure.PENALTY, State.EXECUTED): ("处罚执行完毕", "办理结案。"),
    (Procedure.PENALTY, State.CLOSED): ("已结案", "立卷归档。"),
    (Procedure.PENALTY, State.ARCHIVED): ("已结案归档", "办理结束。"),
}


def now_and_next(procedure: Procedure, state: State) -> tuple[str, str]:
    """Where the case stands and what comes, in words for people who are not lawyers."""
    return _NOW.get((procedure, state), (state.label, ""))
