"""Filling an empty database: through the door, once, in a demonstration only."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from casework.cli import seed
from casework.config import Profile
from casework.db import db
from casework.demo.queue_stories import QUEUES
from casework.models import Account, Case
from casework.services import audit_check

SHORT = (replace(QUEUES[0], until="submit", started=1), replace(QUEUES[2], started=4))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cases instead of thirty: what they are is data."""
    monkeypatch.setattr(seed, "SAMPLES", SHORT[:1])
    monkeypatch.setattr(seed, "QUEUES", SHORT[1:])


def call(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["seed", *words])


def cases(app: Flask) -> int:
    with app.app_context():
        return int(db.session.scalar(select(func.count(Case.id))) or 0)


@pytest.mark.usefixtures("few")
def test_an_empty_database_is_filled_once(sqlite_app: Flask) -> None:
    result = call(sqlite_app, "demo")
    assert result.exit_code == 0, result.output
    assert "2件案件" in result.output
    assert cases(sqlite_app) == 2
    with sqlite_app.app_context():
        assert audit_check.verify().ok
    rows = json.loads((Path(sqlite_app.instance_path) / "demo-accounts.json").read_text(encoding="utf-8"))
    with sqlite_app.app_context():
        known = set(db.session.scalars(select(Account.username)))
    assert {row["username"] for row in rows} <= known
    assert {"intake_clerk", "leader", "rights_holder", "other_county_officer"} <= {
        row["role"] for row in rows
    }
    again = call(sqlite_app, "demo")
    assert again.exit_code == 1
    assert "已有案件" in again.output
    (Path(sqlite_app.instance_path) / "demo-accounts.json").unlink()
    assert call(sqlite_app, "demo", "--if-empty").exit_code == 0
    assert cases(sqlite_app) == 2
    assert (Path(sqlite_app.instance_path) / "demo-accounts.json").exists()


def test_production_is_never_filled(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    production = replace(sqlite_app.config["CASEWORK"], profile=Profile.PRODUCTION)
    monkeypatch.setitem(sqlite_app.config, "CASEWORK", production)
    result = call(sqlite_app, "demo")
    assert result.exit_code == 1
    assert "只有演示环境" in result.output
    assert cases(sqlite_app) == 0


def test_wrong_use_ends_with_two(sqlite_app: Flask) -> None:
    assert call(sqlite_app, "demo", "--again").exit_code == 2
