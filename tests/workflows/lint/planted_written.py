"""Defects planted in papers that officers write: a name, the codes that must be found, the draft."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.workflows.known import ASSIST, OFFICERS, event, person, running
from tests.workflows.lint.clean import Draft
from tests.workflows.lint.planted import Planted
from tests.workflows.lint.written_clean import (
    BEFORE,
    CALLED,
    COPY,
    LONGER,
    PANEL,
    STOPPED,
    TOLD,
    WENT_ON,
    adjudicated,
    after,
    earlier,
    rejected,
    repeated,
    spared,
    without,
    written,
)
from workflows.vocabulary import Action, PartyRole, Role

BASE, NO, AGAIN, SPARED = adjudicated(), rejected(), repeated(), spared()
SPOT = (
    written("on_the_spot_decision")
    .values(violation="TM52", act_ended="2026-08-20")
    .within(
        "violation",
        articles_violated="《商标法》（2019）第十条、第五十二条",
        articles_penalty="《商标法》（2019）第五十二条",
    )
)
LATE = date(2026, 10, 19)


def panel(*names: str) -> Draft:
    return BASE.says(panel=[{"name": name} for name in names])


def right(**changes: Any) -> Draft:
    return BASE.says(rights=[{**BASE.paper["rights"][0], **changes}])


def feature(place: int, draft: Draft = BASE, **changes: Any) -> Draft:
    listed = [dict(one) for one in draft.paper["features"]]
    listed[place] |= changes
    return draft.says(features=listed)


def proof(place: int, draft: Draft = BASE, **changes: Any) -> Draft:
    listed = [dict(one) for one in draft.paper["evidence"]]
    listed[place] |= changes
    return draft.says(evidence=listed)


def order(text: str) -> Draft:
    return BASE.says(orders=[*BASE.paper["orders"], text])


def claim(text: str) -> Draft:
    return BASE.says(claims=[*BASE.paper["claims"], text])


def defence(text: str) -> Draft:
    return BASE.says(defence=f"{BASE.paper['defence']}{text}")


def approving(draft: Draft, name: str = "", who: int = 0) -> Draft:
    actor = person(who, Role.LEADER) if who else replace(draft.step.actor, name=name)
    return replace(draft, step=replace(draft.step, actor=actor))


def told(**changes: Any) -> dict[str, Any]:
    return {**CALLED, **changes}


def hearing(paper: dict[str, Any]) -> Draft:
    return after(BASE, TOLD, COPY, paper, STOPPED, WENT_ON)


def recused(name: str, instead: str = "") -> dict[str, Any]:
    data = {"avoidance_granted": True, "avoidance_person": {"name": name}, "replacement": instead}
    return earlier("avoidance_decision", "2026-06-26", **data)


PANELS: Planted = {
    "panel of two": ({"panel_too_small"}, panel("吴示例", "王执法")),
    "panel of four": (
        {"panel_even"},
        panel("吴示例", "王执法", "李执法", "徐示例").data(
            earlier=[{**TOLD, "data": {"panel": [*PANEL, {"name": "徐示例"}]}}, *BEFORE[1:]]
        ),
    ),
    "member named twice": ({"panel_repeated"}, panel("吴示例", "王执法", "王执法")),
    "member never told": ({"panel_changed"}, panel("吴示例", "王执法", "徐示例")),
    "panel not told": ({"panel_not_told"}, without(BASE, "panel_notice")),
    "recused member decides": ({"panel_recused"}, after(BASE, *BEFORE, recused("李执法", "徐示例"))),
    "recorder is a member": ({"recorder_in_panel"}, BASE.says(recorder="王执法")),
    "member approves": ({"approver_in_panel"}, approving(BASE, name="吴示例")),
    "officer approves": ({"reviewer_is_officer"}, approving(BASE, who=ASSIST)),
    "panel of two is told": ({"panel_too_small"}, written("panel_notice", panel=PANEL[:2])),
    "panel of two in the acceptance": (
        {"panel_too_small"},
        written("patent_acceptance_notice", panel=PANEL[:2]),
    ),
}
SIDES: Planted = {
    "another respondent": ({"side_name"}, BASE.within("party", name="宁国市示例戊机械有限公司")),
    "no requester": ({"side_missing"}, BASE.within("complainant", name=None)),
    "credit code of the respondent": ({"side_code"}, BASE.within("party", uscc="91341881MATLCMK1XX")),
    "party unknown to the case": (
        {"side_missing"},
        BASE.case(parties=tuple(one for one in BASE.facts.parties if one.role == PartyRole.RESPONDENT)),
    ),
}
COURSES: Planted = {
    "copy never sent": ({"copy_not_served"}, without(BASE, "patent_response_notice")),
    "copy not served": (
        {"copy_not_served"},
        after(BASE, TOLD, {**COPY, "served_on": ""}, CALLED, STOPPED, WENT_ON),
    ),
    "service not recorded": (
        {"service_unrecorded"},
        after(BASE, TOLD, {**COPY, "served_on": "", "to_serve": 0}, CALLED, STOPPED, WENT_ON),
    ),
    "answer window open": (
        {"answer_window_open"},
        after(BASE, TOLD, {**COPY, "served_on": "2026-09-28"}, CALLED, STOPPED, WENT_ON).says(
            defence=None, prior_art=None, other_defence=None
        ),
    ),
    "hearing not called": ({"hearing_not_noticed"}, without(BASE, "oral_hearing_notice")),
    "hearing called for another day": (
        {"hearing_not_noticed"},
        hearing(told(data={"oral_session": {"at": "2026-07-21T09:00"}})),
    ),
    "hearing notice not served": ({"hearing_not_noticed"}, hearing(told(served_on=""))),
    "hearing notice two working days before": (
        {"hearing_notice_late"},
        hearing(told(served_on="2026-07-16")),
    ),
    "hearing still ahead": (
        {"hearing_ahead"},
        hearing(told(data={"oral_session": {"at": "2026-10-14T09:00"}})).within(
            "oral_session", at="2026-10-14T09:00"
        ),
    ),
    "hearing called for tomorrow": (
        {"hearing_notice_late"},
        written("oral_hearing_notice", before=(TOLD,), day=date(2026, 7, 17)),
    ),
    "over time": ({"adjudication_over_time"}, BASE.on(LATE)),
    "over time without the suspension": (
        {"adjudication_over_time"},
        after(BASE, TOLD, COPY, CALLED),
    ),
    "extended after the term": (
        {"extension_invalid"},
        after(BASE, *BEFORE, {**LONGER, "on": "2026-10-19"}).on(date(2026, 10, 20)),
    ),
    "extended a third time": (
        {"extension_invalid"},
        after(BASE, *BEFORE, LONGER, LONGER, LONGER).on(date(2026, 10, 20)),
    ),
    "still suspended": ({"still_suspended"}, after(BASE, TOLD, COPY, CALLED, STOPPED)),
    "filed before the request": (
        {"days_out_of_order"},
        BASE.says(received_at="2026-06-13T09:40"),
    ),
    "heard before it was filed": (
        {"days_out_of_order"},
        BASE.says(filed_on="2026-07-21"),
    ),
    "extension longer than the law": (
        {"extension_too_long"},
        written("adjudication_extension_approval", before=BEFORE, new_due_on="2026-12-16"),
    ),
    "second extension not sent up": (
        {"extension_not_sent_up"},
        written(
            "adjudication_extension_approval",
            before=(*BEFORE, LONGER),
            day=date(2026, 11, 10),
            original_due_on="2026-11-16",
            new_due_on="2027-01-15",
            higher_opinion=False,
        ),
    ),
    "copy is sent late": ({"late_but_owed"}, written("patent_response_notice", day=date(2026, 6, 26))),
    "accepted late": ({"late_but_owed"}, written("patent_acceptance_notice", day=date(2026, 6, 23))),
    "repeat before the first one holds": (
        {"repeat_not_effective"},
        AGAIN.says(effective_on="2026-12-02"),
    ),
    "effective before it was made": ({"repeat_not_effective"}, AGAIN.says(effective_on="2026-10-01")),
}
GROUNDS: Planted = {
    "no patent": ({"patent_missing"}, BASE.says(rights=[{"kind_label": "商标", "number": "1304176"}])),
    "patent number with a wrong check digit": ({"patent_number"}, right(number="ZL202010000123.1")),
    "publication number": ({"patent_number"}, right(number="CN112345678B")),
    "utility model by name only": ({"patent_kind"}, right(kind_label="实用新型专利")),
    "patent over at the act": (
        {"patent_expired"},
        right(valid_to="2026-05-01").values(act_ended="2026-05-11"),
    ),
    "patent over when it was found": ({"patent_expired"}, right(valid_to="2026-05-01")),
    "end of the patent unknown": ({"patent_end_unknown"}, right(valid_to="")),
    "status not said": ({"patent_not_valid"}, BASE.says(patent_status="该专利申请日为2020年1月7日。")),
    "patent declared invalid": (
        {"patent_not_valid"},
        BASE.says(patent_status="该专利原为有效，2026年9月1日已宣告无效。"),
    ),
    "no features": ({"features_missing"}, BASE.says(features=[])),
    "feature not compared": ({"feature_incomplete"}, feature(2, comparison="")),
    "comparison says nothing": ({"feature_unclear"}, feature(2, comparison="见附图")),
    "a feature is missing, and it infringes": ({"comparison_contradicts"}, feature(4, comparison="缺少")),
    "all the same, and it is rejected": (
        {"comparison_contradicts"},
        feature(4, NO, comparison="等同").says(prior_art=None, other_defence=None, evidence_finding=None),
    ),
    "nothing to stop": (
        {"stop_not_ordered", "claim_unanswered"},
        BASE.says(orders=BASE.paper["orders"][1:]),
    ),
    "damages awarded": ({"damages_ordered"}, order("向请求人赔偿损失五万元")),
    "fine in an adjudication": ({"penalty_ordered"}, order("缴纳罚款五万元")),
    "version of 2008 cited": (
        {"article_not_in_force"},
        BASE.says(reasoning=f"{BASE.paper['reasoning']}依据《专利法》（2008）第十一条。"),
    ),
    "rules of old cited": (
        {"old_rules_cited"},
        BASE.says(reasoning=f"{BASE.paper['reasoning']}参照《专利行政执法办法》的规定。"),
    ),
    "concession of the mediation": (
        {"mediation_used"},
        BASE.says(facts=f"{BASE.paper['facts']}调解中被请求人表示愿意停产。"),
    ),
    "record of the mediation as evidence": ({"mediation_used"}, proof(4, name="调解笔录1份")),
    "facts not told": ({"facts_missing"}, BASE.says(facts=" ")),
    "evidence without source": ({"evidence_source"}, proof(1, source="")),
    "evidence proves nothing": (
        {"fact_without_evidence"},
        BASE.says(evidence=[{**one, "proves": ""} for one in BASE.paper["evidence"]]),
    ),
    "evidence cited, not listed": (
        {"evidence_cited"},
        BASE.says(reasoning=f"{BASE.paper['reasoning']}证据9可以证明。"),
    ),
    "evidence numbers": ({"evidence_numbers"}, proof(1, no=7)),
}
ANSWERS: Planted = {
    "a claim nobody answered": ({"claim_unanswered"}, claim("责令被请求人删除网站上的产品宣传网页")),
    "damages claimed, not answered": ({"claim_unanswered"}, claim("责令被请求人赔偿经济损失10万元")),
    "rest not rejected": (
        {"claim_unanswered"},
        BASE.says(rest_rejected=False),
    ),
    "prior art not answered": (
        {"defence_unanswered"},
        BASE.says(prior_art=None, evidence_finding=None),
    ),
    "moulds not answered": ({"defence_unanswered"}, BASE.says(other_defence=None)),
    "lawful source not answered": ({"defence_unanswered"}, defence("\n产品的控制板有合法来源。")),
    "limitation not answered": ({"defence_unanswered"}, defence("\n请求已经超过三年的时效。")),
    "prior use not answered": ({"defence_unanswered"}, defence("\n被请求人享有先用权。")),
    "repeat: defence not answered": (
        {"defence_unanswered"},
        AGAIN.says(defence="涉案合同由案外人履行，与被请求人无关。"),
    ),
}
TOLD_TO_BOTH: Planted = {
    "no term to sue": ({"suit_term_missing"}, BASE.within("lawsuit", days_label=None)),
    "thirty days to sue": ({"suit_term_wrong"}, BASE.within("lawsuit", days_label="三十日")),
    "fifteen working days to sue": (
        {"suit_term_wrong"},
        BASE.within("lawsuit", days_label="十五个工作日"),
    ),
    "no court": ({"suit_court_missing"}, BASE.within("lawsuit", court="")),
    "wrong article for the suit": (
        {"suit_basis_wrong"},
        BASE.within("lawsuit", basis="《中华人民共和国专利法》第六十条"),
    ),
    "rejection: no court": ({"suit_court_missing"}, NO.within("lawsuit", court="")),
    "repeat: term to sue": ({"suit_term_wrong"}, AGAIN.within("lawsuit", days_label="六个月")),
    "ten days to answer": (
        {"term_wrong"},
        written("patent_response_notice", answer_window={"days_label": "十日"}),
    ),
    "handling in six months": (
        {"term_wrong"},
        written("patent_acceptance_notice", handling_term={"days_label": "六个月"}),
    ),
    "reminder in ten days that are working days": ({"term_wrong"}, written("performance_demand")),
    "rejection notice without court": (
        {"remedy_body_missing"},
        (made := written("patent_rejection_notice")).within("remedies", court=""),
    ),
    "rejection notice with another term": (
        {"remedy_term_wrong"},
        made.within("remedies", suit_term="三个月"),
    ),
}
TEXTS: Planted = {
    "words against figures": (
        {"amounts_differ"},
        BASE.says(facts=f"{BASE.paper['facts']}售价壹万元整（¥1,000.00元）。"),
    ),
    "words against figures in a letter": (
        {"amounts_differ"},
        written("suspected_crime_transfer", facts_found="货值伍万元整（¥5,000.00元）。"),
    ),
    "blank in the reasons": (
        {"placeholder"},
        BASE.says(reasoning=f"{BASE.paper['reasoning']}另有待补充的理由。"),
    ),
    "blank in a list": ({"placeholder"}, order("停止使用××模具")),
    "blank in a letter": ({"placeholder"}, written("suspension_decision", reason="因某某原因中止处理。")),
    "telephone of a witness": (
        {"personal_data"},
        BASE.says(facts=f"{BASE.paper['facts']}证人电话13956300001。"),
    ),
}
PENALTIES: Planted = {
    "no penalty, not reviewed": ({"not_reviewed"}, SPARED.case(events=())),
    "no penalty, over time": (
        {"over_time"},
        SPARED.case(deadlines=(running("GEN-07", date(2026, 5, 1), date(2026, 7, 30), of=2),)),
    ),
    "no penalty, legal review skipped": (
        {"legal_review_missing"},
        SPARED.values(major_case=["complex"]),
    ),
    "no penalty, one officer": ({"two_officers"}, SPARED.case(officers=OFFICERS[:1])),
    "no penalty, officer approves": ({"reviewer_is_officer"}, approving(SPARED, who=ASSIST)),
    "no penalty, no reason": ({"reasons_missing"}, SPARED.says(reason="")),
    "no penalty, no basis": ({"reasons_missing"}, SPARED.says(no_penalty_basis="")),
    "no penalty, no evidence": ({"no_evidence"}, SPARED.case(evidence_count=0)),
    "no penalty, sent back last": (
        {"not_reviewed"},
        SPARED.case(events=(*SPARED.facts.events, event(Action.RETURN_FILE, 4, of=2))),
    ),
    "on the spot, above the range": (
        {"fine_out_of_range", "spot_ceiling"},
        SPOT.says(fine_fen=2_000_000),
    ),
    "on the spot, above the ceiling": ({"spot_ceiling"}, SPOT.says(fine_fen=300_001)),
    "on the spot, neither warning nor fine": ({"penalty_missing"}, SPOT.says(fine_fen=0)),
    "on the spot, statement not answered": ({"defence_unanswered"}, SPOT.says(oral_reply="")),
    "on the spot, one officer": ({"two_officers"}, SPOT.case(officers=OFFICERS[:1])),
    "on the spot, another article": (
        {"article_not_in_force"},
        SPOT.within("violation", articles_penalty="《商标法》（2019）第六十条"),
    ),
    "on the spot, range unknown": ({"range_unchecked"}, SPOT.values(violation=None)),
    "hearing in six working days": (
        {"hearing_notice_late"},
        written("hearing_notice", day=date(2026, 9, 25)),
    ),
    "officer leads the hearing": (
        {"host_is_officer"},
        written("hearing_notice", host={"name": OFFICERS[0].name}),
    ),
    "closed hearing without reason": (
        {"closed_without_reason"},
        written("hearing_notice", closed_reason=""),
    ),
    "instalments do not add up": (
        {"instalments_differ"},
        (paid := written("payment_deferral_notice")).says(
            instalments=[{**one, "amount_fen": 1} for one in paid.paper["instalments"]]
        ),
    ),
    "instalments in the past": ({"instalment_days"}, paid.on(date(2027, 12, 1))),
    "list without notice": ({"paper_before_missing"}, written("serious_list_decision")),
    "execution without reminder": ({"paper_before_missing"}, written("enforcement_application")),
    "resumed without suspension": ({"paper_before_missing"}, written("resumption_notice")),
    "release without the notice": ({"paper_before_missing"}, written("evidence_preservation_release")),
}
WRITTEN: Planted = {
    **PANELS,
    **SIDES,
    **COURSES,
    **GROUNDS,
    **ANSWERS,
    **TOLD_TO_BOTH,
    **TEXTS,
    **PENALTIES,
}
