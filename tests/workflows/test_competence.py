"""The place of the violation picks the bureau."""

import pytest

from workflows.competence import (
    UnknownRegion,
    bureau,
    bureau_for,
    bureaus,
    counties,
    full_name,
    region,
    regions,
    towns,
)
from workflows.identifiers import check


@pytest.mark.parametrize(
    ("code", "bureau_code"),
    [
        ("341800", "341800"),
        ("341801", "341800"),
        ("341802", "341802"),
        ("341802107", "341802"),
        ("341823106", "341823"),
        ("341823106001", "341823"),
        ("341881400", "341881"),
        # The development zone's statistical code belongs to Xuanzhou, the old county code to the new city.
        ("341871", "341802"),
        ("341871002", "341802"),
        ("341822", "341882"),
        ("341822100", "341882"),
        (" 341825 ", "341825"),
    ],
)
def test_every_place_has_one_bureau(code: str, bureau_code: str) -> None:
    assert bureau_for(code) == bureau_code


@pytest.mark.parametrize(
    "code", ["", "34", "340000", "340100", "110101", "３４１８０２", "3418021", "宣州区", "34180x"]
)
def test_places_elsewhere_are_refused(code: str) -> None:
    with pytest.raises(UnknownRegion):
        bureau_for(code)


def test_a_refusal_is_readable() -> None:
    with pytest.raises(UnknownRegion) as refused:
        bureau_for("340000")
    assert "请向当地市场监督管理部门提出" in str(refused.value)


def test_every_town_of_the_table_reaches_a_county_bureau() -> None:
    codes = {row.code for row in counties()}
    assert len(codes) == 7
    for row in regions():
        if len(row.code) == 9:
            assert bureau_for(row.code) in codes
    listed = [town.code for county in counties() for town in towns(county.code)]
    assert sorted(listed) == sorted(row.code for row in regions() if len(row.code) == 9)


def test_eight_bureaus_with_their_marks_and_codes() -> None:
    assert [row.short_name for row in bureaus()] == ["宣", "宣州", "郎", "泾", "绩", "旌", "宁", "广"]
    assert len({row.uscc for row in bureaus()}) == 8
    for row in bureaus():
        assert row.uscc.startswith("11")
        assert check("uscc", row.uscc).valid
        assert "合成" in row.note
        assert row.field_mark == "市监"
        assert bureau(row.region_code) is row
    assert [row.level for row in bureaus()].count("city") == 1


def test_a_region_without_a_bureau() -> None:
    with pytest.raises(UnknownRegion, match="没有市场监督管理局"):
        bureau("341822")


def test_names_follow_the_tree() -> None:
    assert full_name("341823106") == "宣城市泾县云岭镇"
    assert full_name("341871001") == "宣城市宣州区天湖街道"
    assert full_name("341800") == "宣城市"
    assert region("341822").name == "广德市"
