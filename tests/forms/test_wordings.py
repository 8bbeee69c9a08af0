"""The form of a wording keeps every character that counts and refuses what no paper may hold."""

import pytest
from werkzeug.datastructures import MultiDict

from forms.wordings import WordingForm


def filled(**values: str) -> WordingForm:
    return WordingForm(MultiDict({"text": "p: 好", "form_token": "t"} | values))


def test_line_feeds_and_wide_spaces_stay() -> None:
    form = filled(text="p: 　　空\r\n\r\n  p: 好  \n")
    assert form.text.data == "p: 　　空\n\n  p: 好  \n"
    assert form.text._value() == form.text.data


@pytest.mark.parametrize("character", ["\x00", "\x07", "\u202e", "\ud800"])
def test_what_cannot_be_seen_is_refused(character: str) -> None:
    form = filled(text=f"p: 好{character}")
    assert not form.validate()
    assert form.text.errors
    assert "p: 好" in form.text._value()


@pytest.mark.parametrize(
    ("typed", "number"), [("", None), ("3", 3), ("x", None), ("9" * 30, None), ("３", 3)]
)
def test_the_version_is_a_number_or_nothing(typed: str, number: int | None) -> None:
    assert filled(version=typed).seen_version == number
