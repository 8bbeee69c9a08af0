"""Is this paper ours? By its code or its bytes: what a paper or a public copy calls itself, and its digest.

Says no party, no case and no content of a paper; whoever asks holds the paper, or the code printed on it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from casework import clock, crypto
from casework.db import db
from casework.models.account import Bureau
from casework.models.document import Document
from casework.models.publication import Publication
from casework.queries import disclosures

CODE = re.compile(f"[{crypto.CODE_ALPHABET}]{{6,32}}")
PUBLIC_COPY = "行政处罚信息公示件"
# A page of text holds few stretches that look like a code; more than this were put there.
MOST_CODES = 500


class Verdict(StrEnum):
    GENUINE = "genuine"
    MAKING = "making"
    VOID = "void"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    REPLACED = "replaced"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the register says of one code. `public_id` leads to the page of what is shown now.

    `size` is how many bytes the registered file has; for a paper that was replaced, `reason` is the number of
    the paper that counts now. `later` is the code of what came in its place, where that may be shown.
    """

    verdict: Verdict
    title: str
    number: str
    agency: str
    issued_on: date | None
    sha256: str
    reason: str = ""
    public_id: str = ""
    size: int | None = None
    later: str = ""


def check(code: str) -> Checked | None:
    """What was issued under this code; None when nothing was."""
    if not CODE.fullmatch(code):
        return None
    return _paper(code) or _public_copy(code)


def of_bytes(sha256: str) -> Checked | None:
    """What was issued with these very bytes; papers without a number too."""
    code = db.session.scalar(select(Document.verify_code).where(Document.sha256 == sha256))
    if code is not None:
        return _paper(code, numbered=False)
    code = db.session.scalar(select(Publication.verify_code).where(Publication.pdf_sha256 == sha256))
    return _public_copy(code) if code is not None else None


def given(codes: Collection[str]) -> bool:
    """Whether any of these codes stands on something we issued."""
    for held in (Document.verify_code, Publication.verify_code):
        if codes and db.session.scalar(select(held).where(held.in_(list(codes)[:MOST_CODES])).limit(1)):
            return True
    return False


def _paper(code: str, *, numbered: bool = True) -> Checked | None:
    """Only numbered papers carry their code."""
    row = db.session.execute(
        select(
            Document.title,
            Document.number,
            Bureau.name,
            Document.issued_on,
            Document.status,
            Document.sha256,
            Document.size,
            Document.public_id,
            Document.case_id,
        )
        .join(Bureau, Bureau.region_code == Document.bureau_region)
        .where(Document.verify_code == code)
    ).first()
    if row is None or (numbered and row.number is None):
        return None
    verdict = {"void": Verdict.VOID, "rendered": Verdict.GENUINE}.get(row.status, Verdict.MAKING)
    later = _replaced_by(row.case_id, row.public_id)
    if verdict is Verdict.GENUINE and later is not None:
        verdict = Verdict.REPLACED
    return Checked(
        verdict,
        row.title,
        row.number or "",
        row.name,
        row.issued_on,
        row.sha256 or "",
        reason=later.number if later is not None else "",
        size=row.size,
        later=later.verify_code if later is not None else "",
    )


def _replaced_by(case_id: int, public_id: str) -> Row[str | None, str] | None:
    """Number and code of the newest paper of the same case that says it replaces or corrects this one."""
    newer = aliased(Document)
    return db.session.execute(
        select(newer.number, newer.verify_code)
        .where(
            newer.case_id == case_id,
            newer.status == "rendered",
            newer.number.is_not(None),
            newer.data["replaces"]["document_id"].as_string() == public_id,
        )
        .order_by(newer.id.desc())
        .limit(1)
    ).first()


def _public_copy(code: str) -> Checked | None:
    """A public copy that is no longer shown is not named by its number again."""
    row = db.session.execute(
        select(
            Publication.id,
            Publication.decision_id,
            Publication.public_id,
            Publication.number,
            Publication.agency,
            Publication.published_at,
            Publication.status,
            Publication.pdf_sha256,
            Publication.pdf_size,
            Publication.withdrawn_reason,
            Publication.party_name,
            Publication.display_until,
        ).where(Publication.verify_code == code, Publication.status != "prepared")
    ).first()
    if row is None:
        return None
    day = clock.local(row.published_at).date() if row.published_at else None
    past = row.status == disclosures.PUBLISHED and _over(row.display_until)
    if row.status == disclosures.PUBLISHED and not past:
        shown = Checked(Verdict.GENUINE, PUBLIC_COPY, row.number, row.agency, day, row.pdf_sha256 or "")
        return replace(shown, public_id=row.public_id, size=row.pdf_size)
    digest, size = row.pdf_sha256 or "", row.pdf_size
    if row.status == disclosures.EXPIRED or past:
        return Checked(Verdict.EXPIRED, PUBLIC_COPY, "", row.agency, day, digest, size=size)
    newest = _shown_instead(row.decision_id, row.id)
    verdict = Verdict.WITHDRAWN if newest is None else Verdict.SUPERSEDED
    reason = disclosures.told(row.withdrawn_reason, row.party_name)
    later = newest.verify_code if newest is not None and not _over(newest.display_until) else ""
    return Checked(verdict, PUBLIC_COPY, "", row.agency, day, digest, reason, later=later)


def _shown_instead(decision_id: int, publication_id: int) -> Row[str, date | None] | None:
    """Code and last day of the newest other public copy of the same decision."""
    return db.session.execute(
        select(Publication.verify_code, Publication.display_until)
        .where(
            Publication.decision_id == decision_id,
            Publication.id != publication_id,
            Publication.status == disclosures.PUBLISHED,
        )
        .order_by(Publication.id.desc())
        .limit(1)
    ).first()


def _over(last: date | None) -> bool:
    return last is not None and last < clock.today()
