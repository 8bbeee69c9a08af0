"""A holiday notice from a terminal: previewed unless the import is asked for, by somebody who may."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from casework.db import db
from casework.models import CalendarNotice
from tests import builders
from tests import invented_notice as invented
from tests.casework.web import browsing
from tests.standing import Shelf
from workflows.vocabulary import Procedure, State

Freeze = Callable[[datetime], datetime]
MONDAY = date(2026, 12, 21)


@pytest.fixture
def city(app: Flask, shelf: Shelf, freeze: Freeze) -> Flask:
    """Open a complaint before the new year, and an administrator."""
    with app.app_context():
        freeze(builders.moment(MONDAY, 1))
        shelf.settle()
        builders.case_at(Procedure.INTAKE, State.RECEIVED, hold=freeze, start=MONDAY)
    browsing.officer(app, "administrator", username="admin")
    return app


def run(app: Flask, file: Path, *more: str, year: int = invented.YEAR) -> Result:
    given: list[Any] = [
        "law",
        "calendar",
        "import",
        str(file),
        "--year",
        str(year),
        "--source",
        invented.SOURCE,
    ]
    return app.test_cli_runner().invoke(args=[*given, *more])


def written(tmp_path: Path, text: str = invented.LINES) -> Path:
    file = tmp_path / "days.csv"
    file.write_bytes(text.encode("gb18030"))
    return file


def imports(app: Flask) -> int:
    with app.app_context():
        return int(db.session.scalar(select(func.count(CalendarNotice.id))) or 0)


def test_a_file_is_previewed_only(city: Flask, tmp_path: Path) -> None:
    found = run(city, written(tmp_path))
    assert found.exit_code == 0, found.output
    assert "在办期限1项，改动1项，涉及1件案件" in found.output
    assert "推后　2027年1月11日→2027年1月12日" in found.output
    assert "没有写入" in found.output
    assert imports(city) == 0


def test_a_confirmed_file_is_imported_by_somebody(city: Flask, tmp_path: Path) -> None:
    found = run(city, written(tmp_path), "--confirm", "--by", "admin", "--json")
    assert found.exit_code == 0, found.output
    said = json.loads(found.output)
    assert (said["imported"], said["open"], said["doubts"]) == (True, 1, [])
    assert [(m["due_before"], m["due_after"], m["direction"]) for m in said["moves"]] == [
        ("2027-01-11", "2027-01-12", "later")
    ]
    assert imports(city) == 1


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        (invented.LINES, ("--confirm",), "--by"),
        (invented.LINES, ("--confirm", "--by", "leader"), "系统管理员"),
        (invented.LINES, ("--confirm", "--by", "nobody-here"), "没有找到"),
        ("2027-01-01,休,元旦", ("--confirm", "--by", "admin"), "请核对上面的疑问"),
        ("hello\n2026-01-01,休,元旦", (), "第2行：2026年1月1日不在2027年"),
        ("PK\x03\x04", (), "Excel"),
        ("", (), "空的"),
    ],
)
def test_what_cannot_be_taken_ends_with_one_and_a_reason(
    city: Flask, tmp_path: Path, text: str, more: tuple[str, ...], words: str
) -> None:
    found = run(city, written(tmp_path, text), *more)
    assert found.exit_code == 1
    assert words in found.output
    assert imports(city) == 0


def test_a_year_that_is_not_announced_is_refused(city: Flask, tmp_path: Path) -> None:
    found = run(city, written(tmp_path, "2029-01-01,休,元旦"), year=2029)
    assert found.exit_code == 1
    assert "要到2028年才公布" in found.output
