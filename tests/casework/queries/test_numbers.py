"""The register as people read it: what was given, held and voided, and the alarm when a number is lost."""

from typing import Any

import pytest
from flask import Flask
from flask.ctx import AppContext
from sqlalchemy import select, update

from casework import clock
from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import DocumentNumber, HeldNumber, NumberCounter
from casework.queries import numbers as queries
from casework.services import numbering
from tests.casework.holders import CODE, COUNTY, certified, forget, hold, member, use
from workflows.engine import Actor
from workflows.vocabulary import Role

CITY, OTHER = "341800", "341823"


@pytest.fixture
def leader(app: Flask, context: AppContext) -> Actor:
    return member("keeper", Role.LEADER, name="许景行")


@pytest.fixture
def officer(leader: Actor) -> Actor:
    return certified("spot1")


def line(actor: Actor, **options: Any) -> queries.Line:
    return next(one for one in queries.register(actor, **options).lines if one.code == CODE)


def test_an_empty_register_says_so(leader: Actor) -> None:
    found = queries.register(leader)
    assert (found.lines, found.blocks, found.voided, found.lost) == ((), (), (), ())
    assert found.years == (clock.today().year,)
    assert found.keeps


def test_every_number_is_given_held_or_void(leader: Actor, officer: Actor) -> None:
    block = hold(leader, officer, 3)
    used = use(officer)
    assert used == block.first
    numbering.void(block.last, "预制文书写错", actor=officer)
    use(leader)
    found = queries.register(leader)
    counted = line(leader)
    assert (counted.title, counted.last) == ("当场行政处罚决定书", 4)
    assert (counted.given, counted.held, counted.void, counted.lost) == (2, 1, 1, ())
    (void,) = found.voided
    assert (void.number, void.reason, void.by) == (block.last, "预制文书写错", officer.name)
    assert void.at == clock.now() or void.at is not None
    (kept,) = found.blocks
    assert (kept.holder, len(kept.numbers), kept.past) == (officer.name, 1, False)
    assert kept.numbers[0].may_void


def test_a_lost_number_raises_the_alarm(leader: Actor, officer: Actor) -> None:
    numbers = [use(officer) for _n in range(3)]
    row = db.session.scalars(select(DocumentNumber).where(DocumentNumber.seq == 2)).one()
    forget(row)
    assert line(leader).lost == (numbers[1],)
    assert queries.register(leader).lost_few == numbers[1]
    assert queries.unaccounted(COUNTY, CODE, clock.today().year) == (2,)


def test_a_double_does_not_hide_a_lost_number(leader: Actor, officer: Actor) -> None:
    use(officer)
    hold(leader, officer, 2)
    with transaction():
        db.session.execute(update(HeldNumber).where(HeldNumber.seq == 2).values(seq=1))
    assert [one.rpartition("〕")[2] for one in line(leader).lost] == ["2号"]


def test_a_number_beyond_the_last_raises_the_alarm(leader: Actor, officer: Actor) -> None:
    use(officer)
    use(officer)
    with transaction():
        db.session.execute(update(NumberCounter).where(NumberCounter.code == CODE).values(last=1))
    assert [one.rpartition("〕")[2] for one in line(leader).lost] == ["2号"]
    forget(db.session.scalars(select(NumberCounter).where(NumberCounter.code == CODE)).one())
    assert [one.rpartition("〕")[2] for one in line(leader).lost] == ["1号", "2号"]


def test_many_lost_numbers_are_counted(leader: Actor, officer: Actor) -> None:
    hold(leader, officer, 30)
    forget(*db.session.scalars(select(HeldNumber)))
    found = queries.register(leader)
    assert len(found.lost) == 30
    assert found.lost_few.endswith("20号等30个")


def test_case_references_are_no_papers(leader: Actor) -> None:
    city = member("city", Role.LEADER, bureau=CITY)
    with transaction():
        numbering.case_reference(clock.today().year)
    assert queries.register(city).lines == ()


def test_the_city_reads_every_bureau_and_a_county_its_own(leader: Actor, officer: Actor) -> None:
    use(officer)
    city = member("city", Role.LEADER, bureau=CITY)
    found = queries.register(city, bureau=COUNTY)
    assert line(city, bureau=COUNTY).given == 1
    assert not found.keeps
    assert len(found.bureaus) == 8
    assert queries.register(city).lines == ()
    assert [code for code, _name in queries.register(leader).bureaus] == [COUNTY]
    for bureau in (OTHER, CITY, "x"):
        with pytest.raises(NotFound):
            queries.register(leader, bureau=bureau)


def test_the_city_voids_nothing_of_a_county(leader: Actor, officer: Actor) -> None:
    block = hold(leader, officer, 1)
    city = member("city", Role.LEADER, bureau=CITY)
    (kept,) = queries.register(city, bureau=COUNTY).blocks
    assert not kept.numbers[0].may_void
    with pytest.raises(NotFound):
        queries.one_held(city, block.first)
    assert queries.one_held(leader, block.first).holder == officer.name


def test_a_year_that_has_no_register_is_not_there(leader: Actor) -> None:
    for year in (1, 1999, clock.today().year + 1):
        with pytest.raises(NotFound):
            queries.register(leader, year=year)


def test_what_is_left_of_a_year_that_is_over_is_marked(leader: Actor, officer: Actor) -> None:
    hold(leader, officer, 1)
    with transaction():
        for table in (HeldNumber, NumberCounter):
            db.session.execute(update(table).values(year=clock.today().year - 1))
    found = queries.register(leader)
    assert [block.past for block in found.blocks] == [True]
    assert found.years == (clock.today().year, clock.today().year - 1)
    assert found.lines == ()
    assert line(leader, year=clock.today().year - 1).held == 1


def test_an_officer_sees_its_own_numbers_alone(leader: Actor, officer: Actor) -> None:
    other = certified("spot2", name="江岚")
    hold(leader, other, 2)
    block = hold(leader, officer, 2)
    (mine,) = queries.of_officer(officer)
    assert [one.number for one in mine.numbers] == [block.first, block.last]
    with pytest.raises(NotFound):
        queries.one_held(officer, hold(leader, other, 1).first)


def test_a_gap_in_a_block_makes_two_of_it(leader: Actor, officer: Actor) -> None:
    block = hold(leader, officer, 4)
    hold(leader, officer, 1)
    numbering.void(block.first.replace("〕1号", "〕2号"), "写错", actor=officer)
    runs = [[one.seq for one in run.numbers] for run in queries.of_officer(officer)]
    assert runs == [[1], [3, 4], [5]]


def test_who_may_hold_numbers_is_offered(leader: Actor, officer: Actor) -> None:
    member("bare", Role.CASE_OFFICER)
    member("clerk", Role.INTAKE_CLERK, certificate="1")
    certified("faraway", bureau=OTHER)
    assert [label for _id, label in queries.officers(leader)] == ["程砚（执法证34021800009）"]
    assert queries.kinds() == (("on_the_spot_decision", "当场行政处罚决定书"),)
