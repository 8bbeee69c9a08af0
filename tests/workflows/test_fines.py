"""Ranges at both sides of every boundary, the ten samples, hearing right and surcharge."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.clocks import Exclusion, NotAllowed
from workflows.fines import Assessment, assess, hearing_right, surcharge
from workflows.money import fen
from workflows.referral import Figures
from workflows.rules.book import NotInForce, UnknownRule, load
from workflows.rules.rows import LocalRule, PenaltyRule

BOOK = load()
D = date
ACT, DECIDED = D(2026, 7, 23), D(2026, 10, 16)


def judge(
    violation: str, *, ended: date = ACT, decided: date = DECIDED, party: str = "legal", **facts
) -> Assessment:
    return assess(BOOK, violation, act_ended=ended, decided=decided, party=party, **facts)


def band(found: Assessment) -> tuple[str, int, int | None]:
    return found.branch, found.min_fen, found.max_fen


@pytest.mark.parametrize(
    ("violation", "facts", "expected"),
    [
        # 以上 includes: trade marks turn at exactly 50,000.
        ("TM57-1", {"turnover_fen": fen("49999.99")}, ("below", 0, fen("250000"))),
        ("TM57-1", {"turnover_fen": fen("50000")}, ("above", 0, fen("250000"))),
        ("TM57-1", {"turnover_fen": fen("50000.01")}, ("above", 0, fen("250000.05"))),
        ("TM57-1", {"turnover_fen": 0}, ("below", 0, fen("250000"))),
        # 以下 includes: counterfeit patents turn above 50,000 of gains.
        ("PT68", {"gains_fen": fen("49999.99")}, ("below", 0, fen("250000"))),
        ("PT68", {"gains_fen": fen("50000")}, ("below", 0, fen("250000"))),
        ("PT68", {"gains_fen": fen("50000.01")}, ("above", 0, fen("250000.05"))),
        ("TM52", {"turnover_fen": fen("49999.99")}, ("below", 0, fen("10000"))),
        ("TM52", {"turnover_fen": fen("50000")}, ("above", 0, fen("10000"))),
        ("TM52", {"turnover_fen": fen("50000.04")}, ("above", 0, fen("10000"))),
        ("TM52", {"turnover_fen": fen("50000.05")}, ("above", 0, fen("10000.01"))),
        ("CR53", {"turnover_fen": fen("49999.99")}, ("below", 0, fen("250000"))),
        ("CR53", {"turnover_fen": fen("50000")}, ("above", fen("50000"), fen("250000"))),
        ("PV72", {"goods_value_fen": fen("49999.99")}, ("below", fen("10000"), fen("250000"))),
        ("PV72", {"goods_value_fen": fen("50000")}, ("above", fen("250000"), fen("500000"))),
        ("SD74", {"goods_value_fen": fen("19999.99")}, ("below", fen("20000"), fen("200000"))),
        ("SD74", {"goods_value_fen": fen("20000")}, ("above", fen("200000"), fen("400000"))),
        # Any gain at all, and a ceiling over the multiple.
        ("TM68-BAD", {"gains_fen": 0}, ("below", 0, fen("10000"))),
        ("TM68-BAD", {"gains_fen": 1}, ("above", 0, 3)),
        ("TM68-BAD", {"gains_fen": fen("10000")}, ("above", 0, fen("30000"))),
        ("TM68-BAD", {"gains_fen": fen("10000.01")}, ("above", 0, fen("30000"))),
        ("SS16", {"gains_fen": 0}, ("below", 0, fen("10000"))),
        ("SS16", {"gains_fen": 1}, ("above", 0, 5)),
        ("EXPO11", {"gains_fen": 0}, ("below", 0, fen("50000"))),
        ("PA27", {"gains_fen": 0}, ("below", 0, 0)),
        ("PA27", {"gains_fen": fen("100")}, ("above", fen("100"), fen("500"))),
        # A share of an odd sum stays inside the law: the upper end is rounded down.
        ("CUS25", {"goods_value_fen": fen("10.01")}, ("above", 0, 300)),
        # Fixed sums and ranges.
        ("TM53", {}, ("fixed", fen("100000"), fen("100000"))),
        ("TM68-AG", {}, ("ordinary", fen("10000"), fen("100000"))),
        ("TM68-P", {}, ("ordinary", fen("5000"), fen("50000"))),
        ("TM43", {}, ("ordinary", 0, fen("100000"))),
        ("PT100", {}, ("ordinary", 0, fen("100000"))),
        ("UC10-2025", {}, ("ordinary", fen("100000"), fen("1000000"))),
        ("UC10-2025", {"serious": True}, ("serious", fen("1000000"), fen("5000000"))),
        ("UC9-2025", {}, ("ordinary", 0, fen("1000000"))),
        ("UC9-2025", {"serious": True}, ("serious", fen("1000000"), fen("2000000"))),
        ("UC35-2025", {}, ("ordinary", 0, fen("100000"))),
        ("UC35-2025", {"party": "natural"}, ("ordinary", 0, fen("10000"))),
        ("PT99", {}, ("none", 0, 0)),
        ("PT-INF", {}, ("none", 0, 0)),
        ("GI-80", {}, ("unknown", 0, None)),
    ],
)
def test_ranges_exactly_as_written(violation, facts, expected) -> None:
    assert band(judge(violation, **facts)) == expected


SAMPLES = [
    ("SC-01", "UC6-2019", D(2023, 6, 13), {"turnover_fen": fen("177408")}, 0, "887040", "300000"),
    (
        "SC-02",
        "TM57-3",
        D(2021, 3, 9),
        {"turnover_fen": fen("8694"), "party": "individual_business"},
        0,
        "250000",
        "17388",
    ),
    ("SC-03", "PT68", D(2022, 3, 1), {"gains_fen": 0}, 0, "250000", "30000"),
    ("SC-04", "UC9-2019", D(2024, 6, 3), {"party": "natural"}, "100000", "1000000", "100000"),
    ("SC-08", "SD77", D(2024, 6, 3), {"party": "individual_business"}, "20000", "200000", "20000"),
    ("SC-09", "OL12", D(2022, 3, 2), {}, 0, None, "50000"),
    ("SC-10", "TM68-AG", D(2020, 9, 5), {}, "10000", "100000", "50000"),
]


@pytest.mark.parametrize(("name", "violation", "day", "facts", "least", "most", "fined"), SAMPLES)
def test_the_samples_come_out_on_their_own_dates(name, violation, day, facts, least, most, fined) -> None:
    found = judge(violation, ended=day, decided=day, **facts)
    assert found.rule == violation
    assert found.min_fen == fen(str(least)), name
    assert found.max_fen == (None if most is None else fen(most)), name
    assert found.contains(fen(fined)), name


def test_the_sample_that_goes_to_the_police() -> None:
    found = judge("TM57-3", ended=D(2025, 8, 14), decided=D(2025, 8, 14), turnover_fen=fen("71555"))
    assert found.criminal.met
    assert "50,000.00元" in found.criminal.why
    assert "法释〔2025〕5号第五条" in found.criminal.basis


def test_a_patent_adjudication_never_carries_a_fine() -> None:
    found = judge("PT-INF", ended=D(2022, 7, 18), decided=D(2022, 9, 1))
    assert (found.min_fen, found.max_fen, found.modal) == (0, 0, "none")
    assert not found.contains(1)


def test_the_person_beside_the_agency_has_a_range_of_their_own() -> None:
    found = judge("TM68-P", ended=D(2020, 9, 5), decided=D(2020, 9, 5), party="natural")
    assert found.contains(fen("5000"))
    assert not found.contains(fen("4999.99"))


@pytest.mark.parametrize(
    ("violation", "fined", "inside"),
    [
        ("UC10-2025", "100000", True),
        ("UC10-2025", "99999.99", False),
        ("UC10-2025", "1000000", True),
        ("UC10-2025", "1000000.01", False),
        ("UC10-2025", "0", False),
        ("TM53", "100000", True),
        ("TM53", "99999.99", False),
    ],
)
def test_contains_includes_both_ends(violation, fined, inside) -> None:
    assert judge(violation).contains(fen(fined)) is inside


def test_an_optional_fine_may_be_left_out_but_not_cut_below_its_floor() -> None:
    found = judge("CR53", turnover_fen=fen("60000"))
    assert found.contains(0)
    assert not found.contains(fen("59999.99"))
    assert found.contains(fen("60000"))
    assert "也可以不处罚款。" in found.why


def test_both_tiers_are_listed_when_the_figure_is_unknown() -> None:
    found = judge("OL12")
    assert band(found) == ("undetermined", 0, None)
    assert [(one.branch, one.max_fen) for one in found.alternatives] == [
        ("below", fen("250000")),
        ("above", None),
    ]
    assert found.contains(fen("250000"))
    assert not found.contains(fen("250000.01"))


@pytest.mark.parametrize("violation", ["CR-NET18", "CR-NET19"])
def test_where_the_text_overlaps_both_branches_are_shown(violation) -> None:
    found = judge(violation, turnover_fen=fen("50000"))
    assert band(found) == ("overlap", 0, fen("250000"))
    assert [one.branch for one in found.alternatives] == ["below", "above"]
    assert judge(violation, turnover_fen=fen("49999.99")).branch == "below"
    assert judge(violation, turnover_fen=fen("50000.01")).branch == "above"


def test_the_reasons_are_sentences_a_lay_person_can_check() -> None:
    found = judge("TM57-3", turnover_fen=fen("8694"), party="individual_business")
    assert found.why[1] == "违法经营额8,694.00元，不足50,000.00元，可以处250,000.00元以下罚款。"
    above = judge("TM57-3", turnover_fen=fen("72500"))
    assert above.why[1].endswith("可以处违法经营额5倍以下罚款：72,500.00 × 5 = 362,500.00元。")
    for row in BOOK.penalties:
        day = row.valid_from + timedelta(days=1)
        for amount in (None, 0, fen("60000")):
            facts = {"turnover_fen": amount, "gains_fen": amount, "goods_value_fen": amount}
            for sentence in judge(row.id, ended=day, decided=day, **facts).why:
                assert sentence.endswith("。"), (row.id, sentence)
                assert "None" not in sentence


def test_a_warning_beside_the_fine_is_data_of_the_row() -> None:
    agency = judge("TM68-AG")
    assert (agency.warning, agency.modal) == ("shall", "shall")
    assert "应当同时给予警告。" in agency.why
    assert judge("TM68-BAD", gains_fen=0).warning == "may"
    assert judge("TM57-3", turnover_fen=1).warning == ""
    assert not any("警告" in order for row in BOOK.penalties for order in row.orders)


def test_what_goes_with_the_fine_is_told() -> None:
    found = judge("TM57-3", turnover_fen=fen("8694"))
    assert found.confiscate[0] == "侵权商品"
    assert found.orders == ("责令立即停止侵权行为",)
    assert "说明提供者" in found.exemption
    assert found.basis == "《商标法》（2019）第六十条第二款"
    assert "吊销营业执照" in judge("UC7-2025", turnover_fen=1).licence


@pytest.mark.parametrize(
    ("prior", "harder"),
    [
        ([], False),
        ([D(2021, 7, 23)], True),
        ([D(2021, 7, 22)], False),
        ([D(2026, 7, 23)], True),
        ([D(2026, 7, 24)], False),
        ([D(2024, 1, 1), D(2025, 1, 1)], True),
    ],
)
def test_two_acts_in_five_years_weigh_heavier(prior, harder) -> None:
    found = judge("TM57-3", turnover_fen=fen("8694"), prior=prior)
    assert bool(found.aggravation) is harder
    assert found.max_fen == fen("250000")


def test_other_serious_circumstances_and_rows_without_aggravation() -> None:
    assert "其他严重情节" in judge("TM57-3", turnover_fen=1, serious=True).aggravation[0]
    assert judge("UC7-2025", turnover_fen=1, prior=[D(2026, 1, 1)]).aggravation == ()


def test_a_lighter_later_law_is_weighed_on_the_facts() -> None:
    ended, decided = D(2025, 10, 1), D(2026, 1, 5)
    assert judge("UC8-2019", ended=ended, decided=decided).rule == "UC9-2025"
    assert judge("UC8-2019", ended=ended, decided=decided, serious=True).rule == "UC8-2019"
    assert judge("TM53", ended=D(2026, 12, 1), decided=D(2027, 1, 4)).rule == "TM64-2026"
    assert judge("TM57-3", ended=D(2026, 12, 1), decided=D(2027, 1, 4), turnover_fen=1).rule == "TM57-3"
    assert judge("TM57-3", ended=D(2026, 12, 1), decided=D(2027, 1, 4)).rule == "TM57-3"
    assert judge("TM57-3", ended=D(2027, 1, 1), decided=D(2027, 1, 4), turnover_fen=1).rule == "TM72-2026"


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(UnknownRule):
        judge("TM99")
    with pytest.raises(NotInForce):
        judge("TM57-3", ended=D(2018, 1, 1))
    with pytest.raises(ValueError, match="负数"):
        judge("TM57-3", turnover_fen=-1)
    with pytest.raises(ValueError, match="负数"):
        judge("TM57-3", figures=Figures(sales=-1))
    with pytest.raises(ValueError, match="当事人类型"):
        judge("TM57-3", party="ghost")
    with pytest.raises(ValueError, match="决定日期早于"):
        judge("TM57-3", ended=DECIDED, decided=ACT)


@pytest.mark.parametrize(
    ("party", "fined", "right"),
    [
        ("natural", "9999.99", False),
        ("natural", "10000", True),
        ("individual_business", "9999.99", False),
        ("individual_business", "17388", True),
        ("legal", "99999.99", False),
        ("legal", "100000", True),
    ],
)
def test_hearing_right_by_kind_of_party(party, fined, right) -> None:
    found = hearing_right(BOOK, party=party, fine_fen=fen(fined), on=DECIDED)
    assert found.right is right
    assert found.basis == "《市场监督管理行政处罚听证办法》第五条"
    assert found.confidence == "to-confirm"
    assert fined.split(".")[0][:1] in found.why


def test_confiscation_and_kinds_also_give_the_hearing() -> None:
    base = {"party": "legal", "fine_fen": fen("1000"), "on": DECIDED}
    assert hearing_right(BOOK, confiscated_fen=fen("100000"), **base).right
    assert not hearing_right(BOOK, confiscated_fen=fen("99999.99"), **base).right
    revoked = hearing_right(BOOK, kinds=("罚款", "吊销营业执照"), **base)
    assert revoked.right
    assert "吊销营业执照" in revoked.why
    assert not hearing_right(BOOK, kinds=("罚款", "警告"), **base).right
    assert not hearing_right(
        BOOK, kinds=("吊销营业执照",), party="legal", fine_fen=0, on=D(2021, 7, 14)
    ).right


def test_local_hearing_amounts_come_first() -> None:
    local = BOOK.with_local(
        [LocalRule("hearing_individual_business", "340000", None, None, fen("20000"), "皖法", "text-seen")],
        "341800",
    )
    assert not hearing_right(local, party="individual_business", fine_fen=fen("17388"), on=DECIDED).right
    with pytest.raises(ValueError, match="负数"):
        hearing_right(BOOK, party="legal", fine_fen=-1, on=DECIDED)


def test_an_amount_for_natural_persons_holds_for_individual_businesses_too() -> None:
    row = LocalRule("hearing_natural", "340000", None, None, fen("5000"), "皖法", "text-seen")
    local = BOOK.with_local([row], "341800")
    assert hearing_right(local, party="individual_business", fine_fen=fen("5000"), on=DECIDED).right
    assert not hearing_right(local, party="individual_business", fine_fen=fen("4999.99"), on=DECIDED).right


def test_an_unknown_figure_of_the_upper_branch_still_has_its_least_fine() -> None:
    found = judge("PV72")
    assert (found.min_fen, found.max_fen) == (fen("10000"), None)
    assert [one.min_fen for one in found.alternatives] == [fen("10000"), fen("250000")]


def test_the_smallest_fine_says_that_it_reached_its_cap() -> None:
    found = surcharge(BOOK, fine_fen=1, due_on=D(2026, 1, 1), paid_on=D(2026, 2, 4))
    assert (found.days, found.amount_fen, found.capped) == (34, 1, True)


@pytest.mark.parametrize(
    ("paid", "days", "amount", "capped"),
    [
        (D(2026, 10, 7), 0, "0", False),
        (D(2026, 10, 8), 0, "0", False),
        (D(2026, 10, 9), 1, "300", False),
        (D(2026, 11, 10), 33, "9900", False),
        (D(2026, 11, 11), 34, "10000", True),
        (D(2027, 10, 8), 365, "10000", True),
    ],
)
def test_surcharge_runs_from_the_day_after_and_stops_at_the_fine(paid, days, amount, capped) -> None:
    found = surcharge(BOOK, fine_fen=fen("10000"), due_on=D(2026, 10, 8), paid_on=paid)
    assert (found.days, found.amount_fen, found.capped) == (days, fen(amount), capped)
    assert "第七十二条" in found.basis


def test_days_of_review_and_suit_are_not_counted() -> None:
    out = [
        Exclusion(D(2026, 10, 12), D(2026, 10, 16), "行政复议"),
        Exclusion(D(2026, 10, 15), D(2026, 10, 18), "行政诉讼"),
        Exclusion(D(2026, 9, 1), D(2026, 10, 9), "行政复议"),
        Exclusion(D(2026, 12, 1), D(2026, 12, 31), "行政诉讼"),
    ]
    found = surcharge(
        BOOK, fine_fen=fen("10000"), due_on=D(2026, 10, 8), paid_on=D(2026, 10, 20), exclusions=out
    )
    assert found.days == 12 - 1 - 7
    whole = [Exclusion(D(2026, 10, 1), D(2026, 12, 1), "行政诉讼")]
    assert (
        surcharge(BOOK, fine_fen=1, due_on=D(2026, 10, 8), paid_on=D(2026, 10, 20), exclusions=whole).days
        == 0
    )
    with pytest.raises(NotAllowed, match="结束早于开始"):
        surcharge(
            BOOK,
            fine_fen=1,
            due_on=D(2026, 10, 8),
            paid_on=D(2026, 10, 20),
            exclusions=[Exclusion(D(2026, 10, 12), D(2026, 10, 11))],
        )


def test_surcharge_refuses_a_negative_fine_and_rounds_down() -> None:
    with pytest.raises(ValueError, match="负数"):
        surcharge(BOOK, fine_fen=-1, due_on=D(2026, 10, 8), paid_on=D(2026, 10, 9))
    assert surcharge(BOOK, fine_fen=3533, due_on=D(2026, 10, 8), paid_on=D(2026, 10, 9)).amount_fen == 105


def naive(row: PenaltyRule, amount: int) -> tuple[int, int]:
    """Read the row again, slowly, in whole ten-thousandths of a fen."""
    over = amount > row.threshold_fen or (amount == row.threshold_fen and row.threshold_inclusive)
    if not over or (row.overlap and amount == row.threshold_fen):
        return row.below_min_fen or 0, row.below_max_fen or 0
    least, most = Fraction(amount) * row.multiplier_min, Fraction(amount) * row.multiplier_max
    low = int(least) if least.denominator == 1 else int(least) + 1
    high = int(most)
    return low, high if row.above_max_fen is None else min(high, row.above_max_fen)


TIERED = [row for row in BOOK.penalties if row.threshold_fen is not None]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(TIERED), st.integers(-3, 3) | st.integers(0, 10**10), st.booleans())
def test_ranges_agree_with_a_naive_reading_of_the_row(row: PenaltyRule, amount: int, near: bool) -> None:
    amount = max(0, row.threshold_fen + amount if near and abs(amount) <= 3 else amount)
    day = row.valid_from + timedelta(days=30)
    facts = {"turnover_fen": amount, "gains_fen": amount, "goods_value_fen": amount}
    found = judge(row.id, ended=day, decided=day, **facts)
    assert (found.min_fen, found.max_fen) == naive(row, amount)
    assert found.contains(found.min_fen)
    assert found.contains(found.max_fen)
    assert not found.contains(found.max_fen + 1)
