"""What is printed once the site is up."""

import json
from pathlib import Path

import pytest

from deploy import greeting

ACCOUNTS = [
    {"role": "权利人", "username": "holder", "password": "a", "login": "/login", "lands_on": "/portal"},
    {"role": "立案登记人员", "username": "intake", "password": "bcd", "login": "/login", "lands_on": "/desk"},
]


def test_a_chinese_character_takes_two_columns() -> None:
    assert greeting.width("权利人 a") == 8
    assert greeting.column("权利", 6) == "权利  "


def test_the_columns_of_all_accounts_stand_in_line() -> None:
    first, second = greeting.account_lines(ACCOUNTS)
    assert greeting.width(first.split("holder")[0]) == greeting.width(second.split("intake")[0])
    assert first.endswith("/login")


def test_addresses_are_said_without_any_account(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    greeting.say("http://127.0.0.1:8000", tmp_path / "demo-accounts.json")
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8000/disclosures" in said
    assert "演示账号" not in said


def test_accounts_are_read_from_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "demo-accounts.json"
    path.write_text(json.dumps(ACCOUNTS), encoding="utf-8")
    greeting.say("http://127.0.0.1:8000", path)
    assert "立案登记人员" in capsys.readouterr().out
