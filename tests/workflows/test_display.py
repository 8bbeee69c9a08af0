"""What each channel shows, how long, and by which day."""

from datetime import date

import pytest

from casework.holidays import working_calendar
from workflows.display import Display, display
from workflows.money import fen
from workflows.rules.book import NotInForce, load
from workflows.rules.rows import LocalRule

BOOK = load()
CALENDAR = working_calendar()
D = date
DECIDED, PUBLISHED = D(2026, 9, 21), D(2026, 10, 20)


def shown(*kinds: str, channel: str = "gsxt", **options) -> Display:
    facts = {
        "procedure": "ordinary",
        "fine_fen": fen("3000"),
        "decided": DECIDED,
        "published": PUBLISHED,
    } | options
    return display(BOOK, channel=channel, kinds=kinds, calendar=CALENDAR, **facts)


@pytest.mark.parametrize(
    ("kinds", "options", "classed", "published", "until", "repair"),
    [
        (("罚款", "没收非法财物"), {}, "other", True, D(2029, 10, 20), D(2027, 4, 20)),
        (("警告", "罚款", "没收非法财物"), {}, "other", True, D(2029, 10, 20), D(2027, 4, 20)),
        (("警告",), {}, "only_warning", False, None, None),
        (("通报批评",), {}, "only_criticism", True, D(2027, 1, 20), None),
        (("警告", "通报批评"), {}, "only_criticism", True, D(2027, 1, 20), None),
        (
            ("通报批评", "罚款"),
            {"low_fine_max_fen": fen("3000")},
            "other",
            True,
            D(2029, 10, 20),
            D(2027, 4, 20),
        ),
        (("罚款",), {"low_fine_max_fen": fen("3000")}, "only_low_fine", True, D(2027, 1, 20), None),
        (("警告", "罚款"), {"low_fine_max_fen": fen("3000")}, "only_low_fine", True, D(2027, 1, 20), None),
        (("罚款",), {"low_fine_max_fen": fen("2999.99")}, "other", True, D(2029, 10, 20), D(2027, 4, 20)),
        (("罚款",), {}, "other", True, D(2029, 10, 20), D(2027, 4, 20)),
        (("罚款",), {"procedure": "summary"}, "summary", False, None, None),
        ((), {}, "no_penalty", False, None, None),
        (("吊销营业执照",), {}, "other", True, D(2029, 10, 20), None),
        (("限制从业",), {"restriction_until": D(2031, 1, 1)}, "restriction", True, D(2031, 1, 1), None),
        (("限制从业",), {"restriction_until": D(2029, 10, 20)}, "other", True, D(2029, 10, 20), None),
        (("限制从业",), {"restriction_until": D(2029, 10, 21)}, "restriction", True, D(2029, 10, 21), None),
    ],
)
def test_the_enterprise_system(kinds, options, classed, published, until, repair) -> None:
    found = shown(*kinds, **options)
    assert (found.classed, found.published, found.until, found.repair_from) == (
        classed,
        published,
        until,
        repair,
    )
    assert found.basis


@pytest.mark.parametrize(
    ("kinds", "options", "classed", "published", "until", "repair"),
    [
        (("警告",), {}, "minor", False, None, None),
        (("罚款",), {"procedure": "summary"}, "minor", False, None, None),
        (("罚款", "没收违法所得"), {}, "ordinary", True, D(2027, 9, 21), D(2027, 1, 20)),
        (("吊销许可证件",), {}, "serious", True, D(2029, 9, 21), D(2027, 10, 20)),
        ((), {}, "no_penalty", False, None, None),
    ],
)
def test_credit_china_counts_from_the_decision(kinds, options, classed, published, until, repair) -> None:
    found = shown(*kinds, channel="creditchina", **options)
    assert (found.classed, found.published, found.until) == (classed, published, until)
    assert found.repair_from == repair
    assert any("自决定之日起计算" in line for line in found.why) is published


def test_clocks_of_each_channel_stay_apart() -> None:
    assert shown("罚款", "没收违法所得").publish_by == D(2026, 10, 26)
    assert shown("罚款", channel="creditchina").publish_by == D(2026, 10, 8)
    away = shown("罚款", other_province=True)
    assert (away.push_by, away.publish_by) == (D(2026, 10, 12), D(2026, 10, 26))


def test_before_publication_only_the_clocks_are_known() -> None:
    found = shown("罚款", published=None)
    assert (found.until, found.repair_from) == (None, None)
    assert found.publish_by == D(2026, 10, 26)
    assert found.period == "3年"


def test_an_unknown_low_fine_means_three_years_to_confirm() -> None:
    found = shown("罚款")
    assert found.confidence == "to-confirm"
    assert "待核实" in found.why[0]
    local = BOOK.with_local(
        [
            LocalRule(
                "low_fine_max", "340000", D(2026, 1, 1), None, fen("3000"), "皖市监〔2026〕2号", "text-seen"
            )
        ],
        "341800",
    )
    facts = {"procedure": "ordinary", "fine_fen": fen("3000"), "decided": DECIDED, "published": PUBLISHED}
    assert display(local, channel="gsxt", kinds=("罚款",), calendar=CALENDAR, **facts).period == "3个月"


def test_display_periods_never_roll() -> None:
    found = shown("通报批评", decided=D(2026, 6, 22), published=D(2026, 7, 3))
    assert found.until == D(2026, 10, 3)


def test_barred_kinds_say_so() -> None:
    assert any("不得提前停止公示" in word for word in shown("责令停产停业").why)


def test_rules_not_yet_in_force_are_not_used() -> None:
    with pytest.raises(NotInForce):
        shown("罚款", channel="creditchina", decided=D(2026, 3, 20), published=D(2026, 3, 31))
    assert shown("罚款", channel="creditchina", decided=D(2026, 3, 20), published=D(2026, 4, 1)).published


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"channel": "radio"}, "公示渠道"),
        ({"procedure": "long"}, "处罚程序"),
        ({"fine_fen": -1}, "负数"),
        ({"published": D(2026, 9, 20)}, "早于决定日期"),
    ],
)
def test_what_cannot_be_is_refused(options, word) -> None:
    with pytest.raises(ValueError, match=word):
        shown("罚款", **options)
