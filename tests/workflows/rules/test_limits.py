"""Small figures of the procedure rules and rules without figures: dated rows with their article."""

from dataclasses import replace
from datetime import date

import pytest

from workflows.rules.book import UnknownRule, load
from workflows.rules.rows import LimitRule

BOOK = load()
TODAY = date(2026, 9, 21)


@pytest.mark.parametrize("row", BOOK.limits, ids=lambda row: row.id)
def test_a_limit_names_its_article(row: LimitRule) -> None:
    assert row.basis.startswith("《")
    assert row.valid_from
    assert row.valid_from <= TODAY
    assert BOOK.limit(row.id, TODAY) is row


def test_two_officers_is_said_in_words() -> None:
    found = BOOK.limit("OFFICERS_MIN", TODAY)
    assert (found.value, found.value_text) == (2, "两")
    assert replace(found, value=10).value_text == "十"
    assert replace(found, value=11).value_text == "11"


def test_before_the_first_row_began_the_first_row_answers() -> None:
    assert BOOK.limit("OFFICERS_MIN", date(1999, 1, 1)).valid_from == date(2021, 7, 15)


def test_an_unknown_limit_is_an_error() -> None:
    with pytest.raises(UnknownRule, match="NO_SUCH"):
        BOOK.limit("NO_SUCH", TODAY)


def test_the_newest_row_in_force_answers() -> None:
    old = replace(BOOK.limit("OFFICERS_MIN", TODAY), id="N", valid_to=date(2026, 9, 20))
    new = replace(old, value=3, valid_from=date(2026, 9, 21), valid_to=None)
    book = replace(BOOK, limits=(old, new))
    assert book.limit("N", date(2026, 9, 20)).value == 2
    assert book.limit("N", date(2026, 9, 21)).value == 3


def test_cases_for_legal_review_name_their_article() -> None:
    assert {case.id for case in BOOK.reviews} == {
        "public_interest",
        "heard_major_rights",
        "complex",
        "other_law",
    }
    assert all("第五十八条" in case.basis for case in BOOK.reviews)


def test_rules_without_figures_are_found_by_subject_and_day() -> None:
    conditions = [row for row in BOOK.provisions_of("repair", TODAY) if row.kind == "condition"]
    assert len(conditions) == 4
    assert not [row for row in BOOK.provisions_of("repair", date(2021, 8, 31)) if row.kind == "condition"]
    heads = [row.id for row in BOOK.provisions_of("listing", date(2025, 1, 31)) if row.kind == "head"]
    assert "LIST-10" not in heads
    assert len(heads) == 4
    assert {row.subject for row in BOOK.provisions} == {
        "repair",
        "listing",
        "disclosure",
        "jurisdiction",
        "department",
    }
