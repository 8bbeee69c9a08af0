"""Passwords of the profile dengbao: length, classes, nothing that others know."""

import pytest

from casework.errors import Invalid
from casework.services import passwords

GOOD = "Jingting-Shan7"


@pytest.fixture(autouse=True)
def _on_sqlite(sqlite_app):
    with sqlite_app.app_context():
        yield


def refusal(password: str, **how: object) -> str:
    with pytest.raises(Invalid) as caught:
        passwords.check(password, officer=bool(how.pop("officer", False)), **how)  # type: ignore[arg-type]
    return caught.value.fields["password"]


@pytest.mark.parametrize("password", [GOOD, "青弋江Water2026x", "aB1!c" * 25, "Xuancheng-Papers-91"])
def test_good_passwords_pass(password: str):
    passwords.check(password, officer=True, username="zhangwei", name="张伟")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Short1!aa", "至少10个字符"),
        ("Aa1!" * 33, "最多128个字符"),
        ("onlylowercase99", "至少三类"),
        ("ALLUPPERCASE!!", "至少三类"),
        ("Good-Pass\x07word9", "不能使用的字符"),
        ("aA1aA1aA1aA1", "重复的字符过多"),
        ("Password-2026", "过于常见"),
        ("Xuancheng@1", "过于常见"),
        ("P@ssw0rd2026", "过于常见"),
    ],
)
def test_bad_passwords_are_refused_with_the_reason(password: str, reason: str):
    assert reason in refusal(password)


def test_officers_need_twelve():
    passwords.check("Jingting-S7", officer=False)
    assert "至少12个字符" in refusal("Jingting-S7", officer=True)


@pytest.mark.parametrize(
    ("password", "own"),
    [
        ("Zhangwei-9431", {"username": "zhangwei"}),
        ("my-ZhangWei-94", {"username": "zhang.wei@zhangwei"}),
        ("Huipai-9431xx", {"name": "huipai"}),
    ],
)
def test_the_own_name_is_refused(password: str, own: dict[str, str]):
    assert "用户名或者姓名" in refusal(password, **own)


def test_the_field_of_the_reason_can_be_named():
    with pytest.raises(Invalid) as caught:
        passwords.check("x", officer=False, field="new")
    assert set(caught.value.fields) == {"new"}


def test_a_hash_matches_its_password_only():
    kept = passwords.hashed(GOOD)
    assert kept.startswith("$argon2id$")
    assert passwords.matches(GOOD, kept)
    assert not passwords.matches(GOOD + "x", kept)
    assert not passwords.matches("", kept)
    assert kept != passwords.hashed(GOOD)


@pytest.mark.parametrize("kept", ["", "x", "$argon2id$broken"])
def test_without_a_hash_nothing_matches(kept: str):
    assert not passwords.matches("", kept)
    assert not passwords.matches(GOOD, kept)


def test_composed_and_decomposed_forms_are_the_same_password():
    assert passwords.matches("Cafe\u0301-Noir-19", passwords.hashed("Café-Noir-19"))


def test_a_hash_of_other_costs_is_outdated():
    assert not passwords.outdated(passwords.hashed(GOOD))
    assert passwords.outdated("$argon2id$v=19$m=47104,t=1,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaaJObG")
