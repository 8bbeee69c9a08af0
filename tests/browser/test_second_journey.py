"""A second case, with every script switched off: legal review, collective discussion, no mediation."""

from __future__ import annotations

import pytest

from tests.browser import filing, investigating, mediating, paper, publishing, responding, reviewing
from tests.browser.office import Office
from tests.browser.tale import SECOND

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.timeout(600)]


@pytest.fixture
def scripts() -> bool:
    return False


def test_a_case_through_legal_review_without_scripts(office: Office) -> None:
    holder = filing.register(office, SECOND)
    filing.record_right(holder, SECOND)
    filing.begin(office, holder, SECOND)
    filing.finish(office, holder, SECOND)
    filing.submit(office, holder, SECOND)
    office.at(4, 9)
    office["clerk"].queue()
    office["clerk"].step("开始核查")
    investigating.file_case(office, SECOND)
    investigating.inspect(office, SECOND)
    investigating.seize(office, SECOND)
    refused_mediation(office)
    investigating.inquire(office, SECOND)
    investigating.log_evidence(office)
    investigating.report(office, SECOND)
    decided_together(office)
    publishing.publish(office)
    publishing.search(office, SECOND)
    assert not office.eyes.faults, "\n".join(office.eyes.faults)


def refused_mediation(office: Office) -> None:
    """The respondent refuses; the notice gives the reason and the way to the court, and the case goes on."""
    letter = paper.text(office["officer1"].case().paper("实施行政强制措施决定书"))
    mediating.open_mediation(office)
    responding.refuse(office, letter)
    holder = office.people["holder"].go(f"/portal/complaints/{office.case_id}")
    holder.reads("调解终止", "向人民法院起诉")
    notice = paper.text(holder.paper("终止调解通知书"))
    for words in ("赔偿由法院判决", "人民法院", SECOND.shop):
        assert words in notice, f"{words} not in {notice}"
    office["officer1"].case().reads("调查取证").never_reads("赔偿由法院判决")


def decided_together(office: Office) -> None:
    """Legal review by a qualified reviewer, the window in silence, the discussion, the decision."""
    office.at(18, 9)
    head = office["unithead"]
    assert "法制审核" in head.closed_step("送案件审核")
    head.step("送法制审核", {"备注": "同意承办人意见，请审核。"})
    office.at(20, 9)
    office["legal"].queue()
    office["legal"].step("审核同意", {"审核意见": reviewing.AGREED})
    reviewing.notice(office, SECOND)
    reviewing.extend_measure(office)
    reviewing.clear(office)
    assert "集体讨论" in office["leader"].closed_step("作出行政处罚决定")
    reviewing.discuss(office)
    decision = reviewing.decide(office, SECOND)
    for words in ("33,576.00", "集体讨论", "未提出陈述、申辩意见", "未要求听证"):
        assert words in decision, f"{words} not in {decision}"
