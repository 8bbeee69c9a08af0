"""What officers choose from on the pages of the steps, and single files of a case. SELECT only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select

from casework import clock
from casework.db import db
from casework.errors import NotFound
from casework.models import Account, Assignment, Bureau, Case, Document, Evidence, Proceeding
from casework.queries.queue import works_on_cases
from workflows.engine import Actor
from workflows.rules import book
from workflows.vocabulary import DocumentKind, Duty, Procedure, Role

Options = tuple[tuple[str, str], ...]
DEPARTMENT = "市场监管"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a case, where its bytes are and what it is called."""

    id: int
    name: str
    media_type: str
    key: str
    sha256: str
    status: str
    error: str


def officers(bureau: str) -> Options:
    """The certified officers of a bureau, each with the number of cases in hand."""
    load = (
        select(func.count(Assignment.id))
        .join(Case, Case.id == Assignment.case_id)
        .where(Assignment.account_id == Account.id, Assignment.until.is_(None), Case.open.is_(True))
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Account.public_id, Account.name, Account.certificate_no, Account.roles, load.label("load"))
        .where(Account.bureau_region == bureau, Account.active.is_(True), Account.kind == "officer")
        .order_by(Account.name, Account.id)
    ).all()
    return tuple(
        (r.public_id, f"{r.name}（执法证{r.certificate_no or '未登记'}，在办{r.load}件）")
        for r in rows
        if Role.CASE_OFFICER in (r.roles or ())
    )


def bureaus(without: str) -> Options:
    """The other bureaus of the city."""
    rows = db.session.execute(
        select(Bureau.region_code, Bureau.name)
        .where(Bureau.region_code != without)
        .order_by(Bureau.region_code)
    ).all()
    return tuple((r.region_code, r.name) for r in rows)


def violations() -> Options:
    """The violations that this department punishes under the law in force today, with their articles."""
    found = {
        rule.id: f"{rule.name}（{rule.violation_basis}）"
        for rule in book.load().penalties_on(clock.today())
        if rule.department.startswith(DEPARTMENT)
    }
    return tuple(found.items())


def review_cases() -> tuple[tuple[str, str, str], ...]:
    """The kinds of cases that must pass legal review, with their articles."""
    return tuple((one.id, one.label, one.basis) for one in book.load().reviews)


def evidence(actor: Actor, case_id: str, evidence_id: str) -> StoredFile:
    """One piece of evidence of a case of this bureau. Raises NotFound."""
    row = db.session.execute(
        select(
            Evidence.id,
            Evidence.name,
            Evidence.media_type,
            Evidence.storage_key,
            Evidence.sha256,
            Evidence.scan_status,
        )
        .join(Case, Case.id == Evidence.case_id)
        .outerjoin(Proceeding, Proceeding.id == Evidence.proceeding_id)
        .where(
            Case.public_id == case_id,
            Case.bureau_region == actor.bureau,
            Evidence.public_id == evidence_id,
            Evidence.removed_at.is_(None),
            Evidence.scan_status != "infected",
            _open_to(actor),
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return StoredFile(row.id, row.name, row.media_type, row.storage_key, row.sha256, row.scan_status, "")


def paper(actor: Actor, case_id: str, paper_id: str) -> StoredFile:
    """One paper of a case of this bureau. Raises NotFound."""
    row = db.session.execute(
        select(
            Document.id,
            Document.title,
            Document.number,
            Document.storage_key,
            Document.sha256,
            Document.status,
            Document.error,
        )
        .join(Case, Case.id == Document.case_id)
        .outerjoin(Proceeding, Proceeding.id == Document.proceeding_id)
        .where(
            Case.public_id == case_id,
            Case.bureau_region == actor.bureau,
            Document.public_id == paper_id,
            Document.status != "void",
            _open_to(actor),
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    name = f"{row.title}{row.number or ''}.pdf"
    return StoredFile(
        row.id, name, "application/pdf", row.storage_key or "", row.sha256 or "", row.status, row.error
    )


def bound_file(actor: Actor, case_id: str, *, secondary: bool = False) -> StoredFile:
    """A volume of an archived case of this bureau; no key while it is being bound. Raises NotFound."""
    row = _cover(actor, case_id)
    bound = row.data.get("bound_secondary" if secondary else "bound_file") or {}
    name = f"案卷{row.reference}{'副卷' if secondary else '正卷'}.pdf"
    key, sha256 = str(bound.get("key", "")), str(bound.get("sha256", ""))
    return StoredFile(row.id, name, "application/pdf", key, sha256, "rendered" if key else "issued", "")


def former_volume(actor: Actor, case_id: str, sha256: str) -> StoredFile:
    """A volume of this bureau's that was bound before something more came. Raises NotFound."""
    row = _cover(actor, case_id)
    for one in row.data.get("former_volumes") or ():
        if one["sha256"] == sha256:
            name = f"案卷{row.reference}{one['until']}前.pdf"
            return StoredFile(row.id, name, "application/pdf", one["key"], sha256, "rendered", "")
    raise NotFound


def _cover(actor: Actor, case_id: str) -> Any:
    """The cover of an archived case of this bureau. Raises NotFound."""
    row = db.session.execute(
        select(Document.id, Document.data, Case.reference)
        .join(Case, Case.id == Document.case_id)
        .where(
            Case.public_id == case_id,
            Case.bureau_region == actor.bureau,
            Document.kind == DocumentKind.FILE_COVER,
            Document.status != "void",
        )
        .order_by(Document.id.desc())
    ).first()
    if row is None or not works_on_cases(actor):
        raise NotFound
    return row


def may_take(actor: Actor, case_id: str) -> None:
    """Raise NotFound unless this is an officer of the case's bureau, or an auditor."""
    region = db.session.scalar(select(Case.bureau_region).where(Case.public_id == case_id))
    own = works_on_cases(actor) and region == actor.bureau
    if region is None or not (own or Role.AUDITOR in actor.roles):
        raise NotFound


def _open_to(actor: Actor) -> ColumnElement[bool]:
    """What belongs to a mediation is open to its mediator alone."""
    mediates = (
        select(Assignment.id)
        .where(
            Assignment.case_id == Case.id,
            Assignment.account_id == actor.account_id,
            Assignment.duty == Duty.MEDIATOR,
            Assignment.until.is_(None),
        )
        .exists()
    )
    if not works_on_cases(actor):
        return false()
    return or_(Proceeding.id.is_(None), Proceeding.procedure != Procedure.MEDIATION, mediates)
