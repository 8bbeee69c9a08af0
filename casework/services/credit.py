"""Credit records: versions with frozen bytes, put in the outbox with the caller's transaction.

A record exists only after service and after its snapshot was frozen; version n+1 waits for n. The identity
of a natural person lies sealed in the body and is opened when the body goes over the wire.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from casework import clock, crypto
from casework.calendar_table import working_calendar
from casework.credit.record import Identity, record
from casework.db import canonical, db, transaction
from casework.errors import NotFound
from casework.local_rules import rulebook
from casework.models import Case, CreditRecord, Decision, Party, Publication
from casework.services import audit, outbox
from workflows.display import display
from workflows.engine import SYSTEM, Reason, Refused
from workflows.vocabulary import Happening, PartyKind, Topic

ACTIONS = ("add", "correct", "withdraw", "end_display", "repair_result")
_SEALED = "sealed:"
_BASIS = "《市场监督管理行政处罚信息公示规定》第七条、第九条；《行政处罚法》第四十八条"
RESIDENT_CARD = "身份证"


@dataclass(frozen=True, slots=True)
class Queued:
    """The version that will be sent."""

    id: int
    record_id: str
    version: int


@dataclass(frozen=True, slots=True)
class Sending:
    """One version ready for the wire: these bytes under this key, every time."""

    id: int
    key: str
    body: bytes


class NotYet(Exception):
    """An earlier version of the record has not been answered."""


def enqueue(decision_id: int, action: str, *, reason: str = "") -> Queued | None:
    """Make the next version of the decision's record and promise to send it, in the caller's transaction.

    None when the credit platform does not show such a decision and was never told of it. Refused before
    service and before the public snapshot is frozen. An `add` that stands already is not made twice.
    """
    if action not in ACTIONS:
        raise ValueError(f"unknown action: {action}")
    with transaction():
        decision = db.session.scalars(
            select(Decision).where(Decision.id == decision_id).with_for_update()
        ).first()
        if decision is None:
            raise NotFound
        publication = _ready(decision)
        last = _last(decision_id)
        if last is not None and action == "add" and last.action != "withdraw":
            return Queued(last.id, last.record_id, last.version)
        shown = _shown(decision)
        if last is None and (action != "add" or shown is None):
            return None
        return _next(decision, publication, last, action=action, reason=reason, until=shown or "")


def _ready(decision: Decision) -> Publication:
    publication = db.session.scalars(
        select(Publication).where(Publication.decision_id == decision.id).order_by(Publication.id.desc())
    ).first()
    reasons = []
    if decision.served_on is None:
        reasons.append(Reason("not_served", "处罚决定书还没有送达，不能报送信用信息。", _BASIS))
    if publication is None or not publication.snapshot:
        reasons.append(Reason("no_snapshot", "公示文本还没有固定，不能报送信用信息。", _BASIS))
    elif (publication.snapshot.get("fine_fen") or 0) != decision.fine_fen:
        reasons.append(Reason("other_fine", "公示文本的罚款与处罚决定不一致，不能报送信用信息。", _BASIS))
    if reasons or publication is None:
        raise Refused(reasons)
    return publication


def _last(decision_id: int) -> CreditRecord | None:
    return db.session.scalars(
        select(CreditRecord)
        .where(CreditRecord.decision_id == decision_id)
        .order_by(CreditRecord.version.desc())
    ).first()


def _shown(decision: Decision) -> str | None:
    """Until when 信用中国 shows such a decision, empty if the rules do not say; None if it shows none."""
    region = db.session.scalar(select(Case.bureau_region).where(Case.id == decision.case_id))
    try:
        found = display(
            rulebook(region or ""),
            channel="creditchina",
            procedure="ordinary",
            kinds=tuple(decision.kinds),
            fine_fen=decision.fine_fen,
            decided=decision.decided_on,
            # 信用中国 counts from the decision, gsxt from publication: the anchor belongs to the channel.
            published=decision.decided_on,
            calendar=working_calendar(),
        )
    except LookupError:
        return ""
    if not found.published:
        return None
    return found.until.isoformat() if found.until else ""


def _next(
    decision: Decision,
    publication: Publication,
    last: CreditRecord | None,
    *,
    action: str,
    reason: str,
    until: str,
) -> Queued:
    record_id = last.record_id if last else outbox.uid()
    version = last.version + 1 if last else 1
    key = f"{record_id}-{version}"
    snapshot = dict(publication.snapshot)
    snapshot["credit_display"] = {"until": until}
    body = {
        "record_id": record_id,
        "version": version,
        "action": action,
        "reason": reason,
        "fields": record(snapshot, identity=_identity(decision, key)),
        "sent_at": clock.local(clock.now()).isoformat(timespec="seconds"),
    }
    row = CreditRecord(
        record_id=record_id,
        version=version,
        decision_id=decision.id,
        action=action,
        reason=reason[:300],
        body=canonical(body),
        idempotency_key=key,
        created_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    outbox.put(Topic.SEND_CREDIT, str(row.id), dedupe_key=_dedupe(record_id, version))
    return Queued(row.id, record_id, version)


def _dedupe(record_id: str, version: int) -> str:
    return f"{Topic.SEND_CREDIT}:{record_id}:{version}"


def _identity(decision: Decision, key: str) -> Identity | None:
    party = db.session.get(Party, decision.party_id)
    if party is None or party.kind != PartyKind.NATURAL:
        return None
    number = crypto.open(party.id_number_sealed, context=f"id_number:{party.public_id}")
    sealed = _SEALED + crypto.seal(number, context=f"credit:{key}") if number else ""
    return Identity(name=party.name, certificate=RESIDENT_CARD if number else "", number=sealed)


def wire(body: str, key: str) -> bytes:
    """The bytes that go over the wire: the frozen body with what is sealed in it opened."""
    if _SEALED not in body:
        return body.encode()
    message = json.loads(body)
    message["fields"] = opened(message["fields"], key)
    return canonical(message).encode()


def opened(fields: dict[str, Any], key: str) -> dict[str, Any]:
    """The fields with their sealed values opened."""
    return {
        code: crypto.open(value.removeprefix(_SEALED), context=f"credit:{key}")
        if isinstance(value, str) and value.startswith(_SEALED)
        else value
        for code, value in fields.items()
    }


def begin(record_row: int) -> Sending | None:
    """Take a version to the wire; None when it is answered already, NotYet when an earlier one is not."""
    with transaction():
        row = _locked(record_row)
        if row.status != "pending":
            return None
        earlier = select(func.count(CreditRecord.id)).where(
            CreditRecord.record_id == row.record_id,
            CreditRecord.version < row.version,
            CreditRecord.status == "pending",
        )
        if db.session.scalar(earlier):
            raise NotYet("前一版本还没有得到答复")
        row.attempts += 1
        return Sending(row.id, row.idempotency_key, wire(row.body, row.idempotency_key))


def mark_delivered(record_row: int, *, receipt: str, response: str = "") -> None:
    """Keep the receipt and let the next version go."""
    _answered(record_row, "delivered", receipt=receipt, response=response)


def mark_rejected(record_row: int, *, response: str) -> None:
    """Keep the platform's words for the credit officer and let the next version go."""
    _answered(record_row, "rejected", receipt="", response=response)


def mark_failed(record_row: int, *, response: str) -> None:
    """Keep what the last attempt came to; the record is still to be sent."""
    with transaction():
        row = _locked(record_row)
        if row.status == "pending":
            row.response = response


def _answered(record_row: int, status: str, *, receipt: str, response: str) -> None:
    with transaction():
        row = _locked(record_row)
        if row.status != "pending":
            return
        row.status, row.receipt, row.response = status, receipt[:200], response
        row.delivered_at = clock.now() if status == "delivered" else None
        db.session.flush()
        outbox.hasten(_dedupe(row.record_id, row.version + 1))
        case = db.session.scalars(
            select(Case)
            .join(Decision, Decision.case_id == Case.id)
            .where(Decision.id == row.decision_id)
            .with_for_update(of=Case)
        ).one()
        audit.record(
            case=case,
            actor=SYSTEM,
            action=Happening(f"credit_{status}"),
            payload={
                "record_id": row.record_id,
                "version": row.version,
                "action": row.action,
                "receipt": receipt,
            },
        )


def _locked(record_row: int) -> CreditRecord:
    row = db.session.scalars(
        select(CreditRecord).where(CreditRecord.id == record_row).with_for_update()
    ).first()
    if row is None:
        raise NotFound
    return row
