"""Papers of the adjudication of patents: what the reasons and the operative part must and must not say."""

from typing import Any

import pytest

import documents
from documents.story import story

DECISIONS = ("patent_adjudication_decision", "request_rejection_decision", "repeat_infringement_decision")
STOP = "责令被请求人"


def words(kind: str, **changed: Any) -> str:
    """The whole text of a paper made from its sample with some facts changed."""
    data = documents.sample(kind) | changed
    return "\n".join(" ".join(block.cells) for block in story(kind, data))


def without(kind: str, *names: str) -> str:
    data = documents.sample(kind)
    for name in names:
        del data[name]
    return "\n".join(" ".join(block.cells) for block in story(kind, data))


def operative(text: str) -> str:
    return text.split("裁决如下：")[1].split("救济途径")[0]


def test_a_decision_orders_each_act_to_stop_and_dismisses_the_rest() -> None:
    sample = documents.sample("patent_adjudication_decision")
    part = operative(words("patent_adjudication_decision"))
    for order in sample["orders"]:
        assert f"{STOP}{sample['party']['name']}{order}" in part
    assert f"{len(sample['orders']) + 1}. 驳回请求人的其他请求。" in part


def test_a_request_granted_in_full_has_nothing_dismissed() -> None:
    text = words("patent_adjudication_decision", rest_rejected=False)
    assert "驳回请求人的其他请求" not in text
    assert "请求人的请求成立" in text


def test_a_rejection_orders_nothing() -> None:
    part = operative(words("request_rejection_decision"))
    assert "驳回请求人" in part
    assert "责令" not in part
    assert "强制执行" not in words("request_rejection_decision")


@pytest.mark.parametrize("kind", DECISIONS)
def test_the_term_to_sue_is_the_one_given(kind: str) -> None:
    lawsuit = {"days_label": "甲乙丙日", "court": "示例人民法院"}
    text = words(kind, lawsuit=lawsuit)
    assert "自收到本裁决书之日起甲乙丙日内依照《中华人民共和国行政诉讼法》向示例人民法院提起行政诉讼" in text
    assert "申请行政复议" not in text


@pytest.mark.parametrize("kind", DECISIONS)
def test_the_panel_stands_under_the_decision(kind: str) -> None:
    text = words(kind)
    for member in documents.sample(kind)["panel"]:
        assert f"{member['position']}：{member['name']}" in text


@pytest.mark.parametrize("kind", DECISIONS)
def test_no_penalty_and_no_damages_are_decided(kind: str) -> None:
    part = operative(words(kind))
    assert "罚款" not in part
    assert "没收" not in part
    assert "赔偿损失" not in part


@pytest.mark.parametrize("kind", DECISIONS)
def test_silence_of_the_other_side_is_said(kind: str) -> None:
    text = without(kind, "defence")
    assert "未提交答辩意见，不影响本局审理" in text
    assert "答辩称" not in text


def test_every_feature_stands_in_the_comparison() -> None:
    kind = "patent_adjudication_decision"
    rows = [block.cells for block in story(kind, documents.sample(kind)) if block.word == "row"]
    assert [row[0] for row in rows] == ["A", "B", "C", "D", "E"]
    assert [row[3] for row in rows] == ["相同"] * 4 + ["等同"]


def test_a_defence_of_prior_art_is_cited_only_if_raised() -> None:
    raised = words("request_rejection_decision")
    silent = without("request_rejection_decision", "prior_art")
    assert "第六十五条、第六十七条" in raised
    assert "第六十七条" not in silent
    assert "未提出现有技术抗辩" in silent


def test_a_design_is_measured_by_its_pictures() -> None:
    rights = [{"kind_label": "外观设计专利", "number": "ZL202030000123.8", "name": "示例茶壶"}]
    design = without("patent_adjudication_decision", "prior_art")
    assert "以其权利要求的内容为准" in design
    text = words("patent_adjudication_decision", rights=rights)
    assert "第六十四条第二款" in text
    assert "以其权利要求的内容为准" not in text
    assert "关于现有设计抗辩" in text


def test_headings_of_the_reasons_stay_in_order() -> None:
    text = without("patent_adjudication_decision", "other_defence")
    assert "（四）关于是否构成侵权" in text
    assert "（五）" not in text


def test_an_avoidance_refused_replaces_nobody() -> None:
    text = words("avoidance_decision", avoidance_granted=False)
    assert "驳回申请人的回避申请" in text
    assert "参加合议组" not in text


def test_a_suspension_without_a_nullity_request_cites_no_rule_on_it() -> None:
    text = without("suspension_decision", "invalidation")
    assert "无效宣告" not in text.replace(documents.sample("suspension_decision")["reason"], "")
    assert "实施细则" not in text


@pytest.mark.parametrize(
    ("number", "named"),
    [
        ("ZL202010000123.0", "发明专利"),
        ("ZL 2020 2 0000123.5", "实用新型专利"),
        ("202030000123.8", "外观设计专利"),
        ("ZL201980000123.1", "发明专利"),
        ("ZL02312345.6", "外观设计专利"),
        ("登记号不详", "专利"),
    ],
)
def test_a_patent_is_named_by_its_number(number: str, named: str) -> None:
    rights = [{"kind_label": "专利", "number": number, "name": "示例"}]
    assert f"“示例”{named}（专利号" in words("panel_notice", rights=rights)


def test_what_the_case_calls_a_patent_is_kept() -> None:
    rights = [{"kind_label": "实用新型专利", "number": "ZL202010000123.0", "name": "示例"}]
    assert "“示例”实用新型专利（专利号" in words("panel_notice", rights=rights)


def test_the_record_of_a_hearing_holds_views_and_no_finding() -> None:
    kind = "oral_hearing_record"
    blocks = story(kind, documents.sample(kind))
    heads = [block.cells for block in blocks if block.word == "columns"]
    assert [cell.rpartition(" ")[0] for cell in heads[0][3:]] == ["请求人意见", "被请求人意见"]
    assert "比对结果" not in words(kind)
