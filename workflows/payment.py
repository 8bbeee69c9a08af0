"""A fine paid in parts: equal parts to the fen, the last one takes the rest.

Knows no application and no decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from workflows import money
from workflows.clocks import NotAllowed, day_words
from workflows.rules.book import RuleBook


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of a fine and the last day for it."""

    number: int
    due_on: date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts in order; their sum is the fine."""

    parts: tuple[Instalment, ...]
    why: str
    basis: str


def instalments(book: RuleBook, *, fine_fen: int, served: date, dates: Sequence[date]) -> Plan:
    """Cut a fine into as many parts as days are named (行政处罚法 66(2)); NotAllowed for too few."""
    rule = book.limit("INSTALMENTS_MIN", served)
    if fine_fen <= 0:
        raise ValueError("分期缴纳的罚款应当是正数")
    if len(dates) < rule.value:
        raise NotAllowed(f"分期缴纳至少{rule.value_text}期", rule.basis)
    if len(dates) > fine_fen:
        raise NotAllowed("期数过多，请核对", rule.basis)
    for earlier, later in pairwise((served, *dates)):
        if later <= earlier:
            raise NotAllowed(
                f"{day_words(later)}不晚于{day_words(earlier)}，各期的日期应当依次推后", rule.basis
            )
    each, rest = divmod(fine_fen, len(dates))
    last = len(dates)
    parts = tuple(
        Instalment(number, on, each + (rest if number == last else 0))
        for number, on in enumerate(dates, start=1)
    )
    why = f"{money.grouped(fine_fen)} ÷ {last} = {money.grouped(each)}元"
    why += f"，余{money.grouped(rest)}元并入最后一期。" if rest else "，各期相等。"
    return Plan(parts, why, rule.basis)
