"""The register of document numbers: per bureau, kind and year, from 1, taken at issue, without gaps.

A number given to nobody stays in the register with its reason; it is never given again.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from casework.db import db
from casework.models import Bureau, DocumentNumber, NumberCounter
from workflows.numbering import document_number

# The IP office's own kinds carry 知, those of market regulation 市监 (documents: number patterns).
_IP_GROUPS = frozenset({"mediation", "patent", "rights_aid"})


def take(bureau: Bureau, code: str, group: str, year: int, *, document_id: int) -> str:
    """Give the next number of this register to a document; the counter row is locked until commit."""
    seq = _next(bureau.region_code, code, year)
    db.session.add(
        DocumentNumber(
            bureau_region=bureau.region_code, code=code, year=year, seq=seq, document_id=document_id
        )
    )
    field = "知" if group in _IP_GROUPS else bureau.field_mark
    return document_number(bureau.short_name, field, code, year, seq)


def case_reference(year: int) -> str:
    """The next readable reference of a case, for the whole city: XC-2026-0142."""
    seq = _next("341800", "案件", year)
    return f"XC-{year}-{seq:04d}"


def _next(region: str, code: str, year: int) -> int:
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    db.session.execute(
        insert(NumberCounter)
        .values(bureau_region=region, code=code, year=year, last=0)
        .on_conflict_do_nothing()
    )
    counter = db.session.scalars(
        select(NumberCounter)
        .where(NumberCounter.bureau_region == region, NumberCounter.code == code, NumberCounter.year == year)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    counter.last += 1
    db.session.flush()
    return counter.last
