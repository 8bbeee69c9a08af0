"""Two people settle a local parameter; every step is in the log, and of two who decide at once one wins."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework.db import db, transaction
from casework.errors import Invalid, NotFound
from casework.local_rules import rulebook
from casework.models import Event, LocalParameter
from casework.services import audit_check, local_rules
from tests.casework.crowd import counts, of_kind, together
from tests.casework.office import BASIS, CITY, COUNTY, HEARING, LOW, PROVINCE, pair, person, settle
from workflows.engine import Actor, Refused
from workflows.rules import book
from workflows.vocabulary import Happening, Role

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def people() -> tuple[Actor, Actor]:
    return pair()


def refused(work: Callable[[], object]) -> set[str]:
    """The codes of a refusal that wrote nothing."""
    before = counts()
    with pytest.raises(Refused) as caught:
        work()
    assert counts() == before
    assert all(reason.basis for reason in caught.value.reasons)
    return {reason.code for reason in caught.value.reasons}


def said(*actions: Happening) -> list[Event]:
    found = db.session.scalars(select(Event).where(Event.action.in_(actions)).order_by(Event.seq))
    return list(found)


def row(public_id: str) -> LocalParameter:
    return db.session.scalars(select(LocalParameter).where(LocalParameter.public_id == public_id)).one()


def test_what_is_proposed_does_not_hold(people) -> None:
    admin, _leader = people
    made = local_rules.propose(actor=admin, **LOW)
    assert made.fresh
    assert row(made.public_id).status == "proposed"
    assert rulebook(COUNTY) is book.load()
    (entry,) = said(Happening.PARAMETER_PROPOSED)
    assert entry.case_id is None
    assert entry.basis == BASIS
    assert entry.note == "只适用于单处罚款"
    assert entry.payload["value"] == 300_000
    assert (entry.actor_id, entry.actor_role) == (admin.account_id, "系统管理员")


def test_what_another_person_approves_holds_from_its_day(people) -> None:
    admin, leader = people
    public_id = settle(admin, leader)
    rules = rulebook(COUNTY)
    assert rules.local_rule("low_fine_max", date(2025, 12, 31)) is None
    held = rules.local_rule("low_fine_max", date(2026, 1, 1))
    assert (held.value, held.basis, held.confidence) == (300_000, BASIS, "to-confirm")
    assert rules.digest != book.load().digest
    found = row(public_id)
    assert (found.status, found.decided_by_id) == ("approved", leader.account_id)


def test_an_approval_keeps_the_counted_effects_and_the_digest_of_the_rules(people) -> None:
    settle(*people)
    (entry,) = said(Happening.PARAMETER_APPROVED)
    assert entry.payload["effects"] == {
        "hearing": 0,
        "display": 0,
        "tier": 0,
        "kept": 0,
        "asked": 0,
        "as_of": entry.payload["effects"]["as_of"],
    }
    assert entry.rules_digest == rulebook(PROVINCE).digest


def test_the_log_stays_whole(people) -> None:
    admin, leader = people
    settle(admin, leader)
    second = local_rules.propose(actor=admin, **HEARING)
    local_rules.refuse(actor=leader, public_id=second.public_id, reason="文号没有核对")
    third = local_rules.propose(actor=admin, **HEARING)
    local_rules.withdraw(actor=admin, public_id=third.public_id)
    assert audit_check.verify().ok
    assert [entry.action for entry in said(*Happening)][-6:] == [
        "parameter_proposed",
        "parameter_approved",
        "parameter_proposed",
        "parameter_refused",
        "parameter_proposed",
        "parameter_withdrawn",
    ]


def test_the_proposer_may_not_approve(people) -> None:
    admin, _leader = people
    made = local_rules.propose(actor=admin, **LOW)
    assert refused(lambda: local_rules.approve(actor=admin, public_id=made.public_id)) == {"same_person"}
    assert refused(lambda: local_rules.refuse(actor=admin, public_id=made.public_id, reason="不妥")) == {
        "same_person"
    }


def test_the_database_insists_on_two_people(people) -> None:
    admin, _leader = people
    made = local_rules.propose(actor=admin, **LOW)

    def alone() -> None:
        with transaction():
            found = row(made.public_id)
            found.status, found.decided_by_id = "approved", admin.account_id
            found.decided_at = found.proposed_at

    with pytest.raises(IntegrityError, match="four_eyes"):
        alone()


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.LEADER, Role.UNIT_HEAD])
def test_who_may_not_propose(people, role: Role) -> None:
    other = person("other", role)
    assert refused(lambda: local_rules.propose(actor=other, **LOW)) == {"not_yours"}


def test_a_county_proposes_nothing_for_another(people) -> None:
    legal = person("county-legal", Role.LEGAL_REVIEWER, bureau=COUNTY)
    tiers = LOW | {"name": "light_below", "value": 35}
    assert refused(lambda: local_rules.propose(actor=legal, **tiers | {"region": "341823"})) == {"elsewhere"}
    assert local_rules.propose(actor=legal, **tiers | {"region": COUNTY}).fresh


def test_two_people_of_a_county_settle_nothing_for_the_city(people) -> None:
    legal = person("county-legal", Role.LEGAL_REVIEWER, bureau=COUNTY)
    leader = person("county-leader", Role.LEADER, bureau=COUNTY)
    made = local_rules.propose(actor=legal, **LOW)
    assert refused(lambda: local_rules.approve(actor=leader, public_id=made.public_id)) == {"city_needed"}
    assert local_rules.approve(actor=people[1], public_id=made.public_id).status == "approved"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value": 0}, "value"),
        ({"value": 10**15}, "value"),
        ({"region": CITY}, "region"),
        ({"basis": "口头通知"}, "basis"),
        ({"valid_from": date(1948, 1, 1)}, "valid_from"),
        ({"valid_to": date(2025, 1, 1)}, "valid_to"),
    ],
)
def test_what_is_unfit_is_refused_beside_its_field(people, change: dict, field: str) -> None:
    before = counts()
    with pytest.raises(Invalid) as caught:
        local_rules.propose(actor=people[0], **(LOW | change))
    assert list(caught.value.fields) == [field]
    assert counts() == before


def test_an_unknown_parameter_is_not_there(people) -> None:
    with pytest.raises(NotFound):
        local_rules.propose(actor=people[0], **(LOW | {"name": "nothing"}))


def test_an_unknown_proposal_is_not_there(people) -> None:
    admin, leader = people
    for work in (
        lambda: local_rules.approve(actor=leader, public_id="nothing"),
        lambda: local_rules.refuse(actor=leader, public_id="nothing", reason="不妥"),
        lambda: local_rules.withdraw(actor=admin, public_id="nothing"),
    ):
        with pytest.raises(NotFound):
            work()


def test_the_same_form_sent_twice_is_one_proposal(people) -> None:
    admin, _leader = people
    first = local_rules.propose(actor=admin, **LOW)
    before = counts()
    assert local_rules.propose(actor=admin, **LOW) == replace(first, fresh=False)
    assert counts() == before


def test_a_second_proposal_for_the_day_is_refused_while_the_first_waits(people) -> None:
    admin, leader = people
    first = local_rules.propose(actor=admin, **LOW)
    with pytest.raises(Invalid, match="等待批准"):
        local_rules.propose(actor=admin, **(LOW | {"value": 1}))
    local_rules.refuse(actor=leader, public_id=first.public_id, reason="数额有误")
    assert local_rules.propose(actor=admin, **(LOW | {"value": 1})).fresh


def test_approving_twice_is_approving_once(people) -> None:
    admin, leader = people
    public_id = settle(admin, leader)
    before = counts()
    assert local_rules.approve(actor=leader, public_id=public_id).status == "approved"
    assert counts() == before


@pytest.mark.parametrize("end", ["withdraw", "refuse", "approve"])
def test_what_is_settled_is_refused_in_words(people, end: str) -> None:
    admin, leader = people
    made = local_rules.propose(actor=admin, **LOW)
    if end == "withdraw":
        local_rules.withdraw(actor=admin, public_id=made.public_id)
    elif end == "refuse":
        local_rules.refuse(actor=leader, public_id=made.public_id, reason="数额有误")
    else:
        local_rules.approve(actor=leader, public_id=made.public_id)
    late = person("late", Role.LEADER)
    assert refused(lambda: local_rules.approve(actor=late, public_id=made.public_id)) == {"settled"}
    if end != "withdraw":
        assert refused(lambda: local_rules.withdraw(actor=admin, public_id=made.public_id)) == {"settled"}


def test_only_the_proposer_withdraws(people) -> None:
    admin, leader = people
    made = local_rules.propose(actor=admin, **LOW)
    assert refused(lambda: local_rules.withdraw(actor=leader, public_id=made.public_id)) == {"not_proposer"}


def test_a_refusal_has_a_reason(people) -> None:
    admin, leader = people
    made = local_rules.propose(actor=admin, **LOW)
    with pytest.raises(Invalid):
        local_rules.refuse(actor=leader, public_id=made.public_id, reason="")
    local_rules.refuse(actor=leader, public_id=made.public_id, reason="数额有误")
    assert row(made.public_id).decision_note == "数额有误"


def test_what_became_unfit_meanwhile_is_not_approved(people) -> None:
    admin, leader = people
    earlier = local_rules.propose(actor=admin, **(LOW | {"valid_from": date(2025, 1, 1)}))
    settle(admin, leader)
    with pytest.raises(Invalid, match="期间重叠"):
        local_rules.approve(actor=leader, public_id=earlier.public_id)
    assert row(earlier.public_id).status == "proposed"


def test_of_two_approvals_at_once_one_wins(people) -> None:
    admin, leader = people
    other = person("other-leader", Role.LEADER)
    public_id = local_rules.propose(actor=admin, **LOW).public_id
    found = together(
        lambda: local_rules.approve(actor=leader, public_id=public_id),
        lambda: local_rules.approve(actor=other, public_id=public_id),
    )
    assert len(of_kind(found, local_rules.Settled)) == 1
    (lost,) = of_kind(found, Refused)
    assert {reason.code for reason in lost.reasons} == {"settled"}
    assert len(said(Happening.PARAMETER_APPROVED)) == 1
    assert audit_check.verify().ok


def test_of_two_clashing_proposals_approved_at_once_one_holds(people) -> None:
    admin, leader = people
    other = person("other-leader", Role.LEADER)
    first = local_rules.propose(actor=admin, **(LOW | {"valid_from": date(2025, 1, 1)})).public_id
    second = local_rules.propose(actor=admin, **LOW).public_id
    found = together(
        lambda: local_rules.approve(actor=leader, public_id=first),
        lambda: local_rules.approve(actor=other, public_id=second),
    )
    approved = db.session.scalars(select(LocalParameter).where(LocalParameter.status == "approved")).all()
    assert len(approved) == len(of_kind(found, local_rules.Settled))
    assert second in {one.public_id for one in approved}


def test_an_end_hands_over_to_the_level_above(people) -> None:
    admin, leader = people
    tier = {"name": "light_below", "region": CITY, "value": 40, "confidence": "text-seen"}
    settle(admin, leader, **tier)
    settle(admin, leader, **tier | {"value": None, "valid_from": date(2026, 7, 1)})
    rules = rulebook(COUNTY)
    assert rules.local_rule("light_below", date(2026, 6, 30)).value == 40
    assert rules.local_rule("light_below", date(2026, 7, 1)).value == 30
