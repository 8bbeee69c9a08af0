"""Defects planted in clean drafts: a name, the codes that must be found and no others, the draft.

Each is one thing that went wrong in a real office; texts are invented.
"""

from dataclasses import replace
from typing import Any

from tests.workflows.known import (
    LEAD,
    OFFICERS,
    REVIEWER,
    event,
    person,
    running,
)
from tests.workflows.lint.clean import LAST, SERVED, Draft, made
from tests.workflows.lint.test_clean import ADULT, AGENCY, NOTHING, OLYMPIC, SECRET
from workflows.identifiers import resident_check_digit
from workflows.vocabulary import Action, FactKey, Role

Planted = dict[str, tuple[set[str], Draft]]
BASE, TOLD = made(), made(Action.APPROVE_NOTICE)
MAJOR = made(major_case=["complex"])
MINOR = "34187120150101000" + resident_check_digit("34187120150101000")
_TEXT = "经查，当事人销售侵权白酒6瓶。"


def notice(draft: Draft, **changes: Any) -> Draft:
    told = {**draft.facts.values[FactKey.NOTICE], **changes}
    return draft.values(notice=told)


def clocks(*kept: Any) -> Draft:
    return BASE.case(deadlines=kept)


WINDOW = running("GEN-06", SERVED, LAST, status="met")
LINES = [{"no": 1, "text": "不知道是侵权商品。"}, {"no": 2, "text": "货值较小。"}]
REPLY = {"no": 1, "adopted": False, "reply": "应当查验。"}


def defended(*answers: dict[str, Any]) -> Draft:
    acts = (event(Action.STATE_DEFENCE, on=SERVED), event(Action.ANSWER_DEFENCE, on=LAST))
    known = BASE.values(defence_lines=LINES, defence_answers=list(answers))
    return known.case(events=(*BASE.facts.events, *acts))


def reviewed_by(who: int) -> Draft:
    return BASE.case(
        events=(event(Action.SUBMIT_CASE_REVIEW), event(Action.AGREE_REVIEW, who), BASE.facts.events[-1])
    )


def acting(draft: Draft, who: int) -> Draft:
    return replace(draft, step=replace(draft.step, actor=person(who, Role.LEADER)))


def opinions(*said: dict[str, str]) -> Draft:
    return MAJOR.values(discussion={"opinions": list(said)})


def party(kind: str, **particulars: Any) -> Draft:
    return made(kind=kind).within("party", **particulars)


