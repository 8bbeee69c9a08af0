"""`law calendar`: a year's holiday notice from a file, previewed, and imported only when that is asked for.

The same preview and the same import as on the page; an administrator answers for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from casework.cli.output import json_option, refuse, say
from casework.errors import CaseworkError
from casework.queries import accounts
from casework.queries import calendar as showing
from casework.queries.calendar import Moved, Preview
from casework.services import calendar as keeping
from workflows import notices
from workflows.clocks import day_words
from workflows.engine import Refused
from workflows.notices import Notice, Unreadable

WAYS = {"earlier": "提前", "later": "推后", "settled": "转为确定", "stuck": "不能计算"}

calendar = AppGroup("calendar", help="放假安排")


@calendar.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=click.IntRange(1949, 2199), required=True, help="通知安排的是哪一年")
@click.option("--source", required=True, help="通知的名称和文号")
@click.option("--confirm", is_flag=True, help="导入，不写时只预览")
@click.option("--by", "username", default="", help="导入人的用户名，应当是系统管理员")
@click.option("--checked", is_flag=True, help="已经核对疑问，确认不是遗漏")
@json_option
def take(
    file: Path, year: int, source: str, confirm: bool, username: str, checked: bool, as_json: bool
) -> None:
    """预览一年的放假安排会改动哪些期限；写明--confirm时导入。"""
    if confirm and not username:
        refuse("导入时要用--by写明导入人")
    try:
        found = showing.preview(_read(file, year), source.strip())
        if found.refusal:
            refuse(found.refusal)
        if confirm:
            _confirm(found, username, checked=checked)
    except Unreadable as error:
        refuse("\n".join(map(str, error.faults)))
    except (CaseworkError, Refused) as error:
        refuse(str(error))
    say(_as_dict(found, imported=confirm), as_json=as_json, lines=_lines(found, imported=confirm))


def _read(file: Path, year: int) -> Notice:
    with file.open("rb") as opened:
        return notices.read(notices.decode(opened.read(notices.MAX_BYTES + 1)), year)


def _confirm(found: Preview, username: str, *, checked: bool) -> None:
    actor = accounts.actor_of(accounts.by_username(username))
    keeping.import_year(
        notice=found.notice, source=found.source, seen=found.mark, checked=checked, actor=actor
    )


def _lines(found: Preview, *, imported: bool) -> list[str]:
    head = f"{found.notice.year}年：放假{found.notice.off}天，调休上班{found.notice.made_up}天"
    doubts = [f"请核对：{doubt.text}（{doubt.basis}）" for doubt in found.notice.doubts]
    total = f"在办期限{found.open_clocks}项，改动{len(found.rows)}项，涉及{found.cases}件案件"
    end = "已经导入" if imported else "只是预览，没有写入"
    return [head, *doubts, total, *map(_line, found.rows), end]


def _line(row: Moved) -> str:
    moved = f"{day_words(row.due_before)}→{day_words(row.due_after)}"
    late = "，早于今天" if row.overdue else ""
    return f"　{row.reference}　{row.label}　{WAYS[row.direction]}　{moved}{late}"


def _as_dict(found: Preview, *, imported: bool) -> dict[str, Any]:
    return {
        "year": found.notice.year,
        "source": found.source,
        "imported": imported,
        "open": found.open_clocks,
        "doubts": [{"text": doubt.text, "basis": doubt.basis} for doubt in found.notice.doubts],
        "moves": [
            {
                "case": row.reference,
                "label": row.label,
                "direction": row.direction,
                "due_before": row.due_before.isoformat(),
                "due_after": row.due_after.isoformat(),
                "provisional": row.provisional_after,
                "overdue": row.overdue,
            }
            for row in found.rows
        ],
    }
