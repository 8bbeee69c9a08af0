"""Penalty 行政处罚普通程序: from filing to archive, one row a step (程序规定 第三章; 行政处罚法 第五章)."""

from __future__ import annotations

from workflows.display import display
from workflows.engine import Facts, Open, Start, Step, Table, Tell, Transition
from workflows.permissions import (
    case_officer,
    given,
    leader,
    legal_qualification,
    legal_reviewer,
    not_handling_officer,
    not_reviewing_person,
    respondent,
    reviewer,
    system,
    two_officers,
    unit_head,
)
from workflows.procedures import lawfulness as law
from workflows.procedures.terms import extendable, not_over
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure, State, Topic

_CF = "《中华人民共和国行政处罚法》"
_CX = "《市场监督管理行政处罚程序规定》"
_PENDING = {
    State.FILED,
    State.INVESTIGATING,
    State.INVESTIGATION_CLOSED,
    State.CASE_REVIEW,
    State.LEGAL_REVIEW,
    State.REVIEW_PASSED,
    State.NOTICE_APPROVED,
    State.NOTICE_SERVED,
    State.NOTICE_CLEARED,
    State.COLLECTIVE_DISCUSSION,
}
_REPORT = (
    FactKey.VIOLATION,
    FactKey.FACTS_FOUND,
    FactKey.TURNOVER_FEN,
    FactKey.GAINS_FEN,
    FactKey.ACT_FROM,
    FactKey.ACT_ENDED,
    FactKey.NATURE,
    FactKey.DISCRETION,
    FactKey.ORDERS,
    FactKey.PROPOSED_FINE_FEN,
    FactKey.CONFISCATED_GAINS_FEN,
    FactKey.CONFISCATED_GOODS,
    FactKey.CONFISCATED_GOODS_FEN,
    FactKey.PRIOR_PENALTIES,
    FactKey.MAJOR_CASE,
)


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


INVESTIGATION = (
    Transition(
        Action.START_INVESTIGATION,
        {State.FILED},
        State.INVESTIGATING,
        may=case_officer,
        guards=(two_officers,),
        basis=f"{_CX}第十九条、第二十一条",
    ),
    Transition(
        Action.RECORD_INSPECTION,
        {State.INVESTIGATING},
        None,
        may=case_officer,
        guards=(two_officers, law.certificate_shown, given(FactKey.INSPECTION, "现场检查情况")),
        records=(FactKey.INSPECTION,),
        papers=(DocumentKind.ON_SITE_RECORD,),
        basis=f"{_CF}第五十五条；{_CX}第二十八条",
    ),
    Transition(
        Action.RECORD_INQUIRY,
        {State.INVESTIGATING},
        None,
        may=case_officer,
        guards=(two_officers, law.certificate_shown, given(FactKey.INQUIRY, "询问内容")),
        records=(FactKey.INQUIRY,),
        papers=(DocumentKind.INQUIRY_RECORD,),
        basis=f"{_CF}第五十五条；{_CX}第二十九条",
    ),
    Transition(
        Action.PROPOSE_MEASURE,
        {State.INVESTIGATING},
        None,
        may=case_officer,
        guards=(
            two_officers,
            given(FactKey.SEIZED_ITEMS, "拟扣押的物品"),
            given(FactKey.MEASURE_REASONS, "扣押的理由"),
        ),
        opens=(
            Open(
                Procedure.MEASURES,
                State.MEASURE_PROPOSED,
                carries=(FactKey.SEIZED_ITEMS, FactKey.MEASURE_REASONS, FactKey.MEASURE_PLACE),
            ),
        ),
        basis="《中华人民共和国行政强制法》第十八条；《中华人民共和国商标法》第六十二条",
        hint="提请负责人批准，批准后才能实施。",
    ),
    Transition(
        Action.CLOSE_INVESTIGATION,
        {State.INVESTIGATING},
        State.INVESTIGATION_CLOSED,
        may=case_officer,
        guards=(
            two_officers,
            law.evidence_logged,
            law.inspected_and_asked,
            law.report_complete,
            law.fine_in_range,
            law.below_crime_threshold,
        ),
        records=_REPORT,
        papers=(DocumentKind.INVESTIGATION_REPORT,),
        basis=f"{_CX}第四十八条",
    ),
)

