"""Guards of a penalty, each open and closed: evidence, range, report, review, people apart."""

from dataclasses import replace

import pytest

from tests.workflows.known import (
    LEADER,
    NOTICE,
    PARTIES,
    REPORTED,
    TODAY,
    asked,
    event,
    facts,
    person,
    proceeding,
    step,
)
from workflows.procedures import PROCEDURES
from workflows.procedures import lawfulness as law
from workflows.vocabulary import Action, FactKey, Procedure, Role, State

KNOWN = facts(values=REPORTED)


def with_values(**changes):
    return facts(values={**REPORTED, **{FactKey(key): value for key, value in changes.items()}})


@pytest.mark.parametrize(
    ("fine", "inside"), [(0, True), (1_738_800, True), (25_000_000, True), (25_000_001, False)]
)
def test_the_fine_lies_inside_the_range_of_the_law(fine: int, inside: bool) -> None:
    found = asked(law.fine_in_range, KNOWN, step(fine_fen=fine))
    assert (found == {}) is inside


def test_a_fine_above_the_range_names_range_and_article() -> None:
    found = asked(law.fine_in_range, KNOWN, step(fine_fen=30_000_000))["fine_out_of_range"]
    assert found.text == "罚款¥300,000.00超出法定幅度¥0.00至¥250,000.00。"
    assert "商标法" in found.basis


def test_a_fine_the_law_demands_may_not_be_left_out() -> None:
    known = with_values(violation="UC10-2025", turnover_fen=None)
    found = asked(law.fine_in_range, known, step(fine_fen=0))
    assert set(found) == {"fine_required"}
    assert "不低于" in found["fine_required"].text


AGENCY = {"violation": "TM68-AG", "turnover_fen": None, "proposed_fine_fen": 5_000_000}


def test_a_warning_the_law_demands_may_not_be_left_out() -> None:
    """商标法（2019）68 I: 给予警告，处一万元以上十万元以下的罚款."""
    known = with_values(**AGENCY)
    found = asked(law.warning_as_the_law_says, known, step())["warning_required"]
    assert found.text == "依法应当给予警告，没有写明警告。"
    assert found.basis == "《商标法》（2019）第六十八条第一款"
    assert asked(law.warning_as_the_law_says, known, step(proposed_warning=True)) == {}
    assert asked(law.warning_as_the_law_says, with_values(**AGENCY, proposed_warning=True), step()) == {}
    left_out = asked(
        law.warning_as_the_law_says, with_values(**AGENCY, proposed_warning=True), step(warning=False)
    )
    assert set(left_out) == {"warning_required"}


def test_a_warning_the_law_does_not_know_is_not_given() -> None:
    found = asked(law.warning_as_the_law_says, KNOWN, step(warning=True))["warning_unlawful"]
    assert found.text == "《商标法》（2019）第六十条第二款没有规定警告，不能给予警告。"
    assert "第三十八条" in found.basis
    assert asked(law.warning_as_the_law_says, KNOWN, step()) == {}


@pytest.mark.parametrize("warned", [True, False])
def test_a_warning_at_discretion_may_be_given_or_not(warned: bool) -> None:
    known = with_values(violation="TM68-BAD", gains_fen=0, turnover_fen=None, proposed_warning=warned)
    assert asked(law.warning_as_the_law_says, known, step()) == {}


def test_without_violation_no_warning_is_judged() -> None:
    assert asked(law.warning_as_the_law_says, facts(), step(warning=True)) == {}


@pytest.mark.parametrize("action", [Action.CLOSE_INVESTIGATION, Action.APPROVE_NOTICE, Action.DECIDE_PENALTY])
def test_report_notice_and_decision_are_asked_for_the_warning(action: Action) -> None:
    rows = [row for row in PROCEDURES[Procedure.PENALTY].rows if row.action == action]
    assert rows
    assert all(law.warning_as_the_law_says in row.guards for row in rows)


@pytest.mark.parametrize("absent", ["violation", "act_ended"])
def test_without_violation_or_end_of_the_act_no_range_is_known(absent: str) -> None:
    found = asked(law.fine_in_range, with_values(**{absent: None}), step())
    assert set(found) == {"given_violation"}
    assert "第三十七条" in found["given_violation"].basis


@pytest.mark.parametrize(
    ("ended", "words"), [("2026-09-22", "决定日期早于违法行为终了"), ("2019-10-31", "没有适用的规定")]
)
def test_an_act_that_no_law_reaches_is_a_reason_and_no_crash(ended: str, words: str) -> None:
    known = with_values(act_ended=ended)
    assert words in asked(law.fine_in_range, known, step())["law_unknown"].text
    assert law.assess(known, step()) is None
    assert asked(law.warning_as_the_law_says, known, step()) == {}
    assert asked(law.below_crime_threshold, known, step()) == {}


