"""Papers of mediation, credit, rights aid and inspection that print one of several choices and no other."""

from typing import Any

import pytest

import documents
from documents.story import story

REPAIRS = ("credit_repair_application", "credit_repair_decision", "credit_repair_refusal")
REMOVAL = "提前移出严重违法失信名单"
STOPPING = "提前停止公示行政处罚信息"
PATENT = [{"kind_label": "发明专利", "number": "ZL202010000123.0"}]
MARK = [{"kind_label": "注册商标", "number": "第00001234号"}]
CAN_BE_CONTESTED = (
    "serious_list_decision",
    "credit_repair_refusal",
    "credit_repair_revocation",
)


def words(kind: str, **changed: Any) -> str:
    """The whole text of a paper made from its sample with some facts changed; None leaves a fact out."""
    data = {k: v for k, v in (documents.sample(kind) | changed).items() if v is not None}
    return "\n".join(" ".join(block.cells) for block in story(kind, data))


@pytest.mark.parametrize("kind", ["mediation_opinion_notice", "mediation_acceptance_notice"])
def test_only_a_patent_dispute_rests_on_the_rules_of_patent_mediation(kind: str) -> None:
    assert "《专利纠纷行政裁决和调解办法》第六十" in words(kind, rights=PATENT)
    plain = words(kind, rights=MARK, opinion_window={"days_label": "甲乙日"})
    assert "专利" not in plain.replace(documents.sample(kind)["matter"], "")


def test_silence_ends_a_patent_request_before_it_is_filed() -> None:
    assert "不予立案" in words("mediation_opinion_notice", rights=PATENT)
    plain = words("mediation_opinion_notice", rights=MARK)
    assert "不予受理" in plain
    assert "不予立案" not in plain


@pytest.mark.parametrize("kind", ["mediation_rejection_notice", "mediation_case_dismissal"])
def test_the_end_of_a_mediation_bars_no_suit_and_no_penalty(kind: str) -> None:
    text = words(kind)
    assert "提起诉讼" in text
    assert "不影响市场监督管理部门依法查处" in text
    assert "行政复议" not in text


def test_both_sides_apply_to_the_court_within_the_term_given() -> None:
    term = {"days_label": "甲乙日", "basis": "《示例法》第一条"}
    text = words("judicial_confirmation_application", confirmation=term)
    assert "和《示例法》第一条的规定，双方自调解协议生效之日起甲乙日内共同" in text
    assert text.count("申请人（签名或者盖章）") == 2
    assert "之日起" not in words("judicial_confirmation_application", confirmation=None)


@pytest.mark.parametrize("kind", CAN_BE_CONTESTED)
def test_an_act_against_the_party_names_both_remedies(kind: str) -> None:
    bodies = {
        "reconsideration_body": "甲政府",
        "court": "乙法院",
        "suit_term": "丙",
        "reconsideration_term": "丁",
    }
    text = words(kind, remedies=bodies)
    assert "之日起丁内向甲政府申请行政复议" in text
    assert "之日起丙内依法向乙法院提起行政诉讼" in text


def test_an_accepted_repair_is_no_refusal() -> None:
    text = words("credit_repair_acceptance", repair_accepted=True)
    assert "信用修复受理通知书" in text
    assert "不予受理" not in text
    assert "行政复议" not in text


def test_a_repair_not_accepted_says_why_and_what_can_be_done() -> None:
    text = words("credit_repair_acceptance", repair_accepted=False, reason="公示未满规定的期限")
    assert "信用修复不予受理通知书" in text
    assert "公示未满规定的期限" in text
    assert "行政复议" in text
    assert "予以受理" not in text


@pytest.mark.parametrize("kind", REPAIRS[1:])
def test_a_repair_rests_on_the_rules_of_its_own_record(kind: str) -> None:
    stop, out = words(kind, repair_kind=STOPPING), words(kind, repair_kind=REMOVAL)
    assert "《市场监督管理行政处罚信息公示规定》第十四条" in stop
    assert "严重违法失信名单管理办法" not in stop
    assert "《市场监督管理严重违法失信名单管理办法》" in out
    assert "信息公示规定" not in out


def test_whoever_is_on_the_list_does_not_declare_to_be_off_it() -> None:
    assert "未在经营异常名录和严重违法失信名单中" in words(REPAIRS[0], repair_kind=STOPPING)
    out = words(REPAIRS[0], repair_kind=REMOVAL)
    assert "未在经营异常名录" not in out
    assert "未再受到市场监督管理部门较重行政处罚" in out


def test_a_listing_states_its_terms_as_given_and_that_nothing_was_said() -> None:
    text = words(
        "serious_list_decision",
        list_term={"days_label": "甲年"},
        removal_wait={"days_label": "乙年"},
        party_view=None,
        oral_reply=None,
    )
    assert "列入名单的期限为甲年，自" in text
    assert "列入名单满乙年，并且" in text
    assert "未提出陈述、申辩意见" in text
    assert "经复核" not in text


def test_leaving_the_list_because_the_penalty_fell_does_not_uphold_it() -> None:
    kept = "不影响行政处罚决定的效力"
    assert kept in words("serious_list_removal_decision", removal_ground="期限届满")
    assert kept not in words("serious_list_removal_decision", removal_ground="列入依据被撤销")


@pytest.mark.parametrize(("action", "head"), [("列入名单", "列入"), ("移出名单", "移出")])
def test_the_approval_form_bears_the_title_of_its_action(action: str, head: str) -> None:
    blocks = story(
        "serious_list_approval", documents.sample("serious_list_approval") | {"listing_action": action}
    )
    assert [b.text for b in blocks if b.word == "title"] == [f"{head}严重违法失信名单审批表"]


def test_what_a_party_adds_to_its_undertaking_is_counted_on() -> None:
    text = words("credit_undertaking", promises=["甲", "乙"])
    assert "七、甲。" in text
    assert "八、乙。" in text
    assert "七、" not in words("credit_undertaking", promises=None)


def test_a_record_without_end_of_display_prints_none() -> None:
    record = documents.sample("credit_info_push_list")["push_records"][0] | {"until": None}
    assert "公示至" not in words("credit_info_push_list", push_records=[record])


def test_an_opinion_of_experts_binds_nobody() -> None:
    assert "仅供参考，不作为行政处理决定或者司法裁判的依据" in words("rights_aid_opinion", features=None)


def test_every_drawn_object_and_inspector_stands_on_the_task_sheet() -> None:
    sample = documents.sample("random_task_sheet")
    text = words("random_task_sheet")
    for one in sample["objects"] + sample["officers"]:
        assert one["name"] in text
    assert f"抽取的检查对象（{len(sample['objects'])}户）" in text


@pytest.mark.parametrize("kind", ["inspection_record", "rectification_recheck_record"])
def test_a_record_made_without_a_witness_has_no_place_for_one(kind: str) -> None:
    assert "见证人" in words(kind)
    assert "见证人" not in words(kind, witness=None)
