"""What one case looks like to an officer: frozen rows, and the page that holds them.

Shapes only; casework.queries.case_page fills them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework import clock
from casework.errors import NotFound
from casework.exhibits import Exhibit
from workflows.calendar import WorkingCalendar
from workflows.engine import Actor, Facts, Offer, OfficerView, Step
from workflows.rules.book import RuleBook
from workflows.vocabulary import Action, FactKey, Procedure, State


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One legal date with its proof."""

    proceeding_id: int
    rule_id: str
    label: str
    due_on: date
    due_at: datetime | None
    status: str
    level: str
    remaining: str
    provisional: bool
    basis: str
    confidence: str
    steps: tuple[Mapping[str, Any], ...]
    extended: bool

    @property
    def open(self) -> bool:
        return self.status in ("running", "paused")


@dataclass(frozen=True, slots=True)
class ProceedingRow:
    """One proceeding, as far as this officer may see it."""

    id: int
    public_id: str
    procedure: Procedure
    state: State
    version: int
    stands: str
    running: bool
    sealed: bool
    opened_on: date
    subject: Mapping[str, Any]
    paper: str
    clock: ClockRow | None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party; the telephone stays sealed."""

    id: int
    public_id: str
    role: str
    kind: str
    name: str
    uscc: str
    representative: str
    address: str
    has_phone: bool
    confidential: bool


@dataclass(frozen=True, slots=True)
class RightRow:
    """One right of the case."""

    kind: str
    number: str
    name: str
    holder: str
    classes: tuple[Any, ...]
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One issued paper."""

    id: int
    public_id: str
    kind: str
    title: str
    number: str
    issued_on: date
    status: str
    service: str
    ready: bool
    error: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence."""

    number: int
    public_id: str
    name: str
    kind: str
    source: str
    obtained_on: date | None
    received_at: datetime
    sha256: str
    size: int
    proves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of what happened."""

    at: datetime
    who: str
    role: str
    words: str
    procedure: str
    note: str
    basis: str


@dataclass(frozen=True, slots=True)
class Warned:
    """One notice above the facts of a case."""

    label: str
    text: str
    tone: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class StepOffer:
    """A button of the case page: an offer with the proceeding it belongs to."""

    offer: Offer
    proceeding: ProceedingRow
    label: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything one page about one case shows, and what the pages of its steps start from."""

    public_id: str
    reference: str
    filing_number: str
    title: str
    party: str
    stage: str
    intake: str
    received_at: datetime | None
    bureau_name: str
    bureau_address: str
    officers: tuple[OfficerView, ...]
    proceedings: tuple[ProceedingRow, ...]
    parties: tuple[PartyRow, ...]
    rights: tuple[RightRow, ...]
    clocks: tuple[ClockRow, ...]
    papers: tuple[PaperRow, ...]
    evidence: tuple[EvidenceRow, ...]
    exhibits: tuple[Exhibit, ...]
    proofs: Mapping[FactKey, tuple[str, ...]]  # what was named as proof of a fact of the case
    events: tuple[EventRow, ...]
    offers: tuple[StepOffer, ...]
    values: Mapping[FactKey, Any]
    may_log: bool
    may_call: bool
    warnings: tuple[Warned, ...]
    actor: Actor
    calendar: WorkingCalendar
    book: RuleBook
    snapshots: Mapping[int, Facts]

    def proceeding(self, public_id: str) -> ProceedingRow:
        """One proceeding that this officer may see the inside of. Raises NotFound."""
        found = next((p for p in self.proceedings if p.public_id == public_id and not p.sealed), None)
        if found is None:
            raise NotFound
        return found

    def facts(self, proceeding: ProceedingRow) -> Facts:
        return self.snapshots[proceeding.id]

    def step(self, action: Action, data: Mapping[str, Any] | None = None) -> Step:
        """An attempt at this moment, as the door would judge it."""
        return Step(action, self.actor, clock.now(), clock.today(), data or {}, self.book, self.calendar)

    def offer(self, proceeding: ProceedingRow, action: Action) -> Offer | None:
        return next(
            (
                one.offer
                for one in self.offers
                if one.proceeding.id == proceeding.id and one.offer.action == action
            ),
            None,
        )

    def party_of(self, role: str) -> PartyRow | None:
        return next((party for party in self.parties if party.role == role), None)
