"""Who may settle a local parameter, and every way in which a proposal is unfit."""

from dataclasses import replace
from datetime import date

import pytest

from workflows import settling
from workflows.engine import Actor
from workflows.rules import book
from workflows.rules.rows import LocalRule, UnknownRule
from workflows.settling import Proposal
from workflows.vocabulary import Role

CITY, COUNTY, OTHER, PROVINCE, NATION = "341800", "341802", "341823", "340000", "000000"
BASIS = "《安徽省市场监督管理行政处罚信息公示办法》（皖市监发〔2024〕1号）"
LOW = LocalRule("low_fine_max", PROVINCE, date(2026, 1, 1), None, 300_000, BASIS, "to-confirm")
LIGHT = LocalRule("light_below", CITY, date(2026, 1, 1), None, 40, BASIS, "text-seen")


def person(number: int, *roles: Role, bureau: str = CITY) -> Actor:
    return Actor(number, "管仲平", frozenset(roles), bureau=bureau)


ADMIN = person(1, Role.ADMINISTRATOR)
LEADER = person(2, Role.LEADER)


def codes(reasons) -> set[str]:
    found = list(reasons)
    assert all(reason.text.endswith("。") and reason.basis for reason in found)
    return {reason.code for reason in found}


def faults(row: LocalRule, *approved: LocalRule) -> dict[str, str]:
    return settling.faults(book.load(), row, approved)


@pytest.mark.parametrize("row", [LOW, LIGHT, replace(LIGHT, region=COUNTY), replace(LOW, region=NATION)])
def test_a_fit_row_has_no_faults(row: LocalRule) -> None:
    assert faults(row) == {}


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"region": CITY}, "region", "不能由市级设定"),
        ({"region": COUNTY}, "region", "不能由县级设定"),
        ({"region": "350000"}, "region", "请从列出的地区里选"),
        ({"region": ""}, "region", "请从列出的地区里选"),
        ({"value": 0}, "value", "大于0"),
        ({"value": -1}, "value", "大于0"),
        ({"value": settling.MOST_FEN + 1}, "value", "核对单位"),
        ({"valid_from": None}, "valid_from", "从哪一天起"),
        ({"valid_from": date(1949, 9, 30)}, "valid_from", "1949年10月1日"),
        ({"valid_from": date(2021, 8, 31)}, "valid_from", "自2021年9月1日起才有"),
        ({"valid_to": date(2025, 12, 31)}, "valid_to", "早于施行日期"),
        ({"basis": ""}, "basis", "文件名称"),
        ({"basis": "某办法"}, "basis", "书名号"),
        ({"basis": "《某办法》"}, "basis", "文号"),
        ({"basis": "第1号《某办法》"}, "basis", "文号"),
    ],
)
def test_an_unfit_row_is_named_by_its_field(change: dict, field: str, words: str) -> None:
    found = faults(replace(LOW, **change))
    assert list(found) == [field]
    assert words in found[field]


@pytest.mark.parametrize("value", [100, 101, 0])
def test_a_share_lies_between_one_and_ninety_nine(value: int) -> None:
    assert list(faults(replace(LIGHT, value=value))) == ["value"]


@pytest.mark.parametrize("value", [1, settling.MOST_FEN])
def test_the_bounds_of_an_amount_are_in_it(value: int) -> None:
    assert faults(replace(LOW, value=value)) == {}


def test_a_county_may_set_no_hearing_amount() -> None:
    row = replace(LOW, id="hearing_legal", region=COUNTY)
    assert "不能由县级设定" in faults(row)["region"]
    assert faults(replace(row, region=PROVINCE)) == {}


def test_an_unknown_parameter_has_no_faults_to_name() -> None:
    with pytest.raises(UnknownRule):
        faults(replace(LOW, id="nothing"))


def test_a_later_row_takes_over_from_an_earlier_one() -> None:
    assert faults(replace(LOW, valid_from=date(2026, 6, 1)), LOW) == {}


def test_two_rows_of_one_day_are_refused() -> None:
    assert "同一天不能有两个" in faults(replace(LOW, value=1), LOW)["valid_from"]


def test_a_row_that_runs_over_a_later_one_is_refused() -> None:
    earlier = replace(LOW, valid_from=date(2025, 1, 1))
    assert "期间重叠" in faults(earlier, LOW)["valid_to"]
    assert "期间重叠" in faults(replace(earlier, valid_to=date(2026, 1, 1)), LOW)["valid_to"]
    assert faults(replace(earlier, valid_to=date(2025, 12, 31)), LOW) == {}


def test_rows_of_other_places_and_parameters_do_not_overlap() -> None:
    assert faults(LOW, replace(LOW, region=NATION), replace(LOW, id="hearing_legal")) == {}


def test_what_was_not_set_cannot_end() -> None:
    end = replace(LOW, value=None, valid_from=date(2026, 6, 1))
    assert "没有设定" in faults(end)["region"]
    assert faults(end, LOW) == {}
    assert "没有设定" in faults(end, replace(LOW, valid_to=date(2026, 5, 31)))["region"]


def test_an_end_has_no_last_day() -> None:
    end = replace(LOW, value=None, valid_from=date(2026, 6, 1), valid_to=date(2026, 7, 1))
    assert list(faults(end, LOW)) == ["valid_to"]


