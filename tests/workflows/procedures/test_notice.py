"""Guards of the notice: the window, the hearing right, the defence and its answer."""

from datetime import date

import pytest

from tests.workflows.known import (
    LEAD,
    NOTICE,
    asked,
    event,
    facts,
    party,
    person,
    proceeding,
    running,
    step,
)
from workflows import engine
from workflows.engine import Facts
from workflows.procedures import PROCEDURES
from workflows.procedures import lawfulness as law
from workflows.vocabulary import Action, FactKey, Procedure, Role, State

SERVED, LAST, AFTER = date(2026, 9, 14), date(2026, 9, 21), date(2026, 9, 22)
LINES = [{"no": 1, "text": "不知道是侵权商品。"}, {"no": 2, "text": "货值较小。"}]
ANSWERS = [
    {"no": 1, "adopted": False, "reply": "应当查验。"},
    {"no": 2, "adopted": True, "reply": "已考虑。"},
]
WAIVED = {"by": "陈示例", "on": "2026-09-15", "text": "自愿放弃。"}


def served(*, hearing: bool = True, beside=(), events=(), **values) -> Facts:
    notice = {**NOTICE, "hearing": {"right": hearing, "why": "", "basis": ""}}
    known = {FactKey.NOTICE: notice} | {FactKey(key): value for key, value in values.items()}
    return facts(
        state=State.NOTICE_SERVED,
        values=known,
        beside=beside,
        events=events,
        deadlines=(running("GEN-06", SERVED, LAST),),
    )


def window(known: Facts, on: date = LAST) -> set[str]:
    return set(asked(law.notice_window_settled, known, step(Action.DECIDE_PENALTY, on=on)))


def hearing(state: State):
    return (proceeding(Procedure.HEARING, state, 2),)


def test_before_the_notice_is_served_nothing_is_settled() -> None:
    assert window(facts(state=State.NOTICE_APPROVED)) == {"no_notice"}


def test_inside_the_window_both_rights_are_open() -> None:
    assert window(served()) == {"window_open", "hearing_window_open"}
    assert window(served(), on=SERVED) == {"window_open", "hearing_window_open"}


def test_the_reasons_name_the_last_day_and_the_article() -> None:
    found = asked(law.notice_window_settled, served(), step(on=LAST))
    assert "到2026年9月21日" in found["window_open"].text
    assert "第五十七条" in found["window_open"].basis
    assert "到2026年9月21日" in found["hearing_window_open"].text
    assert "第六十三条" in found["hearing_window_open"].basis


def test_after_the_last_day_silence_settles_it() -> None:
    assert window(served(), on=AFTER) == set()


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"defence_lines": LINES}, {"hearing_window_open"}),
        ({"statement_waived": WAIVED}, {"hearing_window_open"}),
        ({"hearing_waived": WAIVED}, {"window_open"}),
        ({"defence_lines": LINES, "hearing_waived": WAIVED}, set()),
        ({"statement_waived": WAIVED, "hearing_waived": WAIVED}, set()),
    ],
)
def test_each_right_is_used_or_waived_on_its_own(values: dict, codes: set[str]) -> None:
    assert window(served(**values)) == codes


def test_out_of_scope_of_a_hearing_the_statement_is_enough() -> None:
    assert window(served(hearing=False, defence_lines=LINES)) == set()


@pytest.mark.parametrize("on", [LAST, AFTER])
def test_an_open_hearing_holds_everything_also_after_the_window(on: date) -> None:
    known = served(beside=hearing(State.HEARING_REQUESTED), defence_lines=LINES)
    assert window(known, on) == {"hearing_open"}


def test_a_hearing_that_ended_settles_its_right() -> None:
    assert window(served(beside=hearing(State.HEARING_TERMINATED), defence_lines=LINES)) == set()


def unanswered(known: Facts) -> list[str]:
    found = law.defence_answered(known, step(Action.CLEAR_NOTICE))
    return [reason.text for reason in found]


def test_every_line_of_the_defence_is_answered() -> None:
    assert len(unanswered(served(defence_lines=LINES))) == 2
    assert unanswered(served(defence_lines=LINES, defence_answers=ANSWERS[:1])) == [
        "当事人的第2项意见没有复核答复。"
    ]
    assert unanswered(served(defence_lines=LINES, defence_answers=ANSWERS)) == []
    assert unanswered(served()) == []


