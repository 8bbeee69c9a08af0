"""The page of the local parameters: what holds where, what waits, what was decided; and what stays hidden."""

from collections.abc import Callable
from datetime import date

import pytest

from casework import clock
from casework.demo.walk import Walk
from casework.errors import Invalid, NotFound
from casework.queries import local_rules as queries
from casework.queries.local_rules import Parameter
from casework.services import local_rules
from tests.casework.office import BASIS, CITY, COUNTY, HEARING, PROVINCE, pair, person, settle
from workflows.engine import Actor
from workflows.rules.rows import LocalRule
from workflows.vocabulary import Role

Stand = Callable[..., Walk]


def parameter(actor: Actor, name: str) -> Parameter:
    return next(one for one in queries.overview(actor).parameters if one.kind.id == name)


def places(actor: Actor, name: str) -> dict[str, tuple[str, str]]:
    return {place.name: (place.value, place.follows) for place in parameter(actor, name).places}


@pytest.fixture
def people(context) -> tuple[Actor, Actor]:
    return pair()


def test_nothing_set_says_what_follows(people) -> None:
    admin, _leader = people
    assert places(admin, "low_fine_max") == {
        "全国": ("没有设定", "罚款一律公示三年，待核实"),
        "安徽省": ("没有设定", "罚款一律公示三年，待核实"),
    }
    assert places(admin, "hearing_legal") == {
        "全国": ("100,000.00元", ""),
        "安徽省": ("没有设定", "适用国家标准"),
    }
    assert places(admin, "light_below") == {
        "全国": ("30%", ""),
        "安徽省": ("没有设定", "适用全国的30%"),
        "宣城市": ("没有设定", "适用全国的30%"),
        "各县（市、区）": ("没有设定", "适用全国的30%"),
    }


def test_what_is_set_stands_with_day_basis_and_mark(people) -> None:
    settle(*people)
    (place,) = (p for p in parameter(people[0], "low_fine_max").places if p.name == "安徽省")
    assert (place.value, place.since, place.basis) == ("3,000.00元", date(2026, 1, 1), BASIS)
    assert place.confidence == "to-confirm"


def test_a_county_of_its_own_is_listed_apart(people) -> None:
    settle(*people, name="light_below", region=COUNTY, value=35)
    settle(*people, name="light_below", region=CITY, value=40)
    found = places(people[0], "light_below")
    assert found["宣州区"] == ("35%", "")
    assert found["宣城市"] == ("40%", "")
    assert found["其余各县（市、区）"] == ("没有设定", "适用宣城市的40%")


def test_a_coming_rule_is_announced_and_does_not_hold(people) -> None:
    settle(*people, valid_from=date(2099, 1, 1))
    (place,) = (p for p in parameter(people[0], "low_fine_max").places if p.name == "安徽省")
    assert place.value == "没有设定"
    assert place.coming == ((date(2099, 1, 1), "3,000.00元"),)


def test_who_may_propose_is_offered_the_places_of_their_reach(people) -> None:
    admin, leader = people
    legal = person("county-legal", Role.LEGAL_REVIEWER, bureau=COUNTY)
    tiers = queries.kind_of("light_below")
    assert len(queries.places_for(admin, tiers)) == 10
    assert [code for code, _ in queries.places_for(legal, tiers)] == ["000000", PROVINCE, CITY, COUNTY]
    assert queries.places_for(leader, tiers) == ()
    assert parameter(admin, "low_fine_max").may_propose
    assert not parameter(leader, "low_fine_max").may_propose


def test_an_unknown_parameter_or_proposal_is_not_there(people) -> None:
    with pytest.raises(NotFound):
        queries.kind_of("nothing")
    with pytest.raises(NotFound):
        queries.proposal(people[0], "nothing")


def test_what_waits_and_what_was_decided_stand_apart(people) -> None:
    admin, leader = people
    settle(admin, leader)
    refused = local_rules.propose(actor=admin, **HEARING)
    local_rules.refuse(actor=leader, public_id=refused.public_id, reason="文号没有核对")
    waiting = local_rules.propose(actor=admin, **HEARING)
    found = queries.overview(leader)
    assert [row.public_id for row in found.waiting] == [waiting.public_id]
    assert [(row.stands, row.decision_note) for row in found.history] == [
        ("没有批准", "文号没有核对"),
        ("已批准", ""),
    ]
    assert found.history[0].decided_by == leader.name


def test_a_proposal_says_what_holds_now_and_who_may_decide(people) -> None:
    admin, leader = people
    made = local_rules.propose(actor=admin, **HEARING)
    own, other = queries.proposal(admin, made.public_id), queries.proposal(leader, made.public_id)
    assert own.held == "没有设定，按自然人的标准"
    assert {reason.code for reason in own.not_decide} == {"same_person"}
    assert own.not_withdraw == ()
    assert other.not_decide == ()
    assert {reason.code for reason in other.not_withdraw} == {"not_proposer"}
    assert other.preview is not None


def test_a_settled_proposal_has_no_preview(people) -> None:
    admin, leader = people
    found = queries.proposal(leader, settle(admin, leader))
    assert found.preview is None
    assert found.not_decide


def test_a_preview_of_an_unfit_row_is_refused_by_field(people) -> None:
    row = LocalRule("low_fine_max", CITY, date(2026, 1, 1), None, 1, BASIS, "text-seen")
    with pytest.raises(Invalid) as caught:
        queries.preview(people[0], row)
    assert list(caught.value.fields) == ["region"]


def preview(actor: Actor) -> queries.Preview:
    values = {key: value for key, value in HEARING.items() if key != "name"}
    return queries.preview(actor, LocalRule(id=HEARING["name"], **values))


def test_only_the_bureau_of_a_case_sees_whose_it_is(stand: Stand) -> None:
    walked = stand("agree", story="plain")
    name = walked.story.respondent.name
    own = preview(person("own-leader", Role.LEADER, bureau=COUNTY))
    assert (own.rows[0].party, bool(own.rows[0].case_id), bool(own.rows[0].note)) == (name, True, True)
    for actor in (
        person("city-leader", Role.LEADER),
        person("city-admin", Role.ADMINISTRATOR),
        person("home-admin", Role.ADMINISTRATOR, bureau=COUNTY),
        person("far-leader", Role.LEADER, bureau="341823"),
    ):
        (row,) = preview(actor).rows
        assert (row.party, row.case_id, row.note) == ("", "", "")
        assert row.reference
        assert (row.now, row.then) == ("应当告知听证", "不在听证范围")


def test_a_long_preview_is_cut_and_says_so(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    stand("agree", story="plain")
    monkeypatch.setattr(queries, "MOST_EFFECTS", 0)
    found = preview(person("own-leader", Role.LEADER, bureau=COUNTY))
    assert (found.rows, found.more, found.changed) == ((), 1, 1)
    assert found.counts == (("听证权利", 1),)
    assert found.on == clock.today()
