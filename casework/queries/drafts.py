"""Unfinished complaints of one person; anybody else's do not exist for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from casework import crypto
from casework.db import db
from casework.errors import NotFound
from casework.models import Case, Draft, Evidence
from casework.queries.party_files import File, row_of
from workflows import wizard

DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its pages read it."""

    public_id: str
    data: Mapping[str, Any]
    updated_at: datetime
    files: tuple[File, ...]
    submitted: str

    def values(self, step: str) -> dict[str, Any]:
        """What is kept of one step."""
        return dict(self.data.get(step) or {})


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list."""

    public_id: str
    respondent: str
    next_step: str
    updated_at: datetime
    empty: bool


def of(account_id: int, draft_id: str) -> DraftView:
    """One draft with its files. Raises NotFound for another person's or a discarded one."""
    row = db.session.execute(
        select(Draft, Case.public_id.label("case_id"))
        .outerjoin(Case, Case.id == Draft.submitted_case_id)
        .where(Draft.public_id == draft_id, Draft.account_id == account_id, Draft.kind != DISCARDED)
    ).first()
    if row is None:
        raise NotFound
    draft, case_id = row
    return DraftView(
        public_id=draft.public_id,
        data={key: _opened(value, draft.public_id) for key, value in (draft.data or {}).items()},
        updated_at=draft.updated_at,
        files=_files(draft.id),
        submitted=case_id or "",
    )


def mine(account_id: int) -> tuple[DraftLine, ...]:
    """The drafts nobody submitted or dropped, the last touched first."""
    rows = db.session.scalars(
        select(Draft)
        .where(
            Draft.account_id == account_id,
            Draft.kind != DISCARDED,
            Draft.submitted_case_id.is_(None),
        )
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
    ).all()
    return tuple(
        DraftLine(
            public_id=row.public_id,
            respondent=str((row.data.get("respondent") or {}).get("name") or ""),
            next_step=wizard.label(wizard.resume(row.data)),
            updated_at=row.updated_at,
            empty=not row.data,
        )
        for row in rows
    )


def _opened(values: Any, scope: str) -> dict[str, Any]:
    """A step with its telephone number opened for its writer."""
    found = dict(values or {})
    if found.get("phone_sealed"):
        found["phone"] = crypto.open(found.pop("phone_sealed"), context=f"phone:{scope}")
    return found


def _files(draft_id: int) -> tuple[File, ...]:
    rows = db.session.scalars(
        select(Evidence)
        .where(Evidence.draft_id == draft_id, Evidence.removed_at.is_(None))
        .order_by(Evidence.id)
    ).all()
    return tuple(row_of(row) for row in rows)
