"""The register of document numbers: per bureau, kind and year, from 1, taken at issue, without gaps.

A number given to nobody stays in the register with its reason; it is never given again. Blocks may be held
for an officer who decides on the spot (行政处罚法 52); each of their numbers is given later, or voided.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from casework import clock
from casework.db import db, transaction
from casework.errors import Invalid, NotFound
from casework.models import Bureau, DocumentNumber, HeldNumber, NumberCounter
from casework.services import audit
from workflows.engine import Actor
from workflows.numbering import document_number
from workflows.vocabulary import Happening

# The IP office's own kinds carry 知, those of market regulation 市监 (documents: number patterns).
_IP_GROUPS = frozenset({"mediation", "patent", "rights_aid"})
LARGEST_BLOCK = 100
LONGEST_REASON = 200


def take(
    bureau: Bureau, code: str, group: str, year: int, *, document_id: int, holder_id: int | None = None
) -> str:
    """Give the next number of this register to a document; the counter row is locked until commit.

    Whoever holds numbers of the register is given the lowest of them first.
    """
    counter = _locked(bureau.region_code, code, year)
    held = _lowest(counter, holder_id) if holder_id is not None else None
    seq = held.seq if held is not None else _advance(counter)
    number = held.number if held is not None else _written(bureau, code, group, year, seq)
    if held is not None:
        db.session.delete(held)
    _register(counter, seq, document_id=document_id)
    return number


def reserve(
    bureau: Bureau, code: str, group: str, year: int, *, count: int, officer: Actor
) -> tuple[str, ...]:
    """Hold so many numbers in a row for an officer who decides on the spot, with an entry in the log.

    Raises Invalid for none, for more than a block holds, and for whoever is nobody's officer.
    """
    if not 1 <= count <= LARGEST_BLOCK:
        raise Invalid({"count": f"一次可以预留1至{LARGEST_BLOCK}个文号。"})
    if officer.account_id is None or officer.bureau != bureau.region_code:
        raise Invalid({"officer": "文号只能预留给本局的执法人员。"})
    with transaction():
        counter = _locked(bureau.region_code, code, year)
        numbers = []
        for _n in range(count):
            seq = _advance(counter)
            numbers.append(_written(bureau, code, group, year, seq))
            db.session.add(
                HeldNumber(
                    bureau_region=bureau.region_code,
                    code=code,
                    year=year,
                    seq=seq,
                    number=numbers[-1],
                    held_by_id=officer.account_id,
                    held_at=clock.now(),
                )
            )
        _log(officer, {"first": numbers[0], "last": numbers[-1], "count": count})
        return tuple(numbers)


def void(number: str, reason: str, *, officer: Actor) -> None:
    """Void a held number that was not used; it stays in the register with the reason.

    Raises Invalid without a reason, NotFound unless an officer of the same bureau asks.
    """
    why = reason.strip()
    if not 1 <= len(why) <= LONGEST_REASON:
        raise Invalid({"reason": f"请写明作废的原因，不超过{LONGEST_REASON}个字。"})
    with transaction():
        seen = db.session.scalars(select(HeldNumber).where(HeldNumber.number == number)).first()
        if seen is None or seen.bureau_region != officer.bureau:
            raise NotFound
        counter = _locked(seen.bureau_region, seen.code, seen.year)
        # Looked at again behind the lock: it may have been given meanwhile.
        held = db.session.scalars(
            select(HeldNumber).where(HeldNumber.number == number).execution_options(populate_existing=True)
        ).first()
        if held is None:
            raise NotFound
        seq = held.seq
        db.session.delete(held)
        _register(counter, seq, void_reason=why)
        _log(officer, {"void": number, "reason": why})


def unaccounted(region: str, code: str, year: int) -> tuple[int, ...]:
    """The numbers of a register that are neither given, void nor held; there must be none."""
    of = {"bureau_region": region, "code": code, "year": year}
    last = db.session.scalar(select(NumberCounter.last).filter_by(**of)) or 0
    known = set(db.session.scalars(select(DocumentNumber.seq).filter_by(**of)))
    known |= set(db.session.scalars(select(HeldNumber.seq).filter_by(**of)))
    return tuple(seq for seq in range(1, last + 1) if seq not in known)


def case_reference(year: int) -> str:
    """The next readable reference of a case, for the whole city: XC-2026-0142."""
    seq = _advance(_locked("341800", "案件", year))
    return f"XC-{year}-{seq:04d}"


def _written(bureau: Bureau, code: str, group: str, year: int, seq: int) -> str:
    field = "知" if group in _IP_GROUPS else bureau.field_mark
    return document_number(bureau.short_name, field, code, year, seq)


def _register(
    counter: NumberCounter, seq: int, *, document_id: int | None = None, void_reason: str = ""
) -> None:
    db.session.add(
        DocumentNumber(
            bureau_region=counter.bureau_region,
            code=counter.code,
            year=counter.year,
            seq=seq,
            document_id=document_id,
            void_reason=void_reason,
        )
    )
    db.session.flush()


def _lowest(counter: NumberCounter, holder_id: int) -> HeldNumber | None:
    return db.session.scalars(
        select(HeldNumber)
        .where(
            HeldNumber.bureau_region == counter.bureau_region,
            HeldNumber.code == counter.code,
            HeldNumber.year == counter.year,
            HeldNumber.held_by_id == holder_id,
        )
        .order_by(HeldNumber.seq)
        .limit(1)
    ).first()


def _log(officer: Actor, payload: dict[str, str | int]) -> None:
    audit.record(
        actor=officer,
        role=audit.acting_role(officer),
        action=Happening.NUMBERS_SET_ASIDE,
        payload=payload,
    )


def _advance(counter: NumberCounter) -> int:
    counter.last += 1
    db.session.flush()
    return counter.last


def _locked(region: str, code: str, year: int) -> NumberCounter:
    """The counter of a register, made when it is first needed; nobody else moves it until commit."""
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    db.session.execute(
        insert(NumberCounter)
        .values(bureau_region=region, code=code, year=year, last=0)
        .on_conflict_do_nothing()
    )
    return db.session.scalars(
        select(NumberCounter)
        .where(NumberCounter.bureau_region == region, NumberCounter.code == code, NumberCounter.year == year)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
