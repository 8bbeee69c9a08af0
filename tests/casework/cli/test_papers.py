"""The paper commands: list, sample, render and verify; exit codes 0, 1 and 2."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask, current_app
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

import documents
from casework import storage
from casework.db import db, transaction
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


@pytest.fixture
def issued(stand: Stand) -> Document:
    """A signed paper with a number, as the case keeps it."""
    walked = stand("notice")
    builders.drain()
    return db.session.scalars(
        select(Document).where(Document.case_id == walked.case_id, Document.kind == "penalty_notice")
    ).one()


@SQLITE
def test_the_kept_file_is_genuine_a_changed_one_is_not(issued: Document, tmp_path: Path) -> None:
    number, title, file = issued.number, issued.title, tmp_path / "notice.pdf"
    content = storage.read(str(issued.storage_key))
    file.write_bytes(content)
    code, found = verified(file)
    assert (code, found["result"], found["number"], found["title"]) == (0, "genuine", number, title)
    assert found["signature"] == "valid"
    assert found["signer"].startswith("演示")
    file.write_bytes(content + b"\n% changed")
    code, found = verified(file)
    assert (code, found["result"], found["number"]) == (1, "altered", "")
    assert found["signature"] == "broken"


@SQLITE
def test_one_changed_byte_anywhere_is_told(issued: Document, tmp_path: Path) -> None:
    content, file = storage.read(str(issued.storage_key)), tmp_path / "changed.pdf"

    @settings(max_examples=40)
    @given(at=st.integers(0, len(content) - 1), mask=st.integers(1, 255))
    def told(at: int, mask: int) -> None:
        file.write_bytes(content[:at] + bytes([content[at] ^ mask]) + content[at + 1 :])
        code, found = verified(file)
        assert (code, found["result"]) == (1, "altered"), at

    told()


@SQLITE
def test_a_code_that_was_only_printed_again_is_altered(issued: Document, tmp_path: Path) -> None:
    data = dict(issued.data)
    data["facts_found"] = "什么也没有发生。"
    file = tmp_path / "forged.pdf"
    file.write_bytes(
        documents.render(
            issued.kind, {**data, "verify": {**data["verify"], "url": "https://elsewhere.example"}}
        ).bytes
    )
    code, found = verified(file)
    assert (code, found["result"], found["signature"]) == (1, "altered", "none")


@SQLITE
def test_a_void_paper_is_withdrawn_and_a_replaced_one_superseded(issued: Document, tmp_path: Path) -> None:
    file = tmp_path / "notice.pdf"
    file.write_bytes(storage.read(str(issued.storage_key)))
    number, public_id, case_id = issued.number, issued.public_id, issued.case_id
    with transaction() as session:
        other = session.scalars(
            select(Document).where(Document.case_id == case_id, Document.public_id != public_id)
        ).first()
        other.data = {**other.data, "replaces": {"document_id": public_id}}
        other.number, other.status = other.number or "更正〔2026〕1号", "rendered"
    code, found = verified(file)
    assert (code, found["result"], found["number"]) == (1, "superseded", number)
    with transaction() as session:
        session.scalars(select(Document).where(Document.public_id == public_id)).one().status = "void"
    code, found = verified(file)
    assert (code, found["result"], found["signature"]) == (1, "withdrawn", "valid")


@SQLITE
def test_what_we_never_issued_is_unknown(stand: Stand, tmp_path: Path) -> None:
    stand("notice")
    out = tmp_path / "sample.pdf"
    out.write_bytes(documents.render("penalty_notice", documents.sample("penalty_notice")).bytes)
    assert verified(out)[1]["result"] == "unknown"
    for content in (b"not a paper at all", b"", b"%PDF-1.7\nverify/ZZZZZZZZZZZZ", b"%PDF-1.7 /ByteRange"):
        out.write_bytes(content)
        code, found = verified(out)
        assert (code, found["result"], found["number"]) == (1, "unknown", "")
        assert found["sha256"] == hashlib.sha256(content).hexdigest()


@SQLITE
def test_a_sample_is_signed_only_when_asked(app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "sample.pdf"
    assert call(app, "sample", "supplement_notice", "--out", str(out)).exit_code == 0
    assert b"/ByteRange" not in out.read_bytes()
    assert call(app, "sample", "supplement_notice", "--out", str(out), "--sign").exit_code == 0
    assert b"/ByteRange" in out.read_bytes()
    result = call(app, "sample", "filing_approval", "--out", str(tmp_path / "x.pdf"), "--sign")
    assert result.exit_code == 1
    assert "不加盖印章" in result.output
    assert not (tmp_path / "x.pdf").exists()
