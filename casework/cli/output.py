"""How a command speaks: plain Chinese lines, or one JSON document with `--json`; exit code 1 when refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

import click

json_option: Callable[[Any], Any] = click.option("--json", "as_json", is_flag=True, help="输出JSON")


def say(value: Any, *, as_json: bool, lines: Iterable[str]) -> None:
    """Print the answer in the asked form."""
    if as_json:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
        return
    for line in lines:
        click.echo(line)


def read_object(file: str) -> dict[str, Any]:
    """The one JSON object in a file. Raises ValueError for anything else."""
    given = json.loads(Path(file).read_text(encoding="utf-8"))
    if not isinstance(given, dict):
        raise ValueError("文件内容应当是一个JSON对象")
    return given


def refuse(text: str) -> NoReturn:
    """Say why not, and leave with exit code 1."""
    click.echo(text, err=True)
    raise SystemExit(1)
