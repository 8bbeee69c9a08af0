"""How the `law` commands read dates, spans and extensions, and how they answer a refusal.

Shapes of arguments only; what a date or amount means is the rule book's business.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NoReturn

import click

from workflows import money
from workflows.clocks import Exclusion, Extension, NotAllowed
from workflows.rules.rows import NotInForce, UnknownRule

PARTIES = click.Choice(["legal", "individual_business", "natural"])
_EXTENSION_UNITS = {"w": "working_day", "d": "calendar_day", "m": "month"}


class Day(click.ParamType):
    """An ISO date."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"日期应当写作2026-09-28：{value}", param, ctx)


class Span(click.ParamType):
    """Two ISO dates with two dots between them."""

    name = "FROM..TO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Exclusion:
        if isinstance(value, Exclusion):
            return value
        first, dots, last = str(value).partition("..")
        try:
            return Exclusion(date.fromisoformat(first), date.fromisoformat(last if dots else first))
        except ValueError:
            self.fail(f"期间应当写作2026-10-13..2026-10-15：{value}", param, ctx)


class Longer(click.ParamType):
    """A number with d (calendar days), w (working days) or m (months), and the day of approval after an @."""

    name = "N[d|w|m][@DATE]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Extension:
        if isinstance(value, Extension):
            return value
        length, _at, approved = str(value).partition("@")
        found = re.fullmatch(r"(\d{1,5})([dwm]?)", length, re.ASCII)
        if not found:
            self.fail(f"延长应当写作15w（工作日）、30d（自然日）或者1m（月）：{value}", param, ctx)
        on = DAY.convert(approved, param, ctx) if approved else None
        return Extension(int(found[1]), _EXTENSION_UNITS[found[2] or "d"], on)


DAY = Day()
SPAN = Span()
LONGER = Longer()


@contextmanager
def answering(*, as_json: bool) -> Iterator[None]:
    """Answer what the rules refuse with the reason, the article and exit code 1."""
    try:
        yield
    except NotAllowed as error:
        _refuse(error.reason, error.basis, as_json=as_json)
    except (UnknownRule, NotInForce, ValueError) as error:
        _refuse(str(error), "", as_json=as_json)


def _refuse(reason: str, basis: str, *, as_json: bool) -> NoReturn:
    if as_json:
        click.echo(json.dumps({"error": reason, "basis": basis}, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{reason}（{basis}）" if basis else reason, err=True)
    raise click.exceptions.Exit(1)


def optional_fen(text: str | None) -> int | None:
    return None if text is None else money.fen(text)


def kind_names(text: str) -> tuple[str, ...]:
    return tuple(kind.strip() for kind in re.split(r"[,，;；、]", text) if kind.strip())


def unsure(confidence: str) -> str:
    """The mark behind whatever rests on a text that nobody has checked yet."""
    return "（待核实）" if confidence == "to-confirm" else ""


def plain(value: Any) -> Any:
    """A date or tuple as JSON writes it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
