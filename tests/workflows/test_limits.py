"""Small figures of the procedure rules: dated rows with their article, looked up by day."""

from datetime import date
from pathlib import Path

import pytest

from workflows.rules import limits
from workflows.rules.limits import REVIEW_CASES, limit

TODAY = date(2026, 9, 21)
IDS = ["OFFICERS_MIN", "REVIEWER_APART", "APPROVER_APART", "LEGAL_QUALIFICATION", "DISCUSSION_MIN"]


@pytest.mark.parametrize("limit_id", IDS)
def test_a_limit_names_its_article(limit_id: str) -> None:
    found = limit(limit_id, TODAY)
    assert found.basis.startswith("《")
    assert found.valid_from <= TODAY
    assert found.confidence in ("text-seen", "to-confirm")


def test_two_officers_is_said_in_words() -> None:
    found = limit("OFFICERS_MIN", TODAY)
    assert (found.value, found.value_text) == (2, "两")


def test_a_large_figure_is_said_in_digits() -> None:
    found = limit("OFFICERS_MIN", TODAY)
    assert limits.Limit("X", 12, "", found.valid_from, None, "《法》", "text-seen").value_text == "12"


def test_before_the_first_row_began_the_first_row_answers() -> None:
    assert limit("OFFICERS_MIN", date(1999, 1, 1)).valid_from == date(2021, 7, 15)


def test_an_unknown_limit_is_an_error() -> None:
    with pytest.raises(LookupError, match="NO_SUCH"):
        limit("NO_SUCH", TODAY)


def test_the_newest_row_in_force_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def row(value: int, begun: date, ended: date | None) -> limits.Limit:
        return limits.Limit("N", value, "", begun, ended, "《法》", "text-seen")

    rows = (row(2, date(2020, 1, 1), date(2026, 9, 20)), row(3, date(2026, 9, 21), None))
    monkeypatch.setattr(limits, "_LIMITS", rows)
    assert limit("N", date(2026, 9, 20)).value == 2
    assert limit("N", date(2026, 9, 21)).value == 3


def test_a_row_without_basis_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.csv").write_text("id,basis,confidence\nX,,text-seen\n", encoding="utf-8")
    monkeypatch.setattr(limits, "_HERE", tmp_path)
    with pytest.raises(ValueError, match="X 没有依据"):
        limits._rows("bad.csv")


def test_cases_for_legal_review_name_their_article() -> None:
    assert {case.id for case in REVIEW_CASES} == {
        "public_interest",
        "heard_major_rights",
        "complex",
        "other_law",
    }
    assert all("第五十八条" in case.basis for case in REVIEW_CASES)
