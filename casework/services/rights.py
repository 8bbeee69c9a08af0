"""Rights of a holder: recorded once with number, classes and term, used in every complaint."""

from __future__ import annotations

from datetime import date
from typing import Any, BinaryIO

from sqlalchemy import select

from casework import clock
from casework.db import db, transaction
from casework.errors import Invalid
from casework.models import Right
from casework.services import evidence
from workflows import identifiers
from workflows.vocabulary import RightKind

# The kinds whose number has a form of its own; others are kept as typed.
_CHECKED = {
    RightKind.TRADEMARK: "trademark",
    RightKind.PATENT: "patent",
    RightKind.COPYRIGHT: "copyright",
    RightKind.SOFTWARE: "software",
    RightKind.PLANT_VARIETY: "plant_variety",
}


def record(
    *,
    account_id: int,
    kind: str,
    number: str,
    name: str,
    holder_name: str,
    classes: tuple[int, ...] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> int:
    """Record a right; its row id for the certificate that follows.

    Raises Invalid when the number cannot be one of this kind or is recorded already.
    """
    normal = _normal(kind, number)
    with transaction():
        double = db.session.scalars(
            select(Right.id).where(Right.account_id == account_id, Right.kind == kind, Right.number == normal)
        ).first()
        if double is not None:
            raise Invalid({"number": "这项权利已经登记过，可以直接使用。"})
        right = Right(
            account_id=account_id,
            kind=kind,
            number=normal,
            name=name,
            holder_name=holder_name,
            classes=list(classes),
            valid_from=valid_from,
            valid_to=valid_to,
            created_at=clock.now(),
        )
        db.session.add(right)
        db.session.flush()
        return right.id


def record_with_certificate(*, stream: BinaryIO, name_of_file: str, account_id: int, **right: Any) -> int:
    """Record a right together with its certificate, or neither of them.

    Raises Invalid for a file that cannot be taken, and what `record` raises.
    """
    kept = evidence.keep(stream, name_of_file, field="certificate")
    with transaction():
        row = record(account_id=account_id, **right)
        evidence.enter_certificate(kept, account_id=account_id, right_id=row)
        return row


def _normal(kind: str, number: str) -> str:
    """The number in its one form. Raises Invalid with the reason when its kind does not allow it."""
    checker = _CHECKED.get(RightKind(kind))
    if not checker:
        return number.strip()
    checked = identifiers.check(checker, number)
    if not checked.valid:
        raise Invalid({"number": checked.reason})
    return checked.normalised
