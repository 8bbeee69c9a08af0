"""`disclosure`: make a text public by the masking rules, and look for what is personal in a file."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import AppGroup
from pypdf.errors import PyPdfError

from casework import clock
from casework.cli.output import json_option, refuse, say
from casework.services.disclosure import pdf_text
from workflows import redaction
from workflows.subject import Subject

disclosure = AppGroup("disclosure", help="公示文本：隐去、检查")
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_SUBJECT = click.option("--subject", "subject", type=_FILE, help="当事人和相关人员（JSON文件）")
FILE_BYTES = 16 * 1024 * 1024


@disclosure.command("redact")
@click.argument("file", type=_FILE)
@_SUBJECT
@json_option
def redact(file: Path, subject: Path | None, as_json: bool) -> None:
    """打印可以公示的文本。"""
    done = redaction.redact(_text(file), _subject(subject), on=clock.today())
    if as_json:
        say({"text": done.text, "masks": [mask.as_dict() for mask in done.masks]}, as_json=True, lines=())
    else:
        click.echo(done.text, nl=not done.text.endswith("\n"))


@disclosure.command("scan")
@click.argument("file", type=_FILE)
@_SUBJECT
@json_option
def scan(file: Path, subject: Path | None, as_json: bool) -> None:
    """查找文本（或者PDF文字层）中的个人信息，找到时退出码为1。"""
    found = redaction.scan(_text(file), _subject(subject), on=clock.today())
    lines = [f"位置{each.at}：{each.value}（{each.kind}）" for each in found] or ["没有发现个人信息"]
    say({"found": [each.as_dict() for each in found]}, as_json=as_json, lines=lines)
    if found:
        raise SystemExit(1)


def _text(file: Path) -> str:
    if file.stat().st_size > FILE_BYTES:
        refuse(f"{file.name}：文件过大")
    content = file.read_bytes()
    try:
        return pdf_text(content) if content.startswith(b"%PDF-") else content.decode("utf-8-sig")
    except (UnicodeDecodeError, PyPdfError) as error:
        refuse(f"{file.name}：只能读取UTF-8文本或者PDF（{type(error).__name__}）")


def _subject(file: Path | None) -> Subject:
    if file is None:
        return Subject()
    try:
        return Subject.from_dict(json.loads(file.read_text(encoding="utf-8-sig")))
    except (ValueError, RecursionError) as error:
        refuse(
            f"{file.name}：{error if not isinstance(error, json.JSONDecodeError) else '不是有效的JSON文件'}"
        )
