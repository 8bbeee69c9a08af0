"""The register of document numbers: per bureau, kind and year, from 1, taken at issue, without gaps.

A number given to nobody stays in the register with its reason; it is never given again. Blocks may be held
for an officer who decides on the spot (行政处罚法 52); each of their numbers is given later, or voided.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

import documents
from casework import clock
from casework.db import db, transaction
from casework.errors import Invalid, NotFound
from casework.models import Account, Bureau, DocumentNumber, Event, HeldNumber, NumberCounter
from casework.services import audit
from workflows import registers
from workflows.engine import Actor, Refused
from workflows.numbering import document_number, field_mark
from workflows.registers import HOLDERS, LONGEST_REASON
from workflows.spot import ON_THE_SPOT
from workflows.vocabulary import Happening

LARGEST_BLOCK = 100
# A block set aside by a form that was sent twice is found again by what the form carried.
_TOKEN = "token"


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers held in a row; `fresh` unless the same form had held them before."""

    first: str
    last: str
    count: int
    fresh: bool = True


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


def hold(
    *, kind: str, count: int, holder_id: str, actor: Actor, token: str = "", again: bool = True
) -> Block:
    """Hold so many numbers of this year in a row for an officer of the bureau, by its public id.

    The same form sent twice (`token`) holds one block. Raises Refused where this person keeps no register,
    Invalid for a kind that is not decided on the spot, a count that is no block, anybody else's officer, and,
    unless `again`, an officer who has not used up what was held before.
    """
    reasons = tuple(registers.against_holding(actor, actor.bureau))
    if reasons or not actor.bureau:
        raise Refused(reasons)
    if kind not in ON_THE_SPOT:
        raise Invalid({"kind": "只有当场作出决定的文书可以预留文号。"})
    row, year = documents.lookup(kind), clock.today().year
    with transaction():
        _locked(actor.bureau, row.number_code, year)
        before = _held_before(actor, token)
        if before is not None:
            return before
        holder = _officer(holder_id, actor.bureau)
        if not again:
            _used_up(holder, row.number_code, year)
        bureau = db.session.scalars(select(Bureau).where(Bureau.region_code == actor.bureau)).one()
        numbers = reserve(
            bureau, row.number_code, row.group, year, count=count, holder=holder, actor=actor, token=token
        )
        return Block(numbers[0], numbers[-1], len(numbers))


def reserve(
    bureau: Bureau,
    code: str,
    group: str,
    year: int,
    *,
    count: int,
    holder: Account,
    actor: Actor,
    token: str = "",
) -> tuple[str, ...]:
    """Hold so many numbers of a register in a row for an officer, with an entry in the log.

    Raises Invalid for none, for more than a block holds, and for an officer of another bureau.
    """
    if not 1 <= count <= LARGEST_BLOCK:
        raise Invalid({"count": f"一次可以预留1至{LARGEST_BLOCK}个文号。"})
    if holder.bureau_region != bureau.region_code:
        raise Invalid({"holder": "文号只能预留给本局的执法人员。"})
    with transaction():
        counter = _locked(bureau.region_code, code, year)
        numbers, at = [], clock.now()  # one moment for the block, by which it is known
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
                    held_by_id=holder.id,
                    held_at=at,
                )
            )
        told: dict[str, str | int] = {"first": numbers[0], "last": numbers[-1], "count": count}
        _log(actor, {**told, "holder": holder.public_id} | ({_TOKEN: token} if token else {}))
        return tuple(numbers)


def void(number: str, reason: str, *, actor: Actor) -> None:
    """Void a held number that was not used; it stays in the register with the reason.

    Raises Invalid without a reason, NotFound for a number that is not held in this bureau, and Refused for
    whoever neither holds it nor keeps the register.
    """
    why = reason.strip()
    if not 1 <= len(why) <= LONGEST_REASON:
        raise Invalid({"reason": f"请写明作废的原因，不超过{LONGEST_REASON}个字。"})
    with transaction():
        seen = db.session.scalars(select(HeldNumber).where(HeldNumber.number == number)).first()
        if seen is None or seen.bureau_region != actor.bureau:
            raise NotFound
        counter = _locked(seen.bureau_region, seen.code, seen.year)
        # Looked at again behind the lock: it may have been given meanwhile.
        held = db.session.scalars(
            select(HeldNumber).where(HeldNumber.number == number).execution_options(populate_existing=True)
        ).first()
        if held is None:
            raise NotFound
        reasons = tuple(registers.against_voiding(actor, held.bureau_region, held.held_by_id))
        if reasons:
            raise Refused(reasons)
        seq = held.seq
        db.session.delete(held)
        _register(counter, seq, void_reason=why)
        _log(actor, {"void": number, "reason": why})


def held_by(actor: Actor, code: str, year: int) -> tuple[str, ...]:
    """The numbers of a register that this officer holds, in the order in which they will be given."""
    query = select(HeldNumber.number).where(
        HeldNumber.bureau_region == actor.bureau,
        HeldNumber.code == code,
        HeldNumber.year == year,
        HeldNumber.held_by_id == actor.account_id,
    )
    return tuple(db.session.scalars(query.order_by(HeldNumber.seq)))


def _officer(public_id: str, bureau: str) -> Account:
    """An active officer of the bureau who handles cases, with a certificate (行政处罚法 42, 52)."""
    found = db.session.scalars(
        select(Account).where(
            Account.public_id == public_id, Account.bureau_region == bureau, Account.active.is_(True)
        )
    ).first()
    if found is None or not set(HOLDERS) & set(found.roles or ()):
        raise Invalid({"holder": "文号只能预留给本局的执法人员。"})
    if not found.certificate_no:
        raise Invalid({"holder": "这名人员没有登记行政执法证件号，不能当场作出处罚决定。"})
    return found


def _used_up(holder: Account, code: str, year: int) -> None:
    """Ask before more is held for an officer who still has some: a page gone back to is sent once more."""
    query = select(HeldNumber.number).where(
        HeldNumber.bureau_region == holder.bureau_region,
        HeldNumber.code == code,
        HeldNumber.year == year,
        HeldNumber.held_by_id == holder.id,
    )
    left = tuple(db.session.scalars(query.order_by(HeldNumber.seq)))
    if left:
        words = f"{holder.name}还有{len(left)}个没有使用的文号，最小的是{left[0]}。"
        raise Invalid({"again": f"{words}确实需要再预留的，请勾选“仍要再预留”。"})


def _held_before(actor: Actor, token: str) -> Block | None:
    """The block that this form has set aside already, as the log tells it."""
    query = select(Event.payload).where(
        Event.action == Happening.NUMBERS_SET_ASIDE, Event.actor_id == actor.account_id
    )
    said = [one for one in db.session.scalars(query) if one.get(_TOKEN) == token] if token else []
    return Block(said[0]["first"], said[0]["last"], int(said[0]["count"]), fresh=False) if said else None


def case_reference(year: int) -> str:
    """The next readable reference of a case, for the whole city: XC-2026-0142."""
    seq = _advance(_locked("341800", "案件", year))
    return f"XC-{year}-{seq:04d}"


def _written(bureau: Bureau, code: str, group: str, year: int, seq: int) -> str:
    return document_number(bureau.short_name, field_mark(group, bureau.field_mark), code, year, seq)


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
