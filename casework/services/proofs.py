"""Proofs: which evidence of the case proves what a step states, named once by whoever states it.

A step names them under PROOFS; a text that cites 证据3 names the third of the list by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from casework.db import db
from casework.exhibits import PROVING, Exhibit, listed
from casework.models import Document, Evidence, Proceeding
from workflows.engine import Reason, Refused, Step
from workflows.vocabulary import FactKey, Procedure

# Under this name a step brings {fact key: [key of an exhibit]}.
PROOFS = "proofs"
BASIS = "《中华人民共和国行政处罚法》第四十条、第四十六条"
# Whose text cites the list of the papers; a party numbers its files by itself.
CITING = frozenset({FactKey.CHECK_FINDINGS, FactKey.FACTS_FOUND, FactKey.DISCRETION})
_CITED = re.compile(r"证据(\d{1,3})")


def named(proceeding: Proceeding, records: Mapping[FactKey, Any], step: Step) -> dict[FactKey, list[str]]:
    """The exhibits that prove each recorded fact, by key, in the order of the list.

    Raises Refused for what is not, or no longer, among the evidence of this case.
    """
    given: Mapping[str, Any] = step.given(PROOFS) or {}
    chosen = {key: set(map(str, given.get(key) or ())) for key in records}
    cited = {key: _numbers(value) if key in CITING else set() for key, value in records.items()}
    if not any(chosen.values()) and not any(cited.values()):
        return {}
    exhibits = of(proceeding)
    if set().union(*chosen.values()) - {one.key for one in exhibits}:
        words = "所选的证据已不在本案的证据里，请重新选择。"
        raise Refused([Reason("evidence_unknown", words, BASIS)])
    found = {
        key: [one.key for one in exhibits if one.key in chosen[key] or one.number in cited[key]]
        for key in records
    }
    return {key: keys for key, keys in found.items() if keys}


def of(proceeding: Proceeding) -> tuple[Exhibit, ...]:
    """The list of the proceeding's case; what lies in a mediation is no evidence outside it."""
    case_id = proceeding.case_id
    sealed = select(Proceeding.id).where(
        Proceeding.case_id == case_id, Proceeding.procedure == Procedure.MEDIATION
    )
    made = select(Document.kind).where(
        Document.case_id == case_id, Document.kind.in_(PROVING), Document.status != "void"
    )
    kept = select(Evidence.public_id, Evidence.name).where(
        Evidence.case_id == case_id,
        Evidence.removed_at.is_(None),
        Evidence.scan_status != "infected",
        Evidence.proceeding_id.is_(None) | Evidence.proceeding_id.not_in(sealed),
    )
    rows = db.session.execute(kept.order_by(Evidence.id)).all()
    return listed(set(db.session.scalars(made)), [(row.public_id, row.name) for row in rows])


def _numbers(value: Any) -> set[int]:
    return {int(number) for number in _CITED.findall(value)} if isinstance(value, str) else set()
