"""Document numbers: per bureau, kind and year, gapless, never given twice. I-6"""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.ctx import AppContext
from sqlalchemy import select

from casework import clock, crypto
from casework.db import db, retrying, transaction
from casework.demo.walk import Walk
from casework.errors import Invalid, NotFound
from casework.models import Account, Bureau, Case, Document, DocumentNumber, Event, HeldNumber, NumberCounter
from casework.queries import numbers
from casework.services import numbering
from casework.services.reference import load_reference
from tests.casework.crowd import together
from tests.casework.office import person
from workflows.engine import Actor
from workflows.numbering import parse
from workflows.vocabulary import Role

Stand = Callable[..., Walk]
THREADS = 16


@pytest.fixture
def registry(app: Flask, context: AppContext) -> int:
    """The bureaus and a case that papers may belong to."""
    load_reference()
    with transaction() as session:
        case = Case(reference="XC-2026-9999", bureau_region="341802", opened_at=clock.now())
        session.add(case)
        session.flush()
        return case.id


def issue(
    case_id: int,
    code: str = "罚告",
    group: str = "penalty",
    year: int = 2026,
    *,
    region: str = "341802",
    holder_id: int | None = None,
) -> str:
    """Issue a paper with the next number."""
    with transaction() as session:
        paper = Document(
            case_id=case_id,
            kind="penalty_notice",
            bureau_region=region,
            issued_at=clock.now(),
            issued_on=clock.today(),
            verify_code=crypto.random_code(12),
        )
        session.add(paper)
        session.flush()
        bureau = session.scalars(select(Bureau).where(Bureau.region_code == region)).one()
        paper.number = numbering.take(bureau, code, group, year, document_id=paper.id, holder_id=holder_id)
        return paper.number


def sequence(**of: object) -> list[int]:
    db.session.rollback()
    return list(db.session.scalars(select(DocumentNumber.seq).filter_by(**of).order_by(DocumentNumber.seq)))


def test_numbers_begin_at_one_for_each_bureau_kind_and_year(registry: int) -> None:
    first = [issue(registry), issue(registry), issue(registry, "罚"), issue(registry, year=2027)]
    other = issue(registry, region="341823")
    assert [parse(number).sequence for number in first] == [1, 2, 1, 1]
    assert parse(other).sequence == 1
    assert len({*first, other}) == 5


def test_papers_of_a_mediation_carry_the_mark_of_intellectual_property(registry: int) -> None:
    assert "知" in issue(registry, "调", "mediation")
    assert "市监" in issue(registry)


def test_a_number_taken_in_vain_is_given_again_because_nobody_has_it(registry: int) -> None:
    class Changed(Exception):
        """The step was refused after all."""

    def refused() -> None:
        with transaction():
            issue(registry)
            raise Changed

    issue(registry)
    with pytest.raises(Changed):
        refused()
    assert parse(issue(registry)).sequence == 2
    assert sequence() == [1, 2]


def test_sixteen_at_once_get_sixteen_numbers_without_gap(registry: int) -> None:
    given = together(*[lambda: retrying(lambda: issue(registry), attempts=8)] * THREADS)
    assert sorted(parse(number).sequence for number in given) == list(range(1, THREADS + 1))
    assert sequence() == list(range(1, THREADS + 1))


@pytest.fixture
def officer(registry: int) -> Actor:
    return person("spot1", Role.CASE_OFFICER, bureau="341802")


def hold(officer: Actor, count: int, year: int = 2026) -> tuple[str, ...]:
    with transaction() as session:
        bureau = session.scalars(select(Bureau).where(Bureau.region_code == officer.bureau)).one()
        holder = session.get_one(Account, officer.account_id)
        return numbering.reserve(bureau, "罚告", "penalty", year, count=count, holder=holder, actor=officer)


def test_a_block_is_held_in_a_row_and_given_in_order(registry: int, officer: Actor) -> None:
    issue(registry)
    held = hold(officer, 3)
    assert [parse(number).sequence for number in held] == [2, 3, 4]
    assert parse(issue(registry)).sequence == 5
    mine = [issue(registry, holder_id=officer.account_id) for _ in range(4)]
    assert tuple(mine[:3]) == held
    assert parse(mine[3]).sequence == 6
    assert sequence() == [1, 2, 3, 4, 5, 6]


