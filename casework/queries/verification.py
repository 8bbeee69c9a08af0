"""Is this paper ours? By its code: what an issued paper or a public copy calls itself, and its digest.

Reads no party, no case and no content of a paper; whoever asks holds the code that is printed on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from casework import clock, crypto
from casework.db import db
from casework.models.account import Bureau
from casework.models.document import Document
from casework.models.publication import Publication
from casework.queries import disclosures

CODE = re.compile(f"[{crypto.CODE_ALPHABET}]{{6,32}}")
PUBLIC_COPY = "行政处罚信息公示件"


class Verdict(StrEnum):
    GENUINE = "genuine"
    MAKING = "making"
    VOID = "void"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the register says of one code. `public_id` leads to the page of what is shown now."""

    verdict: Verdict
    title: str
    number: str
    agency: str
    issued_on: date | None
    sha256: str
    reason: str = ""
    public_id: str = ""


def check(code: str) -> Checked | None:
    """What was issued under this code; None when nothing was."""
    if not CODE.fullmatch(code):
        return None
    return _paper(code) or _public_copy(code)


def _paper(code: str) -> Checked | None:
    """Only numbered papers carry their code."""
    row = db.session.execute(
        select(
            Document.title,
            Document.number,
            Bureau.name,
            Document.issued_on,
            Document.status,
            Document.sha256,
        )
        .join(Bureau, Bureau.region_code == Document.bureau_region)
        .where(Document.verify_code == code, Document.number.is_not(None))
    ).first()
    if row is None:
        return None
    verdict = {"void": Verdict.VOID, "rendered": Verdict.GENUINE}.get(row.status, Verdict.MAKING)
    return Checked(verdict, row.title, row.number, row.name, row.issued_on, row.sha256 or "")


def _public_copy(code: str) -> Checked | None:
    """A public copy that is no longer shown is not named by its number again."""
    other = aliased(Publication)
    replaced = exists().where(
        other.decision_id == Publication.decision_id,
        other.id != Publication.id,
        other.status == disclosures.PUBLISHED,
    )
    row = db.session.execute(
        select(
            Publication.public_id,
            Publication.number,
            Publication.agency,
            Publication.published_at,
            Publication.status,
            Publication.pdf_sha256,
            Publication.withdrawn_reason,
            Publication.party_name,
            Publication.display_until,
            replaced.label("replaced"),
        ).where(Publication.verify_code == code, Publication.status != "prepared")
    ).first()
    if row is None:
        return None
    day = clock.local(row.published_at).date() if row.published_at else None
    past = row.status == disclosures.PUBLISHED and row.display_until and row.display_until < clock.today()
    if row.status == disclosures.PUBLISHED and not past:
        digest = row.pdf_sha256 or ""
        return Checked(
            Verdict.GENUINE, PUBLIC_COPY, row.number, row.agency, day, digest, public_id=row.public_id
        )
    if row.status == disclosures.EXPIRED or past:
        return Checked(Verdict.EXPIRED, PUBLIC_COPY, "", row.agency, day, row.pdf_sha256 or "")
    verdict = Verdict.SUPERSEDED if row.replaced else Verdict.WITHDRAWN
    reason = disclosures.told(row.withdrawn_reason, row.party_name)
    return Checked(verdict, PUBLIC_COPY, "", row.agency, day, row.pdf_sha256 or "", reason)
