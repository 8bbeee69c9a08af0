"""People and offices on papers: parties, officers, whom to ask. Empty particulars are left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework import crypto
from casework.models import Bureau, Party
from casework.services import parties
from casework.services.drafting.context import Context
from workflows.vocabulary import Duty, PartyKind, PartyRole

HANDLING = (Duty.LEAD, Duty.ASSIST)
ENTERPRISE = "9"  # first character of the code of whoever the market registry registers: GB 32100
LICENCE = "营业执照"
ID_CARD = "居民身份证"
_HEADS = {PartyKind.INDIVIDUAL_BUSINESS: "经营者", PartyKind.LEGAL: "法定代表人（负责人）"}


def filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is known."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def agency(bureau: Bureau) -> dict[str, Any]:
    return filled(
        {
            "name": bureau.name,
            "short": bureau.short_name,
            "seal_name": bureau.name,
            "address": bureau.address,
            "phone": bureau.phone,
        }
    )


def named(party: Party | None) -> dict[str, Any]:
    """Only who it is: for papers that go to the other side."""
    if party is None:
        return {}
    return {"name": party.name, "kind": party.kind, "kind_label": PartyKind(party.kind).label}


def dealing(party: Party | None) -> dict[str, Any]:
    """Who it is and where it sits, for papers that both sides sign; no telephone, no identity number."""
    if party is None:
        return {}
    return named(party) | filled(
        {
            "uscc": party.uscc,
            "licence_name": LICENCE if party.uscc.startswith(ENTERPRISE) else "",
            "legal_representative": party.legal_representative,
            "address": party.address,
        }
    )


def particulars(party: Party | None) -> dict[str, Any]:
    """Everything about a party, for papers of its own and for the file."""
    if party is None:
        return {}
    number = _id_number(party)
    return dealing(party) | filled(
        {
            "id_label": ID_CARD if number else "",
            "id_number": number,
            "phone": parties.phone_of(party),
        }
    )


def complainant(party: Party | None) -> dict[str, Any]:
    """Everything about the complainant, for papers of the complainant's own."""
    if party is None:
        return {}
    return filled(
        {
            "name": party.name,
            "kind": party.kind,
            "uscc": party.uscc,
            "legal_representative": party.legal_representative,
            "address": party.address,
            "phone": parties.phone_of(party),
            "contact_name": party.contact_name,
        }
    )


def complainant_for_others(party: Party | None, *, hidden: bool) -> dict[str, Any]:
    """The complainant as others may see it: without contacts, or only as 投诉人."""
    if party is None or hidden:
        return {"name": PartyRole.COMPLAINANT.label}
    shown = dealing(party)
    return {
        key: shown[key] for key in ("name", "kind", "uscc", "legal_representative", "address") if key in shown
    }


def recipient(party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    return filled({"name": party.name, "address": party.address})


def officers(context: Context) -> list[dict[str, str]]:
    """Who handles the case; at filing they are those whom the leader names."""
    found = [
        {"name": officer.name, "certificate": officer.certificate}
        for officer in context.facts.officers
        if officer.duty in HANDLING
    ]
    named_now = context.step.given("officers") or ()
    return found or [{"name": one["name"], "certificate": one.get("certificate") or ""} for one in named_now]


def officer_names(context: Context) -> str:
    return "、".join(officer["name"] for officer in officers(context))


def mediators(context: Context) -> list[dict[str, str]]:
    found = [officer.name for officer in context.facts.officers if officer.duty == Duty.MEDIATOR]
    return [{"name": name, "unit": context.bureau.name} for name in found or [context.step.actor.name]]


def contact(context: Context, among: list[dict[str, str]] | None = None) -> dict[str, str] | None:
    """Whom to ask: the first officer of the case, else who acts, under the bureau's telephone."""
    if not context.bureau.phone:
        return None
    asked = officers(context) if among is None else among
    name = asked[0]["name"] if asked else context.step.actor.name
    return filled({"name": name, "phone": context.bureau.phone, "address": context.bureau.address})


def person(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """The person in front of the officers, as they wrote it down."""
    keys = [
        "name",
        "gender",
        "birth_on",
        "id_label",
        "id_number",
        "phone",
        "address",
        "workplace",
        "position",
        "relation",
    ]
    return filled({key: (given or {}).get(key) for key in keys})


def representative(party: Party | None) -> dict[str, Any]:
    """Who speaks for a party when nobody else is named."""
    if party is None:
        return {}
    kind = PartyKind(party.kind)
    return filled({"name": party.legal_representative or party.name, "position": _HEADS.get(kind)})


def witness(given: object) -> dict[str, Any] | None:
    """A witness, written as a name or as particulars."""
    if isinstance(given, str):
        return {"name": given} if given else None
    if not isinstance(given, Mapping) or not given.get("name"):
        return None
    return filled({key: given.get(key) for key in ("name", "phone", "address")})


def _id_number(party: Party) -> str:
    return crypto.open(party.id_number_sealed or "", context=f"id_number:{party.public_id}")
