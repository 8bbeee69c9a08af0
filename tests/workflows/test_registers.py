"""Who keeps the register of numbers: its own bureau's leader and administrator; holders void their own."""

import pytest

from workflows import registers
from workflows.engine import Actor
from workflows.vocabulary import Role

CITY, COUNTY, OTHER = "341800", "341802", "341823"


def person(role: Role, bureau: str = COUNTY, number: int = 1) -> Actor:
    return Actor(number, "甲", frozenset({role}), bureau=bureau)


@pytest.mark.parametrize("role", list(Role))
def test_leader_and_administrator_hold_numbers_in_their_own_bureau(role: Role) -> None:
    keeper = role in (Role.LEADER, Role.ADMINISTRATOR)
    assert registers.keeps(person(role), COUNTY) is keeper
    assert not registers.keeps(person(role), OTHER)
    assert (list(registers.against_holding(person(role), COUNTY)) == []) is keeper
    assert list(registers.against_holding(person(role), OTHER))
    assert list(registers.against_holding(person(role, CITY), COUNTY))


@pytest.mark.parametrize("role", list(Role))
def test_a_number_is_voided_by_its_holder_or_who_keeps_the_register(role: Role) -> None:
    keeper = role in (Role.LEADER, Role.ADMINISTRATOR)
    assert list(registers.against_voiding(person(role), COUNTY, 1)) == []
    assert (list(registers.against_voiding(person(role), COUNTY, 2)) == []) is keeper
    assert [r.code for r in registers.against_voiding(person(role), OTHER, 1)] == ["elsewhere"]


def test_nobody_without_a_bureau_keeps_or_reads() -> None:
    nobody = person(Role.ADMINISTRATOR, "")
    assert not registers.keeps(nobody, "")
    assert not registers.reads(nobody, "")
    assert not registers.reads(nobody, COUNTY)


def test_the_city_reads_every_register_and_a_county_its_own() -> None:
    leader = person(Role.LEADER)
    assert registers.reads(leader, COUNTY)
    assert not registers.reads(leader, OTHER)
    assert all(registers.reads(person(Role.LEADER, CITY), one) for one in (CITY, COUNTY, OTHER))
