"""Crime thresholds: met at the figure itself, one fen below not, harder after a repeat."""

from datetime import date

import pytest

from workflows.money import fen
from workflows.referral import Criminal, Figures, compare, years_before
from workflows.rules.book import load

BOOK = load()
ON = date(2026, 7, 23)


def weigh(key: str, *, on: date = ON, prior=(), marks: int = 1, service: bool = False, **figures) -> Criminal:
    known = Figures(
        **{name: fen(value) if isinstance(value, str) else value for name, value in figures.items()}
    )
    return compare(BOOK, (key,), on=on, figures=known, prior=prior, marks=marks, service=service)


@pytest.mark.parametrize(
    ("key", "figures", "met"),
    [
        ("213", {"turnover": "50000"}, True),
        ("213", {"turnover": "49999.99"}, False),
        ("213", {"gains": "30000"}, True),
        ("213", {"gains": "29999.99"}, False),
        ("214", {"sales": "50000"}, True),
        ("214", {"sales": "49999.99"}, False),
        ("214", {"unsold": "150000"}, True),
        ("214", {"unsold": "149999.99"}, False),
        ("214", {"sales": "40000", "unsold": "110000"}, True),
        ("214", {"sales": "40000", "unsold": "109999.99"}, False),
        ("214", {"turnover": "50000"}, True),
        ("214", {"turnover": "72500", "sales": "31500", "unsold": "41000", "gains": "9828"}, False),
        ("215", {"items": 10000}, True),
        ("215", {"items": 9999}, False),
        ("215", {"turnover": "30000"}, True),
        ("215", {"unsold_items": 30000}, True),
        ("216", {"gains": "100000"}, True),
        ("216", {"turnover": "199999.99"}, False),
        ("216", {"loss": "300000"}, True),
        ("217", {"items": 500}, True),
        ("217", {"clicks": 99999}, False),
        ("218", {"sales": "100000"}, True),
        ("218", {"items": 999}, False),
        ("219", {"loss": "299999.99"}, False),
        ("219", {"gains": "300000"}, True),
        ("213", {}, None),
        ("by_facts", {"turnover": "1"}, None),
        ("accomplice", {"turnover": "99999999"}, None),
    ],
)
def test_thresholds_include_the_figure_itself(key, figures, met) -> None:
    assert weigh(key, **figures).met is met


@pytest.mark.parametrize(
    ("prior", "met"),
    [((date(2024, 7, 23),), True), ((date(2024, 7, 22),), False), ((date(2026, 8, 1),), False), ((), False)],
)
def test_a_repeat_within_two_years_lowers_the_threshold(prior, met) -> None:
    found = weigh("214", sales="30000", prior=prior)
    assert found.met is met
    assert ("二年内再犯" in found.why) is met


@pytest.mark.parametrize(
    ("figures", "met"),
    [
        ({"turnover": "25000", "items": 250}, True),
        ({"turnover": "24999.99", "items": 250}, False),
        ({"turnover": "25000", "items": 249}, False),
        ({"clicks": 50000, "members": 500}, True),
        ({"turnover": "49999.99"}, False),
        ({"gains": "29999.99", "items": 250}, False),
    ],
)
def test_two_figures_that_each_come_half_the_way_are_enough_for_copyright(figures, met) -> None:
    found = weigh("217", **figures)
    assert found.met is met
    assert ("两项以上分别达到标准的一半" in found.why) is met
    assert weigh("218", **figures).met is not True


def test_several_marks_lower_the_threshold() -> None:
    assert weigh("213", turnover="30000", marks=2).met
    assert not weigh("213", turnover="30000").met


def test_service_marks_have_their_own_thresholds() -> None:
    assert not weigh("213", gains="49999.99", turnover="90000", service=True).met
    assert weigh("213", gains="50000", service=True).met
    assert weigh("213", gains="30000", service=True, marks=2).met


def test_the_answer_names_offence_figure_and_threshold() -> None:
    found = weigh("214", sales="71555")
    assert (found.offence, found.figure, found.threshold) == (
        "销售假冒注册商标的商品罪",
        "销售金额",
        fen("50000"),
    )
    assert found.why == "销售假冒注册商标的商品罪：销售金额71,555.00元，达到50,000.00元，应当移送。"
    assert found.basis == "《刑法》第二百一十四条；法释〔2025〕5号第五条"


def test_what_is_not_recorded_is_said() -> None:
    found = weigh("214", turnover="8694")
    assert "没有分开登记" in found.why
    assert "没有登记：违法所得、未销售商品货值、已售与未售合计" in found.why


def test_before_the_thresholds_are_loaded_nothing_is_guessed() -> None:
    found = weigh("214", on=date(2025, 4, 25), sales="999999")
    assert found.met is None
    assert "待核实" in found.why


def test_no_offence_and_several_offences() -> None:
    assert compare(BOOK, (), on=ON, figures=Figures(turnover=10**12)).met is False
    keys = ("213", "214", "215")
    assert compare(BOOK, keys, on=ON, figures=Figures(turnover=fen("50000"))).met
    assert compare(BOOK, keys, on=ON, figures=Figures(turnover=fen("29999.99"))).met is False
    between = compare(BOOK, keys, on=ON, figures=Figures(turnover=fen("40000")))
    assert between.met is None
    assert "定性" in between.why


def test_years_before_a_leap_day() -> None:
    assert years_before(date(2024, 2, 29), 2) == date(2022, 2, 28)
    assert years_before(date(2024, 2, 29), 4) == date(2020, 2, 29)


def test_every_row_is_reached_at_its_own_threshold() -> None:
    for row in BOOK.referrals:
        if row.threshold is None or row.figure == "total":
            continue
        figures = {"sales": 0} if row.figure == "sales" else {}
        figures[row.figure] = row.threshold
        if row.condition == "half":
            # Half of one figure is not enough: a second one, short of its own threshold, stands beside it.
            figures |= {"clicks": 99_999} if row.figure == "members" else {"members": 999}
        found = compare(
            BOOK,
            (row.key,),
            on=ON,
            figures=Figures(**figures),
            prior=[ON] if "repeat" in row.condition else [],
            marks=2 if "two_marks" in row.condition else 1,
            service=row.condition.startswith("service"),
        )
        assert found.met, row.id