@pytest.mark.parametrize(("value", "fits"), [(69, True), (70, False), (71, False)])
def test_the_light_tier_ends_below_the_national_heavy_one(value: int, fits: bool) -> None:
    assert (faults(replace(LIGHT, value=value)) == {}) is fits


def test_tiers_are_compared_in_every_county_below() -> None:
    county = replace(LIGHT, region=OTHER, value=60)
    city = replace(LIGHT, id="heavy_above", value=60)
    found = faults(city, county)
    assert "泾县" in found["value"]
    assert faults(replace(city, value=61), county) == {}


def test_tiers_are_compared_on_every_later_day_of_change() -> None:
    later = replace(LIGHT, id="heavy_above", value=50, valid_from=date(2027, 3, 1))
    assert "2027年3月1日" in faults(replace(LIGHT, value=55), later)["value"]
    until = replace(LIGHT, value=55, valid_to=date(2027, 2, 28))
    assert faults(until, later) == {}


@pytest.mark.parametrize("role", [Role.LEADER, Role.CASE_OFFICER, Role.UNIT_HEAD, Role.AUDITOR])
def test_who_may_not_propose(role: Role) -> None:
    assert codes(settling.against_proposing(person(3, role), PROVINCE)) == {"not_yours"}


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.LEGAL_REVIEWER])
def test_who_may_propose(role: Role) -> None:
    assert codes(settling.against_proposing(person(3, role), PROVINCE)) == set()


@pytest.mark.parametrize(
    ("region", "found"), [(COUNTY, set()), (CITY, set()), (PROVINCE, set()), (OTHER, {"elsewhere"})]
)
def test_a_county_settles_nothing_of_another(region: str, found: set[str]) -> None:
    legal = person(3, Role.LEGAL_REVIEWER, bureau=COUNTY)
    assert codes(settling.against_proposing(legal, region)) == found


def test_who_has_no_bureau_settles_nothing() -> None:
    assert codes(settling.against_proposing(person(3, Role.ADMINISTRATOR, bureau=""), PROVINCE)) == {
        "elsewhere"
    }


def test_another_person_may_decide() -> None:
    proposal = Proposal(LOW, "proposed", 1, CITY)
    assert codes(settling.against_deciding(LEADER, proposal)) == set()
    assert codes(settling.against_deciding(person(9, Role.LEGAL_REVIEWER), proposal)) == set()


def test_the_proposer_may_not_decide() -> None:
    assert codes(settling.against_deciding(ADMIN, Proposal(LOW, "proposed", 1, CITY))) == {"same_person"}


def test_every_reason_is_given_at_once() -> None:
    officer = person(1, Role.CASE_OFFICER, bureau=OTHER)
    county = Proposal(replace(LIGHT, region=COUNTY), "withdrawn", 1, COUNTY)
    assert codes(settling.against_deciding(officer, county)) == {
        "settled",
        "not_yours",
        "same_person",
        "elsewhere",
    }


def test_what_holds_beyond_a_county_needs_somebody_of_the_city() -> None:
    leader = person(2, Role.LEADER, bureau=COUNTY)
    assert codes(settling.against_deciding(leader, Proposal(LOW, "proposed", 1, COUNTY))) == {"city_needed"}
    assert codes(settling.against_deciding(leader, Proposal(LOW, "proposed", 1, CITY))) == set()
    assert codes(settling.against_deciding(LEADER, Proposal(LOW, "proposed", 1, COUNTY))) == set()
    own = Proposal(replace(LIGHT, region=COUNTY), "proposed", 1, COUNTY)
    assert codes(settling.against_deciding(leader, own)) == set()


@pytest.mark.parametrize("status", ["approved", "refused", "withdrawn"])
def test_what_is_settled_is_not_decided_again(status: str) -> None:
    settled = Proposal(LOW, status, 1, CITY)
    assert codes(settling.against_deciding(LEADER, settled)) == {"settled"}
    assert codes(settling.against_withdrawing(ADMIN, settled)) == {"settled"}


def test_only_the_proposer_withdraws() -> None:
    proposal = Proposal(LOW, "proposed", 1, CITY)
    assert codes(settling.against_withdrawing(ADMIN, proposal)) == set()
    assert codes(settling.against_withdrawing(LEADER, proposal)) == {"not_proposer"}


def test_a_rule_of_a_place_reaches_the_places_below_it() -> None:
    assert settling.reached(COUNTY) == (COUNTY,)
    assert len(settling.reached(CITY)) == len(settling.reached(NATION)) == 8
    assert settling.reached("350000") == ()


def test_a_value_is_written_in_its_unit() -> None:
    rules = book.load()
    assert settling.written(rules.parameter("low_fine_max"), 300_000) == "3,000.00元"
    assert settling.written(rules.parameter("light_below"), 30) == "30%"
    assert settling.written(rules.parameter("light_below"), None) == "不再适用"


def test_only_the_levels_that_may_set_it_are_offered() -> None:
    rules = book.load()
    assert [code for code, _ in settling.places_for(rules.parameter("low_fine_max"))] == [NATION, PROVINCE]
    assert len(settling.places_for(rules.parameter("light_below"))) == 10
