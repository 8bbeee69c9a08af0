"""Parties of a case and their sealed particulars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework import crypto
from casework.db import db
from casework.models import Party
from workflows.vocabulary import PartyRole


def seal_phone(phone: str, scope: str) -> str:
    """A telephone number as it may lie in the database; `scope` is the public id of its row."""
    return crypto.seal(phone, context=f"phone:{scope}") if phone else ""


def open_phone(sealed: str, scope: str) -> str:
    return crypto.open(sealed, context=f"phone:{scope}") if sealed else ""


def phone_of(party: Party) -> str:
    return open_phone(party.phone_sealed, party.public_id)


def add(
    case_id: int,
    role: PartyRole,
    values: Mapping[str, Any],
    *,
    phone: str = "",
    account_id: int | None = None,
    confidential: bool = False,
) -> Party:
    """Enter a party of a case in the caller's transaction; telephone and identity number are sealed."""
    party = Party(
        case_id=case_id,
        role=role,
        kind=values["kind"],
        name=values["name"],
        uscc=values.get("uscc") or "",
        legal_representative=values.get("legal_representative") or "",
        address=values.get("address") or "",
        contact_name=values.get("contact_name") or "",
        account_id=account_id,
        confidential=confidential,
    )
    db.session.add(party)
    db.session.flush()
    party.phone_sealed = seal_phone(phone, party.public_id)
    if values.get("id_number"):
        party.id_number_sealed = crypto.seal(str(values["id_number"]), context=f"id_number:{party.public_id}")
    db.session.flush()
    return party