REVIEW = (
    Transition(
        Action.SUBMIT_CASE_REVIEW,
        {State.INVESTIGATION_CLOSED},
        State.CASE_REVIEW,
        may=unit_head,
        guards=(law.legal_review_not_needed,),
        starts=(Start("GEN-05"),),
        basis=f"{_CX}第四十九条、第五十二条、第五十五条",
    ),
    Transition(
        Action.SUBMIT_LEGAL_REVIEW,
        {State.INVESTIGATION_CLOSED},
        State.LEGAL_REVIEW,
        may=unit_head,
        guards=(law.legal_review_needed,),
        starts=(Start("GEN-05"),),
        basis=f"{_CF}第五十八条；{_CX}第五十条",
    ),
    Transition(
        Action.AGREE_REVIEW,
        {State.CASE_REVIEW},
        State.REVIEW_PASSED,
        may=reviewer,
        guards=(not_handling_officer, given(FactKey.REVIEW_OPINION, "审核意见")),
        records=(FactKey.REVIEW_OPINION,),
        stops=("GEN-05",),
        papers=(DocumentKind.LEGAL_REVIEW_FORM,),
        basis=f"{_CX}第四十九条、第五十四条",
    ),
    Transition(
        Action.AGREE_REVIEW,
        {State.LEGAL_REVIEW},
        State.REVIEW_PASSED,
        may=legal_reviewer,
        guards=(not_handling_officer, legal_qualification, given(FactKey.REVIEW_OPINION, "审核意见")),
        records=(FactKey.REVIEW_OPINION,),
        stops=("GEN-05",),
        papers=(DocumentKind.LEGAL_REVIEW_FORM,),
        basis=f"{_CF}第五十八条；{_CX}第五十四条",
    ),
    Transition(
        Action.RETURN_FILE,
        {State.CASE_REVIEW},
        State.INVESTIGATING,
        may=reviewer,
        guards=(not_handling_officer, given(FactKey.REVIEW_OPINION, "退回的理由")),
        records=(FactKey.REVIEW_OPINION,),
        stops=("GEN-05",),
        papers=(DocumentKind.LEGAL_REVIEW_FORM,),
        basis=f"{_CX}第五十四条",
    ),
    Transition(
        Action.RETURN_FILE,
        {State.LEGAL_REVIEW},
        State.INVESTIGATING,
        may=legal_reviewer,
        guards=(not_handling_officer, legal_qualification, given(FactKey.REVIEW_OPINION, "退回的理由")),
        records=(FactKey.REVIEW_OPINION,),
        stops=("GEN-05",),
        papers=(DocumentKind.LEGAL_REVIEW_FORM,),
        basis=f"{_CX}第五十四条",
    ),
)

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
            law.fine_in_range,
            law.below_crime_threshold,
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
            law.fine_in_range,
            law.not_heavier_than_notified,
            law.below_crime_threshold,
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

END = (
    Transition(
        Action.ENFORCED,
        {State.SERVED},
        State.EXECUTED,
        may=system,
        starts=(Start("GEN-09"),),
        basis=f"{_CX}第七十七条",
    ),
    Transition(
        Action.CLOSE,
        {State.EXECUTED},
        State.CLOSED,
        may=leader,
        guards=(law.goods_settled, given(FactKey.CLOSING, "结案情况")),
        records=(FactKey.CLOSING,),
        stops=("GEN-09",),
        papers=(DocumentKind.CASE_CLOSING_APPROVAL,),
        basis=f"{_CX}第七十七条",
        shown_from={State.SERVED},
    ),
    Transition(
        Action.ARCHIVE,
        {State.CLOSED},
        State.ARCHIVED,
        may=case_officer,
        guards=(given(FactKey.ARCHIVING, "保管期限"),),
        records=(FactKey.ARCHIVING,),
        papers=(DocumentKind.FILE_COVER, DocumentKind.FILE_CATALOGUE),
        queues=(Topic.BIND_FILE,),
        basis=f"{_CX}第七十八条、第七十九条",
    ),
    Transition(
        Action.EXTEND_TERM,
        _PENDING,
        None,
        may=leader,
        guards=(extendable("GEN-07"), given(FactKey.TERM_EXTENSION, "延长的理由")),
        records=(FactKey.TERM_EXTENSION,),
        extends="GEN-07",
        basis=f"{_CX}第六十四条第一款",
        hint="案情复杂，九十日内不能作出处理决定的，可以延长一次。",
    ),
)

TABLE = Table(Procedure.PENALTY, INVESTIGATION + REVIEW + NOTICE + DECISION + END)
