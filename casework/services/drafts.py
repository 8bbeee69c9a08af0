"""Unfinished complaints: kept step by step, resumed from any device, never lost by leaving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from casework import clock
from casework.db import db, transaction
from casework.errors import NotFound, Stale
from casework.models import Draft, Entity
from casework.services.parties import seal_phone
from workflows.wizard import PARTIAL, REVISION

KIND = "infringement_complaint"


def start(*, account_id: int) -> str:
    """Begin a complaint with what is already known of its writer; its public id."""
    with transaction():
        now = clock.now()
        draft = Draft(account_id=account_id, kind=KIND, step="right", data={}, created_at=now, updated_at=now)
        db.session.add(draft)
        db.session.flush()
        return draft.public_id


def save(
    *, account_id: int, draft_id: str, step: str, values: Mapping[str, Any], seen: int | None = None
) -> None:
    """Keep one step of the wizard; the phone is sealed before it is written.

    `seen` is the count of savings the page was made from: two windows on different steps do not
    disturb each other. Raises NotFound for another person's draft or one already submitted, Stale
    for an older page of the same step.
    """
    with transaction():
        draft = mine(account_id, draft_id)
        if draft.submitted_case_id is not None:
            raise NotFound
        saved = int((draft.data.get(step) or {}).get(REVISION, 0))
        if seen is not None and seen != saved:
            raise Stale
        kept = {**values, REVISION: saved + 1}
        phone = str(kept.pop("phone", "") or "")
        if phone:
            kept["phone_sealed"] = seal_phone(phone, draft.public_id)
        draft.data = {**draft.data, step: kept}
        draft.step = step
        draft.updated_at = clock.now()
        if step == "right" and not kept.get(PARTIAL):
            _remember(account_id, kept, phone)


def discard(*, account_id: int, draft_id: str) -> None:
    """Drop a draft nobody submitted; its files are swept later."""
    with transaction():
        draft = mine(account_id, draft_id)
        if draft.submitted_case_id is not None:
            raise NotFound
        draft.kind = "discarded"
        draft.data = {}


def mine(account_id: int, draft_id: str) -> Draft:
    """The draft of this person, locked. Raises NotFound for anybody else's."""
    found = db.session.scalars(
        select(Draft)
        .where(Draft.public_id == draft_id, Draft.account_id == account_id, Draft.kind == KIND)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFound
    return found


def _remember(account_id: int, values: Mapping[str, Any], phone: str) -> None:
    """What the holder typed about itself is offered again next time."""
    entity = db.session.scalars(select(Entity).where(Entity.account_id == account_id)).first()
    if entity is None:
        entity = Entity(account_id=account_id, kind=values.get("kind", "legal"), name=values.get("name", ""))
        db.session.add(entity)
        db.session.flush()
    if phone:
        entity.phone_sealed = seal_phone(phone, entity.public_id)
    entity.kind = values.get("kind", entity.kind)
    entity.name = values.get("name", entity.name)
    entity.uscc = values.get("uscc", "") or ""
    entity.legal_representative = values.get("legal_representative", "") or ""
    entity.address = values.get("address", "") or ""
    entity.contact_name = values.get("contact_name", "") or ""
