"""The complaint's pages as forms: cleaning, cross checks, what is on offer; and the wizard as data."""

from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from forms import steps
from forms.intake import ActForm, EvidenceForm, PhoneField, RespondentForm, RightForm
from forms.rights import RightRecordForm
from forms.steps import PARTIAL, STEPS

OFFERS = {"violation": (("TM57-3", "销售"),), "place_region": (("341802", "宣州区"),)}
ACT = {
    "violation": "TM57-3",
    "complaint_facts": "货架上摆放、销售侵权白酒六瓶。",
    "found_on": "２０２６/9/18",
    "place_region": "341802",
    "place": "示例路66号",
    "goods": "白酒6瓶",
}


def act(**changes: Any) -> ActForm:
    form = ActForm(MultiDict(ACT | changes), offers=OFFERS)
    form.today = date(2026, 9, 28)
    return form


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("１３９ ００００ １２３４", "13900001234"),
        ("+86 139-0000-1234", "13900001234"),
        ("0563-3022315", "0563-3022315"),
        ("０５６３－３０２２３１５", "0563-3022315"),
        ("400-810-0000", "400-810-0000"),
    ],
)
def test_telephones_are_kept_as_they_are_dialled(typed: str, kept: str) -> None:
    form = RespondentForm(MultiDict({"phone": typed}))
    assert isinstance(form.phone, PhoneField)
    assert form.phone.data == kept


@pytest.mark.parametrize("typed", ["1390000123", "12345", "电话", "99999999999"])
def test_a_telephone_that_cannot_be_dialled_is_refused(typed: str) -> None:
    form = RespondentForm(MultiDict({"phone": typed}))
    form.validate()
    assert "固定电话写作" in form.phone.errors[0]


def test_an_act_gives_what_a_draft_keeps() -> None:
    form = act(links="https://a.example.cn/1\n\nhttps://a.example.cn/1", scenes="shop", amount_fen="1,499.5")
    assert form.validate(), form.summary()
    kept = form.cleaned()
    assert kept["found_on"] == "2026-09-18"
    assert kept["links"] == ["https://a.example.cn/1"]
    assert kept["scenes"] == ["shop"]
    assert kept["amount_fen"] == 149_950
    again = ActForm(data=ActForm.known(kept), offers=OFFERS)
    assert again.found_on.shown() == "2026年9月18日"


def test_what_is_not_on_offer_is_refused() -> None:
    form = act(violation="PT68")
    assert not form.validate()
    assert form.violation.errors


def test_today_is_not_too_late_and_tomorrow_is() -> None:
    assert act(found_on="2026年9月28日").validate()
    assert not act(found_on="2026年9月29日").validate()


def test_a_private_person_needs_neither_code_nor_head() -> None:
    sent = {
        "right_id": "r",
        "kind": "natural",
        "name": "周示例",
        "address": "宣州区示例路1号",
        "contact_name": "周示例",
        "phone": "13900001234",
    }
    offers = {"right_id": (("r", "示例"),)}
    assert RightForm(MultiDict(sent), offers=offers).validate()
    firm = RightForm(MultiDict(sent | {"kind": "legal"}), offers=offers)
    assert not firm.validate()
    assert firm.legal_representative.errors


def test_claims_start_with_the_usual_ones_and_one_is_needed() -> None:
    assert EvidenceForm().claims.data == ("stop", "penalise")
    form = EvidenceForm(MultiDict({"confidential": "1"}))
    assert not form.validate()
    assert form.cleaned() == {"claims": [], "confidential": True}


@pytest.mark.parametrize(
    ("typed", "kept"), [("第16类、33", (16, 33)), ("３３，33", (33,)), ("9 28", (9, 28)), ("", ())]
)
def test_classes_are_read_however_they_are_written(typed: str, kept: tuple[int, ...]) -> None:
    form = RightRecordForm(MultiDict({"kind": "patent", "classes": typed}))
    assert form.classes.data == kept


def test_the_steps_follow_each_other() -> None:
    assert [step.key for step in STEPS] == ["right", "respondent", "act", "evidence", "check"]
    assert steps.after(STEPS[0]) is STEPS[1]
    assert steps.after(STEPS[-1]) is STEPS[-1]
    assert steps.before(STEPS[0]) is None
    assert steps.find("nothing") is None


def test_a_step_kept_as_typed_is_not_filled_in() -> None:
    data = {step.key: {"x": 1} for step in steps.FILLED}
    assert steps.complete(data)
    assert steps.resume(data) is steps.CHECK
    data["act"] = {PARTIAL: True}
    assert not steps.complete(data)
    assert steps.resume(data).key == "act"
