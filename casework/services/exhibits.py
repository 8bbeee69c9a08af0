"""The evidence of a case as file and package hold it: its number, its volume, its name in the package.

What belongs to a mediation, was taken out or is infected is no exhibit. Reads rows only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from casework import clock
from casework.db import db
from casework.models import Document, Evidence, Party, Proceeding
from documents import volumes
from workflows.vocabulary import PartyRole, Procedure

UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence; `number` is the one that papers and pages give it, 证据1."""

    number: int
    public_id: str
    name: str
    kind: str
    media_type: str
    size: int
    sha256: str
    key: str
    source: str
    on: date
    proves: tuple[str, ...]
    standing: volumes.Standing

    @property
    def path(self) -> str:
        """Where it lies in the package."""
        return f"evidence/{self.number:03d}-{safe_name(self.name)}"


def of_case(case_id: int) -> tuple[Exhibit, ...]:
    """The evidence of a case in the order in which it came in."""
    apart = sealed(case_id)
    rows = db.session.scalars(
        select(Evidence)
        .where(
            Evidence.case_id == case_id,
            Evidence.removed_at.is_(None),
            Evidence.scan_status != "infected",
        )
        .order_by(Evidence.id)
    ).all()
    hidden = _in_confidence(case_id)
    kept = (row for row in rows if row.proceeding_id not in apart)
    return tuple(_exhibit(number, row, row.account_id in hidden) for number, row in enumerate(kept, 1))


def sealed(case_id: int) -> frozenset[int]:
    """The mediations of a case, what was written in them, and the service of their papers."""
    rows = db.session.scalars(select(Proceeding).where(Proceeding.case_id == case_id)).all()
    own = {row.id for row in rows if row.procedure == Procedure.MEDIATION}
    papers = set(
        db.session.scalars(
            select(Document.id).where(Document.case_id == case_id, Document.proceeding_id.in_(own))
        )
    )
    return frozenset(
        own
        | {row.id for row in rows if row.parent_id in own or (row.subject or {}).get("document_id") in papers}
    )


def safe_name(name: str) -> str:
    """A file name that every system takes: no reserved characters, no trailing dot, not too long."""
    clean = UNSAFE.sub("_", name)
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 8:
        stem, ending = clean, ""
    stem = stem[:NAME_LENGTH].rstrip(". ") or "_"
    return f"{stem}.{ending}".rstrip(". ") if ending else stem


def _in_confidence(case_id: int) -> frozenset[int]:
    """The accounts whose hand-ins would say who complained, where that was to stay unknown."""
    rows = db.session.scalars(
        select(Party.account_id).where(
            Party.case_id == case_id,
            Party.role == PartyRole.COMPLAINANT,
            Party.confidential.is_(True),
            Party.account_id.is_not(None),
        )
    )
    return frozenset(row for row in rows if row is not None)


def _exhibit(number: int, row: Evidence, hidden: bool) -> Exhibit:
    return Exhibit(
        number=number,
        public_id=row.public_id,
        name=row.name,
        kind=row.kind,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        key=row.storage_key,
        source=row.source,
        on=row.obtained_on or clock.local(row.received_at).date(),
        proves=tuple(str(one) for one in row.proves or ()),
        standing=volumes.standing(volumes.CONFIDENTIAL if hidden else volumes.EVIDENCE),
    )
