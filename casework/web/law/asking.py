"""The joint between the calculator's address and its forms: what was asked, the link that asks it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request

from casework import config
from forms.base import FilterForm
from forms.calculator_fields import PickField
from forms.fields import MoneyField, SearchField
from workflows import money
from workflows.clocks import NotAllowed

CALCULATOR = "/calculator"
# Shows the page with its lists narrowed down, without an answer.
FIND = "find"
NOT_ASKED = frozenset({"t", "q", FIND})
F = TypeVar("F", bound=FilterForm)


@dataclass(frozen=True, slots=True)
class Asked:
    """One filled-in form with what the page needs around it; `answer` is none while nothing was asked."""

    form: FilterForm
    answer: Any = None
    more: dict[str, Any] = field(default_factory=dict)


def bind(form_class: type[F]) -> F:
    """Fill a form with the query of the address."""
    return form_class(request.args) if asked() else form_class()


def asked() -> bool:
    """Whether the address asks anything, beside which tab."""
    return bool(set(request.args) - {"t"})


def wants_answer() -> bool:
    """Whether an answer is wanted, not only a shorter list."""
    return bool(set(request.args) - NOT_ASKED) and FIND not in request.args


def refusal(error: NotAllowed | LookupError | ValueError) -> str:
    """What to say of a refusal: the reason, and the article where there is one."""
    reason = str(error)
    basis = getattr(error, "basis", "")
    return f"{reason}（{basis}）" if basis else reason


def narrowed(words: str, groups: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """Keep the lines of a list that hold every word looked for."""
    wanted = words.casefold().split()
    found = []
    for title, pairs in groups:
        kept = [pair for pair in pairs if all(w in f"{title}{pair[0]}{pair[1]}".casefold() for w in wanted)]
        if kept:
            found.append((title, kept))
    return found


def offer(field: PickField, words: str, groups: Any) -> int:
    """Lay out a list, narrowed by what was looked for; what is chosen stays. Returns how many were found."""
    found = narrowed(words, groups)
    number = sum(len(pairs) for _title, pairs in found)
    if number == 1 and not field.data:
        field.data = found[0][1][0][0]
    shown = {value for _title, pairs in found for value, _label in pairs}
    if field.data and field.data not in shown:
        found += [
            (title, [pair for pair in pairs if pair[0] == field.data])
            for title, pairs in groups
            if any(pair[0] == field.data for pair in pairs)
        ]
    field.offer(found if number or not words else groups)
    return number


def link(tab: str, form: FilterForm, **filled: Any) -> str:
    """Write the address that asks the same again; `filled` stands in for fields left empty, such as today."""
    pairs = [("t", tab), *_pairs(form, filled)]
    return f"{config.current().base_url}{CALCULATOR}?{urlencode(pairs)}"


def _pairs(form: FilterForm, filled: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in form:
        held = one.data if one.data not in (None, "", (), False) else filled.get(one.name)
        if held in (None, "", (), False) or isinstance(one, SearchField):
            continue
        for each in held if isinstance(held, tuple) else (held,):
            yield one.name, _written(one, each)


def _written(one: Any, held: Any) -> str:
    if isinstance(held, date):
        return held.isoformat()
    if isinstance(held, time):
        return f"{held:%H:%M}"
    if isinstance(one, MoneyField):
        return money.yuan(held).removesuffix(".00")
    return "1" if held is True else str(held)
