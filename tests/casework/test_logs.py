"""No personal data and no secret reaches a line of the log. I-26"""

import json
from pathlib import Path

import pytest
import structlog

from casework import config, logs


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("打给13856300001", "打给***"),
        ("证件34250119900307881X。", "证件***。"),
        ("证件34250119900307881x", "证件***"),
        ("订单2026112213856300001号", "订单2026112213856300001号"),
        ("统一社会信用代码91341800MA2N000000", "统一社会信用代码91341800MA2N000000"),
        ("XC-2026-0142", "XC-2026-0142"),
        ("", ""),
    ],
)
def test_numbers_of_persons_are_masked(text: str, clean: str):
    assert logs.clean(text) == clean


def test_masking_goes_as_deep_as_the_value():
    value = {"a": ["13856300001", {"password": "x", "n": 1}], "b": ("13856300001",), "c": None, "d": True}
    assert logs.clean(value) == {
        "a": ["***", {"password": "***", "n": 1}],
        "b": ["***"],
        "c": None,
        "d": True,
    }
    assert logs.clean(ValueError("13856300001")) == "***"


@pytest.mark.parametrize(
    "key", ["password", "new_password", "token", "phone", "id_number", "query_code", "email"]
)
def test_what_is_named_like_a_secret_is_masked(key: str):
    assert logs.redact(None, "info", {key: "value", "event": "x"})[key] == "***"


def test_a_line_is_json_in_readable_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    logs.configure(config.cheap(config.load({}, tmp_path)))
    try:
        structlog.get_logger("x").info("案件登记", case="XC-2026-0001", note="一\n二", phone="13856300001")
    finally:
        structlog.reset_defaults()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    found = json.loads(lines[0])
    assert "案件登记" in lines[0]
    assert (found["event"], found["case"], found["note"]) == ("案件登记", "XC-2026-0001", "一\n二")
    assert found["phone"] == "***"
    assert found["level"] == "info"
    assert found["timestamp"].endswith("Z")


def test_levels_below_the_chosen_one_are_silent(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    logs.configure(config.cheap(config.load({"CASEWORK_LOG_LEVEL": "ERROR"}, tmp_path)))
    try:
        structlog.get_logger("x").warning("quiet")
    finally:
        structlog.reset_defaults()
    assert capsys.readouterr().err == ""
