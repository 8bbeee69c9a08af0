"""Facts and steps for the tables, made by hand: a case of SC-02 that lacks nothing, and what changes it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from casework import clock, holidays
from workflows.calendar import WorkingCalendar
from workflows.engine import (
    Actor,
    DeadlineView,
    DocumentView,
    EventView,
    Facts,
    Guard,
    OfficerView,
    PartyView,
    ProceedingView,
    Reason,
    Step,
)
from workflows.rules import book
from workflows.vocabulary import Action, FactKey, Procedure, Role, State

TODAY = date(2026, 9, 21)
HERE, ELSEWHERE = "341802", "341823"
LEAD, ASSIST, LEADER, REVIEWER, CLERK = 1, 2, 3, 4, 5
OFFICERS = (
    OfficerView(LEAD, "程砚", "lead", "34021800001"),
    OfficerView(ASSIST, "江岚", "assist", "34021800002"),
)
PARTIES = (
    PartyView(1, "complainant", "legal", "安徽示例酒业股份有限公司", 21),
    PartyView(2, "respondent", "individual_business", "宣州区示例乙食品超市", 22),
)
CALENDAR = WorkingCalendar.from_rows(holidays.rows())
REPORTED: Mapping[FactKey, Any] = {
    FactKey.VIOLATION: "TM57-3",
    FactKey.FACTS_FOUND: "经查，当事人销售侵权白酒6瓶。",
    FactKey.TURNOVER_FEN: 869_400,
    FactKey.GAINS_FEN: 0,
    FactKey.ACT_FROM: "2026-05-01",
    FactKey.ACT_ENDED: "2026-08-20",
    FactKey.NATURE: "商标法第五十七条第三项规定的行为",
    FactKey.DISCRETION: "一般幅度",
    FactKey.ORDERS: "立即停止销售",
    FactKey.PROPOSED_FINE_FEN: 1_738_800,
    FactKey.CONFISCATED_GAINS_FEN: 0,
    FactKey.CONFISCATED_GOODS: "白酒6瓶",
    FactKey.CONFISCATED_GOODS_FEN: 869_400,
    FactKey.PRIOR_PENALTIES: [],
    FactKey.MAJOR_CASE: [],
}
NOTICE: Mapping[str, Any] = {
    "fine_fen": 1_738_800,
    "confiscated_gains_fen": 0,
    "confiscated_goods": "白酒6瓶",
    "confiscated_goods_fen": 869_400,
    "kinds": ["罚款", "没收非法财物"],
    "hearing": {"right": True, "why": "罚款一万元以上", "basis": "行政处罚法第六十三条"},
    "range": {},
}


def person(account_id: int, *roles: Role, bureau: str = HERE, **changes: Any) -> Actor:
    return replace(Actor(account_id, f"人员{account_id}", frozenset(roles), bureau=bureau), **changes)


def party(number: int) -> Actor:
    role = Role.RIGHTS_HOLDER if number == 1 else Role.RESPONDENT
    return Actor(20 + number, PARTIES[number - 1].name, frozenset({role}), party_ids=frozenset({number}))


def proceeding(procedure: Procedure, state: State, number: int = 1, **subject: Any) -> ProceedingView:
    return ProceedingView(number, procedure, state, 1, None, subject, TODAY)


def facts(
    procedure: Procedure = Procedure.PENALTY,
    state: State = State.INVESTIGATING,
    values: Mapping[FactKey, Any] | None = None,
    beside: tuple[ProceedingView, ...] = (),
    **changes: Any,
) -> Facts:
    """A case whose proceeding stands here; `beside` are its other proceedings."""
    here = proceeding(procedure, state)
    made = Facts(
        case_id=1,
        reference="XC-2026-0001",
        bureau=HERE,
        place_region=HERE,
        proceeding=here,
        proceedings=(here, *beside),
        parties=PARTIES,
        officers=OFFICERS,
        rights=({"kind": "trademark", "number": "1304176"},),
        events=(),
        deadlines=(),
        documents=(),
        values=dict(values or {}),
        evidence_count=2,
        intake_type="rights_holder_request",
    )
    return replace(made, **changes)


def event(action: Action, actor: int | None = None, *, of: int = 1, on: date = TODAY) -> EventView:
    return EventView(of, action, actor, "", None, on)


def running(
    rule_id: str, start: date, due: date, *, status: str = "running", extended: int = 0, of: int = 1
) -> DeadlineView:
    extensions = tuple({"length": 15, "unit": "working_day"} for _ in range(extended))
    return DeadlineView(1, of, rule_id, status, start, due, extensions)


def paper(kind: str, *, rendered: bool = True, number: int = 1, on: date = TODAY) -> DocumentView:
    return DocumentView(number, 1, kind, "宣州市监罚告〔2026〕1号", rendered, on, 2)


def step(
    action: Action = Action.CLOSE_INVESTIGATION,
    actor: Actor | None = None,
    on: date = TODAY,
    **data: Any,
) -> Step:
    moment: datetime = clock.at_local(on, 10)
    return Step(action, actor or person(CLERK), moment, on, data, book.load(), CALENDAR)


def asked(guard: Guard, known: Facts, attempt: Step) -> dict[str, Reason]:
    """The reasons a guard gives, by code."""
    found: Iterable[Reason] = guard(known, attempt)
    return {reason.code: reason for reason in found}
