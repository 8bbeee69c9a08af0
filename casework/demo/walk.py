"""How a case is walked: every step is the service a page would call, by the person who would press it.

Used by the demo city and by the builders of the tests, so that every history is real.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from PIL import Image
from sqlalchemy import select

from casework import clock
from casework.db import db
from casework.demo import cast
from casework.demo.story import Story
from casework.models import Case, Proceeding, Right
from casework.queries import accounts as people
from casework.services import (
    evidence,
    rights,
)
from casework.services.transition import advance
from workflows.engine import Actor, Plan
from workflows.vocabulary import Action, PartyRole, Procedure, Role


@dataclass(slots=True)
class Walk:
    """One case on its way."""

    story: Story
    case_id: int = 0
    public_id: str = ""
    reference: str = ""
    query_code: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def bureau(self) -> str:
        return db.session.scalars(select(Case.bureau_region).where(Case.id == self.case_id)).one()

    def staff(self, post: str) -> Actor:
        return people.actor_of(people.by_username(cast.username(post, self.bureau)))

    def party(self, role: PartyRole) -> Actor:
        case = db.session.get_one(Case, self.case_id)
        party = next(p for p in case.parties if p.role == role)
        word = Role.RIGHTS_HOLDER if role == PartyRole.COMPLAINANT else Role.RESPONDENT
        return Actor(party.account_id, party.name, frozenset({word}), party_ids=frozenset({party.id}))

    def proceeding(self, procedure: Procedure) -> Proceeding:
        """The newest proceeding of this kind."""
        return db.session.scalars(
            select(Proceeding)
            .where(Proceeding.case_id == self.case_id, Proceeding.procedure == procedure)
            .order_by(Proceeding.id.desc())
        ).first() or _missing(procedure)

    def go(self, procedure: Procedure, action: Action, actor: Actor, /, note: str = "", **data: Any) -> Plan:
        row = self.proceeding(procedure)
        return advance(row.id, action, actor, version=row.version, note=note, data=data)

    def at(self, procedure: Procedure) -> dict[str, Any]:
        row = self.proceeding(procedure)
        return {"proceeding_id": row.id, "version": row.version}


def _missing(procedure: Procedure) -> Proceeding:
    raise LookupError(f"no proceeding {procedure}")


def photo(text: str) -> io.BytesIO:
    """A small picture that stands for a photograph; each text gives other bytes."""
    shade = sum(text.encode()) % 200
    made = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 120, 255 - shade)).save(made, "JPEG")
    made.seek(0)
    return made


def right_of(account_id: int, story: Story) -> str:
    """The holder's recorded right; recorded now when it is not yet."""
    found = db.session.scalars(
        select(Right).where(
            Right.account_id == account_id,
            Right.kind == story.right.kind,
            Right.name == story.right.name,
        )
    ).first()
    if found is not None:
        return found.public_id
    today = clock.today()
    row = rights.record(
        account_id=account_id,
        kind=story.right.kind,
        number=story.right.number,
        name=story.right.name,
        holder_name=story.right.holder_name,
        classes=story.right.classes,
        valid_from=today - timedelta(days=1500),
        valid_to=today + timedelta(days=2000),
    )
    evidence.attach_certificate(
        account_id=account_id, right_id=row, stream=photo(story.right.name), name="权利证书.jpg"
    )
    return db.session.get_one(Right, row).public_id


def moment(hour: int, minute: int) -> str:
    """A moment of today as a form would bring it."""
    return f"{clock.today().isoformat()}T{hour:02d}:{minute:02d}"


Stepper = Callable[[Walk], None]
