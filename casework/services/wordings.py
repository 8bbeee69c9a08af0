"""Wordings of papers and of their shared parts: drafted by one person, approved by another, kept with papers.

A decided wording is never changed; a later one takes its place. Each step is in the system's log.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

import documents
from casework import clock
from casework.db import db, locked, serialise, transaction
from casework.errors import Invalid, NotFound, Stale
from casework.models import Account, Wording, WordingText
from casework.services import audit
from casework.wordings import Held, checked, in_force
from documents import wordcheck
from documents.errors import UnknownKind
from documents.wordings import part_files
from workflows import wording_steps
from workflows.engine import Actor, Reason, Refused
from workflows.vocabulary import Happening

LOCK = "wordings"
SHOWN_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft or submission as it now stands; `version` is what the next change has to name."""

    public_id: str
    status: str
    version: int


def save(
    *,
    actor: Actor,
    kind: str,
    text: str,
    version: int | None = None,
    note: str = "",
    valid_from: date | None = None,
) -> Kept:
    """Keep what this person has written so far, sound or not; everybody has one draft of a kind.

    Raises Refused, NotFound, Invalid for a text beyond any size, Stale when the draft was saved elsewhere.
    """
    _known(kind)
    with transaction():
        serialise(LOCK)
        _refuse(wording_steps.against_writing(actor))
        if len(text.encode("utf-8", "surrogatepass")) > wordcheck.MOST_BYTES:
            raise Invalid({"text": f"内容太长，最多{wordcheck.MOST_BYTES // 1000}KB，请删去一些"})
        found = _draft_of(kind, actor)
        if (found.version if found is not None else None) != version:
            raise Stale
        if found is None:
            found = _begun(kind, actor)
        found.text, found.note, found.valid_from = text, note, valid_from
        found.drafted_at = clock.now()
        db.session.flush()
        _record(Happening.WORDING_DRAFTED, actor, found)
        return _kept(found)


def submit(*, actor: Actor, public_id: str, version: int | None) -> Kept:
    """Hand one's draft to a second person. Invalid, by line, while anything in it cannot be used."""
    with transaction():
        found, standing = _load(public_id)
        _refuse(wording_steps.against_changing(actor, standing))
        if found.version != version:
            raise Stale
        _check(found)
        if found.valid_from is None or found.valid_from < clock.today():
            raise Invalid({"valid_from": "请填写从哪一天起使用，不能早于今天"})
        if _waiting(found.kind):
            raise Invalid({"": "这种文书已有一稿等待审核，请先办理那一稿"})
        found.status = "proposed"
        found.submitted_at = clock.now()
        db.session.flush()
        _record(Happening.WORDING_SUBMITTED, actor, found)
        return _kept(found)


def approve(*, actor: Actor, public_id: str, note: str = "") -> Kept:
    """Let a wording hold from its day on, at the earliest from today. Approving twice is approving once.

    Refused for whoever drafted it; Invalid where a change of the shared parts has made it unfit meanwhile.
    """
    with transaction():
        found, standing = _load(public_id)
        if found.status == "approved" and found.decided_by_id == actor.account_id:
            return _kept(found)
        _refuse(wording_steps.against_deciding(actor, standing))
        _check(found)
        found.valid_from = max(found.valid_from or clock.today(), clock.today())
        _decide(found, actor, "approved", note)
        _record(Happening.WORDING_APPROVED, actor, found, note=note)
        return _kept(found)


def refuse(*, actor: Actor, public_id: str, reason: str) -> Kept:
    """End a submission without effect, with the reason its drafter reads."""
    with transaction():
        found, standing = _load(public_id)
        if found.status == "refused" and found.decided_by_id == actor.account_id:
            return _kept(found)
        _refuse(wording_steps.against_deciding(actor, standing))
        if not reason:
            raise Invalid({"reason": "请写明不批准的理由"})
        _decide(found, actor, "refused", reason)
        _record(Happening.WORDING_REFUSED, actor, found, note=reason)
        return _kept(found)


def withdraw(*, actor: Actor, public_id: str) -> Kept:
    """Throw one's draft away, or take one's submission back before anybody has decided on it."""
    with transaction():
        found, standing = _load(public_id)
        if found.status == "withdrawn" and found.decided_by_id == actor.account_id:
            return _kept(found)
        _refuse(wording_steps.against_withdrawing(actor, standing))
        _decide(found, actor, "withdrawn", "")
        _record(Happening.WORDING_WITHDRAWN, actor, found)
        return _kept(found)


