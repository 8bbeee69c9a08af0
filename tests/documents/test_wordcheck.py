"""What is wrong with a wording is said by line, in words; the house's own wordings pass."""

import re

import pytest

import documents
from documents import wordcheck, wordings
from tests.documents.test_sandbox import HOSTILE

KIND = "case_transfer_letter"
BASE = wordings.base(KIND).text


def said(text: str, kind: str = KIND) -> list[str]:
    return [str(one) for one in wordcheck.check(kind, text).faults]


@pytest.mark.parametrize("kind", documents.kinds()[::13])
def test_the_house_s_own_wording_passes_without_a_remark(kind: str) -> None:
    assert wordcheck.check(kind, wordings.base(kind).text) == wordcheck.Checked((), ())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("p: {{ summary", "没有成对"),
        ("p: {% if summary %}好", "没有结束"),
        ("p: {{ summary | shout }}", "没有“| shout”这种写法"),
        ("p: {% if summary is huge %}好{% endif %}", "没有“is huge”这种写法"),
        ("p: {% while summary %}", "没有“{% while %}”这种写法"),
        ("p: {{ sumary }}", "没有“sumary”这一项"),
        ("p: {{ agency.nam }}", "里没有“nam”这一项"),
        ("{% include '_nothing.txt' %}", "只能引用共用段落"),
        ("{% include 'penalty_notice.txt' %}", "只能引用共用段落"),
        ("p: {{ agency.__class__ }}", "不能使用“__class__”"),
        ("{% include '_con' ~ 'tact.txt' %}", "只能引用共用段落"),
        ("{% extends '_contact.txt' %}", "不能用在文书里"),
        ("没有词的一行", "每一行要以"),
        ("ｐ：全角的词", "每一行要以"),
        ("{{ summary }}", "每一行要以"),
        ("p: {{ 9 ** 9 }}", "不能用在文书里"),
        ("p: {{ agency }}", "套用示例内容时出错"),
        ("p: {% for i in range(1000000) %}{% endfor %}", "循环太多"),
        ("p: {{ summary.nothing }}", "没有这一项"),
    ],
)
def test_a_fault_is_said_with_its_line(line: str, words: str) -> None:
    lines = BASE.split("\n")
    found = said("\n".join([*lines[:5], line, *lines[5:]]))
    assert any(words in one for one in found), found
    numbered = [one for one in found if words in one]
    # What never ends is noticed at the end of the text only.
    assert "没有结束" in words or any(one.startswith("第6行：") for one in numbered), found


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_text_passes(name: str) -> None:
    assert said(HOSTILE[name])


@pytest.mark.parametrize("text", ["", " \n", "p: " + "长" * 20_001])
def test_an_empty_or_endless_text_is_refused(text: str) -> None:
    assert len(said(text)) == 1


def test_all_faults_are_listed_in_the_order_of_the_lines() -> None:
    found = wordcheck.check(KIND, "title: 好\np: {{ one }}\n坏\np: {{ two }}\n").faults
    assert [one.line for one in found] == [2, 3, 4]


def test_a_line_may_go_on_after_a_tag() -> None:
    assert said(BASE + "p: 前{% if summary %}\n后{% endif %}\n\np: 又一段\n") == []


def test_a_required_fact_that_is_no_longer_printed_is_a_warning() -> None:
    text = BASE.replace("p: {{ summary | stop }}\n", "")
    found = wordcheck.check(KIND, text)
    assert found.faults == ()
    assert any("（summary）没有用到" in str(one) for one in found.warnings)


def test_a_figure_of_law_typed_by_hand_is_a_warning() -> None:
    found = wordcheck.check(KIND, BASE + "p: 请在十五个工作日内答复。\n")
    assert found.faults == ()
    assert [one.line for one in found.warnings] == [BASE.count("\n") + 1]
    assert "十五个工作日" in str(found.warnings[0])


def test_a_table_that_cannot_be_laid_out_is_a_fault() -> None:
    assert said("row: 甲 | 乙\n", "inventory_list") or said("row: 甲 | 乙\n", "filing_approval")


def test_every_fact_of_a_kind_is_listed() -> None:
    names = [one["name"] for one in wordcheck.fields_of(KIND)]
    assert names[:3] == ["agency", "case", "demo"]
    assert "summary" in names


TEXTS = {kind: wordings.base(kind).text for kind in documents.kinds()}
PARTS = wordings.part_files()
REMEDIES = "_remedies.txt"


def part_faults(text: str, name: str = REMEDIES) -> list[str]:
    return [str(one) for one in wordcheck.check_part(name, text, TEXTS, PARTS).faults]


@pytest.mark.parametrize("name", PARTS)
def test_the_shared_parts_of_the_house_are_sound(name: str) -> None:
    assert wordings.uses(name, TEXTS, PARTS)
    assert wordcheck.check_part(name, PARTS[name], TEXTS, PARTS) == wordcheck.Checked((), ())


def test_a_part_is_tried_in_every_kind_that_takes_it_in() -> None:
    (said,) = part_faults(PARTS[REMEDIES] + "p: {{ remedies.nope }}\n")
    assert said.startswith("第2行：《")
    assert re.search(r"等1\d种文书：这里用到的“nope”没有这一项$", said)
    (said,) = part_faults("p: 如不服\n坏的一行\n")
    assert said.startswith("第2行：")
    assert "无法识别的一行：坏的一行" in said


def test_a_name_that_only_some_kinds_know_is_named_with_those_that_do_not() -> None:
    (said,) = part_faults(PARTS["_party.txt"] + "p: {{ discretion }}\n", "_party.txt")
    assert "《行政处罚决定书》" not in said
    assert "“discretion”没有这一项" in said
    assert part_faults("p: {{ nonsense }}\n") == [
        "第1行：引用这一段的文书都没有“nonsense”这一项，可用的项目见“可用的项目”"
    ]


def test_a_part_that_leaves_out_what_the_kinds_must_say_is_pointed_out() -> None:
    found = wordcheck.check_part(REMEDIES, "p: 不服的，可以申请复议。\n", TEXTS, PARTS)
    assert found.faults == ()
    assert any("必填的“救济途径”（remedies）没有用到" in str(one) for one in found.warnings)


@pytest.mark.parametrize(
    "text",
    ["{% include '_remedies.txt' %}\n", "{% include '_decision.txt' %}\n", "{% include '_nowhere.txt' %}\n"],
)
def test_a_part_takes_in_neither_itself_nor_what_is_not_there(text: str) -> None:
    assert part_faults(text)


@pytest.mark.parametrize("text", ["", "p: {{ remedies.court\n", "p: {% for %}\n", "p: {{ ().__class__ }}\n"])
def test_a_part_is_held_to_the_markup(text: str) -> None:
    assert part_faults(text)
