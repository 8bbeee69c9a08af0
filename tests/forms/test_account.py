"""The account forms, and that they hand over what the service takes."""

import inspect
from typing import Any

from werkzeug.datastructures import MultiDict

from casework.services import accounts
from forms.account import LoginForm, PasswordForm, RegisterForm

GOOD = {
    "name": "泾县示例宣纸厂有限公司",
    "username": "holder1",
    "password": "Yue-8812-moon",
    "password_again": "Yue-8812-moon",
    "agree": "1",
}


def names(function: Any) -> set[str]:
    return set(inspect.signature(function).parameters)


def wrong(**changes: str) -> dict[str, str]:
    form = RegisterForm(MultiDict(GOOD | changes))
    form.validate()
    return dict(form.summary())


def test_a_good_registration_passes() -> None:
    assert wrong() == {}


def test_forms_hand_over_the_arguments_of_their_services() -> None:
    assert set(RegisterForm(MultiDict(GOOD)).cleaned()) <= names(accounts.register)
    assert set(LoginForm(MultiDict({})).cleaned()) <= names(accounts.authenticate)
    assert set(PasswordForm(MultiDict({})).cleaned()) <= names(accounts.change_password)


def test_what_is_missing_is_named_beside_its_field() -> None:
    found = wrong(name="", username="a b", password_again="other", agree="", email="x@")
    assert set(found) == {"name", "username", "password_again", "agree", "email"}
    assert found["password_again"] == "两次输入的密码不一样，请重新输入"


def test_signing_in_asks_for_presence_only() -> None:
    form = LoginForm(MultiDict({"username": "谁", "password": "x"}))
    assert form.validate()
    assert not LoginForm(MultiDict({"username": "", "password": ""})).validate()


def test_new_passwords_must_agree() -> None:
    form = PasswordForm(
        MultiDict({"old_password": "a", "new_password": "Bcd-112233", "new_password_again": "x"})
    )
    assert not form.validate()
    assert form.summary() == [("new_password_again", "两次输入的新密码不一样，请重新输入")]
