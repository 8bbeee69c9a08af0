"""Text rules, tokens and what a form gives back."""

import pytest
from werkzeug.datastructures import MultiDict

from forms.base import BaseForm, FilterForm, Text, UnusableText, clean_text, fold_width
from forms.fields import TextArea, TextField
from forms.validators import Filled


class Example(BaseForm):
    name = TextField("名称", [Filled("请填写名称")])
    note = TextArea("说明")


class Search(FilterForm):
    q = TextField("查找")


def filled(**values: str) -> Example:
    return Example(MultiDict(values))


def test_text_is_trimmed_and_composed() -> None:
    assert clean_text("  e\u0301 \u200b ") == "é"


def test_rare_characters_and_the_middle_dot_stay() -> None:
    assert clean_text("𬭸·阿依古丽") == "𬭸·阿依古丽"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x85", "\u202e", "\u2066", "\ud800"])
def test_controls_and_overrides_are_refused(character: str) -> None:
    with pytest.raises(UnusableText):
        clean_text(f"甲{character}乙", long=True)


def test_a_line_break_is_refused_where_one_line_is_asked_for() -> None:
    with pytest.raises(UnusableText, match="一行"):
        clean_text("甲\n乙")
    assert clean_text("甲\r\n乙\t丙", long=True) == "甲\n乙\t丙"


def test_full_width_folds() -> None:
    assert fold_width("１２ＡＢ") == "12AB"


def test_cleaned_gives_values_without_the_token() -> None:
    form = filled(name=" 示例 ", note="一\r\n二", form_token="abc")
    assert form.validate()
    assert form.cleaned() == {"name": "示例", "note": "一\n二"}
    assert form.token == "abc"


def test_each_new_form_has_its_own_token() -> None:
    first, second = Example(), Example()
    assert first.token != second.token
    assert len(first.token) >= 32


def test_a_form_that_looks_has_no_token() -> None:
    assert "form_token" not in Search()._fields


def test_a_refused_character_is_said_beside_the_field_and_not_shown_again() -> None:
    form = filled(name="甲\u202e乙")
    assert not form.validate()
    assert form.summary() == [("name", "内容里有看不见的排版控制字符，请删除后重新输入")]
    assert "\u202e" not in form.name._value()


def test_summary_lists_fields_in_order_and_form_errors_last() -> None:
    form = filled()
    assert not form.validate()
    form.refuse("note", "写得太少")
    form.refuse("elsewhere", "不能办理")
    assert form.summary() == [("name", "请填写名称"), ("note", "写得太少"), ("main", "不能办理")]


def test_a_message_carries_its_pattern() -> None:
    message = Text("最多%(most)d项", most=3)
    assert message == "最多3项"
    assert (message.pattern, message.values) == ("最多%(most)d项", {"most": 3})
