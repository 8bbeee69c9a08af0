"""Every step that an officer may take has its page, and no page stands for a step nobody may take."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from casework.web.desk.registry import DANGEROUS, PAGES
from casework.web.policy import OFFICERS
from forms.desk_fields import DeskForm
from workflows.engine import Actor, Facts, OfficerView, ProceedingView
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Action, Duty, Procedure, Role, State

HERE = "341802"


# What a proceeding is about, where that decides who acts: papers with and without approval.
SUBJECTS = ({}, {"approver": "unit_head"}, {"approver": "leader"}, {"kind": "on_the_spot_decision"})


def facts(
    procedure: Procedure, state: State, *officers: OfficerView, subject: Mapping[str, str] = SUBJECTS[0]
) -> Facts:
    place = ProceedingView(1, procedure, state, 1, None, subject, date(2026, 9, 21))
    return Facts(
        case_id=1,
        reference="XC-2026-0001",
        bureau=HERE,
        place_region=HERE,
        proceeding=place,
        proceedings=(place,),
        parties=(),
        officers=officers,
        rights=(),
        events=(),
        deadlines=(),
        documents=(),
        values={},
    )


def officers_steps() -> set[Action]:
    """The steps that some officer may take, assigned to the case or not."""
    found = set()
    assigned = tuple(OfficerView(1, "甲", duty, "1") for duty in Duty)
    for procedure, table in PROCEDURES.items():
        for row in table.rows:
            for role, subject in product(OFFICERS, SUBJECTS):
                actor = Actor(1, "甲", frozenset({role}), bureau=HERE)
                known = facts(procedure, next(iter(row.sources)), *assigned, subject=subject)
                if row.may(actor, known):
                    found.add(row.action)
    return found


def test_every_step_of_an_officer_has_a_page() -> None:
    assert officers_steps() - set(PAGES) == set()


def test_no_page_stands_for_a_step_that_no_officer_may_take() -> None:
    assert set(PAGES) - officers_steps() == set()


def test_what_cannot_be_taken_back_has_a_page() -> None:
    assert set(PAGES) >= DANGEROUS


@pytest.mark.parametrize("action", sorted(PAGES))
def test_every_form_carries_version_and_note(action: Action) -> None:
    form = PAGES[action].form(data={"version": "7"})
    assert isinstance(form, DeskForm)
    assert form.seen_version == 7
    assert form.note.label.text == "备注"


def test_nobody_from_another_bureau_may_take_any_step() -> None:
    stranger = Actor(1, "甲", frozenset(Role) - {Role.SYSTEM}, bureau="341881")
    for procedure, table in PROCEDURES.items():
        for row in table.rows:
            known = facts(procedure, next(iter(row.sources)), OfficerView(1, "甲", Duty.LEAD, "1"))
            known = replace(known, parties=())
            assert not row.may(stranger, known), (procedure, row.action)
