"""Disclosure 处罚公示: the public copy is made by construction, scanned, approved, displayed, ended.

公示规定 2 to 13; 行政处罚法 48. Nothing is published before the decision is served.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from workflows.display import display
from workflows.engine import Facts, Reason, Start, Step, Table, Transition
from workflows.permissions import disclosure_officer, given, system
from workflows.procedures import lawfulness as law
from workflows.procedures.terms import zh_day
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure, State

# Classes of rules/display.csv that are shown three months only (公示规定 13 I, II).
_SHORT = frozenset({"only_criticism", "only_low_fine"})
# What is bound into the public copy.
COPY = (DocumentKind.PENALTY_INFO_SUMMARY, DocumentKind.REDACTED_DECISION)
_GS = "《市场监督管理行政处罚信息公示规定》"


def decision_served(facts: Facts, step: Step) -> Iterable[Reason]:
    """What the party has not received is not shown to the public."""
    penalty = facts.first(Procedure.PENALTY)
    if penalty is None or penalty.state in (State.DECIDED_PENALTY,):
        yield Reason("not_served", "行政处罚决定书还没有送达当事人，不能公示。", f"{_GS}第七条、第八条")


def nothing_personal_left(facts: Facts, step: Step) -> Iterable[Reason]:
    """The scan of the public copy found nothing (公示规定 6)."""
    copy = step.given(FactKey.PUBLIC_COPY) or facts.value(FactKey.PUBLIC_COPY) or {}
    for finding in copy.get("findings") or ():
        yield Reason("personal_data", f"公示件中还有{finding}，不能公示。", f"{_GS}第六条")


def secrecy_checked(facts: Facts, step: Step) -> Iterable[Reason]:
    """State secrets, safety and trade secrets were considered (公示规定 5, 6)."""
    checked = set(step.given("secrecy") or ())
    for code, text in (
        ("state", "不涉及国家秘密，不危及国家安全、公共安全、经济安全、社会稳定"),
        ("privacy", "商业秘密和个人信息已经作必要处理"),
    ):
        if code not in checked:
            yield Reason(f"given_{code}", f"没有确认：{text}。", f"{_GS}第五条、第六条、第十六条")


def copy_rendered(facts: Facts, step: Step) -> Iterable[Reason]:
    newest = {d.kind: d.rendered for d in facts.documents}
    if not all(newest.get(kind) for kind in COPY):
        yield Reason("copy_not_rendered", "公示件正在制作，制成后才能公示。", f"{_GS}第七条")


def display_over(facts: Facts, step: Step) -> Iterable[Reason]:
    clocks = [c for c in (facts.clock("DIS-06"), facts.clock("DIS-05")) if c is not None]
    if not clocks:
        yield Reason("no_clock", "没有公示期限。", f"{_GS}第十三条")
    elif step.today <= clocks[-1].due_on:
        yield Reason("display_runs", f"公示期到{zh_day(clocks[-1].due_on)}届满。", f"{_GS}第十三条")


def shown_three_months(facts: Facts, step: Step) -> bool:
    """Whether only 通报批评 or a lower fine was imposed (公示规定 13 I, II)."""
    decision = facts.value(FactKey.DECISION) or {}
    decided = date.fromisoformat(str(decision.get("decided_on") or step.today))
    found = display(
        step.book,
        channel="gsxt",
        procedure="ordinary",
        kinds=law.kinds(decision),
        fine_fen=int(decision.get("fine_fen") or 0),
        decided=decided,
        published=step.today,
        calendar=step.calendar,
    )
    return found.classed in _SHORT


TABLE = Table(
    Procedure.DISCLOSURE,
    (
        Transition(
            Action.PREPARE_PUBLIC_COPY,
            {State.PENDING, State.REDACTED},
            State.REDACTED,
            may=disclosure_officer,
            guards=(
                decision_served,
                secrecy_checked,
                given(FactKey.PUBLIC_COPY, "公示件"),
                nothing_personal_left,
            ),
            records=(FactKey.PUBLIC_COPY,),
            papers=COPY,
            basis=f"{_GS}第四条、第五条、第六条",
            hint="摘要在前，决定书在后，依规则遮蔽并自动检查。",
        ),
        Transition(
            Action.PUBLISH,
            {State.REDACTED},
            State.PUBLISHED,
            may=disclosure_officer,
            guards=(decision_served, nothing_personal_left, copy_rendered),
            stops=("DIS-01", "DIS-07"),
            starts=(
                Start("DIS-05", when=shown_three_months),
                Start("DIS-06", when=lambda facts, step: not shown_three_months(facts, step)),
            ),
            papers=(DocumentKind.DISCLOSURE_APPROVAL,),
            basis=f"{_GS}第七条、第九条",
            hint="公示后同时报送信用信息。",
            shown_from={State.PENDING},
        ),
        Transition(
            Action.WITHDRAW_PUBLICATION,
            {State.PUBLISHED},
            State.PUBLICATION_WITHDRAWN,
            may=disclosure_officer,
            guards=(given(FactKey.WITHDRAWAL, "撤回的理由"),),
            records=(FactKey.WITHDRAWAL,),
            stops=("DIS-05", "DIS-06"),
            basis=f"{_GS}第十一条；《中华人民共和国行政处罚法》第四十八条第二款",
            hint="决定被变更、撤销、确认违法或者无效的，按期撤回并公开说明理由。",
        ),
        Transition(
            Action.END_DISPLAY,
            {State.PUBLISHED},
            State.DISPLAY_ENDED,
            may=system,
            guards=(display_over,),
            stops=("DIS-05", "DIS-06"),
            basis=f"{_GS}第十三条",
        ),
    ),
)
