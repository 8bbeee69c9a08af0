"""What the procedures of a case ask of one party, with the facts its forms need and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework import clock, facts
from casework.calendar_table import working_calendar
from casework.local_rules import rulebook
from casework.models import Proceeding
from workflows import engine
from workflows.engine import Actor, Offer, Step
from workflows.procedures import PROCEDURES
from workflows.rules.book import RuleBook
from workflows.vocabulary import Action, FactKey, PartyRole, Procedure, State

_MEDIATION = (FactKey.SESSION, FactKey.AGREEMENT, FactKey.SIGNATURES, FactKey.MEDIATION_END)
# What a party's own page shows of the case; nothing else of the facts leaves the bureau, and the
# respondent learns nothing of the complaint itself (投诉举报办法 33).
_SHOWN: Mapping[PartyRole, Mapping[str, tuple[FactKey, ...]]] = {
    PartyRole.COMPLAINANT: {
        Procedure.INTAKE: (
            FactKey.MISSING_ITEMS,
            FactKey.COMPLAINT_FACTS,
            FactKey.FOUND_ON,
            FactKey.GOODS,
            FactKey.PLACE,
            FactKey.CLAIMS,
        ),
        Procedure.MEDIATION: _MEDIATION,
    },
    PartyRole.RESPONDENT: {
        Procedure.MEDIATION: _MEDIATION,
        Procedure.PENALTY: (
            FactKey.DEFENCE_LINES,
            FactKey.DEFENCE_ANSWERS,
            FactKey.STATEMENT_WAIVED,
            FactKey.HEARING_WAIVED,
            FactKey.HEARING_REQUEST,
        ),
        Procedure.HEARING: (),
    },
}
# Where what is proposed, and what was decided, has reached the respondent.
_NOTIFIED = frozenset(
    {State.NOTICE_SERVED, State.NOTICE_CLEARED, State.COLLECTIVE_DISCUSSION, State.DECIDED_PENALTY}
)
_DECIDED = frozenset({State.SERVED, State.EXECUTED, State.CLOSED, State.ARCHIVED})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One procedure as it concerns this party."""

    public_id: str
    id: int
    procedure: Procedure
    words: str
    version: int
    offers: tuple[Offer, ...]
    values: Mapping[str, Any]

    def offer(self, action: Action) -> Offer | None:
        """The button of a step, open or closed."""
        return next((o for o in self.offers if o.action == action), None)


def proposals(rows: Sequence[Proceeding], actor: Actor, role: PartyRole) -> tuple[Proposal, ...]:
    """The procedures of a case that concern a party of this role, oldest first."""
    concerned = [row for row in rows if row.procedure in _SHOWN[role]]
    book = rulebook(concerned[0].case.bureau_region if concerned else "")
    return tuple(_proposal(row, actor, role, book) for row in concerned)


def _proposal(row: Proceeding, actor: Actor, role: PartyRole, book: RuleBook) -> Proposal:
    known = facts.of(row)
    step = Step(Action.SUBMIT, actor, clock.now(), clock.today(), {}, book, working_calendar())
    return Proposal(
        public_id=row.public_id,
        id=row.id,
        procedure=Procedure(row.procedure),
        words=State(row.state).label,
        version=row.version,
        offers=engine.offers(PROCEDURES, known, step),
        values={str(key): known.value(key) for key in _keys(row, role) if known.value(key) is not None},
    )


def _keys(row: Proceeding, role: PartyRole) -> tuple[FactKey, ...]:
    """What may be shown now: of a penalty nothing before its notice was served."""
    keys = _SHOWN[role][row.procedure]
    if row.procedure != Procedure.PENALTY:
        return keys
    if row.state in _DECIDED:
        return (*keys, FactKey.NOTICE, FactKey.DECISION)
    return (*keys, FactKey.NOTICE) if row.state in _NOTIFIED else ()
