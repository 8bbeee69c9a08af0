"""`flask audit`: exit 0 when the log is whole, 1 with the first bad entry named when it is not."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from casework.db import db
from tests.casework.services.audit_log import rearm, small_log, tamper


@pytest.fixture
def runner(app: Flask) -> Iterator[FlaskCliRunner]:
    with app.app_context():
        small_log()
    yield app.test_cli_runner()
    with app.app_context():
        db.session.rollback()
        rearm()


def change_an_entry(app: Flask) -> None:
    with app.app_context():
        tamper("UPDATE events SET note = 'x' WHERE stream = 'system' AND seq = 2")


def test_a_whole_log_is_said_to_be_whole(runner: FlaskCliRunner):
    found = runner.invoke(args=["audit", "verify"])
    assert found.exit_code == 0
    assert "审计记录完整：2组，7条" in found.output


def test_the_bad_entry_is_named(app: Flask, runner: FlaskCliRunner):
    change_an_entry(app)
    found = runner.invoke(args=["audit", "verify"])
    assert found.exit_code == 1
    assert "系统（system）第2条" in found.output


def test_the_answer_can_be_json(app: Flask, runner: FlaskCliRunner):
    whole = runner.invoke(args=["audit", "verify", "--json"])
    assert json.loads(whole.output) == {"ok": True, "streams": 2, "events": 7, "first_bad": None, "bad": []}
    change_an_entry(app)
    found = runner.invoke(args=["audit", "verify", "--json"])
    assert found.exit_code == 1
    first = json.loads(found.output)["first_bad"]
    assert (first["stream"], first["seq"]) == ("system", 2)


def test_a_checkpoint_is_written_and_held_against_the_log(runner: FlaskCliRunner, tmp_path: Path):
    target = tmp_path / "point.json"
    made = runner.invoke(args=["audit", "checkpoint", "--out", str(target), "--json"])
    assert made.exit_code == 0
    assert json.loads(made.output)["events"] == 7
    assert runner.invoke(args=["audit", "verify", "--checkpoint", str(target)]).exit_code == 0


@pytest.mark.parametrize("content", ["{}", None])
def test_a_file_that_is_no_checkpoint_is_refused(runner: FlaskCliRunner, tmp_path: Path, content: str | None):
    source = tmp_path / "point.json"
    if content is not None:
        source.write_text(content)
    found = runner.invoke(args=["audit", "verify", "--checkpoint", str(source), "--json"])
    assert found.exit_code == 1
    assert json.loads(found.output)["ok"] is False


def test_a_place_that_cannot_be_written_is_refused(runner: FlaskCliRunner, tmp_path: Path):
    found = runner.invoke(args=["audit", "checkpoint", "--out", str(tmp_path / "none" / "x.json")])
    assert found.exit_code == 1
    assert "没有写成" in found.output


def test_wrong_usage_is_two(runner: FlaskCliRunner):
    assert runner.invoke(args=["audit", "checkpoint"]).exit_code == 2
