"""What must hold after the last kill, in words of the database, of the storage and of the platform's ledger.

Every function returns what is wrong, as lines for the test to show; nothing wrong is an empty list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from sqlalchemy import func, select

from casework import storage
from casework.db import db
from casework.models import (
    Case,
    Complaint,
    CreditRecord,
    Decision,
    Document,
    DocumentNumber,
    Draft,
    Evidence,
    NumberCounter,
    OutboxMessage,
    Proceeding,
    Publication,
)
from casework.services import audit_check, credit
from tests.crash.city import Waiting
from tests.crash.loads import Filed
from tests.fake_credit import Ledger


def complaints(filed: Sequence[Filed]) -> list[str]:
    """I-1, I-2: every acknowledged complaint is there once, whole; no other is there twice."""
    found = Counter(db.session.scalars(select(Case.respondent_name)))
    wrong = [f"{name}: {count} cases" for name, count in found.items() if count > 1]
    for each in filed:
        if found[each.respondent] != 1:
            wrong.append(f"{each.respondent}: acknowledged, {found[each.respondent]} cases")
            continue
        wrong += [f"{each.respondent}: {fault}" for fault in _complaint(each)]
    drafts = Counter(
        db.session.scalars(select(Draft.submitted_case_id).where(Draft.submitted_case_id.is_not(None)))
    )
    wrong += [f"case {case} from {count} drafts" for case, count in drafts.items() if count > 1]
    cases, statements = (db.session.scalar(select(func.count(model.id))) for model in (Case, Complaint))
    return wrong + ([f"{cases} cases, {statements} complaints"] if cases != statements else [])


def _complaint(each: Filed) -> list[str]:
    case = db.session.scalars(select(Case).where(Case.respondent_name == each.respondent)).one()
    wrong = []
    if not (case.public_id in each.receipt or case.reference in each.receipt):
        wrong.append(f"the receipt is at {each.receipt}")
    papers = db.session.scalars(select(Document.status).where(Document.case_id == case.id)).all()
    if not papers or set(papers) != {"rendered"}:
        wrong.append(f"papers {list(papers)}")
    intake = db.session.scalars(select(Proceeding).where(Proceeding.case_id == case.id)).all()
    if [row.procedure for row in intake] != ["intake"]:
        wrong.append(f"proceedings {[row.procedure for row in intake]}")
    kept = Counter(
        sha256(storage.read(key)).hexdigest()
        for key in db.session.scalars(
            select(Evidence.storage_key).where(Evidence.case_id == case.id, Evidence.removed_at.is_(None))
        )
    )
    sent = Counter(sha256(content).hexdigest() for content in each.files)
    if kept != sent:
        wrong.append(f"{kept.total()} files of {sent.total()}, {len(sent - kept)} missing")
    return wrong


def credit_feed(ledger: Ledger, published: Iterable[Waiting]) -> list[str]:
    """I-9, I-10: one record for each published decision, delivered under one key with the same bytes."""
    wrong = []
    if ledger.conflicts:
        wrong.append(f"{ledger.conflicts} bodies changed under their key")
    bodies: dict[str, set[bytes]] = {}
    for key, body, _ in ledger.arrivals:
        bodies.setdefault(key, set()).add(body)
    wrong += [f"{key}: {len(found)} bodies" for key, found in bodies.items() if len(found) > 1]
    rows = db.session.execute(
        select(Case.public_id, CreditRecord)
        .join(Decision, Decision.id == CreditRecord.decision_id)
        .join(Case, Case.id == Decision.case_id)
    ).all()
    records = Counter(case for case, _ in rows)
    wanted = {each.case for each in published}
    wrong += [f"{each}: published, {records[each]} records" for each in wanted if records[each] != 1]
    wrong += [f"{each}: a record without a publication" for each in set(records) - wanted]
    for _, row in rows:
        if row.status != "delivered" or not row.receipt:
            wrong.append(f"{row.idempotency_key}: {row.status}")
        if ledger.kept.get(row.idempotency_key) != credit.wire(row.body, row.idempotency_key):
            wrong.append(f"{row.idempotency_key}: the platform has other bytes or none")
    unknown = set(ledger.kept) - {row.idempotency_key for _, row in rows}
    return wrong + [f"{key}: only the platform knows it" for key in unknown]


def publications(published: Iterable[Waiting]) -> list[str]:
    """Every acknowledged publication is shown once, with the bytes of its file."""
    wrong = []
    for each in published:
        rows = db.session.scalars(
            select(Publication)
            .join(Decision, Decision.id == Publication.decision_id)
            .join(Case, Case.id == Decision.case_id)
            .where(Case.public_id == each.case)
        ).all()
        if [row.status for row in rows] != ["published"]:
            wrong.append(f"{each.respondent}: {[row.status for row in rows]}")
            continue
        if sha256(storage.read(str(rows[0].pdf_key))).hexdigest() != rows[0].pdf_sha256:
            wrong.append(f"{each.respondent}: another file")
    return wrong


def numbers() -> list[str]:
    """I-6: no number missing, no number twice, each with its paper."""
    wrong = []
    references = sorted(db.session.scalars(select(Case.reference)))
    if [int(each.rpartition("-")[2]) for each in references] != list(range(1, len(references) + 1)):
        wrong.append(f"references {references}")
    for counter in db.session.scalars(select(NumberCounter)):
        given = db.session.scalars(
            select(DocumentNumber.seq)
            .where(
                DocumentNumber.bureau_region == counter.bureau_region,
                DocumentNumber.code == counter.code,
                DocumentNumber.year == counter.year,
            )
            .order_by(DocumentNumber.seq)
        ).all()
        if given and given != list(range(1, counter.last + 1)):
            wrong.append(f"{counter.bureau_region} {counter.code} {counter.year}: {given} of {counter.last}")
    loose = db.session.scalar(
        select(func.count(DocumentNumber.id)).where(
            DocumentNumber.document_id.is_(None), DocumentNumber.void_reason == ""
        )
    )
    return wrong + ([f"{loose} numbers without a paper"] if loose else [])


def audit() -> list[str]:
    """I-16: the chain holds from end to end."""
    return [f"{bad.stream} {bad.seq}: {bad.reason}" for bad in audit_check.verify().bad]


def outbox() -> list[str]:
    """Every promise was kept."""
    rows = db.session.scalars(select(OutboxMessage).where(OutboxMessage.delivered_at.is_(None)))
    return [f"{row.topic} {row.ref}: {row.attempts} attempts, {row.last_error}" for row in rows]


def files() -> list[str]:
    """I-5: never a row without its file, and every file still is what its name says."""
    wrong = []
    for key in sorted(_named()):
        if not storage.exists(key):
            wrong.append(f"{key} is gone")
    for key in list(storage.keys()):
        if sha256(storage.read(key)).hexdigest() != key.rpartition("/")[2]:
            wrong.append(f"{key} is damaged")
    return wrong


def _named() -> set[str]:
    columns = (Evidence.storage_key, Document.storage_key, Publication.pdf_key)
    return {
        key
        for column in columns
        for key in db.session.scalars(select(column).where(column.is_not(None)))
        if key
    }


def files_without_row() -> set[str]:
    """What a kill left behind between keeping bytes and writing the row; the sweep takes it after a day."""
    return set(storage.keys()) - _named()
