"""Terms of law on papers that an officer writes: from the rule of the day, with its article."""

import pytest

from casework.services.drafting import provenance, written
from tests.casework.services.drafting import world
from workflows.vocabulary import DocumentKind


@pytest.mark.parametrize(
    ("kind", "field", "words", "article"),
    [
        ("patent_response_notice", "answer_window", "十五日", "第二十二条"),
        ("patent_acceptance_notice", "handling_term", "三个月", "第三十七条"),
        ("adjudication_extension_approval", "extension_term", "一个月", "第三十七条"),
        ("patent_adjudication_decision", "lawsuit", "十五日", "第六十五条"),
        ("mediation_opinion_notice", "opinion_window", "十五日", "第六十五条"),
        ("performance_demand", "demand_term", "十个工作日", "第五十四条"),
        ("service_announcement", "deemed_term", "三十日", "第八十二条"),
        ("complaint_acceptance_decision", "mediation_term", "四十五个工作日", "待核实"),
        ("serious_list_decision", "list_term", "三年", "第十六条"),
        ("serious_list_decision", "removal_wait", "一年", "第十七条"),
        ("credit_repair_decision", "stop_display_term", "三个工作日", "待核实"),
        ("credit_repair_acceptance", "repair_due", "十五个工作日", "待核实"),
    ],
)
def test_a_term_of_law_is_filled_in_from_its_rule(kind: str, field: str, words: str, article: str) -> None:
    context, file = world.of(DocumentKind.PENALTY_DECISION)
    told = written.known(kind, context, file, hidden=False)
    assert told[field]["days_label"] == words
    assert article in told[field]["basis"]
    source = provenance.sources(kind, context, file, hidden=False)[field]
    assert source.words == ("期限规则",)
