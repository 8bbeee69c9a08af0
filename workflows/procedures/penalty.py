"""Penalty 行政处罚普通程序: from filing to archive, one row a step (程序规定 第三章; 行政处罚法 第五章)."""

from __future__ import annotations

from workflows.engine import Open, Start, Table, Transition
from workflows.lint.judge import report_clean
from workflows.permissions import (
    case_officer,
    given,
    leader,
    legal_qualification,
    legal_reviewer,
    not_handling_officer,
    reviewer,
    system,
    two_officers,
    unit_head,
)
from workflows.procedures import lawfulness as law
from workflows.procedures.penalty_decision import DECISION, NOTICE
from workflows.procedures.terms import extendable
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
    FactKey.PROPOSED_WARNING,
    FactKey.PROPOSED_FINE_FEN,
    FactKey.CONFISCATED_GAINS_FEN,
    FactKey.CONFISCATED_GOODS,
    FactKey.CONFISCATED_GOODS_FEN,
    FactKey.PRIOR_PENALTIES,
    FactKey.INNOCENT_SELLER,
    FactKey.MAJOR_CASE,
)


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
            law.warning_as_the_law_says,
            law.fine_in_range,
            law.below_crime_threshold,
            report_clean,
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
        hint="案情复杂，不能按期作出处理决定的，届满前批准，可以延长一次。",
    ),
)

TABLE = Table(Procedure.PENALTY, INVESTIGATION + REVIEW + NOTICE + DECISION + END)
