"""The steps of `make run` before the server."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from casework import config as configuration
from casework.config import Profile
from deploy import start

CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "{}"\nmsgstr "Case"\n'


@pytest.mark.parametrize("text", ["0", "70000", "http", "８０００", "-1"])
def test_a_port_that_is_none_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(SystemExit, match="PORT"):
        start.port()


def test_a_port_in_use_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind((start.LOCAL, 0))
        taken.listen()
        number = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(number))
        with pytest.raises(SystemExit, match=f"端口 {number} 已被占用"):
            start.port()


def test_translations_are_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "TRANSLATIONS", tmp_path)
    source = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE.format("案件"), encoding="utf-8")
    compiled = source.with_suffix(".mo")
    stamp = tmp_path / "stamp"

    start.compile_translations(stamp)
    first = compiled.stat().st_mtime_ns
    start.compile_translations(stamp)
    assert compiled.stat().st_mtime_ns == first

    source.write_text(CATALOGUE.format("卷宗"), encoding="utf-8")
    start.compile_translations(stamp)
    assert "卷宗".encode() in compiled.read_bytes()


def test_a_house_without_translations_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "TRANSLATIONS", tmp_path / "none")
    start.compile_translations(tmp_path / "stamp")
    assert not (tmp_path / "stamp").exists()


def test_a_city_filled_by_half_is_forgotten(tmp_path: Path) -> None:
    config = configuration.load({}, tmp_path)
    database = tmp_path / "casework.sqlite3"
    database.write_bytes(b"half")
    start.forget_half_a_city(config)
    assert database.exists()
    start.filling(config).touch()
    start.forget_half_a_city(config)
    assert not database.exists()


def test_a_database_of_production_is_never_dropped(tmp_path: Path) -> None:
    config = replace(configuration.load({}, tmp_path), profile=Profile.PRODUCTION)
    database = tmp_path / "casework.sqlite3"
    database.write_bytes(b"kept")
    start.filling(config).touch()
    start.forget_half_a_city(config)
    assert database.exists()
