"""The respondent's forms: codes as people copy them, waivers only when they are express."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from forms.respond import DefenceForm, EnterForm, TrackForm, WaiveHearingForm


@pytest.mark.parametrize(
    "typed",
    [
        "宣市监罚告〔2026〕12号",
        "宣市监罚告[2026]12号",
        "宣市监罚告（２０２６）１２号",
        " 宣市监罚告【2026】 0012号 ",
    ],
)
def test_a_document_number_is_read_whatever_its_brackets(typed: str) -> None:
    form = EnterForm(MultiDict({"number": typed, "code": "abcd－2345 "}))
    assert form.validate(), form.summary()
    assert form.cleaned() == {"number": "宣市监罚告〔2026〕12号", "code": "ABCD2345"}


def test_a_number_that_is_none_says_how_one_looks() -> None:
    form = EnterForm(MultiDict({"number": "12号", "code": "ABCD2345"}))
    assert not form.validate()
    assert "宣市监处罚〔2026〕12号" in form.number.errors[0]


@pytest.mark.parametrize(
    "typed", ["xc-2026-0142", "ＸＣ－２０２６－０１４２", "XC20260142", "XC — 2026 — 0142"]
)
def test_a_reference_is_read_however_it_is_typed(typed: str) -> None:
    assert TrackForm(MultiDict({"reference": typed, "code": "A"})).reference.data == "XC-2026-0142"


def test_a_defence_is_numbered_line_by_line() -> None:
    form = DefenceForm(MultiDict({"points": "一、不知情\n\n货值小\n货值小"}))
    assert form.validate()
    assert form.recorded() == {
        "defence_lines": [{"no": 1, "text": "一、不知情"}, {"no": 2, "text": "货值小"}]
    }


def test_a_right_is_given_up_only_with_name_and_tick() -> None:
    assert not WaiveHearingForm(MultiDict({"name": "陈示例"})).validate()
    assert not WaiveHearingForm(MultiDict({"sure": "1"})).validate()
    form = WaiveHearingForm(MultiDict({"name": "陈示例", "sure": "1"}))
    form.day = date(2026, 10, 21)
    assert form.validate()
    assert form.recorded()["hearing_waived"]["by"] == "陈示例"
    assert form.recorded()["hearing_waived"]["on"] == "2026-10-21"
