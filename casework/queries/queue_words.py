"""The queues as data: who sees which, what stands in it, and the words for what a case waits for.

States are those of the tables; nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from workflows.vocabulary import Procedure, Role, State

Waiting = tuple[Procedure, State]
LEADING = (Procedure.INTAKE, Procedure.PENALTY)
# Who works on cases: auditors and administrators do not see what is in them.
CASEWORKERS = frozenset(
    {
        Role.INTAKE_CLERK,
        Role.CASE_OFFICER,
        Role.UNIT_HEAD,
        Role.REVIEWER,
        Role.LEGAL_REVIEWER,
        Role.LEADER,
        Role.MEDIATOR,
        Role.DISCLOSURE_OFFICER,
        Role.CREDIT_OFFICER,
    }
)
AFTER = (Procedure.SERVICE, Procedure.ENFORCEMENT, Procedure.DISCLOSURE)
# Tabs of a queue: one procedure, or everything behind a decision.
SIDE: Mapping[str, str] = MappingProxyType(
    {
        "": "全部",
        "intake": "核查",
        "penalty": "处罚",
        "hearing": "听证",
        "measures": "强制措施",
        "mediation": "调解",
        "after": "送达、执行与公示",
    }
)


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue: name, words, group, who has it, and which waiting steps are whose to take."""

    name: str
    label: str
    group: str
    empty: str
    roles: tuple[Role, ...] = ()
    owners: Mapping[Role, tuple[Waiting, ...]] = field(default_factory=dict)


def _at(procedure: Procedure, *states: State) -> tuple[Waiting, ...]:
    return tuple((procedure, state) for state in states)


_INTAKE = _at(Procedure.INTAKE, State.RECEIVED, State.SUPPLEMENT_REQUESTED, State.UNDER_CHECK)
_FILING = _at(Procedure.INTAKE, State.UNDER_CHECK)
_REVIEW = _at(Procedure.PENALTY, State.INVESTIGATION_CLOSED, State.CASE_REVIEW, State.LEGAL_REVIEW)
_LEADER = (
    *_at(Procedure.MEASURES, State.MEASURE_PROPOSED),
    *_at(Procedure.PENALTY, State.REVIEW_PASSED, State.NOTICE_CLEARED, State.COLLECTIVE_DISCUSSION),
    *_at(Procedure.WRITING, State.WITH_LEADER),
)
_UNIT_HEAD = _at(Procedure.WRITING, State.WITH_UNIT_HEAD)
_SERVICE = _at(Procedure.SERVICE, State.PREPARED, State.ATTEMPTED)
_MEDIATION = _at(
    Procedure.MEDIATION,
    State.MEDIATION_REQUESTED,
    State.MEDIATION_OPEN,
    State.MEDIATION_SCHEDULED,
    State.AGREEMENT_DRAFTED,
)
_DISCLOSURE = _at(Procedure.DISCLOSURE, State.PENDING, State.REDACTED)
_CLOSING = _at(Procedure.PENALTY, State.EXECUTED, State.CLOSED)
OWNED: Mapping[str, tuple[Waiting, ...]] = MappingProxyType(
    {
        "intake": _INTAKE,
        "filing": _FILING,
        "review": _REVIEW,
        "leader": (*_LEADER, *_UNIT_HEAD),
        "service": _SERVICE,
        "mediation": _MEDIATION,
        "disclosure": _DISCLOSURE,
        "closing": _CLOSING,
    }
)
_HANDLING = (Role.CASE_OFFICER, Role.UNIT_HEAD, Role.LEADER)

