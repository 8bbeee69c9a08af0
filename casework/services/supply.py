"""Missing items from the complainant: the files and the step, or neither (投诉举报办法 15)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from casework.db import transaction
from casework.services import evidence
from casework.services.transition import advance
from workflows.engine import Actor, Plan
from workflows.vocabulary import Action, FactKey

KIND = "补正材料"


def supply(
    *,
    proceeding_id: int,
    case_id: str,
    actor: Actor,
    version: int | None,
    supplied: str,
    files: Sequence[tuple[BinaryIO, str]] = (),
) -> Plan:
    """Hand in what was asked for; a file that cannot be taken leaves everything as it was.

    Raises Invalid for such a file, Stale for an older page, Refused by the table.
    """
    kept = [evidence.keep(stream, name) for stream, name in files]
    with transaction():
        for file in kept:
            evidence.hand_in_kept(file, actor=actor, case_id=case_id, kind=KIND)
        return advance(
            proceeding_id, Action.SUPPLY, actor, version=version, data={FactKey.SUPPLIED: supplied}
        )
