"""The shapes a guard may look at: who acts, and one case frozen as facts.

Made by casework.facts from rows; nothing here reads one, and no contact particulars are in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows.vocabulary import Action, FactKey, Procedure, Role, State


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person with roles in one bureau (or a party), or the clock.

    `bureau` is the region code of the officer's bureau, empty for the public.
    """

    account_id: int | None
    name: str
    roles: frozenset[Role]
    bureau: str = ""
    party_ids: frozenset[int] = frozenset()
    certificate: str = ""
    legal_qualified: bool = False

    def has(self, *roles: Role) -> bool:
        return any(role in self.roles for role in roles)


SYSTEM = Actor(None, "系统", frozenset({Role.SYSTEM}))


@dataclass(frozen=True, slots=True)
class ProceedingView:
    """One proceeding of the case as the guards see it."""

    id: int
    procedure: Procedure
    state: State
    version: int
    parent_id: int | None
    subject: Mapping[str, Any]
    opened_on: date


@dataclass(frozen=True, slots=True)
class EventView:
    """One thing that happened in the case."""

    proceeding_id: int | None
    action: str
    actor_id: int | None
    actor_role: str
    to_state: str | None
    on: date


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One legal clock of the case."""

    id: int
    proceeding_id: int
    rule_id: str
    status: str
    start_on: date
    due_on: date
    extensions: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class PartyView:
    """One party of the case; no contact particulars."""

    id: int
    role: str
    kind: str
    name: str
    account_id: int | None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class OfficerView:
    """One person assigned to the case."""

    account_id: int
    name: str
    duty: str
    certificate: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One issued paper of the case; `withdrawn` once it is void or another paper revoked it."""

    id: int
    proceeding_id: int
    kind: str
    number: str
    rendered: bool
    issued_on: date
    recipient_id: int | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a guard may look at: one case, one proceeding, frozen."""

    case_id: int
    reference: str
    bureau: str
    place_region: str
    proceeding: ProceedingView
    proceedings: tuple[ProceedingView, ...]
    parties: tuple[PartyView, ...]
    officers: tuple[OfficerView, ...]
    rights: tuple[Mapping[str, Any], ...]
    events: tuple[EventView, ...]
    deadlines: tuple[DeadlineView, ...]
    documents: tuple[DocumentView, ...]
    values: Mapping[FactKey, Any]
    evidence_count: int = 0
    paid_fen: int = 0
    decisions: int = 0
    intake_type: str = ""
    named_complainant: bool = True

    def value(self, key: FactKey, default: Any = None) -> Any:
        return self.values.get(key, default)

    def of(self, procedure: Procedure) -> tuple[ProceedingView, ...]:
        return tuple(p for p in self.proceedings if p.procedure == procedure)

    def first(self, procedure: Procedure) -> ProceedingView | None:
        return next(iter(self.of(procedure)), None)

    def respondent(self) -> PartyView | None:
        return next((p for p in self.parties if p.role == "respondent"), None)

    def officer_ids(self) -> frozenset[int]:
        return frozenset(o.account_id for o in self.officers if o.duty in ("lead", "assist"))

    def done(self, *actions: Action, here: bool = True) -> tuple[EventView, ...]:
        """The events of these actions, in this proceeding unless `here` is off."""
        return tuple(
            e
            for e in self.events
            if e.action in actions and (not here or e.proceeding_id == self.proceeding.id)
        )

    def clock(self, rule_id: str, *, here: bool = True) -> DeadlineView | None:
        """The newest clock of a rule, running or not."""
        found = [
            d
            for d in self.deadlines
            if d.rule_id == rule_id and (not here or d.proceeding_id == self.proceeding.id)
        ]
        return found[-1] if found else None
