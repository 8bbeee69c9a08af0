"""Who keeps the register of document numbers: who reads it, holds numbers for an officer, voids one.

Pure over people; where numbers are kept is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from workflows import competence
from workflows.engine import Actor, Reason
from workflows.vocabulary import Role

KEEPERS = (Role.LEADER, Role.ADMINISTRATOR)
HOLDERS = (Role.CASE_OFFICER,)
PLACE = "内部控制要求：在本局管辖范围内办理"
APART = "内部控制要求：文号由登记人员预留，由持有人使用"
LONGEST_REASON = 200


def keeps(actor: Actor, bureau: str) -> bool:
    """Whether this person keeps the register of this bureau."""
    return actor.has(*KEEPERS) and bool(bureau) and actor.bureau == bureau


def reads(actor: Actor, bureau: str) -> bool:
    """Whether this person may look at the register of a bureau: its own; the city and auditors any."""
    if actor.has(Role.AUDITOR):
        return bool(bureau)
    return bool(actor.bureau) and actor.bureau in (bureau, competence.CITY)


def against_holding(actor: Actor, bureau: str) -> Iterator[Reason]:
    """Why this person may not hold numbers for an officer of this bureau; nothing when they may."""
    if not actor.has(*KEEPERS):
        yield Reason("not_yours", "预留文号由局负责人或者系统管理员办理。", APART)
    if actor.bureau != bureau:
        yield Reason("elsewhere", "只能预留本局的文号。", PLACE)


def against_voiding(actor: Actor, bureau: str, holder_id: int) -> Iterator[Reason]:
    """Why this person may not void a held number of this bureau; nothing when they may."""
    if actor.bureau != bureau:
        yield Reason("elsewhere", "只能作废本局的文号。", PLACE)
    elif actor.account_id != holder_id and not keeps(actor, bureau):
        yield Reason("not_yours", "预留的文号由持有人、局负责人或者系统管理员作废。", APART)
