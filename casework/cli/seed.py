"""`seed`: fill an empty database with the demo city."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from casework.cli.output import refuse
from casework.config import Profile, current
from casework.db import db
from casework.demo import cast, replay
from casework.demo.queue_stories import QUEUES
from casework.demo.stories import SAMPLES
from casework.jobs import relay
from casework.models import Account, Case
from casework.services.reference import load_reference

seed = AppGroup("seed", help="演示数据")


@seed.command("demo")
@click.option("--if-empty", is_flag=True, help="已有数据时不做任何事")
def demo(if_empty: bool) -> None:
    """重放演示城市：全部案件经过正常办案步骤产生。"""
    if current().profile != Profile.DEMO:
        refuse("只有演示环境可以装入演示数据。")
    load_reference()
    if db.session.scalars(select(Case.id).limit(1)).first() is not None:
        if if_empty:
            _finish()
            return
        refuse("数据库里已有案件，没有装入演示数据。")
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if db.session.scalars(select(Account.id).limit(1)).first() is None:
        replay.people()
    click.echo("正在装入演示城市：三十件案件从投诉起逐步重放，一般需要一两分钟。")
    walks = replay.play((*SAMPLES, *QUEUES), drain=lambda: relay.drain(app, until_empty=True), told=_progress)
    _finish()
    click.echo(f"演示城市已装入：{len(walks)}件案件。账号见 instance/demo-accounts.json")


def _progress(done: int, of: int) -> None:
    """Say every tenth how far it is, so that nobody takes the wait for a hang."""
    if done and done % max(1, of // 10) == 0:
        click.echo(f"  已办{done}步，共{of}步")


def _finish() -> None:
    cast.write_list(Path(current_app.instance_path) / "demo-accounts.json")
