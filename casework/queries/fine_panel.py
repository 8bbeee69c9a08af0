"""The statutory range beside a fine: branch, why, hearing right, crime threshold, for what is known now.

Computed by the same guards that judge the step; reads no table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.queries.case_shapes import CasePage, ProceedingRow
from workflows import discretion, fines
from workflows.discretion import Tiers
from workflows.engine import Reason
from workflows.fines import Assessment, HearingRight
from workflows.procedures import lawfulness
from workflows.vocabulary import Action


@dataclass(frozen=True, slots=True)
class FinePanel:
    """What stands beside the fine field."""

    range: Assessment | None
    fine_fen: int
    kinds: tuple[str, ...]
    penalty: Mapping[str, Any]
    inside: bool
    reasons: tuple[Reason, ...]
    hearing: HearingRight | None
    hearing_from_fen: int | None = None
    tiers: Tiers | None = None


def of_step(
    page: CasePage, proceeding: ProceedingRow, action: Action, data: Mapping[str, Any] | None = None
) -> FinePanel:
    """The range for the facts of the case, with what the form says over them."""
    facts, step = page.facts(proceeding), page.step(action, data)
    penalty = lawfulness.content(facts, step)
    penalty |= {
        key: step.data[key]
        for key in ("confiscated_goods", "confiscated_goods_fen")
        if step.data.get(key) is not None
    }
    kinds = lawfulness.kinds(penalty)
    found = lawfulness.assess(facts, step)
    fine = int(penalty["fine_fen"] or 0)
    party = facts.respondent()
    hearing, threshold = None, None
    if party is not None and kinds:
        threshold = step.book.hearing(party.kind, step.today).threshold_fen
        confiscated = int(penalty["confiscated_gains_fen"] or 0) + int(penalty["confiscated_goods_fen"] or 0)
        hearing = fines.hearing_right(
            step.book,
            party=party.kind,
            fine_fen=fine,
            confiscated_fen=confiscated,
            kinds=kinds,
            on=step.today,
        )
    guards = (
        lawfulness.warning_as_the_law_says,
        lawfulness.fine_in_range,
        lawfulness.below_crime_threshold,
        lawfulness.not_heavier_than_notified,
    )
    reasons = tuple(r for g in guards for r in g(facts, step) if not r.code.startswith("given_"))
    inside = found is not None and found.contains(fine)
    tiers = discretion.tiers(step.book, found, step.today) if found else None
    return FinePanel(found, fine, kinds, penalty, inside, reasons, hearing, threshold, tiers)
