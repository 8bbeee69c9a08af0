"""How a command speaks: plain Chinese lines, or one JSON document with `--json`; exit code 1 when refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
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


def refuse(text: str) -> NoReturn:
    """Say why not, and leave with exit code 1."""
    click.echo(text, err=True)
    raise SystemExit(1)
