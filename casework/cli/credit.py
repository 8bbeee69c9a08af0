"""`credit`: export the feed's records, check a file of records, say how the feed stands."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from casework import clock
from casework.cli.output import json_option, refuse, say
from casework.credit import sheets, validate
from casework.queries import credit as feed
from casework.services.credit import opened

credit = AppGroup("credit", help="信用信息：导出、校验、报送情况")


class Day(click.ParamType):
    """An ISO day."""

    name = "日期"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，请写作2026-11-22", param, ctx)


@credit.command("export")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx", "json"]), required=True, help="文件格式")
@click.option("--from", "since", type=Day(), help="处罚决定日期从这一天起")
@click.option("--to", "until", type=Day(), help="处罚决定日期到这一天止")
@click.option("--out", "out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="写到文件")
@json_option
def export(form: str, since: date | None, until: date | None, out: Path, as_json: bool) -> None:
    """导出每条记录的最新版本，已撤回的不导出。"""
    if since and until and until < since:
        refuse("截止日期早于开始日期")
    found = feed.newest(since=since, until=until)
    messages = [{**each.message, "fields": opened(each.message["fields"], each.key)} for each in found]
    writers = {"csv": sheets.to_csv, "xlsx": sheets.to_xlsx}
    content = (
        sheets.to_json(messages) if form == "json" else writers[form]([each["fields"] for each in messages])
    )
    try:
        _write(out, content)
    except OSError as error:
        refuse(f"文件没有写成：{error.strerror}")
    answer = {"rows": len(messages), "format": form, "out": str(out)}
    say(answer, as_json=as_json, lines=[f"已导出{len(messages)}条：{out}"])


def _write(path: Path, content: bytes) -> None:
    """Identity numbers may be inside: the file is for its owner only."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)


@credit.command("validate")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@json_option
def check(file: Path, as_json: bool) -> None:
    """校验一个文件里的记录，指出每个错误所在的行和字段。"""
    try:
        records = sheets.read(file)
    except sheets.Unreadable as error:
        refuse(f"{file.name}：{error}")
    errors = validate.rows(records, today=clock.today())
    answer = {"rows": len(records), "valid": not errors, "errors": [error.as_dict() for error in errors]}
    lines = [f"第{error.row}行 {error.code} {error.name}：{error.message}" for error in errors]
    lines.append(f"共{len(records)}条，{len(errors)}个错误" if errors else f"共{len(records)}条，没有错误")
    say(answer, as_json=as_json, lines=lines)
    if errors:
        raise SystemExit(1)


@credit.command("status")
@json_option
def status(as_json: bool) -> None:
    """打印报送情况。"""
    found = feed.status()
    answer = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(found).items()
    }
    lines = [
        f"记录{found.records}条；版本：待报送{found.pending}，已送达{found.delivered}，被退回{found.rejected}",
        f"多次报送失败、需要处理：{found.dead}",
    ]
    if found.oldest_pending:
        lines.append(f"最早一条待报送自：{clock.local(found.oldest_pending):%Y-%m-%d %H:%M}")
    if found.last_error:
        lines.append(f"最近一次没有送达的原因：{found.last_error}")
    say(answer, as_json=as_json, lines=lines)
