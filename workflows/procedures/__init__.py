"""All procedures of the house, collected and checked for holes when imported.

A hole is a row whose paper, clock or child does not exist, or a row that nobody may take.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workflows.engine import NOBODY, Table
from workflows.procedures import (
    disclosure,
    enforcement,
    hearing,
    intake,
    measures,
    mediation,
    penalty,
    service,
    writing,
)
from workflows.vocabulary import Action, Procedure, State

_TABLES = (
    intake.TABLE,
    mediation.TABLE,
    penalty.TABLE,
    hearing.TABLE,
    measures.TABLE,
    service.TABLE,
    enforcement.TABLE,
    disclosure.TABLE,
    writing.TABLE,
)


def _holes(tables: tuple[Table, ...]) -> list[str]:
    by_procedure = {table.procedure: table for table in tables}
    holes = [f"没有程序表：{p}" for p in Procedure if p not in by_procedure]
    for table in tables:
        for row in table.rows:
            where = f"{table.procedure}.{row.action}"
            if row.may is NOBODY:
                holes.append(f"{where} 没有写明谁可以办理")
            if not row.basis:
                holes.append(f"{where} 没有依据")
            for child in row.opens:
                if (
                    child.first not in by_procedure[child.procedure].states()
                    and child.first != State.NOT_PUBLISHABLE
                ):
                    holes.append(f"{where} 打开的程序没有状态 {child.first}")
                if child.tells and not any(r.action == child.tells for r in table.rows):
                    holes.append(f"{where} 的子程序要告知不存在的步骤 {child.tells}")
    return holes


_found = _holes(_TABLES)
if _found:
    raise ValueError("；".join(_found))

PROCEDURES: Mapping[Procedure, Table] = MappingProxyType({table.procedure: table for table in _TABLES})


def allows(procedure: str, from_state: str | None, action: str, to_state: str | None) -> bool:
    """Whether the tables know this step: used when the record is verified afterwards."""
    try:
        table, start, act = PROCEDURES[Procedure(procedure)], State(from_state or ""), Action(action)
    except ValueError:
        return False
    row = table.find(start, act)
    return row is not None and (row.to or start) == to_state
