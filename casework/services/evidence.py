"""Evidence and other files: taken in once, unaltered, under their digest; every reading is recorded.

The bytes are on disk before the row exists; a row without its file cannot be.
"""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from sqlalchemy import func, select

from casework import clock, storage, uploads
from casework.config import current
from casework.db import db, transaction
from casework.errors import Invalid, NotFound
from casework.models import Case, Draft, Evidence, Proceeding, Right
from casework.services import audit
from workflows.engine import Actor


def keep(stream: BinaryIO, name: str, *, field: str = "files") -> tuple[storage.Stored, str, str]:
    """Store an upload: (stored, media type, display name). Raises Invalid or StorageError."""
    head = stream.read(uploads.HEAD_BYTES)
    media_type = uploads.check(name, head, field=field)
    stream.seek(0)
    kept = storage.put(stream, limit=current().limits.upload_bytes)
    return kept, media_type, uploads.display_name(name)


def attach_to_draft(*, account_id: int, draft_id: str, stream: BinaryIO, name: str, kind: str) -> str:
    """Add a file to an unfinished complaint; its public id."""
    kept, media_type, shown = keep(stream, name)
    with transaction():
        draft = db.session.scalars(
            select(Draft).where(Draft.public_id == draft_id, Draft.account_id == account_id)
        ).first()
        if draft is None or draft.submitted_case_id is not None:
            raise NotFound
        count, size = db.session.execute(
            select(func.count(Evidence.id), func.coalesce(func.sum(Evidence.size), 0)).where(
                Evidence.draft_id == draft.id, Evidence.removed_at.is_(None)
            )
        ).one()
        limits = current().limits
        if count >= limits.uploads_per_case:
            raise Invalid({"files": f"一件投诉最多上传{limits.uploads_per_case}个文件。"})
        if size + kept.size > limits.upload_quota_bytes:
            raise Invalid({"files": "这件投诉的文件总量超过上限，请压缩照片或者视频后再传。"})
        row = Evidence(
            draft_id=draft.id,
            account_id=account_id,
            name=shown,
            kind=kind,
            media_type=media_type,
            size=kept.size,
            sha256=kept.sha256,
            storage_key=kept.key,
            source="投诉人提交",
            received_at=clock.now(),
        )
        db.session.add(row)
        db.session.flush()
        return row.public_id


def detach_from_draft(*, account_id: int, draft_id: str, evidence_id: str) -> None:
    """Take a file out of an unfinished complaint; its bytes are swept later."""
    with transaction():
        row = db.session.scalars(
            select(Evidence)
            .join(Draft, Draft.id == Evidence.draft_id)
            .where(
                Draft.public_id == draft_id,
                Draft.account_id == account_id,
                Draft.submitted_case_id.is_(None),
                Evidence.public_id == evidence_id,
            )
        ).first()
        if row is None:
            raise NotFound
        row.removed_at = clock.now()


def attach_certificate(*, account_id: int, right_id: int, stream: BinaryIO, name: str) -> None:
    """Keep the certificate of a recorded right."""
    kept, media_type, shown = keep(stream, name, field="certificate")
    with transaction():
        right = db.session.get(Right, right_id)
        if right is None or right.account_id != account_id:
            raise NotFound
        row = Evidence(
            right_id=right.id,
            account_id=account_id,
            name=shown,
            kind="权利证书",
            media_type=media_type,
            size=kept.size,
            sha256=kept.sha256,
            storage_key=kept.key,
            source="权利人提交",
            received_at=clock.now(),
        )
        db.session.add(row)
        db.session.flush()
        right.certificate_id = row.id


def log(
    *,
    actor: Actor,
    case_id: str,
    stream: BinaryIO,
    name: str,
    kind: str,
    source: str,
    obtained_on: date | None = None,
    proves: tuple[str, ...] = (),
) -> str:
    """Enter evidence into a case with its SHA-256 and a custody event; its public id.

    Raises NotFound when the case is not of the officer's bureau.
    """
    kept, media_type, shown = keep(stream, name)
    with transaction():
        case = db.session.scalars(
            select(Case)
            .where(Case.public_id == case_id, Case.bureau_region == actor.bureau)
            .with_for_update()
        ).first()
        if case is None:
            raise NotFound
        row = Evidence(
            case_id=case.id,
            account_id=actor.account_id,
            name=shown,
            kind=kind,
            media_type=media_type,
            size=kept.size,
            sha256=kept.sha256,
            storage_key=kept.key,
            source=source,
            obtained_on=obtained_on,
            received_at=clock.now(),
            proves=list(proves),
        )
        db.session.add(row)
        db.session.flush()
        _custody(case, actor, "evidence_logged", row)
        return row.public_id


def record_reading(*, actor: Actor, evidence_id: int, purpose: str) -> None:
    """Write down that somebody opened a piece of evidence."""
    with transaction():
        row = db.session.get(Evidence, evidence_id)
        if row is None:
            raise NotFound
        if row.case_id is None:
            return
        case = db.session.scalars(select(Case).where(Case.id == row.case_id).with_for_update()).one()
        _custody(case, actor, "evidence_opened", row, purpose)


def _custody(case: Case, actor: Actor, action: str, row: Evidence, purpose: str = "") -> None:
    proceeding = db.session.get(Proceeding, row.proceeding_id) if row.proceeding_id else None
    audit.record(
        case=case,
        proceeding=proceeding,
        actor=actor,
        action=action,
        note=purpose,
        payload={"evidence": row.public_id, "sha256": row.sha256, "size": row.size},
    )
