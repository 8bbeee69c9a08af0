"""Papers that officers write in a case: which kinds this person may begin, and where each draft stands.

From the page of the case that was read already; no statement of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import documents
from casework.queries.case_shapes import CasePage, ProceedingRow
from documents.catalogue import Kind
from workflows.procedures.writing import against, writer_of
from workflows.vocabulary import Action, Procedure

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "penalty": "行政处罚",
        "complaint": "投诉举报",
        "mediation": "调解",
        "patent": "专利侵权纠纷",
        "rights_aid": "维权援助",
        "inspection": "监督检查",
        "credit": "信用",
        "public": "公示",
    }
)
_APPROVERS = {"": "承办人制发", "unit_head": "办案机构负责人批准", "leader": "局负责人批准"}
_TO = {"complainant": "投诉人", "respondent": "当事人", "parties": "双方当事人"}
# Steps that are taken from the page of the draft; the others stand among the next steps of the case.
ON_DRAFT = frozenset(
    {
        Action.REVISE_PAPER,
        Action.SUBMIT_TO_HEAD,
        Action.SUBMIT_TO_LEADER,
        Action.ISSUE_PAPER,
        Action.DISCARD_DRAFT,
    }
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind that may be written here."""

    kind: str
    title: str
    approver: str
    recipient: str
    basis: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The kinds for this case by group, and why the others are not for it."""

    groups: tuple[tuple[str, tuple[Choice, ...]], ...]
    total: int
    closed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One paper that is being written."""

    public_id: str
    title: str
    stands: str
    opened_on: date
    next_step: str


def choices(page: CasePage, q: str = "") -> Choices:
    """The kinds that this person may begin in this case, those whose title or basis holds the words."""
    found: dict[str, list[Choice]] = {}
    closed: dict[str, None] = {}
    for kind in documents.kinds():
        row = documents.lookup(kind)
        if row.made_by != "written":
            continue
        reasons = why_not(page, row)
        if reasons is None:
            continue
        if reasons:
            closed.update(dict.fromkeys(reasons))
        elif not q or q in row.title or q in row.basis:
            found.setdefault(row.group, []).append(_choice(row))
    groups = tuple((GROUPS.get(name, name), tuple(rows)) for name, rows in _in_order(found))
    return Choices(groups, sum(len(rows) for _, rows in groups), tuple(closed))


def why_not(page: CasePage, row: Kind) -> tuple[str, ...] | None:
    """Why a kind cannot be written in this case; None where this person writes none of its part."""
    facts = next(iter(page.snapshots.values()))
    if not writer_of(row.procedure)(page.actor, facts):
        return None
    return tuple(reason.text for reason in against(row.procedure, facts))


def may_write(page: CasePage) -> bool:
    """Whether this person may begin some paper here."""
    facts = next(iter(page.snapshots.values()), None)
    return facts is not None and any(
        writer_of(part)(page.actor, facts) for part in ("any", "intake", "mediation")
    )


def drafts(page: CasePage) -> tuple[DraftRow, ...]:
    """The papers being written in the case, with the first step this person could take."""
    rows = [p for p in page.proceedings if p.procedure == Procedure.WRITING and p.running and not p.sealed]
    return tuple(DraftRow(p.public_id, p.paper, p.stands, p.opened_on, _next(page, p)) for p in rows)


def _next(page: CasePage, row: ProceedingRow) -> str:
    steps = (one.offer.action.label for one in page.offers if one.proceeding.id == row.id and one.offer.open)
    return next(steps, "")


def _in_order(found: dict[str, list[Choice]]) -> list[tuple[str, list[Choice]]]:
    order = list(GROUPS)
    return sorted(found.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))


def _choice(row: Kind) -> Choice:
    return Choice(
        row.id,
        row.title,
        _APPROVERS.get(row.approver, "局负责人批准"),
        _TO.get(row.recipient, ""),
        row.basis,
        row.confidence != "text-seen",
    )
