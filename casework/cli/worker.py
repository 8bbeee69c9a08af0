"""`worker`: does the work of the outbox in a process of its own."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from casework.jobs import tasks
from casework.jobs import worker as loop
from casework.services import outbox

# Whatever commits in this program, in a page or in a command, rings the worker.
outbox.listen(tasks.ring)


@click.command("worker")
@click.option("--burst", is_flag=True, help="做完到期的工作就退出")
@with_appcontext
def worker(burst: bool) -> None:
    """在后台制作文书、报送信用信息、处理到期事项，直到收到停止信号。"""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    loop.run(app, burst=burst)
