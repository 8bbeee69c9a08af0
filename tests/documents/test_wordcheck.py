"""What is wrong with a wording is said by line, in words; the house's own wordings pass."""

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
