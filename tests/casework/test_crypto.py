"""Sealed values open in their own place with their own key, and nowhere else."""

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from casework import config, crypto
from casework.errors import Undecipherable

PHONE = "13856300001"


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Flask]:
    """An application with a configuration and nothing else."""
    app = Flask("bare")
    app.config["CASEWORK"] = config.load({}, tmp_path)
    with app.app_context():
        yield app


def rotate(app: Flask, *keys: tuple[str, bytes]) -> None:
    app.config["CASEWORK"] = replace(app.config["CASEWORK"], field_keys=keys)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("value", [PHONE, "宣城市宣州区鳌峰中路", "𬭸·x", "a" * 5000])
def test_what_was_sealed_opens_in_its_place(value: str):
    token = crypto.seal(value, context="parties.phone:1")
    assert value not in token
    assert token.isascii()
    assert crypto.open(token, context="parties.phone:1") == value


@pytest.mark.usefixtures("bare")
def test_sealing_twice_gives_two_tokens():
    assert crypto.seal(PHONE, context="a") != crypto.seal(PHONE, context="a")


@pytest.mark.usefixtures("bare")
def test_nothing_stays_nothing():
    assert crypto.seal("", context="a") == ""
    assert crypto.open("", context="a") == ""


@pytest.mark.usefixtures("bare")
def test_a_token_copied_to_another_row_does_not_open():
    token = crypto.seal(PHONE, context="parties.phone:1")
    with pytest.raises(Undecipherable):
        crypto.open(token, context="parties.phone:2")


@pytest.mark.usefixtures("bare")
def test_any_changed_byte_is_found():
    token = crypto.seal(PHONE, context="a")
    head, _, body = token.partition(".")
    raw = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    for place in range(len(raw)):
        broken = bytes(byte ^ (1 if at == place else 0) for at, byte in enumerate(raw))
        changed = f"{head}.{base64.urlsafe_b64encode(broken).decode().rstrip('=')}"
        with pytest.raises(Undecipherable):
            crypto.open(changed, context="a")


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    "token", ["x", "k1.", "k1.AAAA", "k9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "k1.号", "k1.*"]
)
def test_what_is_no_token_is_refused(token: str):
    with pytest.raises(Undecipherable):
        crypto.open(token, context="a")


def test_rotation_opens_old_values_and_seals_with_the_new_key(bare: Flask):
    old = crypto.seal(PHONE, context="a")
    first = bare.config["CASEWORK"].field_keys[0]
    rotate(bare, ("k2", b"2" * 32), first)
    assert crypto.open(old, context="a") == PHONE
    assert crypto.seal(PHONE, context="a").startswith("k2.")
    rotate(bare, ("k2", b"2" * 32))
    with pytest.raises(Undecipherable):
        crypto.open(old, context="a")


def test_rotation_keeps_blind_indexes_and_posted_codes(bare: Flask):
    index = crypto.blind_index(PHONE, context="a")
    code = crypto.hash_code("AB23-CD45", context="letter")
    rotate(bare, ("k2", b"2" * 32), bare.config["CASEWORK"].field_keys[0])
    assert crypto.blind_index(PHONE, context="a") == index
    assert crypto.verify_code("AB23-CD45", code, context="letter")


@pytest.mark.usefixtures("bare")
def test_a_blind_index_tells_equal_values_of_one_kind_only():
    assert crypto.blind_index("1", context="a") == crypto.blind_index("1", context="a")
    assert crypto.blind_index("1", context="a") != crypto.blind_index("1", context="b")
    assert crypto.blind_index("1", context="a") != crypto.blind_index("2", context="a")
    assert re.fullmatch(r"[0-9a-f]{64}", crypto.blind_index("1", context="a"))


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("typed", ["AB23CD45", "ab23-cd45", " ab23 cd45 ", "AB23—CD45"])
def test_a_code_is_known_however_it_is_typed(typed: str):
    assert crypto.verify_code(typed, crypto.hash_code("AB23-CD45", context="letter"), context="letter")


@pytest.mark.usefixtures("bare")
def test_another_code_or_another_letter_is_not_known():
    kept = crypto.hash_code("AB23CD45", context="letter:1")
    assert not crypto.verify_code("AB23CD46", kept, context="letter:1")
    assert not crypto.verify_code("AB23CD45", kept, context="letter:2")
    assert not crypto.verify_code("", kept, context="letter:1")


def test_codes_have_no_characters_that_look_alike():
    drawn = "".join(crypto.random_code(12) for _ in range(300))
    assert set(drawn) <= set(crypto.CODE_ALPHABET)
    assert not set(drawn) & set("01ILO")
    assert len({crypto.random_code() for _ in range(1000)}) == 1000


def test_public_ids_have_128_random_bits():
    made = {crypto.random_public_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", one) for one in made)


@pytest.mark.usefixtures("bare")
def test_a_stamp_depends_on_purpose_and_content():
    assert crypto.stamp(b"x", context="a") != crypto.stamp(b"x", context="b")
    assert crypto.stamp(b"x", context="a") != crypto.stamp(b"y", context="a")
