"""What the door hands over for one paper: the case as it stands in this step, and the paper's own marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.models import Bureau, Case, Party, Proceeding
from workflows.engine import Facts, Step
from workflows.vocabulary import FactKey, PartyRole


@dataclass(frozen=True, slots=True)
class Context:
    """One paper about to be issued; `facts` already hold what the step recorded."""

    facts: Facts
    step: Step
    note: str
    case: Case
    proceeding: Proceeding
    bureau: Bureau
    number: str
    issued_on: date
    code: str = ""
    url: str = ""
    demo: bool = False
    recipient: Party | None = None
    access: Mapping[str, str] | None = None
    query_code: str = ""
    typed: Mapping[str, Any] | None = None  # what an officer wrote, for a paper that no step words
    writing_id: int | None = None  # the proceeding in which it was written

    def value(self, key: FactKey, default: Any = None) -> Any:
        """What is known under a key; an empty statement counts as none."""
        found = self.facts.value(key)
        return default if found in (None, "", [], {}) else found

    def party(self, role: PartyRole) -> Party | None:
        return next((party for party in self.case.parties if party.role == role), None)

    @property
    def respondent(self) -> Party | None:
        return self.party(PartyRole.RESPONDENT)

    @property
    def complainant(self) -> Party | None:
        return self.party(PartyRole.COMPLAINANT)

    def day(self, key: FactKey) -> date | None:
        found = self.value(key)
        return date.fromisoformat(str(found)[:10]) if found else None
