"""Evidence and other files: taken in once, unaltered, under their digest; every reading is recorded.

The bytes are on disk before the row exists; a row without its file cannot be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from sqlalchemy import ColumnElement, func, select

from casework import clock, storage, uploads
from casework.config import current
from casework.db import db, transaction
from casework.errors import Invalid, NotFound
from casework.models import Case, Draft, Evidence, Party, Proceeding, Right
from casework.services import archive, audit
from workflows.engine import Actor
from workflows.vocabulary import Happening, PartyRole


@dataclass(frozen=True, slots=True)
class Kept:
    """An upload that is on disk: its digest, its proven type, the name people see."""

    stored: storage.Stored
    media_type: str
    name: str


def keep(stream: BinaryIO, name: str, *, field: str = "files") -> Kept:
    """Store an upload. Raises Invalid or StorageError."""
    head = stream.read(uploads.HEAD_BYTES)
    media_type = uploads.check(name, head, field=field)
    stream.seek(0)
    kept = storage.put(stream, limit=current().limits.upload_bytes)
    return Kept(kept, media_type, uploads.display_name(name))


def attach_to_draft(*, account_id: int, draft_id: str, stream: BinaryIO, name: str, kind: str) -> str:
    """Add a file to an unfinished complaint; its public id. The same file sent again is there once."""
    kept = keep(stream, name)
    with transaction():
        draft = db.session.scalars(
            select(Draft).where(Draft.public_id == draft_id, Draft.account_id == account_id).with_for_update()
        ).first()
        if draft is None or draft.submitted_case_id is not None:
            raise NotFound
        known = db.session.scalars(
            select(Evidence.public_id).where(
                Evidence.draft_id == draft.id,
                Evidence.removed_at.is_(None),
                Evidence.sha256 == kept.stored.sha256,
                Evidence.name == kept.name,
            )
        ).first()
        if known is not None:
            return known
        _within_limits(kept, Evidence.draft_id == draft.id)
        row = _enter(
            kept,
            draft_id=draft.id,
            account_id=account_id,
            kind=kind,
            source="投诉人提交",
        )
        return row.public_id


def _within_limits(kept: Kept, *whose: ColumnElement[bool]) -> None:
    """Raise Invalid when one more file would be too many, or too much."""
    count, size = db.session.execute(
        select(func.count(Evidence.id), func.coalesce(func.sum(Evidence.size), 0)).where(
            *whose, Evidence.removed_at.is_(None)
        )
    ).one()
    limits = current().limits
    if count >= limits.uploads_per_case:
        raise Invalid({"files": f"一件投诉最多上传{limits.uploads_per_case}个文件。"})
    if size + kept.stored.size > limits.upload_quota_bytes:
        raise Invalid({"files": "这件投诉的文件总量超过上限，请压缩照片或者视频后再传。"})


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
    enter_certificate(keep(stream, name, field="certificate"), account_id=account_id, right_id=right_id)


def enter_certificate(kept: Kept, *, account_id: int, right_id: int) -> None:
    """Tie a kept file to a recorded right as its certificate."""
    with transaction():
        right = db.session.get(Right, right_id)
        if right is None or right.account_id != account_id:
            raise NotFound
        row = _enter(
            kept,
            right_id=right.id,
            account_id=account_id,
            kind="权利证书",
            source="权利人提交",
        )
        right.certificate_id = row.id


def hand_in(*, actor: Actor, case_id: str, stream: BinaryIO, name: str, kind: str) -> str:
    """Add a file of the complainant's to its own running case, with a custody event; its public id.

    Raises NotFound for anybody else's case, Invalid when the case takes nothing any more.
    """
    return hand_in_kept(keep(stream, name), actor=actor, case_id=case_id, kind=kind)


def hand_in_kept(kept: Kept, *, actor: Actor, case_id: str, kind: str) -> str:
    """The same for a file that is on disk already."""
    with transaction():
        case = db.session.scalars(
            select(Case)
            .join(Party, Party.case_id == Case.id)
            .where(
                Case.public_id == case_id,
                Party.id.in_(actor.party_ids),
                Party.role == PartyRole.COMPLAINANT,
            )
            .with_for_update(of=Case)
        ).first()
        if case is None:
            raise NotFound
        if not case.open:
            raise Invalid({"files": "案件已经办结，不再接收材料。"})
        handed = (Evidence.case_id == case.id, Evidence.account_id == actor.account_id)
        _within_limits(kept, *handed)
        row = _enter(kept, case_id=case.id, account_id=actor.account_id, kind=kind, source="投诉人提交")
        _custody(case, actor, Happening.EVIDENCE_HANDED_IN, row)
        return row.public_id


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
    kept = keep(stream, name)
    with transaction():
        case = _own_case(actor, case_id)
        row = _enter(
            kept,
            case_id=case.id,
            account_id=actor.account_id,
            kind=kind,
            source=source,
            obtained_on=obtained_on,
            proves=list(proves),
        )
        _custody(case, actor, Happening.EVIDENCE_LOGGED, row)
        return row.public_id


def _enter(kept: Kept, **columns: Any) -> Evidence:
    """The row of a kept file, in the caller's transaction."""
    row = Evidence(
        name=kept.name,
        media_type=kept.media_type,
        size=kept.stored.size,
        sha256=kept.stored.sha256,
        storage_key=kept.stored.key,
        received_at=clock.now(),
        **columns,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _own_case(actor: Actor, case_id: str) -> Case:
    case = db.session.scalars(
        select(Case).where(Case.public_id == case_id, Case.bureau_region == actor.bureau).with_for_update()
    ).first()
    if case is None:
        raise NotFound
    return case


def record_reading(*, actor: Actor, evidence_id: int, purpose: str) -> None:
    """Write down that somebody opened a piece of evidence."""
    with transaction():
        row = db.session.get(Evidence, evidence_id)
        if row is None:
            raise NotFound
        if row.case_id is None:
            return
        case = db.session.scalars(select(Case).where(Case.id == row.case_id).with_for_update()).one()
        _custody(case, actor, Happening.EVIDENCE_OPENED, row, purpose)


def _custody(case: Case, actor: Actor, action: Happening, row: Evidence, purpose: str = "") -> None:
    proceeding = db.session.get(Proceeding, row.proceeding_id) if row.proceeding_id else None
    audit.record(
        case=case,
        proceeding=proceeding,
        actor=actor,
        action=action,
        note=purpose,
        payload={"evidence": row.public_id, "sha256": row.sha256, "size": row.size},
    )
    if action is not Happening.EVIDENCE_OPENED:
        archive.bind_again(case.id, f"evidence:{row.id}")
