"""Twenty drafts that are as they should be: no check may speak."""

from datetime import date

import pytest

from tests.workflows.known import event, running
from tests.workflows.lint.clean import FILED, LAST, RESIDENT, SERVED, Draft, made
from workflows.identifiers import resident_check_digit
from workflows.lint import CHECKS, standing
from workflows.vocabulary import Action, FactKey

NOTHING = {"confiscated_goods": "", "confiscated_goods_fen": 0}
AGENCY = {
    "violation": "TM68-AG",
    "turnover_fen": None,
    "proposed_warning": True,
    "proposed_fine_fen": 5_000_000,
    **NOTHING,
}
SECRET = {"violation": "UC10-2025", "turnover_fen": None, "proposed_fine_fen": 10_000_000, **NOTHING}
OLYMPIC = {
    "violation": "OL12",
    "turnover_fen": None,
    "gains_fen": 580_100,
    "proposed_fine_fen": 5_000_000,
    "confiscated_gains_fen": 580_100,
    "facts_found": "经查，当事人销售手机壳350个，违法所得5,801元。",
    **NOTHING,
}
ADULT = "34187119900101000" + resident_check_digit("34187119900101000")


def defended() -> Draft:
    lines = [{"no": 1, "text": "请求从轻处罚。"}]
    answers = [{"no": 1, "adopted": True, "reply": "裁量时已予考虑。"}]
    said = (
        event(Action.STATE_DEFENCE, on=SERVED),
        event(Action.ANSWER_DEFENCE, on=LAST),
    )
    clean = made()
    return clean.values(defence_lines=lines, defence_answers=answers).case(
        events=(*clean.facts.events, *said)
    )


CLEAN: dict[str, Draft] = {
    "decision on a shop": made(),
    "decision on a company above the step": made(
        kind="legal", violation="UC7-2025", turnover_fen=17_740_800, proposed_fine_fen=30_000_000
    ),
    "decision on a person": made(kind="natural").within("party", id_number=ADULT, id_label="居民身份证"),
    "decision on a person without number": made(kind="natural"),
    "defence answered": defended(),
    "waived inside the window": made(day=date(2026, 9, 18)).values(
        statement_waived={"text": "放弃"}, hearing_waived={"text": "放弃"}
    ),
    "major case": made(major_case=["complex"]),
    "no fine, goods alone": made(proposed_fine_fen=0),
    "agency with warning": made(kind="legal", **AGENCY),
    "trade secret at the low end": made(kind="legal", **SECRET),
    "false patent, nothing confiscated": made(
        violation="PT68", turnover_fen=None, gains_fen=0, proposed_fine_fen=3_000_000, **NOTHING
    ),
    "gains confiscated": made(**OLYMPIC),
    "lower than notified": made()
    .data(fine_fen=1_000_000)
    .says(fine_fen=1_000_000, penalty_text="没收白酒6瓶；罚款人民币壹万元整（¥10,000.00元）。"),
    "term extended in time": made(day=date(2026, 12, 1)).case(
        deadlines=(
            running("GEN-07", FILED, date(2026, 12, 23), extended=1),
            running("GEN-06", SERVED, LAST, status="met"),
        )
    ),
    "term paused": made(day=date(2026, 12, 1)).case(
        deadlines=(
            running("GEN-07", FILED, date(2026, 11, 23), status="paused"),
            running("GEN-06", SERVED, LAST, status="met"),
        )
    ),
    "warning alone, not published": made(
        violation="TM68-BAD", proposed_warning=True, turnover_fen=None, proposed_fine_fen=0, **NOTHING
    ),
    "order numbers and barcodes are facts": made(
        facts_found="经查，订单号2026082012345678的白酒，条码6901234567892，违法经营额8,694.00元。"
    ),
    "notice to a shop": made(Action.APPROVE_NOTICE),
    "notice below the hearing amount": made(
        Action.APPROVE_NOTICE, kind="legal", proposed_fine_fen=300_000, confiscated_goods_fen=0
    ),
    "notice of a major case": made(Action.APPROVE_NOTICE, kind="legal", major_case=["complex"], **SECRET),
    "notice with a warning": made(Action.APPROVE_NOTICE, kind="legal", **AGENCY),
    "act under the law of its day": made(
        violation="UC6-2019", act_from="2025-07-01", act_ended="2025-09-01", proposed_fine_fen=1_000_000
    ),
}


def test_there_are_twenty() -> None:
    assert len(CLEAN) >= 20
    assert RESIDENT != ADULT


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_draft_has_no_finding(name: str) -> None:
    assert CLEAN[name].found() == ()


@pytest.mark.parametrize("name", CLEAN)
def test_every_check_of_a_clean_draft_is_met(name: str) -> None:
    draft = CLEAN[name]
    lines = standing(draft.facts, draft.step, draft.paper)
    assert {line.state for line in lines} == {"met"}
    assert len(lines) == len([one for one in CHECKS if draft.step.action in one.steps])


def test_without_a_paper_its_checks_wait() -> None:
    draft = made()
    lines = {line.code: line.state for line in standing(draft.facts, draft.step, {})}
    assert lines["remedies_told"] == "not_yet"
    assert lines["fine_in_range"] == "met"
    assert {one.code for one in CHECKS if one.drafted} >= {k for k, v in lines.items() if v == "not_yet"}


def test_every_check_has_its_article_and_its_own_name() -> None:
    assert len({one.code for one in CHECKS}) == len(CHECKS)
    assert all("《" in one.basis and one.label for one in CHECKS)
    assert made().facts.values[FactKey.NOTICE]["hearing"]["right"] is True
