"""Penalty, second half: notice, statement, hearing right, decision and its service (行政处罚法 44 to 64)."""

from __future__ import annotations

from workflows.display import display
from workflows.engine import Facts, Open, Start, Step, Tell, Transition
from workflows.lint.judge import lint_clean
from workflows.permissions import (
    case_officer,
    given,
    leader,
    not_handling_officer,
    not_reviewing_person,
    respondent,
    system,
    two_officers,
)
from workflows.procedures import lawfulness as law
from workflows.procedures.terms import not_over
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure, State

_CF = "《中华人民共和国行政处罚法》"
_CX = "《市场监督管理行政处罚程序规定》"


def publishable(facts: Facts, step: Step) -> bool:
    """Whether this decision is published on the enterprise system (公示规定 2)."""
    penalty = law.content(facts, step)
    return display(
        step.book,
        channel="gsxt",
        procedure="ordinary",
        kinds=law.kinds(penalty),
        fine_fen=int(penalty["fine_fen"] or 0),
        decided=step.today,
        calendar=step.calendar,
    ).published


def _goods_confiscated(facts: Facts, step: Step) -> bool:
    return bool(law.content(facts, step)["confiscated_goods"])


NOTICE = (
    Transition(
        Action.APPROVE_NOTICE,
        {State.REVIEW_PASSED},
        State.NOTICE_APPROVED,
        may=leader,
        guards=(
            not_handling_officer,
            not_reviewing_person,
            two_officers,
            law.review_passed,
            law.some_penalty,
            law.warning_as_the_law_says,
            law.fine_in_range,
            law.below_crime_threshold,
            lint_clean,
        ),
        records=(FactKey.NOTICE,),
        papers=(DocumentKind.PENALTY_NOTICE,),
        opens=(
            Open(
                Procedure.SERVICE,
                State.PREPARED,
                paper=DocumentKind.PENALTY_NOTICE,
                tells=Action.SERVE_NOTICE,
            ),
        ),
        basis=f"{_CF}第四十四条、第六十三条；{_CX}第五十六条、第五十七条",
        hint="告知拟处罚的内容、事实、理由、依据和当事人的权利。",
    ),
    Transition(
        Action.SERVE_NOTICE,
        {State.NOTICE_APPROVED},
        State.NOTICE_SERVED,
        may=system,
        guards=(two_officers,),
        starts=(Start("GEN-06", on="served_on"),),
        basis=f"{_CF}第四十四条；{_CX}第五十七条",
    ),
    Transition(
        Action.STATE_DEFENCE,
        {State.NOTICE_SERVED},
        None,
        may=respondent | case_officer,
        guards=(
            not_over("GEN-06", "陈述申辩"),
            law.not_both_statement_and_waiver,
            given(FactKey.DEFENCE_LINES, "陈述申辩意见"),
        ),
        records=(FactKey.DEFENCE_LINES,),
        papers=(DocumentKind.DEFENCE_RECORD,),
        basis=f"{_CF}第四十五条；{_CX}第五十七条",
        hint="一条意见一项，便于逐项答复。不因申辩加重处罚。",
    ),
    Transition(
        Action.WAIVE_STATEMENT,
        {State.NOTICE_SERVED},
        None,
        may=respondent | case_officer,
        guards=(law.not_both_statement_and_waiver, given(FactKey.STATEMENT_WAIVED, "书面放弃的内容")),
        records=(FactKey.STATEMENT_WAIVED,),
        basis=f"{_CX}第五十七条",
    ),
    Transition(
        Action.WAIVE_HEARING,
        {State.NOTICE_SERVED},
        None,
        may=respondent | case_officer,
        guards=(law.hearing_in_scope, given(FactKey.HEARING_WAIVED, "书面放弃的内容")),
        records=(FactKey.HEARING_WAIVED,),
        basis=f"{_CF}第六十四条；{_CX}第五十七条",
    ),
    Transition(
        Action.REQUEST_HEARING,
        {State.NOTICE_SERVED},
        None,
        may=respondent | case_officer,
        guards=(
            law.hearing_in_scope,
            not_over("GEN-06", "要求听证"),
            given(FactKey.HEARING_REQUEST, "听证要求"),
        ),
        records=(FactKey.HEARING_REQUEST,),
        pauses=("GEN-07",),
        opens=(Open(Procedure.HEARING, State.HEARING_REQUESTED, tells=Action.HEARING_ENDED),),
        basis=f"{_CF}第六十三条、第六十四条",
    ),
    Transition(
        Action.HEARING_ENDED,
        {State.NOTICE_SERVED},
        None,
        may=system,
        records=(FactKey.HEARING_WAIVED,),
        resumes=("GEN-07",),
        basis=f"{_CF}第六十四条；{_CX}第六十四条",
    ),
    Transition(
        Action.ANSWER_DEFENCE,
        {State.NOTICE_SERVED},
        None,
        may=case_officer,
        guards=(law.answers_complete,),
        records=(FactKey.DEFENCE_ANSWERS,),
        papers=(DocumentKind.DEFENCE_RECORD,),
        basis=f"{_CF}第四十五条；{_CX}第五十八条",
        hint="逐项写明采纳或者不采纳，以及理由。",
    ),
    Transition(
        Action.CLEAR_NOTICE,
        {State.NOTICE_SERVED},
        State.NOTICE_CLEARED,
        may=case_officer | system,
        guards=(law.notice_window_settled, law.defence_answered),
        stops=("GEN-06",),
        basis=f"{_CX}第五十七条、第五十八条；{_CF}第六十二条",
    ),
)

