"""The seller who did not know: who is spared, by which law, and what stays; persons punished beside."""

from dataclasses import replace
from datetime import date

import pytest

from workflows.fines import assess, hearing_right, surcharge
from workflows.money import fen
from workflows.rules.book import load

BOOK = load()
D = date


def judged(violation: str, act: date, decided: date, **facts):
    return assess(BOOK, violation, act_ended=act, decided=decided, party="legal", innocent=True, **facts)


@pytest.mark.parametrize("facts", [{}, {"turnover_fen": fen("8694")}, {"turnover_fen": fen("80000")}])
def test_an_innocent_seller_is_ordered_to_stop_and_not_fined(facts: dict) -> None:
    found = judged("TM57-3", D(2026, 8, 20), D(2026, 9, 21), **facts)
    assert (found.branch, found.exempt, found.min_fen, found.max_fen) == ("exempt", True, 0, 0)
    assert (found.orders, found.confiscate, found.modal) == (("责令停止销售",), (), "none")
    assert "第七十九条" in " ".join(found.why)
    assert found.contains(0)
    assert not found.contains(1)


def test_nothing_aggravates_what_is_not_punished() -> None:
    found = judged("TM57-3", D(2026, 8, 20), D(2026, 9, 21), serious=True, prior=(D(2025, 1, 1),))
    assert found.aggravation == ()
    assert found.warning == ""
    assert found.licence == ""


@pytest.mark.parametrize("violation", ["TM57-1", "TM57-2", "TM57-4"])
def test_ignorance_does_not_spare_other_acts_than_sale(violation: str) -> None:
    found = judged(violation, D(2026, 8, 20), D(2026, 9, 21), turnover_fen=fen("80000"))
    assert not found.exempt
    assert found.max_fen == fen("400000")
    assert "没有不知情可以免除罚款的规定" in " ".join(found.why)
    later = judged(violation, D(2026, 8, 20), D(2027, 2, 1))
    assert (later.rule, later.exempt) == (violation, False)


@pytest.mark.parametrize("facts", [{}, {"turnover_fen": fen("80000")}])
def test_a_later_law_that_spares_is_the_lighter_one(facts: dict) -> None:
    found = judged("UC6-2019", D(2025, 9, 1), D(2026, 9, 21), **facts)
    assert (found.rule, found.exempt) == ("UC7-2025", True)
    assert "处罚较轻" in found.chosen_because
    knowing = assess(
        BOOK, "UC6-2019", act_ended=D(2025, 9, 1), decided=D(2026, 9, 21), party="legal", **facts
    )
    assert (knowing.rule, knowing.exempt) == ("UC6-2019", False)


def test_the_same_mercy_under_both_laws_keeps_the_law_of_the_act() -> None:
    found = judged("TM57-3", D(2026, 12, 31), D(2027, 1, 4))
    assert (found.rule, found.exempt) == ("TM57-3", True)
    assert judged("TM72-2026", D(2027, 1, 1), D(2027, 1, 4)).exempt


def test_research_use_is_not_a_matter_of_knowing() -> None:
    found = judged("PV72", D(2026, 3, 1), D(2026, 9, 21), goods_value_fen=fen("1000"))
    assert not found.exempt
    assert found.min_fen == fen("10000")


@pytest.mark.parametrize(
    ("violation", "decided", "also"),
    [
        ("TM68-AG", D(2026, 9, 21), ("TM68-P",)),
        ("TM67-AG-2026", D(2027, 2, 1), ("TM67-P-2026",)),
        ("TM57-3", D(2026, 9, 21), ()),
    ],
)
def test_an_agency_is_not_punished_alone(violation: str, decided: date, also: tuple[str, ...]) -> None:
    found = assess(BOOK, violation, act_ended=decided, decided=decided, party="legal")
    assert found.also == also
    assert ("另行处罚" in " ".join(found.why)) == bool(also)
    for rule in also:
        person = assess(BOOK, rule, act_ended=decided, decided=decided, party="natural")
        assert person.min_fen
        assert person.max_fen
        assert person.max_fen <= (found.max_fen or 0)


def test_a_hearing_threshold_is_the_one_of_the_day_and_says_how_sure_it_is() -> None:
    rows = tuple(
        replace(row, valid_to=D(2026, 8, 31)) if row.party == "legal" else row for row in BOOK.hearings
    )
    newer = [
        replace(
            next(row for row in BOOK.hearings if row.party == "legal"),
            valid_from=D(2026, 9, 1),
            threshold_fen=fen("50000"),
            confidence="text-seen",
        )
    ]
    book = replace(BOOK, hearings=(*rows, *newer))
    for on, amount, right, confidence in (
        (D(2026, 8, 31), "99999.99", False, "to-confirm"),
        (D(2026, 8, 31), "100000", True, "to-confirm"),
        (D(2026, 9, 1), "49999.99", False, "text-seen"),
        (D(2026, 9, 1), "50000", True, "text-seen"),
    ):
        by_fine = hearing_right(book, party="legal", fine_fen=fen(amount), on=on)
        taken = hearing_right(book, party="legal", fine_fen=0, confiscated_fen=fen(amount), on=on)
        assert (by_fine.right, by_fine.confidence) == (right, confidence)
        assert (taken.right, taken.confidence) == (right, confidence)


def test_a_threshold_of_one_fen_is_not_reached_by_nothing() -> None:
    rows = tuple(replace(row, threshold_fen=1) if row.party == "legal" else row for row in BOOK.hearings)
    book = replace(BOOK, hearings=rows)
    assert not hearing_right(book, party="legal", fine_fen=0, on=D(2026, 9, 1)).right
    assert hearing_right(book, party="legal", fine_fen=1, on=D(2026, 9, 1)).right


def test_a_surcharge_on_nothing_and_one_at_its_cap() -> None:
    due = D(2026, 10, 31)
    nothing = surcharge(BOOK, fine_fen=0, due_on=due, paid_on=D(2026, 11, 30))
    assert (nothing.amount_fen, nothing.capped) == (0, False)
    assert surcharge(BOOK, fine_fen=1, due_on=due, paid_on=D(2026, 11, 1)).amount_fen == 0
    rule = replace(BOOK.surcharge(due), per_day_permille=100)
    book = replace(BOOK, surcharges=(rule,))
    at_cap = surcharge(book, fine_fen=1000, due_on=due, paid_on=D(2026, 11, 10))
    over = surcharge(book, fine_fen=1000, due_on=due, paid_on=D(2026, 11, 11))
    assert (at_cap.amount_fen, at_cap.capped) == (1000, False)
    assert (over.amount_fen, over.capped) == (1000, True)
