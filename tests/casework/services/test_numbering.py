"""Document numbers: per bureau, kind and year, gapless, never given twice. I-6"""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.ctx import AppContext
from sqlalchemy import select

from casework import clock, crypto
from casework.db import db, retrying, transaction
from casework.demo.walk import Walk
from casework.models import Bureau, Case, Document, DocumentNumber, NumberCounter
from casework.services import numbering
from casework.services.reference import load_reference
from tests.casework.crowd import together
from workflows.numbering import parse

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
    case_id: int, code: str = "罚告", group: str = "penalty", year: int = 2026, *, region: str = "341802"
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
        paper.number = numbering.take(bureau, code, group, year, document_id=paper.id)
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
