"""Who may: by role and bureau, by assignment, by party; and the guards that keep people apart."""

from dataclasses import replace

import pytest

from tests.workflows.known import (
    ASSIST,
    CLERK,
    ELSEWHERE,
    LEAD,
    LEADER,
    OFFICERS,
    REVIEWER,
    asked,
    event,
    facts,
    party,
    person,
    step,
)
from workflows import permissions as may
from workflows.engine import SYSTEM, OfficerView, Permission
from workflows.vocabulary import Action, Role

BY_ROLE = {
    Role.INTAKE_CLERK: may.intake_clerk,
    Role.CASE_OFFICER: may.any_officer,
    Role.UNIT_HEAD: may.unit_head,
    Role.REVIEWER: may.reviewer,
    Role.LEGAL_REVIEWER: may.legal_reviewer,
    Role.LEADER: may.leader,
    Role.MEDIATOR: may.mediator,
    Role.DISCLOSURE_OFFICER: may.disclosure_officer,
}


@pytest.mark.parametrize(("role", "permission"), BY_ROLE.items(), ids=[str(role) for role in BY_ROLE])
def test_a_role_counts_in_its_own_bureau_only(role: Role, permission: Permission) -> None:
    assert permission(person(9, role), facts())
    assert not permission(person(9, role, bureau=ELSEWHERE), facts())
    assert not permission(person(9, role, bureau=""), facts())
    assert not permission(person(9, *set(Role) - {role}), facts())
    assert permission.name == role.label


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_neither_administrator_nor_auditor_may_do_anything_in_a_case(role: Role) -> None:
    someone = person(9, role)
    every = (
        *BY_ROLE.values(),
        may.case_officer,
        may.case_mediator,
        may.complainant,
        may.respondent,
        may.system,
    )
    assert not any(permission(someone, facts()) for permission in every)


def test_a_case_officer_is_one_who_was_named() -> None:
    assert may.case_officer(person(LEAD, Role.CASE_OFFICER), facts())
    assert may.case_officer(person(ASSIST, Role.CASE_OFFICER), facts())
    assert not may.case_officer(person(9, Role.CASE_OFFICER), facts())
    assert not may.case_officer(person(LEAD, Role.CASE_OFFICER, bureau=ELSEWHERE), facts())


def test_a_mediator_is_one_who_was_named_and_not_an_officer() -> None:
    known = facts(officers=(*OFFICERS, OfficerView(7, "吴调解", "mediator", "")))
    assert may.case_mediator(person(7, Role.MEDIATOR), known)
    assert not may.case_mediator(person(LEAD, Role.MEDIATOR), known)
    assert not may.case_mediator(person(7, Role.MEDIATOR, bureau=ELSEWHERE), known)
    assert not may.case_officer(person(7, Role.MEDIATOR), known)


def test_a_party_acts_for_its_own_side_only() -> None:
    assert may.complainant(party(1), facts())
    assert not may.complainant(party(2), facts())
    assert may.respondent(party(2), facts())
    assert not may.respondent(replace(party(2), party_ids=frozenset({99})), facts())
    assert not may.respondent(person(LEADER, Role.LEADER), facts())


def test_the_system_is_no_person() -> None:
    assert may.system(SYSTEM, facts())
    assert not may.system(person(LEADER, Role.LEADER), facts())
    assert not may.same_bureau(SYSTEM, facts())


def test_two_certified_officers_are_enough() -> None:
    assert asked(may.two_officers, facts(), step()) == {}


def test_one_officer_is_not_enough() -> None:
    found = asked(may.two_officers, facts(officers=OFFICERS[:1]), step())
    assert found["two_officers"].text == "办案人员只有1名，不得少于两名。"
    assert "第四十二条" in found["two_officers"].basis


def test_the_same_officer_twice_is_one() -> None:
    assert "two_officers" in asked(may.two_officers, facts(officers=(OFFICERS[0], OFFICERS[0])), step())


def test_a_mediator_is_no_second_officer() -> None:
    mediator = OfficerView(7, "吴调解", "mediator", "")
    assert set(asked(may.two_officers, facts(officers=(OFFICERS[0], mediator)), step())) == {"two_officers"}


def test_an_officer_without_certificate_is_named() -> None:
    found = asked(
        may.two_officers, facts(officers=(OFFICERS[0], replace(OFFICERS[1], certificate=""))), step()
    )
    assert found["certificate"].text == "江岚没有登记行政执法证件号。"


@pytest.mark.parametrize("account", [LEAD, ASSIST])
def test_whoever_handles_the_case_does_not_review_it(account: int) -> None:
    found = asked(may.not_handling_officer, facts(), step(actor=person(account, Role.REVIEWER)))
    assert "办案人员" in found["reviewer_is_officer"].text
    assert "第四十九条" in found["reviewer_is_officer"].basis


def test_somebody_else_may_review() -> None:
    assert asked(may.not_handling_officer, facts(), step(actor=person(REVIEWER, Role.REVIEWER))) == {}


@pytest.mark.parametrize("verdict", [Action.AGREE_REVIEW, Action.RETURN_FILE])
def test_whoever_reviewed_does_not_approve(verdict: Action) -> None:
    known = facts(events=(event(verdict, LEADER),))
    found = asked(may.not_reviewing_person, known, step(actor=person(LEADER, Role.LEADER)))
    assert "第五十八条" in found["approver_is_reviewer"].basis
    assert asked(may.not_reviewing_person, known, step(actor=person(9, Role.LEADER))) == {}


def test_a_review_of_another_proceeding_binds_nobody_here() -> None:
    known = facts(events=(event(Action.AGREE_REVIEW, LEADER, of=5),))
    assert asked(may.not_reviewing_person, known, step(actor=person(LEADER, Role.LEADER))) == {}


def test_a_legal_reviewer_needs_the_qualification() -> None:
    plain = person(9, Role.LEGAL_REVIEWER)
    found = asked(may.legal_qualification, facts(), step(actor=plain))
    assert "法律职业资格" in found["legal_qualification"].text
    assert "第五十八条" in found["legal_qualification"].basis
    assert asked(may.legal_qualification, facts(), step(actor=replace(plain, legal_qualified=True))) == {}


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_what_the_form_must_bring_may_not_be_empty(empty: object) -> None:
    guard = may.given("goods", "涉案商品", "《法》第三条")
    found = asked(guard, facts(), step(goods=empty))
    assert (found["given_goods"].text, found["given_goods"].basis) == ("没有填写涉案商品。", "《法》第三条")


@pytest.mark.parametrize("value", ["白酒", 0, ["白酒"], {"name": "白酒"}, False])
def test_zero_and_no_are_answers(value: object) -> None:
    assert asked(may.given("goods", "涉案商品"), facts(), step(goods=value)) == {}


def test_a_clerk_is_not_a_leader() -> None:
    assert not may.leader(person(CLERK, Role.INTAKE_CLERK), facts())
