"""Sample SC-02 with its real figures, from the complaint to the archive: pages only, twelve people.

Holder, respondent, clerk, two officers, unit head, reviewer, leader, mediator, disclosure officer, credit
officer, and somebody of the public.
"""

from __future__ import annotations

import pytest

from tests.browser import after, filing, investigating, mediating, paper, publishing, responding, reviewing
from tests.browser.office import Office, Person
from tests.browser.tale import FIRST

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.timeout(600)]


def test_one_lawful_case_end_to_end(office: Office) -> None:
    complain(office)
    investigate(office)
    letter = punish(office)
    end(office, letter)
    assert len(office.people) == 12
    assert not office.eyes.faults, "\n".join(office.eyes.faults)
    after.log_holds(office.site.config)
    after.one_byte_shows(office.site.config, office.reference)


def complain(office: Office) -> Person:
    """Account, right, complaint, receipt, supplement, filing."""
    holder = filing.register(office, FIRST)
    filing.record_right(holder, FIRST)
    filing.begin(office, holder, FIRST)
    filing.finish(office, holder, FIRST)
    code = filing.submit(office, holder, FIRST)
    filing.track(office, code)
    filing.supplement(office, holder)
    investigating.file_case(office, FIRST)
    return holder


def investigate(office: Office) -> None:
    """Investigation and mediation side by side, then the report."""
    investigating.inspect(office, FIRST)
    investigating.seize(office, FIRST)
    letter = paper.text(office["officer1"].case().paper("实施行政强制措施决定书"))
    mediating.open_mediation(office)
    investigating.inquire(office, FIRST)
    responding.consent(office, FIRST, letter)
    mediating.schedule(office)
    investigating.log_evidence(office)
    address = mediating.hold(office, FIRST)
    responding.sign(office, FIRST, letter)
    mediating.conclude(office)
    mediating.sealed(office, address)
    investigating.report(office, FIRST)


def punish(office: Office) -> str:
    """Review, notice, defence, decision; the letter of the notice."""
    reviewing.review(office, FIRST)
    letter = reviewing.notice(office, FIRST)
    reviewing.extend_measure(office)
    responding.defend(office, FIRST, letter)
    reviewing.answer(office, FIRST)
    responding.answered(office, FIRST, letter)
    reviewing.clear(office)
    decision = reviewing.decide(office, FIRST)
    for words in ("17,388.00", "壹万柒仟叁佰捌拾捌元整", "8,694元", "白酒6瓶", "放弃听证"):
        assert words in decision, f"{words} not in {decision}"
    return letter


def end(office: Office, letter: str) -> None:
    """Publication, credit record, payment, archive, and what both sides and the public read."""
    publishing.publish(office)
    publishing.search(office, FIRST)
    publishing.pay(office, FIRST)
    publishing.file_reads(publishing.close(office), FIRST)
    after.same_dates(office, letter)
