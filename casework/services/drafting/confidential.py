"""A complainant who asked for confidence is not named to others (投诉举报办法: 保密).

Blocks leave the complainant out by construction; the sweep makes sure that free text does too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import documents
from casework.models import Party
from casework.services import parties
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from workflows.vocabulary import Action, PartyRole, Procedure

# The complainant's own papers, by the catalogue.
OWN = frozenset(
    kind for kind in documents.kinds() if documents.lookup(kind).recipient == PartyRole.COMPLAINANT
)
_SHORTEST = 2
# The office and the respondent are named as they are, also where they share a word with the complainant.
_KEPT = frozenset({"agency", "officers", "party", "verify"})


def hidden(kind: str, context: Context, file: CaseFile) -> bool:
    """Whether this paper may not say who complained.

    In a mediation the two sides meet: the complainant is named once the other side has consented.
    """
    party = context.complainant
    if party is None or not party.confidential or kind in OWN:
        return False
    if context.proceeding.procedure == Procedure.MEDIATION:
        return not file.done(Action.CONSENT, proceeding_id=context.proceeding.id)
    return True


def swept(data: dict[str, Any], party: Party) -> dict[str, Any]:
    """The same data with every particular of the complainant replaced by 投诉人."""
    known = (
        party.name,
        party.uscc,
        party.address,
        party.legal_representative,
        party.contact_name,
        parties.phone_of(party),
    )
    secrets = sorted({word for word in known if word and len(word) >= _SHORTEST}, key=len, reverse=True)
    return {key: value if key in _KEPT else _clean(value, secrets) for key, value in data.items()}


def _clean(value: Any, secrets: list[str]) -> Any:
    if isinstance(value, str):
        for word in secrets:
            value = value.replace(word, PartyRole.COMPLAINANT.label)
        return value
    if isinstance(value, Mapping):
        return {key: _clean(part, secrets) for key, part in value.items()}
    if isinstance(value, list):
        return [_clean(part, secrets) for part in value]
    return value
