"""The closing report: what no later step can mend is refused while it can still be mended."""

from typing import Any

import pytest

from tests.workflows.known import REPORTED, asked, facts, step
from workflows.engine import Reason
from workflows.lint.judge import report_clean
from workflows.vocabulary import FactKey

FOUND = "经查，当事人销售侵权白酒6瓶"


def refused(**changes: Any) -> dict[str, Reason]:
    report = {str(key): value for key, value in REPORTED.items()} | changes
    return asked(report_clean, facts(values={FactKey.FOUND_ON: "2026-08-21"}), step(**report))


def test_a_clean_report_is_closed() -> None:
    assert refused() == {}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("placeholder", {"facts_found": f"{FOUND}，进价____元。"}),
        ("placeholder", {"orders": "立即停止销售\n待补充"}),
        ("placeholder", {"discretion": "××，从轻处罚。"}),
        ("personal_data", {"facts_found": f"{FOUND}，证人电话13956300001。"}),
        ("amounts_differ", {"facts_found": f"{FOUND}，货款壹万元整（¥1,000.00元）。"}),
        ("sum_differs", {"facts_found": f"{FOUND}，违法经营额8,649元。"}),
        ("innocent_fined", {"innocent_seller": True, "confiscated_goods": ""}),
        ("gains_exceeded", {"confiscated_gains_fen": 100}),
        ("confiscation_unfounded", {"violation": "PT68"}),
        ("limitation_over", {"act_from": "2024-01-01", "act_ended": "2024-08-20"}),
    ],
)
def test_a_defect_keeps_the_report_open(code: str, changes: dict[str, Any]) -> None:
    assert set(refused(**changes)) == {code}


def test_a_warning_does_not() -> None:
    assert refused(facts_found=f"{FOUND}，由皖P12345送来。") == {}


def test_the_button_stays_open_whatever_was_reported_before() -> None:
    known = facts(values={**REPORTED, FactKey.FACTS_FOUND: "××"})
    assert asked(report_clean, known, step()) == {}