def test_an_empty_reply_is_no_answer() -> None:
    empty = [ANSWERS[0], {**ANSWERS[1], "reply": ""}]
    assert len(unanswered(served(defence_lines=LINES, defence_answers=empty))) == 1


def test_a_newer_statement_is_not_answered_by_an_older_reply() -> None:
    known = served(
        defence_lines=LINES[:1],
        defence_answers=ANSWERS,
        events=(event(Action.STATE_DEFENCE), event(Action.ANSWER_DEFENCE), event(Action.STATE_DEFENCE)),
    )
    assert unanswered(known) == ["当事人的第1项意见没有复核答复。"]


def answering(known: Facts, answers: list[dict]) -> set[str]:
    return set(asked(law.answers_complete, known, step(Action.ANSWER_DEFENCE, defence_answers=answers)))


def test_an_answer_speaks_to_every_line() -> None:
    assert answering(served(defence_lines=LINES), ANSWERS) == set()
    assert answering(served(defence_lines=LINES), ANSWERS[:1]) == {"given_defence_answers"}
    assert answering(served(), ANSWERS) == {"no_defence"}


def test_a_hearing_is_asked_for_or_waived_where_there_is_a_right() -> None:
    assert asked(law.hearing_in_scope, served(), step()) == {}
    assert set(asked(law.hearing_in_scope, served(hearing=False), step())) == {"no_hearing_right"}
    assert set(asked(law.hearing_in_scope, served(hearing_waived=WAIVED), step())) == {"hearing_waived"}
    known = served(beside=hearing(State.HEARING_REQUESTED))
    assert set(asked(law.hearing_in_scope, known, step())) == {"hearing_requested"}


def test_a_statement_that_was_waived_is_not_made() -> None:
    known = served(statement_waived=WAIVED)
    assert set(asked(law.not_both_statement_and_waiver, known, step(Action.STATE_DEFENCE))) == {
        "waived_already"
    }


def test_a_statement_that_was_made_is_not_waived_but_may_be_made_again() -> None:
    known = served(defence_lines=LINES)
    guard = law.not_both_statement_and_waiver
    assert set(asked(guard, known, step(Action.WAIVE_STATEMENT))) == {"stated_already"}
    assert asked(guard, known, step(Action.STATE_DEFENCE)) == {}


def test_a_late_defence_is_refused_with_the_last_day() -> None:
    attempt = step(Action.STATE_DEFENCE, party(2), AFTER, defence_lines=LINES)
    with pytest.raises(engine.Refused, match="陈述申辩的期限已于2026年9月21日届满"):
        engine.plan(PROCEDURES, served(), attempt)


def test_the_other_side_does_not_speak_for_the_party() -> None:
    attempt = step(Action.STATE_DEFENCE, party(1), LAST, defence_lines=LINES)
    with pytest.raises(engine.Refused, match="不由您办理"):
        engine.plan(PROCEDURES, served(), attempt)


def test_asking_for_a_hearing_stops_the_term_of_the_case() -> None:
    attempt = step(Action.REQUEST_HEARING, party(2), LAST, hearing_request=WAIVED)
    plan = engine.plan(PROCEDURES, served(), attempt)
    assert plan.row.pauses == ("GEN-07",)
    assert [(o.procedure, o.tells) for o in plan.opens] == [(Procedure.HEARING, Action.HEARING_ENDED)]


def test_a_hearing_is_withdrawn_in_writing() -> None:
    known = facts(Procedure.HEARING, State.HEARING_REQUESTED)
    with pytest.raises(engine.Refused, match="书面说明"):
        engine.plan(PROCEDURES, known, step(Action.WITHDRAW_HEARING, party(2)))
    plan = engine.plan(PROCEDURES, known, step(Action.WITHDRAW_HEARING, party(2), hearing_waived=WAIVED))
    assert plan.to_state == State.HEARING_TERMINATED
    with pytest.raises(engine.Refused, match="不由您办理"):
        engine.plan(PROCEDURES, known, step(Action.WITHDRAW_HEARING, party(1), hearing_waived=WAIVED))


def test_the_officer_or_the_clock_clears_a_settled_notice() -> None:
    for actor in (person(LEAD, Role.CASE_OFFICER), engine.SYSTEM):
        plan = engine.plan(PROCEDURES, served(), step(Action.CLEAR_NOTICE, actor, AFTER))
        assert plan.to_state == State.NOTICE_CLEARED
