"""Local parameters: the nearest place first, the newest row of a place, and what follows from none."""

from datetime import date

import pytest

from workflows.fines import hearing_right
from workflows.rules import local
from workflows.rules.book import load
from workflows.rules.rows import LocalRule

BOOK = load()
D = date
DAY = D(2026, 9, 21)


NEW_YEAR = D(2026, 1, 1)


def row(value: int | None, region: str, begun: date = NEW_YEAR, ended: date | None = None) -> LocalRule:
    return LocalRule("light_below", region, begun, ended, value, f"文件{region}", "text-seen")


@pytest.mark.parametrize(
    ("region", "places"),
    [
        ("341823", ("341823", "341800", "340000", "000000")),
        ("341800", ("341800", "340000", "000000")),
        ("340000", ("340000", "000000")),
        ("000000", ("000000",)),
    ],
)
def test_the_places_above_a_region(region: str, places: tuple[str, ...]) -> None:
    assert local.chain(region) == places


@pytest.mark.parametrize("region", ["", "3418", "34182x", "３４１８２３", "3418230"])
def test_a_code_that_is_none_is_refused(region: str) -> None:
    with pytest.raises(ValueError, match="6位数字"):
        local.chain(region)


@pytest.mark.parametrize(
    ("region", "level"),
    [("000000", "nation"), ("340000", "province"), ("341800", "city"), ("341823", "county")],
)
def test_the_level_of_a_place(region: str, level: str) -> None:
    assert local.level(region) == level


def held(*rows: LocalRule, region: str = "341823", on: date = DAY) -> int | None:
    found = BOOK.with_local(rows, region).local_rule("light_below", on)
    return found.value if found else None


def test_the_nearest_place_holds_and_a_neighbour_does_not() -> None:
    rows = (row(20, "340000"), row(25, "341800"), row(28, "341823"), row(5, "341822"), row(6, "330000"))
    assert held(*rows) == 28
    assert held(*rows, region="341802") == 25
    assert held(*rows, region="340000") == 20
    assert held(row(5, "341822")) == 30
    assert BOOK.local_rule("light_below", DAY).value == 30
    assert BOOK.local_rule("light_below", D(2022, 10, 7)) is None


def test_a_newer_row_of_the_same_place_takes_over_on_its_day() -> None:
    rows = (row(20, "341800"), row(25, "341800", D(2026, 9, 21)))
    assert held(*rows, on=D(2026, 9, 20)) == 20
    assert held(*rows) == 25
    assert held(*reversed(rows)) == 25


def test_a_row_without_value_hands_over_to_the_place_above() -> None:
    rows = (row(20, "341800"), row(None, "341800", D(2026, 9, 21)))
    assert held(*rows, on=D(2026, 9, 20)) == 20
    assert held(*rows) == 30
    assert held(*rows, row(22, "340000")) == 22


def test_a_row_that_is_over_leaves_the_older_one_of_its_place() -> None:
    rows = (row(20, "341800"), row(25, "341800", D(2026, 3, 1), D(2026, 8, 31)))
    assert held(*rows, on=D(2026, 8, 31)) == 25
    assert held(*rows, on=D(2026, 9, 1)) == 20


def test_the_digest_follows_the_rows_and_only_them() -> None:
    digests = {
        BOOK.with_local(rows, region).digest
        for rows, region in [
            ((), "341823"),
            ((row(20, "341800"),), "341823"),
            ((row(21, "341800"),), "341823"),
            ((row(20, "340000"),), "341823"),
        ]
    }
    assert len(digests) == 4
    assert BOOK.with_local((), "341823").digest == BOOK.digest
    assert BOOK.with_local((row(5, "341822"),), "341823").digest == BOOK.digest


def test_every_parameter_says_who_may_set_it_and_what_follows_from_none() -> None:
    for kind in BOOK.parameters:
        assert set(kind.levels) <= set(local.LEVELS)
        assert kind.levels
        assert kind.label
        assert kind.hint
        assert kind.absent
        assert kind.basis
        assert kind.unit in ("fen", "percent")
        assert BOOK.parameter(kind.id) is kind


@pytest.mark.parametrize(
    ("note", "ends"), [("", "1,000.00元。"), ("按条例第五条", "1,000.00元。按条例第五条。")]
)
def test_a_local_hearing_amount_brings_its_own_note_or_none(note: str, ends: str) -> None:
    amount = LocalRule(
        "hearing_individual_business", "340000", None, None, 100_000, "《x》1号", "text-seen", note
    )
    rules = BOOK.with_local([amount], "341802")
    found = hearing_right(rules, party="individual_business", fine_fen=200_000, on=date(2026, 6, 1))
    assert found.why.endswith(ends)
    assert not found.why.endswith("。。")
