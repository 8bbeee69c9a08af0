"""What is typed for a local parameter: a value in its unit, days, a document; and the keys of the service."""

import inspect
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from casework.services import local_rules
from forms.desk_fields import offer
from forms.local_rules import AmountForm, ApproveForm, ProposalForm, RefuseForm, ShareForm

PLACES = (("340000", "安徽省"), ("341800", "宣城市"))
TYPED = {
    "region": "340000",
    "change": "set",
    "amount": "3000",
    "valid_from": "2026年1月1日",
    "valid_to": "",
    "basis": "《较低数额罚款标准》（皖市监发〔2024〕1号）",
    "confidence": "to-confirm",
    "note": "",
}


def filled(shape: type[ProposalForm] = AmountForm, **typed: str) -> ProposalForm:
    form = shape(MultiDict(TYPED | typed))
    offer(form.region, PLACES)
    return form


def messages(form: ProposalForm) -> dict[str, list[str]]:
    assert not form.validate()
    return {name: [str(each) for each in field] for name, field in form.errors.items()}


def test_yuan_become_fen() -> None:
    form = filled()
    assert form.validate()
    assert form.cleaned() == {
        "region": "340000",
        "value": 300_000,
        "valid_from": date(2026, 1, 1),
        "valid_to": None,
        "basis": TYPED["basis"],
        "confidence": "to-confirm",
        "note": "",
    }


def test_its_keys_are_those_of_the_service() -> None:
    form = filled()
    assert form.validate()
    wanted = set(inspect.signature(local_rules.propose).parameters)
    assert set(form.cleaned()) | {"actor", "name"} == wanted
    refusing = RefuseForm(MultiDict({"reason": "数额有误"}))
    assert refusing.validate()
    assert set(refusing.cleaned()) <= set(inspect.signature(local_rules.refuse).parameters)
    approving = ApproveForm(MultiDict({}))
    assert approving.validate()
    assert set(approving.cleaned()) <= set(inspect.signature(local_rules.approve).parameters)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("３０００", 300_000), (" 3,000.50 ", 300_050), ("¥3000", 300_000), ("1万元", 1_000_000)],
)
def test_an_amount_is_read_as_people_write_it(typed: str, value: int) -> None:
    form = filled(amount=typed)
    assert form.validate(), form.errors
    assert form.cleaned()["value"] == value


@pytest.mark.parametrize("typed", ["-1", "很少", "3000.001", "30,00"])
def test_what_is_no_amount_is_kept_and_refused(typed: str) -> None:
    form = filled(amount=typed)
    assert list(messages(form)) == ["amount"]
    assert form.figure._value() == typed


@pytest.mark.parametrize(("typed", "fits"), [("1", True), ("９９", True), ("0", False), ("100", False)])
def test_a_share_is_a_whole_percentage(typed: str, fits: bool) -> None:
    form = filled(ShareForm, share=typed)
    assert form.validate() is fits
    assert not hasattr(form, "amount") or form.amount is None


def test_a_value_is_needed_where_one_is_set() -> None:
    assert messages(filled(amount="")) == {"amount": ["请填写数值"]}


@pytest.mark.parametrize("typed", ["", "3000", "很少"])
def test_where_the_rule_ends_the_value_is_none_whatever_was_typed(typed: str) -> None:
    form = filled(change="end", amount=typed)
    assert form.validate(), form.errors
    assert form.cleaned()["value"] is None


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("region", ""),
        ("region", "341823"),
        ("change", "sometimes"),
        ("valid_from", ""),
        ("valid_from", "2026年2月30日"),
        ("valid_to", "明年"),
        ("basis", ""),
        ("basis", "文" * 301),
        ("confidence", ""),
        ("confidence", "sure"),
        ("note", "字" * 501),
    ],
)
def test_every_other_field_says_how_to_mend_it(field: str, typed: str) -> None:
    assert list(messages(filled(**{field: typed}))) == [field]


def test_what_the_service_says_of_the_value_stands_beside_its_field() -> None:
    form = filled(ShareForm, share="30")
    assert form.validate()
    form.refuse("value", "两档相交")
    assert form.summary() == [("share", "两档相交")]


def test_a_refusal_needs_its_reason() -> None:
    form = RefuseForm(MultiDict({"reason": " "}))
    assert not form.validate()
    assert form.summary() == [("reason", "请写明不批准的理由")]
