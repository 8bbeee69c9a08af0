"""Who may do what with a wording: two people, one of the city's bureau."""

import pytest

from workflows import competence
from workflows.engine import Actor
from workflows.vocabulary import Role
from workflows.wording_steps import (
    STATUS_WORDS,
    Standing,
    against_changing,
    against_deciding,
    against_withdrawing,
    against_writing,
)

CITY, COUNTY = competence.CITY, "341823"


def person(number: int, *roles: Role, bureau: str = CITY) -> Actor:
    return Actor(account_id=number, name="甲", roles=frozenset(roles), bureau=bureau)


WRITER, OTHER = person(1, Role.LEGAL_REVIEWER), person(2, Role.ADMINISTRATOR)
WAITING, DRAFT = Standing("proposed", 1, CITY), Standing("draft", 1, CITY)


def codes(found) -> set[str]:
    return {reason.code for reason in found}


@pytest.mark.parametrize("role", Role)
def test_two_roles_write_and_three_decide(role: Role) -> None:
    writes = role in (Role.LEGAL_REVIEWER, Role.ADMINISTRATOR)
    assert codes(against_writing(person(3, role))) == (set() if writes else {"not_yours"})
    decides = writes or role == Role.LEADER
    assert codes(against_deciding(person(3, role), WAITING)) == (set() if decides else {"not_yours"})


def test_the_drafter_changes_withdraws_and_does_not_decide() -> None:
    assert codes(against_changing(WRITER, DRAFT)) == set()
    assert codes(against_changing(OTHER, DRAFT)) == {"not_drafter"}
    assert codes(against_withdrawing(WRITER, WAITING)) == set()
    assert codes(against_withdrawing(OTHER, WAITING)) == {"not_drafter"}
    assert codes(against_deciding(WRITER, WAITING)) == {"same_person"}
    assert codes(against_deciding(OTHER, WAITING)) == set()


@pytest.mark.parametrize("status", sorted(set(STATUS_WORDS) - {"draft", "proposed"}))
def test_what_is_settled_is_settled(status: str) -> None:
    done = Standing(status, 1, CITY)
    assert codes(against_changing(WRITER, done)) == {"settled"}
    assert codes(against_withdrawing(WRITER, done)) == {"settled"}
    assert codes(against_deciding(OTHER, done)) == {"settled"}


def test_one_of_the_two_is_of_the_city() -> None:
    near = person(4, Role.LEADER, bureau=COUNTY)
    assert codes(against_deciding(near, Standing("proposed", 1, COUNTY))) == {"city_needed"}
    assert codes(against_deciding(near, WAITING)) == set()
    assert codes(against_deciding(OTHER, Standing("proposed", 1, COUNTY))) == set()