DECISION = (
    Transition(
        Action.DISCUSS_COLLECTIVELY,
        {State.NOTICE_CLEARED},
        State.COLLECTIVE_DISCUSSION,
        may=leader,
        guards=(not_handling_officer, given(FactKey.DISCUSSION, "讨论情况"), law.enough_present),
        records=(FactKey.DISCUSSION,),
        papers=(DocumentKind.COLLECTIVE_DISCUSSION_RECORD,),
        basis=f"{_CF}第五十七条第二款；{_CX}第六十条",
    ),
    Transition(
        Action.DECIDE_PENALTY,
        {State.NOTICE_CLEARED, State.COLLECTIVE_DISCUSSION},
        State.DECIDED_PENALTY,
        may=leader,
        guards=(
            not_handling_officer,
            not_reviewing_person,
            two_officers,
            law.no_decision_yet,
            law.review_passed,
            law.notice_window_settled,
            law.defence_answered,
            law.collective_discussion_held,
            law.some_penalty,
            law.warning_as_the_law_says,
            law.fine_in_range,
            law.not_heavier_than_notified,
            law.below_crime_threshold,
            lint_clean,
        ),
        records=(FactKey.DECISION,),
        stops=("GEN-07",),
        starts=(Start("GEN-08"),),
        papers=(
            DocumentKind.DECISION_APPROVAL,
            DocumentKind.PENALTY_DECISION,
            DocumentKind.PENALTY_DISCLOSURE_NOTICE,
        ),
        opens=(
            Open(
                Procedure.SERVICE,
                State.PREPARED,
                paper=DocumentKind.PENALTY_DECISION,
                tells=Action.SERVE_DECISION,
            ),
            Open(
                Procedure.DISCLOSURE,
                State.PENDING,
                starts=(Start("DIS-01"), Start("DIS-07")),
                when=publishable,
            ),
            Open(
                Procedure.DISCLOSURE,
                State.NOT_PUBLISHABLE,
                when=lambda facts, step: not publishable(facts, step),
            ),
        ),
        tells=(Tell(Procedure.MEASURES, Action.CONFISCATE, when=_goods_confiscated),),
        basis=f"{_CF}第五十七条、第五十九条；{_CX}第六十条、第六十二条",
        shown_from={State.NOTICE_SERVED},
        hint="决定作出即编文号，冻结内容，不能改动。",
    ),
    Transition(
        Action.SERVE_DECISION,
        {State.DECIDED_PENALTY},
        State.SERVED,
        may=system,
        stops=("GEN-08",),
        starts=(Start("REM-01", on="served_on"), Start("REM-04", on="served_on")),
        opens=(
            Open(
                Procedure.ENFORCEMENT,
                State.DUE,
                starts=(Start("ENF-01", on="served_on"),),
                tells=Action.ENFORCED,
            ),
        ),
        basis=f"{_CF}第六十一条；{_CX}第八十一条",
    ),
)
