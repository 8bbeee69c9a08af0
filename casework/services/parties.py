"""Parties of a case and their sealed particulars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from casework import crypto, facts
from casework.db import db, transaction
from casework.errors import Invalid, NotFound
from casework.models import Case, Party, Proceeding
from casework.services import audit
from workflows import permissions
from workflows.engine import Actor, Reason, Refused
from workflows.vocabulary import ContactPurpose, Happening, PartyRole

_CONTACT_BASIS = "《中华人民共和国个人信息保护法》第六条、第三十四条"


@dataclass(frozen=True, slots=True)
class Contact:
    """A number that was opened, and for whom."""

    party: str
    phone: str


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


def reveal(*, actor: Actor, case_id: str, party_id: str, purpose: str) -> Contact:
    """Open the telephone number of a party for whoever has to call, and write down who did and what for.

    Raises NotFound for a case of another bureau and for a party without a number, Invalid for a purpose
    that is not on the list, Refused for officers of the bureau who do not handle the case.
    """
    if purpose not in set(ContactPurpose):
        raise Invalid({"purpose": "请选择查看联系电话的用途。"})
    with transaction():
        case, party = _party_here(actor, case_id, party_id)
        proceeding = db.session.scalars(
            select(Proceeding).where(Proceeding.case_id == case.id).order_by(Proceeding.id)
        ).first()
        if proceeding is None or not permissions.contact(actor, facts.of(proceeding)):
            raise Refused([Reason("not_yours", "您不办理本案，不能查看当事人的联系电话。", _CONTACT_BASIS)])
        audit.record(
            case=case,
            actor=actor,
            role=audit.acting_role(actor),
            action=Happening.CONTACT_OPENED,
            note=f"{PartyRole(party.role).label}，{ContactPurpose(purpose).label}",
            payload={"party": party.public_id, "purpose": purpose},
        )
        return Contact(party.name, phone_of(party))


def _party_here(actor: Actor, case_id: str, party_id: str) -> tuple[Case, Party]:
    """A party with a number, of a case of the actor's bureau; the case is locked for its log."""
    case = db.session.scalars(
        select(Case).where(Case.public_id == case_id, Case.bureau_region == actor.bureau).with_for_update()
    ).first()
    party = db.session.scalars(
        select(Party).where(Party.public_id == party_id, Party.case_id == (case.id if case else None))
    ).first()
    if case is None or party is None or not party.phone_sealed:
        raise NotFound
    return case, party
