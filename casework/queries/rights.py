"""The rights an account has recorded, and who it acts for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from casework import clock, crypto
from casework.db import db
from casework.models import Entity, Evidence, Right
from workflows.vocabulary import RightKind


@dataclass(frozen=True, slots=True)
class RightRow:
    """One recorded right."""

    public_id: str
    kind: RightKind
    number: str
    name: str
    holder_name: str
    classes: tuple[int, ...]
    valid_from: date | None
    valid_to: date | None
    expired: bool
    certificate: str
    sha256: str

    @property
    def line(self) -> str:
        """The right in one line."""
        return line(self.kind, self.number, self.name, self.classes)


def line(kind: str, number: str, name: str, classes: Sequence[int]) -> str:
    """A right in one line: 第99001428号“示例墨韵”注册商标，第16类."""
    known = RightKind(kind)
    written = f"第{number}号" if known == RightKind.TRADEMARK else f"{number}　"
    listed = "、".join(str(one) for one in classes)
    return f"{written}“{name}”{known.label}" + (f"，第{listed}类" if listed else "")


def mine(account_id: int) -> tuple[RightRow, ...]:
    """The rights of an account, newest first."""
    today = clock.today()
    rows = db.session.execute(
        select(Right, Evidence.name, Evidence.sha256)
        .outerjoin(Evidence, Evidence.id == Right.certificate_id)
        .where(Right.account_id == account_id)
        .order_by(Right.id.desc())
    ).all()
    return tuple(
        RightRow(
            public_id=right.public_id,
            kind=RightKind(right.kind),
            number=right.number,
            name=right.name,
            holder_name=right.holder_name,
            classes=tuple(right.classes or ()),
            valid_from=right.valid_from,
            valid_to=right.valid_to,
            expired=right.valid_to is not None and right.valid_to < today,
            certificate=name or "",
            sha256=sha256 or "",
        )
        for right, name, sha256 in rows
    )


def particulars(account_id: int) -> dict[str, Any]:
    """What the account's owner typed about itself the last time, with the telephone opened."""
    row = db.session.scalars(
        select(Entity).where(Entity.account_id == account_id).order_by(Entity.id.desc())
    ).first()
    if row is None:
        return {}
    return {
        "kind": row.kind,
        "name": row.name,
        "uscc": row.uscc,
        "legal_representative": row.legal_representative,
        "address": row.address,
        "contact_name": row.contact_name,
        "phone": crypto.open(row.phone_sealed, context=f"phone:{row.public_id}"),
    }
