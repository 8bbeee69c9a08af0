"""flask audit: check the log, and write checkpoints that leave the machine."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import AppGroup

from casework.errors import Invalid
from casework.services import audit_check

audit = AppGroup("audit", help="核对审计记录")


@audit.command("verify")
@click.option(
    "--checkpoint", "source", type=click.Path(path_type=Path, dir_okay=False), help="以前保存的检查点文件"
)
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def verify(source: Path | None, as_json: bool) -> None:
    """核对全部审计记录，指出第一条有问题的记录。"""
    try:
        verdict = audit_check.verify(audit_check.read_checkpoint(source) if source else None)
    except Invalid as error:
        _refuse(str(error), as_json=as_json)
    first = verdict.bad[0] if verdict.bad else None
    if as_json:
        bad = [asdict(one) for one in verdict.bad]
        found = {"ok": verdict.ok, "streams": verdict.streams, "events": verdict.events}
        click.echo(
            json.dumps({**found, "first_bad": bad[0] if bad else None, "bad": bad}, ensure_ascii=False)
        )
    elif first is None:
        click.echo(f"审计记录完整：{verdict.streams}组，{verdict.events}条，没有发现改动")
    else:
        where = f"{first.reference}（{first.stream}）" if first.reference else first.stream
        click.echo(f"审计记录有问题：{where}第{first.seq}条，{first.reason}；共{len(verdict.bad)}组有问题")
    if not verdict.ok:
        raise click.exceptions.Exit(1)


@audit.command("checkpoint")
@click.option(
    "--out", "target", type=click.Path(path_type=Path, dir_okay=False), required=True, help="写到这个文件"
)
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def checkpoint(target: Path, as_json: bool) -> None:
    """保存检查点；请放到本机以外的地方。"""
    try:
        made = audit_check.write_checkpoint(target)
    except OSError as error:
        _refuse(f"检查点没有写成：{error.strerror}", as_json=as_json)
    found = {"out": str(target), "at": made["at"], "streams": len(made["streams"]), "events": made["events"]}
    text = f"检查点已保存：{target}，{found['streams']}组，{found['events']}条"
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else text)


def _refuse(text: str, *, as_json: bool) -> NoReturn:
    click.echo(
        json.dumps({"ok": False, "error": text}, ensure_ascii=False) if as_json else text, err=not as_json
    )
    raise click.exceptions.Exit(1)
