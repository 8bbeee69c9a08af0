"""Blocks of numbers: who sets them aside and for whom, who voids one, and the same form sent twice."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from flask import Flask
from flask.ctx import AppContext
from sqlalchemy import select

from casework.db import db, retrying, transaction
from casework.errors import Invalid, NotFound
from casework.models import Account, DocumentNumber, Event, HeldNumber
from casework.services import audit_check, numbering
from tests.casework.crowd import counts, together
from tests.casework.holders import KIND, certified, hold, member, use
from workflows.engine import Actor, Refused
from workflows.numbering import parse
from workflows.vocabulary import Role

E = TypeVar("E", bound=Exception)


@pytest.fixture
def leader(app: Flask, context: AppContext) -> Actor:
    return member("keeper", Role.LEADER)


@pytest.fixture
def officer(leader: Actor) -> Actor:
    return certified("spot1")


def untouched(work: Callable[[], object], error: type[E]) -> E:
    before = counts()
    with pytest.raises(error) as caught:
        work()
    assert counts() == before
    return caught.value


def test_the_leader_sets_a_block_aside_for_an_officer(leader: Actor, officer: Actor) -> None:
    made = hold(leader, officer, 3)
    assert (parse(made.first).sequence, parse(made.last).sequence, made.count) == (1, 3, 3)
    rows = db.session.scalars(select(HeldNumber)).all()
    assert {row.held_by_id for row in rows} == {officer.account_id}
    event = db.session.scalars(select(Event).where(Event.action == "numbers_set_aside")).one()
    assert event.actor_id == leader.account_id
    holder = db.session.get_one(Account, officer.account_id)
    assert event.payload == {"first": made.first, "last": made.last, "count": 3, "holder": holder.public_id}
    assert audit_check.verify().ok


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.LEADER, Role.ADMINISTRATOR, Role.SYSTEM)]
)
def test_nobody_else_sets_numbers_aside(leader: Actor, officer: Actor, role: Role) -> None:
    other = Actor(officer.account_id, "某", frozenset({role}), bureau=officer.bureau)
    error = untouched(lambda: hold(other, officer, 1), Refused)
    assert [reason.code for reason in error.reasons] == ["not_yours"]


def test_a_keeper_of_another_bureau_holds_nothing_for_this_officer(leader: Actor, officer: Actor) -> None:
    other = member("faraway", Role.ADMINISTRATOR, bureau="341823")
    error = untouched(lambda: hold(other, officer, 1), Invalid)
    assert set(error.fields) == {"holder"}


def test_only_who_decides_on_the_spot_holds_numbers(leader: Actor, officer: Actor) -> None:
    bare = member("bare", Role.CASE_OFFICER)
    clerk = member("clerk", Role.INTAKE_CLERK, certificate="34021800010")
    gone = certified("gone")
    with transaction():
        db.session.get_one(Account, gone.account_id).active = False
    for one in (bare, clerk):
        error = untouched(lambda one=one: hold(leader, one, 1), Invalid)
        assert set(error.fields) == {"holder"}
    public_id = db.session.get_one(Account, gone.account_id).public_id
    for holder_id in (public_id, "", "x" * 40):
        untouched(
            lambda holder_id=holder_id: numbering.hold(kind=KIND, count=1, holder_id=holder_id, actor=leader),
            Invalid,
        )


@pytest.mark.parametrize("kind", ["penalty_decision", "sampling_record", "nothing", ""])
def test_other_kinds_have_no_blocks(leader: Actor, officer: Actor, kind: str) -> None:
    public_id = db.session.get_one(Account, officer.account_id).public_id
    error = untouched(lambda: numbering.hold(kind=kind, count=1, holder_id=public_id, actor=leader), Invalid)
    assert set(error.fields) == {"kind"}


@pytest.mark.parametrize("count", [0, -1, numbering.LARGEST_BLOCK + 1])
def test_a_block_has_its_bounds(leader: Actor, officer: Actor, count: int) -> None:
    error = untouched(lambda: hold(leader, officer, count), Invalid)
    assert set(error.fields) == {"count"}


def test_the_same_form_sent_twice_holds_one_block(leader: Actor, officer: Actor) -> None:
    first = hold(leader, officer, 2, token="t1")
    again = hold(leader, officer, 2, token="t1")
    assert (again.first, again.last, again.count, again.fresh) == (first.first, first.last, 2, False)
    other = hold(leader, officer, 2, token="t2")
    assert other.fresh
    assert parse(other.first).sequence == 3
    assert len(db.session.scalars(select(HeldNumber)).all()) == 4


def test_the_same_form_sent_by_many_hands_at_once_holds_one_block(leader: Actor, officer: Actor) -> None:
    made = together(*[lambda: retrying(lambda: hold(leader, officer, 2, token="t1"), attempts=12)] * 6)
    assert {(one.first, one.last) for one in made} == {(made[0].first, made[0].last)}
    assert [one.fresh for one in made].count(True) == 1
    assert len(db.session.scalars(select(HeldNumber)).all()) == 2


def test_a_number_is_voided_by_its_holder_and_by_who_keeps_the_register(
    leader: Actor, officer: Actor
) -> None:
    made = hold(leader, officer, 2)
    other = certified("spot2")
    for actor in (other, member("judge", Role.LEGAL_REVIEWER)):
        untouched(lambda actor=actor: numbering.void(made.first, "写错", actor=actor), Refused)
    far = member("faraway", Role.LEADER, bureau="341823")
    untouched(lambda: numbering.void(made.first, "写错", actor=far), NotFound)
    numbering.void(made.first, "写错", actor=officer)
    numbering.void(made.last, "人员调离", actor=leader)
    rows = db.session.scalars(select(DocumentNumber).order_by(DocumentNumber.seq)).all()
    assert [(row.seq, row.document_id, row.void_reason) for row in rows] == [
        (1, None, "写错"),
        (2, None, "人员调离"),
    ]
    assert audit_check.verify().ok


@pytest.mark.parametrize("reason", ["", "  ", "长" * 201])
def test_a_number_is_not_voided_without_a_reason(leader: Actor, officer: Actor, reason: str) -> None:
    made = hold(leader, officer, 1)
    error = untouched(lambda: numbering.void(made.first, reason, actor=leader), Invalid)
    assert set(error.fields) == {"reason"}


def test_a_used_number_is_not_voided(leader: Actor, officer: Actor) -> None:
    made = hold(leader, officer, 1)
    assert use(officer) == made.first
    untouched(lambda: numbering.void(made.first, "写错", actor=leader), NotFound)


def test_what_an_officer_holds_is_listed_in_the_order_of_its_use(leader: Actor, officer: Actor) -> None:
    hold(leader, certified("spot2"), 1)
    hold(leader, officer, 2)
    year = parse(hold(leader, officer, 1).first).year
    held = numbering.held_by(officer, "当罚", year)
    assert [parse(one).sequence for one in held] == [2, 3, 4]
    assert numbering.held_by(officer, "当罚", year + 1) == ()
    assert numbering.held_by(officer, "罚告", year) == ()
