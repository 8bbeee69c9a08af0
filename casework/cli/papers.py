"""`papers`: list, sample, render and verify the standard papers."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click
from flask.cli import AppGroup
from pypdf.errors import PyPdfError
from sqlalchemy import select

import documents
from casework.cli.output import json_option, read_object, refuse, say
from casework.db import db
from casework.models import Document, Publication
from casework.services.disclosure import pdf_text

papers = AppGroup("papers", help="文书：列出、样张、制作、核验")


@papers.command("list")
@json_option
def list_papers(as_json: bool) -> None:
    """打印全部文书种类的编号。"""
    kinds = list(documents.kinds())
    say(kinds, as_json=as_json, lines=kinds)


@papers.command("sample")
@click.argument("kind")
@click.option("--out", "out", type=click.Path(dir_okay=False, writable=True), required=True)
def sample(kind: str, out: str) -> None:
    """用样例数据制作一份文书。"""
    try:
        made = documents.render(kind, documents.sample(kind))
    except documents.PaperError as error:
        refuse(str(error))
    Path(out).write_bytes(made.bytes)
    click.echo(f"{kind}：{made.pages}页，SHA-256 {made.sha256}")


@papers.command("render")
@click.argument("kind")
@click.option("--data", "data", type=click.Path(exists=True, dir_okay=False), required=True)
@click.option("--out", "out", type=click.Path(dir_okay=False, writable=True), required=True)
def render(kind: str, data: str, out: str) -> None:
    """用给定的数据制作一份文书。"""
    try:
        made = documents.render(kind, read_object(data))
    except (documents.PaperError, ValueError) as error:
        refuse(str(error))
    Path(out).write_bytes(made.bytes)
    click.echo(f"{kind}：{made.pages}页，SHA-256 {made.sha256}")


@papers.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@json_option
def verify(file: str, as_json: bool) -> None:
    """核验一份PDF：真实、被改动、查无此件。"""
    digest = hashlib.sha256(Path(file).read_bytes()).hexdigest()
    paper = db.session.execute(
        select(Document.title, Document.number, Document.issued_on).where(Document.sha256 == digest)
    ).first()
    public = db.session.execute(
        select(Publication.number, Publication.decided_on).where(Publication.pdf_sha256 == digest)
    ).first()
    number = paper.number if paper else public.number if public else None
    result = "genuine" if paper or public else _trace(Path(file))
    answer = {"result": result, "sha256": digest, "number": number or ""}
    words = {
        "genuine": "真实：与制作时的内容一致",
        "altered": "被改动：编号存在，内容不一致",
        "unknown": "查无此件",
    }
    say(answer, as_json=as_json, lines=[words[result], f"SHA-256 {digest}", answer["number"] or ""])
    if result != "genuine":
        raise SystemExit(1)


def _trace(file: Path) -> str:
    """A file whose bytes are unknown but whose printed code we gave out was altered."""
    try:
        text = pdf_text(file.read_bytes())
    except PyPdfError:
        return "unknown"
    codes = db.session.scalars(select(Document.verify_code).where(Document.number.is_not(None)))
    squeezed = "".join(text.split()).replace("-", "").upper()
    return "altered" if any(code.upper() in squeezed for code in codes) else "unknown"
