"""The paper commands: list, sample, render and verify; exit codes 0, 1 and 2."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask, current_app
from sqlalchemy import select

import documents
from casework import storage
from casework.db import db
from casework.models import Document
from tests import builders
from tests.standing import Stand
from workflows.vocabulary import DocumentKind

SQLITE = pytest.mark.parametrize("app", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True)


def call(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["papers", *words])


def test_every_kind_of_the_house_is_listed(sqlite_app: Flask) -> None:
    kinds = json.loads(call(sqlite_app, "list", "--json").output)
    assert {str(kind) for kind in DocumentKind} <= set(kinds)
    assert call(sqlite_app, "list").output.split() == kinds


def test_a_sample_is_a_pdf_and_says_its_digest(sqlite_app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "notice.pdf"
    result = call(sqlite_app, "sample", "penalty_notice", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"%PDF")
    assert hashlib.sha256(out.read_bytes()).hexdigest() in result.output


def test_given_data_is_rendered(sqlite_app: Flask, tmp_path: Path) -> None:
    data, out = tmp_path / "data.json", tmp_path / "out.pdf"
    data.write_text(json.dumps(documents.sample("supplement_notice"), ensure_ascii=False), encoding="utf-8")
    words = ("render", "supplement_notice", "--data", str(data), "--out", str(out))
    assert call(sqlite_app, *words).exit_code == 0
    first = out.read_bytes()
    assert call(sqlite_app, *words).exit_code == 0
    assert out.read_bytes() == first


@pytest.mark.parametrize("text", ["{", "[]", "{}", '"x"'])
def test_data_that_cannot_be_a_paper_ends_with_one(sqlite_app: Flask, tmp_path: Path, text: str) -> None:
    data, out = tmp_path / "data.json", tmp_path / "out.pdf"
    data.write_text(text, encoding="utf-8")
    result = call(sqlite_app, "render", "supplement_notice", "--data", str(data), "--out", str(out))
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert not out.exists()


def test_an_unknown_kind_ends_with_one_and_wrong_use_with_two(sqlite_app: Flask, tmp_path: Path) -> None:
    assert call(sqlite_app, "sample", "love_letter", "--out", str(tmp_path / "x.pdf")).exit_code == 1
    assert call(sqlite_app, "sample", "penalty_notice").exit_code == 2
    assert call(sqlite_app, "verify", "nowhere.pdf").exit_code == 2


def verified(file: Path) -> tuple[int, dict]:
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    result = call(app, "verify", str(file), "--json")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, json.loads(result.output)


@SQLITE
def test_the_kept_file_is_genuine_a_changed_one_is_not(stand: Stand, tmp_path: Path) -> None:
    walked = stand("notice")
    builders.drain()
    paper = db.session.scalars(
        select(Document).where(Document.case_id == walked.case_id, Document.kind == "penalty_notice")
    ).one()
    number, file = paper.number, tmp_path / "notice.pdf"
    file.write_bytes(storage.read(str(paper.storage_key)))
    code, found = verified(file)
    assert (code, found["result"], found["number"]) == (0, "genuine", number)
    file.write_bytes(file.read_bytes() + b"\n% changed")
    code, found = verified(file)
    assert (code, found["result"], found["number"]) == (1, "altered", "")
    out = tmp_path / "sample.pdf"
    out.write_bytes(documents.render("penalty_notice", documents.sample("penalty_notice")).bytes)
    assert verified(out)[1]["result"] == "unknown"
    out.write_bytes(b"not a paper at all")
    assert verified(out) == (
        1,
        {"result": "unknown", "sha256": hashlib.sha256(b"not a paper at all").hexdigest(), "number": ""},
    )
