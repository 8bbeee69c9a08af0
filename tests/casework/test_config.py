"""Configuration is read once, typed; whatever is wrong stops the start and is named."""

import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from casework import config
from casework.errors import ConfigError

SECRET = "s" * 40
KEY = base64.b64encode(b"k" * 32).decode()
PRODUCTION = {
    "CASEWORK_PROFILE": "production",
    "CASEWORK_SECRET_KEY": SECRET,
    "CASEWORK_FIELD_KEYS": f"k1:{KEY}",
}


def test_demo_starts_from_nothing(tmp_path: Path):
    made = config.load({}, tmp_path / "instance")
    assert made.demo
    assert made.database_url == f"sqlite:///{tmp_path}/instance/casework.sqlite3"
    assert made.storage_dir.is_dir()
    assert made.redis_url == ""
    assert not made.secure


def test_demo_secrets_are_random_private_and_stay(tmp_path: Path):
    first, second = config.load({}, tmp_path), config.load({}, tmp_path)
    assert first.secret_key == second.secret_key
    assert first.field_keys == second.field_keys
    assert config.load({}, tmp_path / "other").secret_key != first.secret_key
    for name in ("secret_key", "field_keys"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: config.load({}, tmp_path).secret_key, range(8)))
    assert len(set(made)) == 1


@pytest.mark.parametrize("missing", ["CASEWORK_SECRET_KEY", "CASEWORK_FIELD_KEYS"])
def test_production_without_a_secret_stops_and_names_it(tmp_path: Path, missing: str):
    env = {name: value for name, value in PRODUCTION.items() if name != missing}
    with pytest.raises(ConfigError, match=missing):
        config.load(env, tmp_path)
    assert not (tmp_path / "secret_key").exists()


def test_production_with_its_secrets_starts(tmp_path: Path):
    made = config.load({**PRODUCTION, "CASEWORK_BASE_URL": "https://ip.example.cn/"}, tmp_path)
    assert not made.demo
    assert made.secure
    assert made.base_url == "https://ip.example.cn"
    assert made.field_keys == (("k1", b"k" * 32),)


def test_secrets_are_not_in_the_printed_form(tmp_path: Path):
    made = config.load(PRODUCTION, tmp_path)
    assert SECRET not in repr(made)
    assert "kkkk" not in repr(made)


def test_an_all_digit_secret_stays_text(tmp_path: Path):
    assert config.load({"CASEWORK_SECRET_KEY": "1" * 40}, tmp_path).secret_key == "1" * 40


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROFILE", "Production"),
        ("SECRET_KEY", "short"),
        ("FIELD_KEYS", "k1"),
        ("FIELD_KEYS", "k1:***"),
        ("FIELD_KEYS", "k1:c2hvcnQ="),
        ("FIELD_KEYS", f"k1:{KEY},k1:{KEY}"),
        ("FIELD_KEYS", f"K 1:{KEY}"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///"),
        ("REDIS_URL", "localhost:6379"),
        ("STORAGE_URL", "s3://bucket"),
        ("STORAGE_URL", "/dev/null/x"),
        ("CREDIT_URL", "ftp://host/"),
        ("CREDIT_URL", "http://[broken"),
        ("CREDIT_FORMAT", "pdf"),
        ("BASE_URL", "example.cn"),
        ("TRUSTED_PROXIES", "one"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "99"),
        ("UPLOAD_MIB", "0"),
        ("SITE_NAME", "长" * 201),
        ("SITE_HOTLINE", "12315\n12345"),
        ("DEMO_OPEN", "yes"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_bad_value_stops_the_start_and_is_named(tmp_path: Path, name: str, value: str):
    with pytest.raises(ConfigError, match=f"CASEWORK_{name}：") as caught:
        config.load({f"CASEWORK_{name}": value}, tmp_path)
    assert len(str(caught.value)) > len(name) + 12


@pytest.mark.parametrize("given", ["postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"])
def test_postgresql_is_always_reached_through_psycopg(tmp_path: Path, given: str):
    made = config.load({"CASEWORK_DATABASE_URL": given}, tmp_path)
    assert made.database_url == "postgresql+psycopg://u@h/d"
    assert not made.sqlite


def test_several_field_keys_are_newest_first(tmp_path: Path):
    other = base64.urlsafe_b64encode(b"\xff" * 32).decode()
    made = config.load({"CASEWORK_FIELD_KEYS": f"k2:{other}, k1:{KEY}"}, tmp_path)
    assert made.field_keys == (("k2", b"\xff" * 32), ("k1", b"k" * 32))


def test_the_instance_file_is_read_and_the_environment_wins(tmp_path: Path):
    (tmp_path / "config.py").write_text(
        'CASEWORK_SITE_NAME = "甲"\nCASEWORK_TRUSTED_PROXIES = 2\nOTHER = 1\n'
    )
    assert config.load({}, tmp_path).site.name == "甲"
    assert config.load({}, tmp_path).trusted_proxies == 2
    assert config.load({"CASEWORK_SITE_NAME": "乙"}, tmp_path).site.name == "乙"


def test_a_broken_instance_file_stops_the_start(tmp_path: Path):
    (tmp_path / "config.py").write_text("CASEWORK_SITE_NAME = (\n")
    with pytest.raises(ConfigError, match=r"instance/config\.py"):
        config.load({}, tmp_path)


def test_the_body_limit_leaves_room_for_the_largest_upload(tmp_path: Path):
    made = config.load({"CASEWORK_UPLOAD_MIB": "100"}, tmp_path)
    assert made.limits.upload_bytes == 100 * config.MIB < made.limits.body_bytes


def test_a_configuration_cannot_be_changed(tmp_path: Path):
    made = config.load({}, tmp_path)
    with pytest.raises(FrozenInstanceError):
        made.profile = config.Profile.PRODUCTION  # type: ignore[misc]


def test_the_environment_of_the_process_is_read_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(os.environ, "CASEWORK_SITE_HOTLINE", "0563-1234567")
    assert config.load(instance_dir=tmp_path).site.hotline == "0563-1234567"


def test_tests_hash_cheaply_with_the_same_rules(tmp_path: Path):
    usual = config.load({}, tmp_path)
    cheap = config.cheap(usual)
    assert cheap.passwords.hash_memory_kib < usual.passwords.hash_memory_kib == 46 * 1024
    assert cheap.passwords.officer_min == usual.passwords.officer_min == 12


def test_keys_to_sign_with_are_named_and_must_be_there(tmp_path: Path):
    made = config.load({}, tmp_path)
    assert made.signing == config.Signing()
    (tmp_path / "seal.p12").write_bytes(b"x")
    named = {"CASEWORK_SIGNING_KEY": "seal.p12", "CASEWORK_SIGNING_PASSWORD": "geheim"}
    made = config.load(named, tmp_path)
    assert made.signing.key == tmp_path / "seal.p12"
    assert "geheim" not in repr(made)
    for env, name in (
        ({"CASEWORK_SIGNING_KEY": "gone.p12"}, "CASEWORK_SIGNING_KEY"),
        ({**named, "CASEWORK_SIGNING_TRUST": "gone.pem"}, "CASEWORK_SIGNING_TRUST"),
        ({"CASEWORK_SIGNING_PASSWORD": "geheim"}, "CASEWORK_SIGNING_KEY"),
    ):
        with pytest.raises(ConfigError, match=name):
            config.load(env, tmp_path)
