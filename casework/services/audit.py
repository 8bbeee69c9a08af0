"""The audit log's one way in: record() appends an entry to a stream and moves the head of that stream.

Called inside the transaction of the effect, so that there is no effect without its entry. An entry's hash
covers the hash before it and every other column. Checking the chain is casework.services.audit_check.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from casework import clock
from casework.db import canonical, db, transaction
from casework.models import AuditStream, Case, Event, Proceeding
from workflows.engine import Actor
from workflows.vocabulary import Role

SYSTEM_STREAM = "system"
# Everything an entry says; the hash before it is chained in front, its own hash is the result.
SAID = (
    "stream",
    "seq",
    "case_id",
    "proceeding_id",
    "at",
    "actor_id",
    "actor_name",
    "actor_role",
    "action",
    "procedure",
    "from_state",
    "to_state",
    "note",
    "basis",
    "payload",
    "facts_digest",
    "rules_digest",
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where an entry stands."""

    stream: str
    seq: int
    hash: str


def record(
    *,
    actor: Actor,
    action: str,
    role: str = "",
    case: Case | None = None,
    proceeding: Proceeding | None = None,
    from_state: str = "",
    to_state: str = "",
    note: str = "",
    basis: str = "",
    payload: Mapping[str, Any] | None = None,
    facts_digest: str = "",
    rules_digest: str = "",
) -> Recorded:
    """Append one entry to the case's stream, or to the system's when there is no case.

    The caller holds the lock of the case row. Amounts in the payload are whole numbers.
    """
    values = {
        "case_id": case.id if case else None,
        "proceeding_id": proceeding.id if proceeding else None,
        "at": clock.now(),
        "actor_id": actor.account_id,
        "actor_name": actor.name,
        "actor_role": role,
        "action": str(action),
        "procedure": str(proceeding.procedure) if proceeding else "",
        "from_state": str(from_state or ""),
        "to_state": str(to_state or ""),
        "note": note,
        "basis": basis,
        "payload": dict(payload or {}),
        "facts_digest": facts_digest,
        "rules_digest": rules_digest,
    }
    with transaction():
        return _append(case or _system_head(), values)


def acting_role(actor: Actor) -> str:
    """The posts of whoever acts, as an entry names them."""
    return "、".join(sorted(Role(role).label for role in actor.roles))[:40]


def _append(head: Case | AuditStream, values: Mapping[str, Any]) -> Recorded:
    stream, seq, previous = _next(head)
    event = Event(stream=stream, seq=seq, previous_hash=previous, **values)
    event.hash = chained(previous, said(event))
    db.session.add(event)
    _move(head, seq, event.hash)
    db.session.flush()
    return Recorded(stream, seq, event.hash)


def said(entry: Any) -> dict[str, Any]:
    """What an entry says, in the form that is hashed."""
    found = {name: getattr(entry, name) for name in SAID}
    found["at"] = instant(found["at"])
    return found


def instant(moment: datetime) -> str:
    """An instant with all its digits, so that the same one is always written the same way."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def chained(previous: str, body: Mapping[str, Any]) -> str:
    """SHA-256 over the hash before and the canonical form of the entry."""
    return hashlib.sha256(previous.encode() + canonical(dict(body)).encode()).hexdigest()


def _system_head() -> AuditStream:
    query = select(AuditStream).where(AuditStream.name == SYSTEM_STREAM).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _next(head: Case | AuditStream) -> tuple[str, int, str]:
    if isinstance(head, AuditStream):
        return head.name, head.seq + 1, head.head
    return head.public_id, head.chain_seq + 1, head.chain_head


def _move(head: Case | AuditStream, seq: int, entry_hash: str) -> None:
    if isinstance(head, AuditStream):
        head.seq, head.head = seq, entry_hash
    else:
        head.chain_seq, head.chain_head = seq, entry_hash