def test_a_held_number_is_given_only_to_its_holder_and_in_its_register(registry: int, officer: Actor) -> None:
    hold(officer, 2)
    other = person("spot2", Role.CASE_OFFICER, bureau="341802")
    assert parse(issue(registry, holder_id=other.account_id)).sequence == 3
    assert parse(issue(registry, "罚", holder_id=officer.account_id)).sequence == 1
    assert parse(issue(registry, year=2027, holder_id=officer.account_id)).sequence == 1


def test_an_unused_number_is_voided_with_its_reason_and_never_given_again(
    registry: int, officer: Actor
) -> None:
    held = hold(officer, 2)
    with pytest.raises(Invalid):
        numbering.void(held[0], "  ", actor=officer)
    with pytest.raises(NotFound):
        numbering.void(held[0], "外县", actor=person("faraway", Role.CASE_OFFICER, bureau="341823"))
    numbering.void(held[0], "文书写错，当场作废", actor=officer)
    assert issue(registry, holder_id=officer.account_id) == held[1]
    for number in held:
        with pytest.raises(NotFound):
            numbering.void(number, "再作废一次", actor=officer)
    voided = db.session.scalars(select(DocumentNumber).where(DocumentNumber.void_reason != "")).one()
    assert (voided.seq, voided.document_id, voided.void_reason) == (1, None, "文书写错，当场作废")
    assert numbers.unaccounted("341802", "罚告", 2026) == ()
    told = db.session.scalars(select(Event.payload).where(Event.action == "numbers_set_aside")).all()
    assert [one.get("count") or one["void"] for one in told] == [2, held[0]]


@pytest.mark.parametrize("count", [0, -1, numbering.LARGEST_BLOCK + 1])
def test_a_block_of_no_or_too_many_numbers_is_refused(registry: int, officer: Actor, count: int) -> None:
    with pytest.raises(Invalid):
        hold(officer, count)
    assert sequence() == []


def test_numbers_of_another_bureau_are_not_held(registry: int, officer: Actor) -> None:
    bureau = db.session.scalars(select(Bureau).where(Bureau.region_code == "341823")).one()
    holder = db.session.get_one(Account, officer.account_id)
    with pytest.raises(Invalid):
        numbering.reserve(bureau, "罚告", "penalty", 2026, count=1, holder=holder, actor=officer)


def test_sixteen_at_once_hold_give_and_void_without_double_or_gap(registry: int, officer: Actor) -> None:
    first = hold(officer, 6)
    works = [lambda: issue(registry)] * 5
    works += [lambda: issue(registry, holder_id=officer.account_id)] * 4
    works += [lambda: hold(officer, 3)] * 5
    works += [lambda n=n: numbering.void(first[n], "多余", actor=officer) for n in (4, 5)]
    assert len(works) == THREADS
    given = together(*[lambda work=work: retrying(work, attempts=12) for work in works])
    issued = [one for one in given[:9] if isinstance(one, str)]
    blocks = [one for one in given[9:14] if isinstance(one, tuple)]
    assert (len(issued), len(blocks)) == (9, 5)
    assert len(set(issued)) == 9
    for block in blocks:
        places = [parse(number).sequence for number in block]
        assert places == list(range(places[0], places[0] + 3))
    assert numbers.unaccounted("341802", "罚告", 2026) == ()
    counter = db.session.scalars(select(NumberCounter).where(NumberCounter.code == "罚告")).one()
    assert counter.last == 6 + 5 + 15
    kept = set(db.session.scalars(select(HeldNumber.number)))
    assert not kept & set(issued)
    settled = 9 + sum(one is None for one in given[14:])
    assert len(sequence()) == settled
    assert len(kept) == counter.last - settled


def test_sixteen_at_once_get_sixteen_references(registry: int) -> None:
    def take() -> str:
        def once() -> str:
            with transaction():
                return numbering.case_reference(2026)

        return retrying(once, attempts=8)

    given = together(*[take] * THREADS)
    assert sorted(given) == [f"XC-2026-{number:04d}" for number in range(1, THREADS + 1)]


def test_a_history_leaves_no_gap_in_any_register(stand: Stand) -> None:
    stand("archive")
    counters = db.session.scalars(select(NumberCounter).where(NumberCounter.code != "案件")).all()
    assert counters
    for counter in counters:
        of = {"bureau_region": counter.bureau_region, "code": counter.code, "year": counter.year}
        assert sequence(**of) == list(range(1, counter.last + 1))
    numbered = set(db.session.scalars(select(Document.id).where(Document.number.is_not(None))))
    assert numbered == set(db.session.scalars(select(DocumentNumber.document_id)))
