"""The rules of a place: what was approved for it and above it, and nothing of its neighbours."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from casework import clock, local_rules
from casework.db import db
from tests.casework.office import BASIS, CITY, COUNTY, pair, settle
from tests.infrastructure import queries
from workflows.rules import book

pytestmark = pytest.mark.usefixtures("context")
DAY = date(2026, 6, 1)
NEIGHBOUR = "341823"


def test_without_approved_rows_the_book_is_the_house_s_own() -> None:
    assert local_rules.rulebook(COUNTY) is book.load()
    assert local_rules.rulebook("") is book.load()


def test_a_code_that_is_no_place_is_refused() -> None:
    with pytest.raises(ValueError, match="6位数字"):
        local_rules.rulebook("安徽")


def test_the_nearest_place_comes_first() -> None:
    people = pair()
    settle(*people, name="light_below", region=CITY, value=40)
    settle(*people, name="light_below", region=COUNTY, value=50)
    values = {
        region: local_rules.rulebook(region).local_rule("light_below", DAY).value
        for region in (COUNTY, NEIGHBOUR, CITY, "340000", "320500")
    }
    assert values == {COUNTY: 50, NEIGHBOUR: 40, CITY: 40, "340000": 30, "320500": 30}


def test_the_digest_tells_places_and_moments_apart() -> None:
    people = pair()
    before = local_rules.rulebook(COUNTY).digest
    settle(*people, name="light_below", region=COUNTY, value=50)
    assert local_rules.rulebook(COUNTY).digest != before
    assert local_rules.rulebook(NEIGHBOUR).digest == before


def test_what_was_approved_later_was_not_known_then(freeze: Callable[[datetime], datetime]) -> None:
    people = pair()
    moment = freeze(clock.at_local(date(2026, 9, 28), 9, 0))
    settle(*people)
    then = local_rules.rulebook(COUNTY, known_at=moment - timedelta(seconds=1))
    assert then.local_rule("low_fine_max", DAY) is None
    now = local_rules.rulebook(COUNTY, known_at=moment)
    assert now.local_rule("low_fine_max", DAY).basis == BASIS


def test_the_book_of_a_place_costs_one_statement_and_is_made_once() -> None:
    settle(*pair())
    first = local_rules.rulebook(COUNTY)
    with queries.recorded(db.engine) as record:
        assert local_rules.rulebook(COUNTY) is first
    assert len(record.statements) == 1
