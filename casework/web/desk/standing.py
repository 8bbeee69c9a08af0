"""How a draft stands: what is due now in its state, and which of its steps the draft itself keeps shut.

Reads the draft, its checks and the tables of the procedure; writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from casework.queries.case_shapes import CasePage, ProceedingRow, StepOffer
from casework.queries.lint_panel import LintPanel
from casework.services.writing import Draft
from workflows import spot
from workflows.engine import reasons_against
from workflows.procedures import PROCEDURES
from workflows.vocabulary import State

# Nothing is missing from these any more, whatever the case has learnt since.
OVER: Mapping[State, str] = MappingProxyType(
    {State.ISSUED: "已经制发，内容不能再改。", State.DISCARDED: "草稿已经作废，没有制发。"}
)
# Each pair: what is due of a complete draft, and of one that the checks refuse.
SENT: Mapping[State, tuple[str, str]] = MappingProxyType(
    {
        State.WITH_UNIT_HEAD: (
            "内容齐全，已经报批，待办案机构负责人批准。",
            "已经报批，但有不符合规定的，见合法性核对。由办案机构负责人退回，改正以后再报批。",
        ),
        State.WITH_LEADER: (
            "内容齐全，已经报批，待局负责人批准。",
            "已经报批，但有不符合规定的，见合法性核对。由局负责人退回，改正以后再报批。",
        ),
    }
)
DRAFTED: Mapping[bool, tuple[str, str]] = MappingProxyType(
    {
        True: ("内容齐全，可以报批。", "内容齐全，但有不符合规定的，见合法性核对。改正以后再报批。"),
        False: ("内容齐全，可以制发。", "内容齐全，但有不符合规定的，见合法性核对。改正以后再制发。"),
    }
)


def due(found: Draft, proceeding: ProceedingRow | None, judged: LintPanel | None) -> str:
    """Say what is due now; empty where something is missing, which is then listed instead."""
    state = proceeding.state if proceeding is not None else State.DRAFTED
    if state in OVER:
        return OVER[state]
    if found.missing:
        return ""
    complete, refused = SENT.get(state) or DRAFTED[bool(found.row.approver)]
    return refused if judged is not None and judged.wrong else complete


def as_drafted(page: CasePage, one: StepOffer, found: Draft) -> StepOffer:
    """Shut a step of a draft for the reasons that the door would give to this draft."""
    row = PROCEDURES[one.proceeding.procedure].find(one.proceeding.state, one.offer.action)
    if row is None or not one.offer.open:
        return one
    data = {
        "missing": found.missing,
        **found.judged,
        spot.DECIDED_ON: (spot.decided_on(found.data) or page.step(row.action).today).isoformat(),
    }
    against = reasons_against(row, page.facts(one.proceeding), page.step(row.action, data))
    # What the form of the step still brings shuts no button.
    reasons = tuple(reason for reason in against if not reason.code.startswith("given_"))
    return replace(one, offer=replace(one.offer, open=not reasons, reasons=reasons))
