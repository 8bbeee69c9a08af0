"""Defects planted in the course of a case: notice, window, defence, terms, days, numbers; and pairs."""

from datetime import date

from tests.workflows.known import LEAD, OFFICERS, event, proceeding, running
from tests.workflows.lint.clean import FILED, LAST, made
from tests.workflows.lint.planted import (
    BASE,
    LINES,
    MAJOR,
    MINOR,
    REPLY,
    TOLD,
    WINDOW,
    Planted,
    clocks,
    defended,
    notice,
    party,
    reviewed_by,
)
from tests.workflows.lint.test_clean import AGENCY, OLYMPIC
from workflows.vocabulary import Action, FactKey, Procedure, State

COURSE: Planted = {
    "no notice served": ({"no_notice"}, clocks(BASE.facts.deadlines[0])),
    "window open": ({"window_open", "hearing_window_open"}, BASE.on(LAST)),
    "window open, hearing waived": ({"window_open"}, BASE.on(LAST).values(hearing_waived={"text": "放弃"})),
    "window open, statement waived": (
        {"hearing_window_open"},
        BASE.on(LAST).values(statement_waived={"text": "放弃"}),
    ),
    "hearing not ended": (
        {"hearing_open"},
        BASE.case(
            proceedings=(BASE.facts.proceeding, proceeding(Procedure.HEARING, State.HEARING_REQUESTED, 2))
        ),
    ),
    "defence unanswered": ({"defence_unanswered"}, defended()),
    "one line unanswered": ({"defence_unanswered"}, defended(REPLY)),
    "answer without a reason": ({"defence_unanswered"}, defended(REPLY, {"no": 2, "reply": ""})),
    "answers older than the statement": (
        {"defence_unanswered"},
        defended(REPLY, {**REPLY, "no": 2}).case(
            events=(*BASE.facts.events, event(Action.ANSWER_DEFENCE), event(Action.STATE_DEFENCE))
        ),
    ),
    "heavier fine": (
        {"heavier_than_notified"},
        notice(BASE, fine_fen=1_700_000),
    ),
    "goods not notified": ({"heavier_than_notified"}, notice(BASE, confiscated_goods="")),
    "gains not notified": (
        {"heavier_than_notified"},
        notice(made(**OLYMPIC), confiscated_gains_fen=0),
    ),
    "warning not notified": ({"heavier_than_notified"}, notice(made(**AGENCY), warning=False)),
    "hearing not offered": ({"hearing_not_offered"}, notice(BASE, hearing={"right": False})),
    "hearing not offered at the notice": (
        {"hearing_not_offered"},
        TOLD.data(notice={**TOLD.step.data[FactKey.NOTICE], "hearing": {"right": False}}),
    ),
    "hearing offered in the file, not on the paper": (
        {"hearing_not_offered"},
        TOLD.says(hearing={"right": False, "why": "未达到标准"}),
    ),
    "decided twice": ({"decided_already"}, BASE.case(decisions=1)),
    "over time": ({"over_time"}, clocks(running("GEN-07", FILED, date(2026, 9, 21)), WINDOW)),
    "over time after an extension": (
        {"over_time"},
        clocks(running("GEN-07", FILED, date(2026, 9, 21), extended=1), WINDOW),
    ),
    "over time at the notice is a warning": (
        {"over_time"},
        TOLD.case(deadlines=(running("GEN-07", FILED, date(2026, 9, 21)),)),
    ),
    "limitation over": (
        {"limitation_over"},
        made(act_from="2024-05-01", act_ended="2024-08-19").values(found_on="2026-08-21"),
    ),
    "limitation over at the notice": (
        {"limitation_over"},
        made(Action.APPROVE_NOTICE, act_from="2023-05-01", act_ended="2023-08-20"),
    ),
    "limitation counted to the first entry": (
        {"limitation_over"},
        made(act_from="2024-05-01", act_ended="2024-08-01").values(found_on=None),
    ),
    "act begun after filing": (
        {"days_out_of_order"},
        BASE.values(act_from="2026-08-26", act_ended="2026-08-27"),
    ),
    "act ended before it began": ({"days_out_of_order"}, BASE.values(act_from="2026-08-21")),
    "act ended after the notice": ({"days_out_of_order"}, BASE.values(act_ended="2026-09-12")),
    "filed after the notice": ({"days_out_of_order"}, BASE.says(filed_on="2026-09-12")),
    "served before it was made": ({"days_out_of_order"}, BASE.within("notice", on="2026-09-15")),
    "served after the decision": ({"days_out_of_order"}, BASE.within("notice", served_on="2026-09-23")),
    "discussed before the notice was served": (
        {"days_out_of_order"},
        MAJOR.says(collective_on="2026-09-13"),
    ),
    "discussed after the decision": ({"days_out_of_order"}, MAJOR.says(collective_on="2026-09-30")),
    "notice without number": ({"notice_not_cited"}, BASE.within("notice", number=None)),
    "notice without day of service": ({"notice_not_cited"}, BASE.within("notice", served_on=None)),
    "notice not cited": ({"notice_not_cited"}, BASE.says(notice=None)),
    "square brackets in a number": (
        {"number_malformed"},
        BASE.within("notice", number="宣州市监罚告[2026]5号"),
    ),
    "leading nought in a number": (
        {"number_malformed"},
        BASE.within("case", filing_number="宣州市监立案〔2026〕003号"),
    ),
    "own number without year": ({"number_malformed"}, BASE.says(number="宣州市监处罚12号")),
    "number of a measure": (
        {"number_malformed"},
        BASE.says(measures=[{"measure": "扣押", "number": "宣州市监强制〔26〕1号"}]),
    ),
}
PAIRS: Planted = {
    "one officer, no bank": (
        {"two_officers", "payment_way_missing"},
        BASE.case(officers=OFFICERS[:1]).within("payment", how=None),
    ),
    "window open, no court": (
        {"window_open", "hearing_window_open", "remedy_body_missing"},
        BASE.on(LAST).within("remedies", court=None),
    ),
    "officer reviewed, defence unanswered": (
        {"reviewer_was_officer", "defence_unanswered"},
        reviewed_by(LEAD).values(defence_lines=LINES),
    ),
    "over time, blank left": (
        {"over_time", "placeholder"},
        clocks(running("GEN-07", FILED, date(2026, 9, 21)), WINDOW).says(discretion="待填"),
    ),
    "two defects of one check": (
        {"remedy_body_missing", "remedy_term_wrong"},
        BASE.within("remedies", court=None, reconsideration_term="三十日"),
    ),
    "heavier and another text": (
        {"heavier_than_notified", "text_against_kinds"},
        notice(BASE, fine_fen=1_700_000).says(penalty_text="没收白酒6瓶。"),
    ),
    "child and wrong article": (
        {"under_age", "article_not_in_force"},
        party("natural", id_number=MINOR).within("violation", articles_penalty=None),
    ),
    "no evidence, telephone in the text": (
        {"no_evidence", "personal_data"},
        BASE.case(evidence_count=0).says(discretion="联系13956300001。"),
    ),
}