def test_without_respondent_no_range_is_known() -> None:
    assert law.assess(facts(values=REPORTED, parties=PARTIES[:1]), step()) is None


def test_what_the_form_brings_counts_before_what_is_known() -> None:
    found = asked(law.fine_in_range, facts(), step(**{**REPORTED, "proposed_fine_fen": 99_000_000}))
    assert set(found) == {"fine_out_of_range"}


def test_a_repeated_offender_is_measured_with_the_earlier_days() -> None:
    found = law.assess(with_values(prior_penalties=["2024-05-06", "2025-07-08"]), step())
    assert found is not None
    assert found.aggravation


def test_a_suspected_crime_is_referred_not_fined() -> None:
    found = asked(law.below_crime_threshold, with_values(turnover_fen=7_155_500), step())["criminal"]
    assert "移送公安机关" in found.text
    assert "第二十七条" in found.basis
    assert asked(law.below_crime_threshold, KNOWN, step()) == {}


def test_an_investigation_without_evidence_is_not_closed() -> None:
    found = asked(law.evidence_logged, facts(evidence_count=0), step())
    assert "第四十六条" in found["no_evidence"].basis
    assert asked(law.evidence_logged, facts(), step()) == {}


def test_site_and_party_were_seen_before_it_closes() -> None:
    assert set(asked(law.inspected_and_asked, facts(), step())) == {"no_inspection", "no_inquiry"}
    seen = facts(events=(event(Action.RECORD_INSPECTION), event(Action.RECORD_INQUIRY)))
    assert asked(law.inspected_and_asked, seen, step()) == {}
    half = facts(events=(event(Action.RECORD_INSPECTION),))
    assert set(asked(law.inspected_and_asked, half, step())) == {"no_inquiry"}


def test_a_report_with_all_parts_is_complete() -> None:
    assert asked(law.report_complete, facts(), step(**REPORTED)) == {}


@pytest.mark.parametrize(
    "absent", ["violation", "facts_found", "act_from", "act_ended", "nature", "discretion", "orders"]
)
def test_each_part_of_the_report_is_needed(absent: str) -> None:
    found = asked(law.report_complete, facts(), step(**{**REPORTED, absent: ""}))
    assert set(found) == {f"given_{absent}"}
    assert "第四十八条" in found[f"given_{absent}"].basis


@pytest.mark.parametrize(
    ("begun", "ended", "said"),
    [("2026-08-21", "2026-08-20", "早于开始"), ("2026-05-01", "2026-09-22", "晚于今天")],
)
def test_the_days_of_the_act_are_in_order(begun: str, ended: str, said: str) -> None:
    found = asked(law.report_complete, facts(), step(**{**REPORTED, "act_from": begun, "act_ended": ended}))
    assert said in found["given_act_ended"].text


def test_an_act_of_one_day_that_ended_today_may_be_reported() -> None:
    day = TODAY.isoformat()
    assert asked(law.report_complete, facts(), step(**{**REPORTED, "act_from": day, "act_ended": day})) == {}


def test_the_certificate_was_shown() -> None:
    found = asked(law.certificate_shown, facts(), step())
    assert "第二十二条" in found["given_certificate_shown"].basis
    assert asked(law.certificate_shown, facts(), step(certificate_shown=True)) == {}


@pytest.mark.parametrize(
    ("major", "case", "legal"), [([], set(), {"no_legal_review"}), (["complex"], {"legal_review_due"}, set())]
)
def test_the_right_review_is_asked_for(major: list[str], case: set[str], legal: set[str]) -> None:
    known = with_values(major_case=major)
    assert set(asked(law.legal_review_not_needed, known, step())) == case
    assert set(asked(law.legal_review_needed, known, step())) == legal


@pytest.mark.parametrize(
    ("verdicts", "passed"),
    [
        ((), False),
        ((Action.RETURN_FILE,), False),
        ((Action.AGREE_REVIEW,), True),
        ((Action.RETURN_FILE, Action.AGREE_REVIEW), True),
        ((Action.AGREE_REVIEW, Action.RETURN_FILE), False),
    ],
)
def test_the_last_verdict_of_the_review_counts(verdicts: tuple[Action, ...], passed: bool) -> None:
    known = facts(events=tuple(event(verdict, 4) for verdict in verdicts))
    found = asked(law.review_passed, known, step())
    assert (found == {}) is passed
    assert passed or "第五十四条" in found["not_reviewed"].basis


def test_a_complex_case_is_discussed_before_it_is_decided() -> None:
    known = with_values(major_case=["complex"])
    found = asked(law.collective_discussion_held, known, step())
    assert "第五十七条第二款" in found["no_discussion"].basis
    held = replace(known, events=(event(Action.DISCUSS_COLLECTIVELY, LEADER),))
    assert asked(law.collective_discussion_held, held, step()) == {}
    assert asked(law.collective_discussion_held, KNOWN, step()) == {}


