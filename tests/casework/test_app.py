"""The application is built from one configuration, and speaks Chinese unless a reader chose otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, request
from flask_babel import get_locale, get_timezone

from casework import config, i18n
from casework.app import create_app
from casework.errors import ConfigError


def test_limits_and_secrets_come_from_the_configuration(tmp_path: Path):
    made = config.cheap(config.load({"CASEWORK_UPLOAD_MIB": "100"}, tmp_path))
    app = create_app(made)
    assert app.config["CASEWORK"] is made
    assert app.config["MAX_CONTENT_LENGTH"] == made.limits.body_bytes
    assert app.config["MAX_FORM_MEMORY_SIZE"] == made.limits.form_memory_bytes
    assert app.config["MAX_FORM_PARTS"] == made.limits.form_parts
    assert app.config["SECRET_KEY"] == made.secret_key
    assert app.instance_path == str(tmp_path)


def test_a_bad_configuration_stops_the_start(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CASEWORK_PROFILE", "live")
    with pytest.raises(ConfigError, match="CASEWORK_PROFILE"):
        create_app()


@pytest.mark.parametrize(("hops", "address"), [(0, "127.0.0.1"), (1, "198.51.100.2"), (2, "203.0.113.1")])
def test_only_trusted_proxies_tell_the_address(tmp_path: Path, hops: int, address: str):
    made = replace(config.cheap(config.load({}, tmp_path)), trusted_proxies=hops)
    app = create_app(made)
    seen: list[str] = []
    # Before any other hook has run.
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: seen.append(request.remote_addr or ""))
    app.test_client().get("/healthz", headers={"X-Forwarded-For": "203.0.113.1, 198.51.100.2"})
    assert seen[0] == address


def test_outside_a_request_the_language_is_chinese(sqlite_app: Flask):
    with sqlite_app.app_context():
        assert str(get_locale()) == i18n.DEFAULT
        assert str(get_timezone()) == "Asia/Shanghai"
