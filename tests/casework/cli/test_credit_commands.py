"""The commands about the feed and about public texts, as a script calls them."""

import json
import stat
from dataclasses import replace

import pytest

from casework.credit import sheets
from casework.jobs import relay
from casework.services import credit
from tests import fake_credit
from tests.casework import decided


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=[str(word) for word in words])


@pytest.fixture
def reported(app):
    with app.app_context():
        key = decided.decision()
        credit.enqueue(key, "add")
        return key


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_an_export_passes_its_own_validation(run, reported, form, tmp_path):
    out = tmp_path / f"credit.{form}"
    made = run("credit", "export", "--format", form, "--out", out, "--json")
    assert (made.exit_code, json.loads(made.output)["rows"]) == (0, 1)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    checked = run("credit", "validate", out, "--json")
    assert (checked.exit_code, json.loads(checked.output)) == (0, {"rows": 1, "valid": True, "errors": []})


def test_an_export_takes_the_period_of_the_decision(run, reported, tmp_path):
    out = tmp_path / "credit.csv"
    run("credit", "export", "--format", "csv", "--from", "2026-09-29", "--out", out)
    assert sheets.read(out) == []
    run("credit", "export", "--format", "csv", "--from", "2026-09-28", "--to", "2026-09-28", "--out", out)
    assert len(sheets.read(out)) == 1
    assert run("credit", "export", "--format", "csv", "--from", "x", "--out", out).exit_code == 2


def test_a_withdrawn_record_is_not_exported(app, run, reported, tmp_path):
    with app.app_context():
        credit.enqueue(reported, "withdraw")
    out = tmp_path / "credit.csv"
    run("credit", "export", "--format", "csv", "--out", out)
    assert sheets.read(out) == []


def test_validation_names_row_and_field_and_exits_with_one(run, tmp_path):
    path = tmp_path / "credit.json"
    path.write_text(json.dumps([{"CF_XDR_MC": "甲乙丙丁公司", "CF_JDRQ": "2026-09-28"}]))
    made = run("credit", "validate", path)
    assert made.exit_code == 1
    assert "第1行 CF_JDRQ 处罚决定日期：" in made.output
    errors = json.loads(run("credit", "validate", path, "--json").output)["errors"]
    assert set(errors[0]) == {"row", "code", "name", "message"}


def test_a_file_that_cannot_be_read_is_refused(run, tmp_path):
    path = tmp_path / "credit.txt"
    path.write_text("x")
    assert run("credit", "validate", path).exit_code == 1
    assert run("credit", "validate", tmp_path / "none.csv").exit_code == 2


def test_status_counts_the_feed(app, run, reported, monkeypatch):
    waiting = json.loads(run("credit", "status", "--json").output)
    assert (waiting["records"], waiting["pending"], waiting["delivered"]) == (1, 1, 0)
    with fake_credit.running(fake_credit.scripted("fail500")) as platform:
        monkeypatch.setitem(app.config, "CASEWORK", replace(app.config["CASEWORK"], credit_url=platform.url))
        relay.drain(app, until_empty=True)
        assert json.loads(run("credit", "status", "--json").output)["last_error"] == "HTTP 500 {}"
    assert "待报送1" in run("credit", "status").output


def test_the_worker_does_what_is_due_and_returns(run, reported):
    assert run("worker", "--burst").exit_code == 0
    assert json.loads(run("credit", "status", "--json").output)["delivered"] == 1


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("证人张三，电话13800138000。", encoding="utf-8")
    return path


@pytest.fixture
def subject(tmp_path):
    path = tmp_path / "subject.json"
    person = {"name": "张三", "role": "witness"}
    path.write_text(json.dumps({"kind": "legal", "name": "甲公司", "persons": [person]}), encoding="utf-8")
    return path


def test_redact_prints_the_public_text_alone(run, text, subject):
    made = run("disclosure", "redact", text, "--subject", subject)
    assert (made.exit_code, made.output) == (0, "证人张某，电话***。\n")


def test_redact_tells_every_mask_with_its_article(run, text, subject):
    made = json.loads(run("disclosure", "redact", text, "--subject", subject, "--json").output)
    assert made["text"] == "证人张某，电话***。"
    assert [mask["rule"] for mask in made["masks"]] == ["PERSON_NAME", "CONTACT"]
    assert all(mask["basis"] for mask in made["masks"])


def test_scan_exits_with_one_when_it_finds_something(run, text, subject, tmp_path):
    made = run("disclosure", "scan", text, "--json")
    found = json.loads(made.output)["found"]
    assert (made.exit_code, found) == (1, [{"kind": "mobile", "value": "13800138000", "at": "7"}])
    clean = tmp_path / "clean.txt"
    clean.write_text("当事人销售白酒6瓶。", encoding="utf-8")
    made = run("disclosure", "scan", clean, "--json")
    assert (made.exit_code, json.loads(made.output)) == (0, {"found": []})


def test_what_is_no_text_and_no_subject_is_refused(run, text, tmp_path):
    bad = tmp_path / "bad"
    bad.write_bytes(b"\xff\xfe\x00")
    assert run("disclosure", "scan", bad).exit_code == 1
    assert run("disclosure", "redact", text, "--subject", bad).exit_code == 1
    bad.write_text('{"kind": "robot"}')
    assert run("disclosure", "redact", text, "--subject", bad).exit_code == 1
