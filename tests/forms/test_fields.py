"""Fields clean what people paste and say how to mend the rest."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from forms import fields
from forms.base import FilterForm
from forms.validators import Blank, Filled, at_most, length, not_after


class Everything(FilterForm):
    amount = fields.MoneyField("数额")
    found_on = fields.DateField("日期", [Filled("请填写日期")])
    count = fields.IntegerField("件数", least=1, most=99)
    links = fields.LinesField("网址", [at_most(2)])
    kind = fields.ChoiceField("种类", choices=(("a", "甲", "提示"), ("b", "乙")))
    region = fields.ChoiceField("地区", choices=(("341800", "市局"),), select=True)
    places = fields.MultiCheckbox("地点", choices=(("x", "店铺"), ("y", "网店")))
    agree = fields.TickField("同意")
    files = fields.FileField("文件", multiple=True)
    code = fields.CodeField("代码", what="uscc")


def bound(**values: Any) -> Everything:
    return Everything(MultiDict([(name, each) for name, found in values.items() for each in _list(found)]))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def errors(form: Form, name: str) -> list[str]:
    form.validate()
    return list(form[name].errors)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("17388", 1738800), (" 8,694.00 ", 869400), ("１２．５", 1250), ("0.35", 35), ("", None)],
)
def test_money_is_read_into_fen(typed: str, fen: int | None) -> None:
    form = bound(amount=typed)
    assert form.amount.data == fen
    assert form.amount._value() == typed


def test_money_that_is_none_says_so_and_stays() -> None:
    form = bound(amount="一万")
    assert "金额" in errors(form, "amount")[0]
    assert form.amount._value() == "一万"


def test_money_from_data_is_shown_in_yuan() -> None:
    assert Everything(data={"amount": 1738800}).amount._value() == "17388.00"


@pytest.mark.parametrize(
    "typed", ["2026-3-6", "2026/3/6", "2026年3月6日", "20260306", "２０２６．３．６", " 2026 年 3 月 6 日 "]
)
def test_a_day_is_read_in_any_usual_way(typed: str) -> None:
    assert bound(found_on=typed).found_on.data == date(2026, 3, 6)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2026-2-30", "没有2026-2-30这一天"),
        ("明天", "请按“2026年3月6日”的样子"),
        ("1899-12-31", "1900年到2100年"),
        ("", "请填写日期"),
        ("  ", "请填写日期"),
    ],
)
def test_a_day_that_is_none_is_explained(typed: str, words: str) -> None:
    assert any(words in message for message in errors(bound(found_on=typed), "found_on"))


def test_a_wrong_day_gives_one_message_only() -> None:
    assert len(errors(bound(found_on="2026-13-1"), "found_on")) == 1


def test_a_day_is_shown_as_the_hint_writes_it() -> None:
    assert Everything(data={"found_on": date(2026, 3, 6)}).found_on._value() == "2026年3月6日"


@pytest.mark.parametrize(("typed", "value"), [("12", 12), ("１２", 12), ("1,2", 12), ("", None)])
def test_whole_numbers(typed: str, value: int | None) -> None:
    assert bound(count=typed).count.data == value


@pytest.mark.parametrize("typed", ["0", "100", "1.5", "-3", "九"])
def test_numbers_out_of_bounds_are_refused(typed: str) -> None:
    assert errors(bound(count=typed), "count")


def test_lines_drop_repeats_and_keep_order() -> None:
    form = bound(links="b\n\n a \nb")
    assert form.links.data == ("b", "a")
    assert errors(bound(links="1\n2\n3"), "links") == ["最多2项，请减少一些"]


def test_a_choice_is_one_of_those_offered() -> None:
    form = bound(kind="b")
    assert form.kind.data == "b"
    assert [option.chosen for option in form.kind.options()] == [False, True]
    assert errors(bound(kind="z"), "kind") == ["请从列出的选项里选一项"]


def test_a_list_begins_with_an_empty_line() -> None:
    assert [option.value for option in Everything().region.options()] == ["", "341800"]


def test_boxes_keep_the_order_of_the_page() -> None:
    form = bound(places=["y", "x"])
    assert form.places.data == ("x", "y")
    assert errors(bound(places=["x", "other"]), "places") == ["请从列出的选项里选"]


def test_a_box_that_was_not_sent_is_not_ticked() -> None:
    assert bound(amount="1").agree.data is False
    assert bound(agree="1").agree.data is True


def test_nameless_parts_are_no_files() -> None:
    file = SimpleNamespace(filename="照片.jpg")
    assert bound(files=[file, SimpleNamespace(filename="")]).files.data == (file,)


def test_a_password_is_taken_as_typed_and_never_shown() -> None:
    class Secret(FilterForm):
        password = fields.PasswordField("密码", [Filled()])

    form = Secret(MultiDict({"password": " a\u200bb "}))
    assert form.password.data == " a\u200bb "
    assert form.password._value() == ""


def test_length_counts_characters_in_words() -> None:
    class Short(FilterForm):
        name = fields.TextField("名称", [Blank(), length(2, 4)])

    assert errors(Short(MultiDict({"name": "一二三四五"})), "name") == ["最多填4个字，现在是5个，请删去一些"]
    assert errors(Short(MultiDict({"name": "𬭸"})), "name") == ["至少填2个字，现在是1个"]
    assert errors(Short(MultiDict({"name": ""})), "name") == []


def test_a_day_after_the_given_one_is_refused() -> None:
    class Past(FilterForm):
        on = fields.DateField("日期", [not_after(lambda: date(2026, 9, 28), "不能晚于今天")])

    assert errors(Past(MultiDict({"on": "2026-10-18"})), "on") == ["不能晚于今天"]
    assert errors(Past(MultiDict({"on": "2026-9-28"})), "on") == []


def test_a_credit_code_with_spaces_is_cleaned() -> None:
    form = bound(code=" ９１３４ 1802 MAHJ TK9W 7X ")
    assert form.code.data == "91341802MAHJTK9W7X"
    assert errors(bound(code="91341802MAHJTK9W7Y"), "code")
    assert bound(code="").code.data == ""