PEOPLE: Planted = {
    "one officer": ({"two_officers"}, BASE.case(officers=OFFICERS[:1])),
    "no officer": ({"two_officers"}, BASE.case(officers=())),
    "the same officer twice": ({"two_officers"}, BASE.case(officers=(OFFICERS[0], OFFICERS[0]))),
    "certificate missing": (
        {"certificate"},
        BASE.case(officers=(OFFICERS[0], replace(OFFICERS[1], certificate=""))),
    ),
    "one officer at the notice": ({"two_officers"}, TOLD.case(officers=OFFICERS[1:])),
    "officer approves": ({"reviewer_is_officer"}, acting(BASE, LEAD)),
    "officer approves the notice": ({"reviewer_is_officer"}, acting(TOLD, LEAD)),
    "reviewer approves": ({"approver_is_reviewer"}, acting(BASE, REVIEWER)),
    "officer reviewed": ({"reviewer_was_officer"}, reviewed_by(LEAD)),
    "never reviewed": ({"not_reviewed"}, BASE.case(events=BASE.facts.events[2:])),
    "file sent back and never agreed": (
        {"not_reviewed"},
        BASE.case(events=(*BASE.facts.events, event(Action.RETURN_FILE, REVIEWER))),
    ),
    "legal review skipped": ({"legal_review_missing", "no_discussion"}, BASE.values(major_case=["complex"])),
    "legal review skipped at the notice": (
        {"legal_review_missing"},
        TOLD.values(major_case=["public_interest"]),
    ),
    "no collective discussion": ({"no_discussion"}, MAJOR.case(events=MAJOR.facts.events[:-1])),
    "two at the discussion": (
        {"discussion_quorum"},
        opinions({"name": "甲", "text": "同意"}, {"name": "乙", "text": "同意"}),
    ),
    "one silent at the discussion": (
        {"discussion_quorum"},
        opinions(*({"name": name, "text": "同意" if name != "丙" else ""} for name in "甲乙丙")),
    ),
    "no name": ({"party_missing"}, BASE.within("party", name=None)),
    "another name": ({"party_name"}, BASE.within("party", name="宣州区示例丁超市")),
    "no credit code": ({"party_code_missing"}, BASE.within("party", uscc=None)),
    "credit code with a wrong check digit": ({"party_code"}, BASE.within("party", uscc="92341802MARLCR055E")),
    "credit code too short": ({"party_code"}, BASE.within("party", uscc="92341802MARLCR055")),
    "credit code of a company for a shop": (
        {"party_code"},
        BASE.within("party", uscc="91341802MATLCMK1XX"),
    ),
    "credit code of a shop for a company": ({"party_code"}, party("legal", uscc="92341802MARLCR055F")),
    "identity number with a wrong check digit": (
        {"party_id"},
        party("natural", id_number=ADULT[:17] + ("1" if ADULT[17] != "1" else "2")),
    ),
    "no address": ({"party_address"}, BASE.within("party", address=None)),
    "no head": ({"party_head"}, BASE.within("party", legal_representative=None)),
    "a child": ({"under_age"}, party("natural", id_number=MINOR)),
    "thirteen on the last day of the act": (
        {"under_age"},
        party("natural", id_number=(b := "34187120120821000") + resident_check_digit(b)),
    ),
}
GROUND: Planted = {
    "no evidence logged": ({"no_evidence"}, BASE.case(evidence_count=0)),
    "no evidence logged at the notice": ({"no_evidence"}, TOLD.case(evidence_count=0)),
    "empty list of evidence": ({"fact_without_evidence"}, BASE.says(evidence=[])),
    "evidence that proves nothing": (
        {"fact_without_evidence"},
        BASE.says(evidence=[{"no": 1, "name": "照片", "source": "现场"}]),
    ),
    "numbers of evidence with a gap": (
        {"evidence_numbers"},
        BASE.says(evidence=[BASE.paper["evidence"][0], {**BASE.paper["evidence"][1], "no": 3}]),
    ),
    "evidence without source": (
        {"evidence_source"},
        BASE.says(evidence=[{"no": 1, "name": "照片", "proves": "侵权事实"}]),
    ),
    "evidence cited that is not listed": (
        {"evidence_cited"},
        BASE.says(facts_found=_TEXT + "上述事实有证据3证明。"),
    ),
    "no facts": ({"facts_missing"}, BASE.says(facts_found="")),
    "no facts at the notice": ({"facts_missing"}, TOLD.says(facts_found=None)),
    "no reasons": ({"reasons_missing"}, BASE.says(discretion="　")),
    "the new law before it is in force": (
        {"article_not_in_force"},
        BASE.within("violation", articles_penalty="《商标法》（2026修订）第七十四条第二款"),
    ),
    "another article": (
        {"article_not_in_force"},
        BASE.within("violation", articles_penalty="《商标法》（2019）第五十二条"),
    ),
    "no article": ({"article_not_in_force"}, BASE.within("violation", articles_penalty=None)),
    "the forbidding article missing": (
        {"article_not_in_force"},
        BASE.within("violation", articles_violated=None),
    ),
    "the later law although not lighter": (
        {"article_not_in_force"},
        made(
            violation="UC6-2019", act_from="2025-07-01", act_ended="2025-09-01", proposed_fine_fen=1_000_000
        ).within("violation", articles_penalty="《反不正当竞争法》（2025修订）第二十三条"),
    ),
    "the old law although the new one is lighter": (
        {"article_not_in_force"},
        made(
            violation="UC8-2019",
            act_from="2025-07-01",
            act_ended="2025-09-01",
            turnover_fen=None,
            proposed_fine_fen=1_000_000,
            **NOTHING,
        ).within("violation", articles_penalty="《反不正当竞争法》（2019）第二十条"),
    ),
    "another version cited in the reasons": (
        {"article_not_in_force"},
        BASE.says(discretion="依照《中华人民共和国商标法》（2026年修订）第七十四条从轻处罚。"),
    ),
    "no kind of penalty": (
        {"given_penalty", "kind_without_content", "text_against_kinds", "fine_differs", "sum_differs"},
        BASE.data(fine_fen=0, confiscated_goods=""),
    ),
    "above the range": (
        {"fine_out_of_range", "heavier_than_notified", "fine_differs", "sum_differs"},
        BASE.data(fine_fen=25_000_001),
    ),
    "above the range, notified and printed": ({"fine_out_of_range"}, made(proposed_fine_fen=25_000_001)),
    "above the range at the notice": (
        {"fine_out_of_range"},
        made(Action.APPROVE_NOTICE, proposed_fine_fen=30_000_000),
    ),
    "below the least fine": ({"fine_out_of_range"}, made(**{**SECRET, "proposed_fine_fen": 9_999_999})),
    "no fine where the law demands one": (
        {"fine_required", "given_penalty"},
        made(**{**SECRET, "proposed_fine_fen": 0}),
    ),
    "no violation": ({"given_violation"}, BASE.values(violation="")),
    "unknown violation": ({"law_unknown"}, BASE.values(violation="TM99")),
    "warning the law does not know": ({"warning_unlawful"}, made(proposed_warning=True)),
    "warning left out": ({"warning_required"}, made(**{**AGENCY, "proposed_warning": False})),
    "warning left out at the notice": (
        {"warning_required"},
        made(Action.APPROVE_NOTICE, **{**AGENCY, "proposed_warning": False}),
    ),
    "a crime": ({"criminal"}, made(turnover_fen=6_000_000)),
    "a crime at the notice": ({"criminal"}, made(Action.APPROVE_NOTICE, turnover_fen=6_000_000)),
    "innocent seller fined": (
        {"innocent_fined"},
        made(innocent_seller=True, **NOTHING),
    ),
    "innocent seller fined, goods taken": (
        {"innocent_fined", "confiscation_unfounded"},
        made(innocent_seller=True),
    ),
    "innocent seller fined at the notice": (
        {"innocent_fined"},
        made(Action.APPROVE_NOTICE, innocent_seller=True, **NOTHING),
    ),
    "goods taken without a ground": (
        {"confiscation_unfounded"},
        made(violation="PT68", turnover_fen=None, proposed_fine_fen=3_000_000),
    ),
    "more gains taken than found": (
        {"gains_exceeded"},
        made(**{**OLYMPIC, "confiscated_gains_fen": 580_101}),
    ),
    "gains taken that were never found": (
        {"gains_exceeded"},
        made(gains_fen=None, confiscated_gains_fen=100_000),
    ),
    "gains found and left": ({"gains_left"}, made(**{**OLYMPIC, "confiscated_gains_fen": 0})),
    "no order": ({"order_missing"}, BASE.says(orders=[])),
    "empty order at the notice": ({"order_missing"}, TOLD.says(orders=[" "])),
    "fine named, none imposed": (
        {"kind_without_content"},
        made(proposed_fine_fen=0).data(decision={"kinds": ["罚款", "没收非法财物"]}),
    ),
    "an order named as a penalty": (
        {"kind_without_content"},
        BASE.data(decision={"kinds": ["罚款", "没收非法财物", "责令改正"]}),
    ),
    "fine imposed, not named": ({"kind_not_named"}, BASE.data(decision={"kinds": ["没收非法财物"]})),
    "confiscation notified, not named": (
        {"kind_not_named"},
        TOLD.data(notice={**TOLD.step.data[FactKey.NOTICE], "kinds": ["罚款"]}),
    ),
    "text without the fine": ({"text_against_kinds"}, BASE.says(penalty_text="没收白酒6瓶。")),
    "text with a warning": (
        {"text_against_kinds"},
        BASE.says(penalty_text="警告；罚款人民币壹万柒仟叁佰捌拾捌元整（¥17,388.00元）。"),
    ),
    "another fine on the paper": ({"fine_differs"}, BASE.says(fine_fen=1_738_801)),
}
