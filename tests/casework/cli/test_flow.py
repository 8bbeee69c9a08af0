"""The flow commands: tables as lists and pictures, one step tried on given facts; exit codes 0, 1 and 2."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from tests.workflows.known import LEAD, NOTICE, REPORTED
from workflows.procedures import PROCEDURES

FILED = {
    "actor": {"account_id": LEAD, "roles": ["case_officer"]},
    "officers": [
        {"account_id": 1, "name": "程砚", "certificate": "1"},
        {"account_id": 2, "name": "江岚", "duty": "assist", "certificate": "2"},
    ],
    "on": "2026-09-21",
}


def call(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["flow", *words])


def planned(app: Flask, tmp_path: Path, facts: dict[str, Any], *step: str) -> Result:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    return call(app, "plan", *step, "--facts", str(file), "--json")


def test_all_procedures_are_listed(sqlite_app: Flask) -> None:
    found = json.loads(call(sqlite_app, "list", "--json").output)
    assert {row["procedure"] for row in found} == {str(p) for p in PROCEDURES}
    assert "行政处罚" in call(sqlite_app, "list").output


@pytest.mark.parametrize("procedure", [str(p) for p in PROCEDURES])
def test_each_table_is_shown_in_three_forms(sqlite_app: Flask, procedure: str) -> None:
    rows = json.loads(call(sqlite_app, "show", procedure, "--format", "json").output)["rows"]
    assert len(rows) == len(PROCEDURES[procedure].rows)  # type: ignore[index]
    assert all(row["basis"] and row["may"] for row in rows)
    assert call(sqlite_app, "show", procedure).output.startswith("stateDiagram-v2")
    assert call(sqlite_app, "show", procedure, "--format", "svg").output.startswith("<svg")


def test_an_unknown_procedure_ends_with_one(sqlite_app: Flask) -> None:
    result = call(sqlite_app, "show", "adjudication_of_dreams")
    assert result.exit_code == 1
    assert "没有这个程序" in result.output


@pytest.mark.parametrize(
    "words", [("show",), ("show", "penalty", "--format", "png"), ("plan", "penalty"), ("melt",)]
)
def test_wrong_use_ends_with_two(sqlite_app: Flask, words: tuple[str, ...]) -> None:
    assert call(sqlite_app, *words).exit_code == 2


def test_a_step_that_is_allowed_says_what_follows(sqlite_app: Flask, tmp_path: Path) -> None:
    result = planned(sqlite_app, tmp_path, FILED, "penalty", "filed", "start_investigation")
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert (found["allowed"], found["to"], found["refusals"]) == (True, "investigating", [])


def test_a_step_that_is_refused_gives_all_reasons_and_ends_with_one(
    sqlite_app: Flask, tmp_path: Path
) -> None:
    facts = {
        **FILED,
        "actor": {"account_id": 3, "roles": ["leader"]},
        "officers": FILED["officers"][:1],  # type: ignore[index]
        "parties": [{"role": "respondent", "kind": "individual_business", "name": "示例店"}],
        "values": {**{str(k): v for k, v in REPORTED.items()}, "notice": NOTICE},
        "data": {"fine_fen": 30_000_000},
    }
    result = planned(sqlite_app, tmp_path, facts, "penalty", "notice_cleared", "decide_penalty")
    assert result.exit_code == 1
    found = json.loads(result.output)
    codes = {reason["code"] for reason in found["refusals"]}
    assert {
        "two_officers",
        "not_reviewed",
        "no_notice",
        "fine_out_of_range",
        "heavier_than_notified",
    } <= codes
    assert all(reason["text"] for reason in found["refusals"])


def test_facts_that_cannot_be_read_end_with_one(sqlite_app: Flask, tmp_path: Path) -> None:
    assert planned(sqlite_app, tmp_path, FILED, "penalty", "melting", "decide_penalty").exit_code == 1
    wrong = {**FILED, "values": {"no_such_fact": 1}}
    assert planned(sqlite_app, tmp_path, wrong, "penalty", "filed", "start_investigation").exit_code == 1
    for text in ("{", "[]", '"x"'):
        file = tmp_path / "broken.json"
        file.write_text(text, encoding="utf-8")
        result = call(sqlite_app, "plan", "penalty", "filed", "start_investigation", "--facts", str(file))
        assert result.exit_code == 1, text
        assert "事实文件或者参数不正确" in result.output
    assert call(sqlite_app, "plan", "penalty", "filed", "x", "--facts", "nowhere.json").exit_code == 2