def opinions(*texts: str) -> dict:
    return {"discussion": {"opinions": [{"name": f"负责人{n}", "text": t} for n, t in enumerate(texts)]}}


@pytest.mark.parametrize(
    ("texts", "enough"), [(("同意",) * 3, True), (("同意",) * 2, False), (("同意", "同意", ""), False)]
)
def test_three_leaders_speak_and_each_is_written_down(texts: tuple[str, ...], enough: bool) -> None:
    assert (asked(law.enough_present, facts(), step(**opinions(*texts))) == {}) is enough


def test_one_act_is_decided_once() -> None:
    found = asked(law.no_decision_yet, facts(decisions=1), step())
    assert "第二十九条" in found["decided_already"].basis
    assert asked(law.no_decision_yet, facts(), step()) == {}


def test_a_decision_imposes_something() -> None:
    assert set(asked(law.some_penalty, facts(), step())) == {"given_penalty"}
    assert asked(law.some_penalty, KNOWN, step()) == {}
    assert asked(law.some_penalty, facts(), step(confiscated_goods="白酒6瓶")) == {}


@pytest.mark.parametrize(
    ("asked_for", "heavier"),
    [
        ({"fine_fen": 1_738_800}, False),
        ({"fine_fen": 1_738_700}, False),
        ({"fine_fen": 1_738_801}, True),
        ({"confiscated_gains_fen": 100}, True),
        ({"confiscated_goods": "白酒6瓶"}, False),
        ({"confiscated_goods": ""}, False),
    ],
)
def test_nothing_heavier_than_was_notified_is_imposed(asked_for: dict, heavier: bool) -> None:
    known = facts(values={**REPORTED, FactKey.NOTICE: NOTICE})
    found = asked(law.not_heavier_than_notified, known, step(**asked_for))
    assert bool(found) is heavier
    if heavier:
        assert "应当重新告知" in found["heavier_than_notified"].text
        assert "第四十四条" in found["heavier_than_notified"].basis


def test_goods_that_were_not_notified_are_not_confiscated() -> None:
    known = facts(values={**REPORTED, FactKey.NOTICE: {**NOTICE, "confiscated_goods": ""}})
    found = asked(law.not_heavier_than_notified, known, step(confiscated_goods="白酒6瓶"))
    assert found["heavier_than_notified"].text == "没收物品没有告知过，应当重新告知。"


def test_a_warning_that_was_not_notified_is_not_given() -> None:
    known = facts(values={**REPORTED, FactKey.NOTICE: NOTICE})
    found = asked(law.not_heavier_than_notified, known, step(warning=True))
    assert found["heavier_than_notified"].text == "警告没有告知过，应当重新告知。"
    told = facts(values={**REPORTED, FactKey.NOTICE: {**NOTICE, "warning": True}})
    assert asked(law.not_heavier_than_notified, told, step(warning=True)) == {}


def test_before_the_notice_nothing_is_too_heavy() -> None:
    assert asked(law.not_heavier_than_notified, KNOWN, step(fine_fen=99)) == {}


@pytest.mark.parametrize(
    ("state", "held"),
    [
        (State.MEASURE_PROPOSED, True),
        (State.MEASURE_APPROVED, True),
        (State.IN_FORCE, True),
        (State.EXTENDED, True),
        (State.EXPIRED, True),
        (State.LIFTED, False),
        (State.CONFISCATED, False),
        (State.MEASURE_REFUSED, False),
    ],
)
def test_nothing_seized_is_left_when_a_case_closes(state: State, held: bool) -> None:
    known = facts(state=State.EXECUTED, beside=(proceeding(Procedure.MEASURES, state, 2),))
    found = asked(law.goods_settled, known, step(Action.CLOSE, person(LEADER, Role.LEADER)))
    assert set(found) == ({"goods_held"} if held else set())


def test_the_kinds_of_a_penalty_are_words_of_the_credit_record() -> None:
    every = {"warning": True, "fine_fen": 1, "confiscated_gains_fen": 1, "confiscated_goods": "白酒"}
    assert law.kinds(every) == ("警告", "罚款", "没收违法所得", "没收非法财物")
    assert law.kinds({"warning": False, "fine_fen": 1}) == ("罚款",)
    assert law.kinds({}) == ()


def test_the_content_is_what_the_form_brings_then_the_notice_then_the_proposal() -> None:
    proposed = law.content(KNOWN, step())
    assert proposed["fine_fen"] == 1_738_800
    notified = facts(values={**REPORTED, FactKey.NOTICE: {**NOTICE, "fine_fen": 1_000_000}})
    assert law.content(notified, step())["fine_fen"] == 1_000_000
    assert law.content(notified, step(fine_fen=900_000))["fine_fen"] == 900_000
    assert law.content(notified, step(fine_fen=0))["fine_fen"] == 0
