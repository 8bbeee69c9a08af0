"""The words of the papers, and that data can be nothing but words."""

import re

import pytest

import documents
from documents.story import Block, clean, story

HOSTILE = [
    "{{ 7 * 7 }}",
    "{% raw %}",
    "<b>粗</b>&amp;<script>alert(1)</script>",
    "甲\np: 伪造一段\nsign: 假局 | 2026年1月1日",
    "a|b|c|d",
    "\ue000p: 私用\ue001区",
    "‮反向‬零\u200b宽",
    "\x00\x07控制",
    "# 标题",
    "%s %(x)s {0} {party}",
]


def text_of(blocks: list[Block]) -> str:
    return "\n".join("|".join(block.cells) for block in blocks)


def test_the_decision_says_what_article_59_asks_for() -> None:
    text = text_of(story("penalty_decision", documents.sample("penalty_decision")))
    for words in (
        "宣州区示例乙食品超市",
        "统一社会信用代码：92341802MARLCR055F",
        "违法经营额为8,694元",
        "没收侵犯“示例甲”注册商标专用权的白酒6瓶",
        "罚款人民币壹万柒仟叁佰捌拾捌元整（¥17,388.00元）",
        "《中华人民共和国商标法》第六十条第二款",
        "十五日内",
        "每日按罚款数额的百分之三加处罚款",
        "六十日内向宣城市宣州区人民政府申请行政复议",
        "六个月内依法向宣城市宣州区人民法院提起行政诉讼",
        "该意见不予采纳",
        "该意见予以采纳",
        "书面形式明确放弃听证",
        "公示期限为三年",
        "2026年9月28日",
    ):
        assert words in text, words


def test_the_notice_offers_statement_and_hearing() -> None:
    text = text_of(story("penalty_notice", documents.sample("penalty_notice")))
    assert "五个工作日内" in text
    assert "有权要求举行听证" in text
    assert "本局不因陈述、申辩加重处罚" in text


def test_the_notice_says_when_there_is_no_hearing() -> None:
    data = documents.sample("penalty_notice")
    data["hearing"] = {"right": False}
    text = text_of(story("penalty_notice", data))
    assert "不属于听证范围" in text
    assert "有权要求举行听证" not in text


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("承办人意见", "承办人意见"),
        ("机关负责人意见", "机关 / 负责人意见"),
        ("公示管理人员意见", "公示管理 / 人员意见"),
        ("集体讨论意见", "集体讨论 / 意见"),
        ("其他一些说明", "其他一些说明"),
    ],
)
def test_a_label_is_cut_at_the_end_of_a_word(label: str, printed: str) -> None:
    data = documents.sample("case_closing_approval")
    data["opinions"] = [{"role": label, "text": "同意。"}]
    assert printed in [block.text for block in story("case_closing_approval", data)]


def test_one_penalty_has_no_number() -> None:
    data = documents.sample("penalty_decision")
    data["confiscations"] = []
    text = text_of(story("penalty_decision", data))
    assert "1. 罚款" not in text
    assert "罚款人民币" in text


def test_what_nobody_said_is_left_to_be_written() -> None:
    data = documents.sample("on_site_record")
    data["recusal_answer"] = None
    data["person"] = {"name": "陈示例"}
    blocks = story("on_site_record", data)
    assert "hand" in [block.word for block in blocks]
    assert "联系电话：＿" in text_of(blocks)
    assert "：无" not in text_of(blocks)


@pytest.mark.parametrize("kind", documents.kinds())
def test_no_word_of_the_markup_is_printed(kind: str) -> None:
    for block in story(kind, documents.sample(kind)):
        assert not re.search(r"\b(p|item|field|fields|h1|line|sign): ", " ".join(block.cells)), block


def test_a_natural_person_is_addressed_as_one() -> None:
    data = documents.sample("penalty_notice")
    data["party"] = {"name": "张三", "kind": "natural", "address": "宣城市"}
    text = text_of(story("penalty_notice", data))
    assert "你有权进行陈述" in text
    assert "你单位有权" not in text


def test_a_decision_without_a_fine_asks_for_no_payment() -> None:
    data = documents.sample("penalty_decision")
    data["fine_fen"] = None
    text = text_of(story("penalty_decision", data))
    assert "罚款人民币" not in text
    assert "加处罚款" not in text


def test_no_statement_is_said_so() -> None:
    data = documents.sample("penalty_decision")
    data["statements"] = []
    assert "未提出陈述、申辩意见" in text_of(story("penalty_decision", data))


def test_the_public_copy_follows_the_decision_word_for_word() -> None:
    data = documents.sample("penalty_decision")
    served = story("penalty_decision", data)
    public = story("redacted_decision", data)
    assert served[:-1] == public[:-1]


def test_the_file_says_30_days_and_no_more_for_seizure() -> None:
    text = text_of(story("coercive_measure_decision", documents.sample("coercive_measure_decision")))
    assert "期限为三十日，自2026年8月17日起至2026年9月16日止" in text
    assert "《中华人民共和国商标法》第六十二条" in text


@pytest.mark.parametrize("words", HOSTILE)
def test_data_are_words_and_nothing_else(words: str) -> None:
    data = documents.sample("penalty_decision")
    before = story("penalty_decision", data)
    data["party"]["name"] = words
    data["evidence"][0]["name"] = words
    data["orders"] = [words]
    after = story("penalty_decision", data)
    assert [block.word for block in before] == [block.word for block in after]
    assert [len(block.cells) for block in before] == [len(block.cells) for block in after]
    party = next(block.text for block in after if block.text.startswith("当事人："))
    assert party == f"当事人：{clean(words).strip()}"


def test_control_and_direction_characters_are_dropped() -> None:
    assert clean("a\x00b\u202ec\u200bd\r\ne\tf") == "abcd\ne f"


def test_a_stroke_in_a_name_is_not_the_stroke_of_the_template() -> None:
    data = documents.sample("ip_complaint_form")
    data["complainant"]["name"] = "甲/乙联合公司"
    (block,) = [one for one in story("ip_complaint_form", data) if one.word == "party_sign"]
    assert "\n甲/乙联合公司\n" in block.cells[-1]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("罚款１，２９９．００元", "罚款1,299.00元"),
        ("电话０５６３－００００", "电话0563－0000"),
        ("第１，２，３项", "第1，2，3项"),
        ("１２，３４５，６７８件", "12,345,678件"),
        ("２０２６年８月３日，共３０００元", "2026年8月3日，共3000元"),
        ("１２３，４５６７", "123，4567"),
        ("Ａ座1，299号", "Ａ座1，299号"),
    ],
)
def test_figures_in_full_width_are_printed_in_half_width(typed: str, printed: str) -> None:
    assert clean(typed) == printed