def reopen(*, actor: Actor, public_id: str) -> Kept:
    """Begin a draft with the text of a refused wording, or of one that this person withdrew.

    Raises Refused, NotFound, and Invalid while this person has another draft of the kind.
    """
    with transaction():
        found, standing = _load(public_id)
        _refuse(wording_steps.against_reopening(actor, standing))
        held = _draft_of(found.kind, actor)
        if held is not None and held.text != found.text:
            raise Invalid({"": "您已有一份没有提交的草稿，请先提交或者撤回那一稿"})
        if held is not None:
            return _kept(held)
        made = _begun(found.kind, actor)
        day = found.valid_from
        made.text, made.note, made.drafted_at = found.text, found.note, clock.now()
        made.valid_from = day if day is not None and day >= clock.today() else None
        db.session.flush()
        _record(Happening.WORDING_DRAFTED, actor, made, taken_from=found.public_id)
        return _kept(made)


def freeze(kind: str, on: date, *, begun: datetime | None = None) -> dict[str, Any]:
    """Keep the text in which a paper begun on this day is issued; the mark that its data carry.

    Called inside the transaction that issues the paper. The mark is {"sha256", "version"}; an empty version
    is the house's own wording.
    """
    held = in_force(kind, on, begun=begun)
    _keep(kind, held)
    return {"sha256": held.wording.sha256, "version": held.public_id}


def _keep(kind: str, held: Held) -> None:
    digest = held.wording.sha256
    if db.session.get(WordingText, digest) is not None:
        return
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {
        "sha256": digest,
        "kind": kind,
        "text": held.wording.text,
        "parts": dict(held.wording.parts),
        "kept_at": clock.now(),
    }
    db.session.execute(insert(WordingText).values(values).on_conflict_do_nothing())


def _known(kind: str) -> None:
    if kind in part_files():
        return
    try:
        documents.lookup(kind)
    except UnknownKind as error:
        raise NotFound from error


def _load(public_id: str) -> tuple[Wording, wording_steps.Standing]:
    """The wording, held until the end of the transaction."""
    serialise(LOCK)
    found = locked(Wording, public_id)
    if found is None:
        raise NotFound
    bureau = db.session.scalar(select(Account.bureau_region).where(Account.id == found.drafted_by_id))
    return found, wording_steps.Standing(found.status, found.drafted_by_id, bureau or "")


def _draft_of(kind: str, actor: Actor) -> Wording | None:
    query = select(Wording).where(
        Wording.kind == kind, Wording.status == "draft", Wording.drafted_by_id == actor.account_id
    )
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def _begun(kind: str, actor: Actor) -> Wording:
    held = in_force(kind, clock.today())
    made = Wording(kind=kind, drafted_by_id=actor.account_id, based_on=_digest(held.wording.text))
    db.session.add(made)
    return made


def _waiting(kind: str) -> bool:
    query = select(Wording.id).where(Wording.kind == kind, Wording.status == "proposed")
    return db.session.scalar(query) is not None


def _check(found: Wording) -> None:
    day = max(found.valid_from or clock.today(), clock.today())
    faults = checked(found.kind, found.text, day).faults
    if faults:
        raise Invalid({"text": "；".join(str(fault) for fault in faults[:SHOWN_FAULTS])})


def _refuse(reasons: Iterable[Reason]) -> None:
    if found := tuple(reasons):
        raise Refused(found)


def _decide(found: Wording, actor: Actor, status: str, note: str) -> None:
    found.status = status
    found.decided_by_id = actor.account_id
    found.decided_at = clock.now()
    found.decided_on = clock.today()
    found.decision_note = note
    db.session.flush()


def _kept(found: Wording) -> Kept:
    return Kept(found.public_id, found.status, found.version)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _record(
    happening: Happening, actor: Actor, found: Wording, *, note: str = "", taken_from: str = ""
) -> None:
    payload = {
        "wording": found.public_id,
        "kind": found.kind,
        "sha256": _digest(found.text),
        "based_on": found.based_on,
        "valid_from": found.valid_from.isoformat() if found.valid_from else None,
    }
    if taken_from:
        payload["taken_from"] = taken_from
    audit.record(
        actor=actor,
        role=audit.acting_role(actor),
        action=Happening(happening),
        note=note or found.note,
        basis=wording_steps.BASIS,
        payload=payload,
    )
