"""JSON has one written form where its bytes are evidence."""

from typing import Any

import pytest

from casework.db import (
    canonical,
    dumps,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None, "号"]}, '{"a":[true,null,"号"],"b":1}'),
        ({}, "{}"),
        ([], "[]"),
        ('\u2028\n"', '"\u2028\\n\\""'),
        (2**53, "9007199254740992"),
        ((1, 2), "[1,2]"),
    ],
)
def test_canonical_json_is_one_form(value: Any, written: str):
    assert canonical(value) == written


@pytest.mark.parametrize("value", [1.5, {1: 2}, {"名": 1}, 2**53 + 1, b"x", {"a": {1, 2}}, float("nan")])
def test_what_has_no_canonical_form_is_refused(value: Any):
    with pytest.raises((TypeError, ValueError)):
        canonical(value)


def test_kept_json_has_no_nan():
    assert dumps({"名": "宣"}) == '{"名":"宣"}'
    with pytest.raises(ValueError, match="JSON"):
        dumps(float("nan"))
