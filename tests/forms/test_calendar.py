"""The form of a holiday notice keeps its lines as they were typed, so that their numbers can be spoken of."""

import pytest
from werkzeug.datastructures import MultiDict

from forms.calendar import NoticeForm

GIVEN = {"year": "2027", "source": "测试数据，不是通知", "lines": "\n2027-01-01,休,元旦\n"}


def form(**changes: str) -> NoticeForm:
    made = NoticeForm(MultiDict(GIVEN | changes))
    made.validate()
    return made


def test_what_is_right_passes_with_its_values() -> None:
    made = form(year="２０２７年".removesuffix("年"))
    assert made.summary() == []
    assert made.cleaned()["year"] == 2027
    assert made.cleaned()["lines"] == GIVEN["lines"]


def test_wide_spaces_stay_spaces() -> None:
    made = form(lines="2027-01-01　休\u00a0元旦")
    assert made.lines.data == made.lines._value() == "2027-01-01 休 元旦"


@pytest.mark.parametrize("lines", ["", "\n\n", "  \t\n"])
def test_lines_of_nothing_are_nothing(lines: str) -> None:
    assert form(lines=lines).lines.data == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"year": ""}, "year"),
        ({"year": "1948"}, "year"),
        ({"year": "2200"}, "year"),
        ({"source": ""}, "source"),
        ({"source": "五个字呢"}, "source"),
        ({"source": "长" * 201}, "source"),
        ({"lines": "x\x07"}, "lines"),
        ({"lines": "x" * 40_001}, "lines"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(changes: dict[str, str], field: str) -> None:
    made = form(**changes)
    assert [name for name, _ in made.summary()] == [field]
    assert made[field]._value() == next(iter(changes.values())).replace("\x07", "")


def test_the_mark_is_no_field_to_fill() -> None:
    assert set(form().cleaned()) == {"year", "source", "file", "lines", "checked"}