QUEUES = (
    Queue("mine", "我的待办", "我的", "由您办理的事项都办完了。有新的事项会出现在这里。"),
    Queue("due", "今日到期与逾期", "我的", "本局没有今日到期或者已经逾期的案件。"),
    Queue(
        "intake",
        "待登记核查",
        "收案",
        "没有等待登记或者核查的投诉。新的投诉提交以后会出现在这里。",
        (Role.INTAKE_CLERK, *_HANDLING),
        {Role.INTAKE_CLERK: _at(Procedure.INTAKE, State.RECEIVED)},
    ),
    Queue(
        "filing",
        "待立案审批",
        "收案",
        "没有等待立案审批的案件。开始核查以后会出现在这里。",
        (Role.INTAKE_CLERK, *_HANDLING),
        {Role.LEADER: _FILING},
    ),
    Queue(
        "review",
        "待审核",
        "办案",
        "没有等待审核的案件。调查终结以后会出现在这里。",
        (Role.REVIEWER, Role.LEGAL_REVIEWER, *_HANDLING),
        {
            Role.UNIT_HEAD: _at(Procedure.PENALTY, State.INVESTIGATION_CLOSED),
            Role.REVIEWER: _at(Procedure.PENALTY, State.CASE_REVIEW),
            Role.LEGAL_REVIEWER: _at(Procedure.PENALTY, State.LEGAL_REVIEW),
        },
    ),
    Queue(
        "leader",
        "待批准",
        "办案",
        "没有等待批准的扣押、告知、处罚决定或者文书。",
        _HANDLING,
        {Role.LEADER: _LEADER, Role.UNIT_HEAD: _UNIT_HEAD},
    ),
    Queue(
        "mediation",
        "调解",
        "办案",
        "没有进行中的调解，也没有等待启动的赔偿调解请求。",
        (Role.MEDIATOR,),
    ),
    Queue("service", "待送达", "决定以后", "没有等待送达的文书。", _HANDLING),
    Queue(
        "disclosure",
        "待公示",
        "决定以后",
        "没有等待公示的处罚决定。决定送达以后会出现在这里。",
        (Role.DISCLOSURE_OFFICER, *_HANDLING),
        {Role.DISCLOSURE_OFFICER: _DISCLOSURE},
    ),
    Queue(
        "closing",
        "待结案归档",
        "决定以后",
        "没有等待结案或者归档的案件。",
        _HANDLING,
        {Role.LEADER: _at(Procedure.PENALTY, State.EXECUTED)},
    ),
    Queue("all", "本局在办", "本局", "本局没有在办的案件。"),
)


@dataclass(frozen=True, slots=True)
class Next:
    """What a proceeding waits for; `first` where it is shown before the leading one."""

    words: str
    first: bool = False


NEXT: Mapping[str, Next] = MappingProxyType(
    {
        "intake:received": Next("登记核对材料，开始核查或者通知补正"),
        "intake:supplement_requested": Next("等待投诉人补正，核查期限暂停"),
        "intake:under_check": Next("核查完毕，报负责人决定是否立案"),
        "intake:filed": Next("告知投诉人，开始调查"),
        "intake:not_filed": Next("告知投诉人不予立案"),
        "penalty:filed": Next("开始调查"),
        "penalty:investigating": Next("检查、询问、取证，提出调查终结报告"),
        "penalty:investigation_closed": Next("办案机构负责人送审"),
        "penalty:case_review": Next("等待案件审核意见"),
        "penalty:legal_review": Next("等待法制审核意见"),
        "penalty:review_passed": Next("负责人批准告知"),
        "penalty:notice_approved": Next("送达告知书"),
        "penalty:notice_served": Next("等待陈述申辩、听证；收到意见须逐项复核"),
        "penalty:notice_cleared": Next("负责人作出处罚决定"),
        "penalty:collective_discussion": Next("负责人作出处罚决定"),
        "penalty:decided_penalty": Next("送达决定书，同时送公示告知书"),
        "penalty:served": Next("等待缴款；办理公示"),
        "penalty:executed": Next("报负责人批准结案"),
        "penalty:closed": Next("立卷归档"),
        "measures:measure_proposed": Next("负责人批准扣押", True),
        "measures:measure_approved": Next("实施扣押，当场交付决定书和清单", True),
        "measures:expired": Next("扣押期满，解除扣押，退还财物", True),
        "hearing:hearing_requested": Next("当事人要求听证，案件期限暂停", True),
        "enforcement:overdue": Next("逾期未缴，决定是否加处罚款", True),
        "writing:with_unit_head": Next("办案机构负责人批准文书", True),
        "writing:with_leader": Next("局负责人批准文书", True),
        "disclosure:pending": Next("制作公示件"),
        "disclosure:redacted": Next("批准公示"),
    }
)
