"""Dates reached by hand, the steps that prove them, and a day-by-day oracle."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.holidays import working_calendar
from workflows.clocks import Computed, Exclusion, Extension, NotAllowed, compute, remaining
from workflows.rules.book import load

BOOK = load()
CALENDAR = working_calendar()
D = date


def run(rule_id: str, start: date | datetime, **options) -> Computed:
    on = start.date() if isinstance(start, datetime) else start
    return compute(BOOK.deadline(rule_id, on), start, CALENDAR, **options)


def story(found: Computed) -> list[tuple[str, str]]:
    return [(step.on.strftime("%m-%d"), step.why) for step in found.steps]


@pytest.mark.parametrize(
    ("rule_id", "start", "due", "warn"),
    [
        # National day with its make-up Saturday, 2026-10-10.
        ("GEN-01", D(2026, 9, 28), D(2026, 10, 23), D(2026, 10, 23)),
        ("GEN-06", D(2026, 9, 29), D(2026, 10, 12), D(2026, 10, 12)),
        # Spring festival with make-up days on 14 and 28 February 2026.
        ("GEN-06", D(2026, 2, 13), D(2026, 2, 27), D(2026, 2, 27)),
        ("GEN-02", D(2026, 2, 11), D(2026, 2, 27), D(2026, 2, 27)),
        # Received on a holiday: the first counted day is the first working day.
        ("GEN-06", D(2026, 10, 3), D(2026, 10, 13), D(2026, 10, 13)),
        # Over the year's end: 1 to 3 January off, Sunday 4 January worked.
        ("GEN-08", D(2025, 12, 26), D(2026, 1, 7), D(2026, 1, 7)),
        # Calendar terms that roll off a festival and off an ordinary weekend.
        ("ENF-01", D(2026, 9, 18), D(2026, 10, 8), D(2026, 10, 3)),
        ("ENF-01", D(2026, 10, 16), D(2026, 11, 2), D(2026, 10, 31)),
        ("REM-01", D(2026, 8, 3), D(2026, 10, 8), D(2026, 10, 2)),
        ("GEN-07", D(2026, 7, 22), D(2026, 10, 20), D(2026, 10, 20)),
        # Never rolling: power over property and display periods.
        ("COE-01", D(2026, 8, 27), D(2026, 9, 26), D(2026, 9, 26)),
        ("DIS-05", D(2026, 7, 3), D(2026, 10, 3), D(2026, 10, 3)),
        ("DIS-06", D(2023, 10, 3), D(2026, 10, 3), D(2026, 10, 3)),
        # Months and years: the same-numbered day, else the last of the month.
        ("REM-04", D(2026, 1, 9), D(2026, 7, 9), D(2026, 7, 9)),
        ("REM-04", D(2025, 8, 31), D(2026, 2, 28), D(2026, 2, 28)),
        ("GEN-10", D(2024, 2, 29), D(2026, 2, 28), D(2026, 2, 28)),
        ("ENF-04", D(2026, 6, 30), D(2026, 9, 30), D(2026, 9, 30)),
        ("PAD-06", D(2025, 11, 30), D(2026, 2, 28), D(2026, 2, 28)),
    ],
)
def test_due_dates_counted_by_hand(rule_id: str, start: date, due: date, warn: date) -> None:
    found = run(rule_id, start)
    assert (found.due_on, found.warn_on) == (due, warn)


def test_the_proof_reads_as_the_receipt_shows_it() -> None:
    assert story(run("GEN-01", D(2026, 9, 28))) == [
        ("09-28", "收到材料或者发现线索，当天不计入"),
        ("09-29", "工作日，第1、2日"),
        ("10-01", "国庆节放假，不计入"),
        ("10-08", "工作日，第3、4日"),
        ("10-10", "调休上班，计入，第5日"),
        ("10-11", "休息日，不计入"),
        ("10-12", "工作日，第6至10日"),
        ("10-17", "休息日，不计入"),
        ("10-19", "工作日，第11至15日"),
        ("10-23", "第15个工作日，期限届满"),
    ]


def test_long_terms_are_one_line_and_past_the_horizon_provisional() -> None:
    found = run("GEN-07", D(2026, 10, 23))
    assert found.provisional
    assert story(found) == [
        ("10-23", "立案，当天不计入"),
        ("10-24", "此后90日，按自然日连续计算，到2027年1月21日"),
        ("01-21", "第90日，期限届满；2027年放假安排尚未公布，公布后重新计算"),
    ]


def test_a_rolled_end_says_so() -> None:
    assert story(run("ENF-01", D(2026, 9, 18)))[-2:] == [
        ("10-03", "最后一日遇国庆节放假，顺延到10月8日"),
        ("10-08", "顺延后的最后一日，期限届满"),
    ]


def test_an_end_that_never_rolls_says_so() -> None:
    assert story(run("COE-01", D(2026, 8, 27)))[-1] == (
        "09-26",
        "第30日，期限届满，当天中秋节放假，这项期限不顺延",
    )


def test_every_step_that_counts_or_not_has_its_article() -> None:
    for rule_id, start in [
        ("GEN-01", D(2026, 9, 28)),
        ("ENF-01", D(2026, 9, 18)),
        ("PAD-06", D(2025, 11, 30)),
    ]:
        assert all(step.basis for step in run(rule_id, start).steps)


def test_extension_counts_on_from_the_unrolled_end() -> None:
    found = run("GEN-01", D(2026, 9, 28), extensions=[Extension(15, "working_day")])
    assert found.due_on == D(2026, 11, 13)
    assert ("10-23", "原期限到这一日，经本局负责人批准，延长15个工作日") in story(found)
    assert story(found)[-1] == ("11-13", "第30个工作日，期限届满")
    seized = run("COE-01", D(2026, 8, 25), extensions=[Extension(30, "calendar_day")])
    assert seized.due_on == D(2026, 10, 24)
    assert not CALENDAR.is_working(seized.due_on)


def test_second_extension_by_collective_discussion_has_no_set_length() -> None:
    twice = [Extension(30, "calendar_day"), Extension(45, "calendar_day")]
    found = run("GEN-07", D(2026, 1, 5), extensions=twice)
    assert found.warn_on == D(2026, 1, 5) + timedelta(days=165)
    assert [step.why for step in found.steps if step.kind == "extend"] == [
        "原期限到这一日，经本局负责人批准，延长30日",
        "原期限到这一日，经负责人集体讨论批准，延长45日",
    ]


def test_month_extensions_keep_the_day_of_the_start() -> None:
    longer = [Extension(1, "month"), Extension(2, "month")]
    assert run("PAD-06", D(2025, 8, 31), extensions=longer[:1]).warn_on == D(2025, 12, 31)
    assert run("PAD-06", D(2025, 8, 31), extensions=longer).warn_on == D(2026, 2, 28)


@pytest.mark.parametrize(
    ("rule_id", "extensions", "word"),
    [
        ("GEN-06", [Extension(5, "working_day")], "依法不能延长"),
        ("GEN-01", [Extension(16, "working_day")], "不得超过15个工作日"),
        ("GEN-01", [Extension(15, "calendar_day")], "以工作日计算"),
        ("GEN-01", [Extension(5, "working_day")] * 2, "已经延长1次"),
        ("COE-01", [Extension(31, "calendar_day")], "不得超过30日"),
        ("COE-01", [Extension(30, "calendar_day")] * 2, "不能再延长"),
        ("GEN-07", [Extension(31, "calendar_day")], "不得超过30日"),
        ("PAD-06", [Extension(1, "month"), Extension(3, "month")], "不得超过2个月"),
        ("PAD-06", [Extension(1, "month")] * 3, "已经延长2次"),
        ("GEN-01", [Extension(0, "working_day")], "正数"),
        ("GEN-05", [Extension(3, "fortnight")], "单位不认识"),
    ],
)
def test_extensions_the_rule_does_not_know_are_refused(rule_id, extensions, word) -> None:
    with pytest.raises(NotAllowed, match=word) as refused:
        run(rule_id, D(2026, 3, 2), extensions=extensions)
    assert refused.value.basis == BOOK.deadline(rule_id, D(2026, 3, 2)).basis


def test_an_open_extension_takes_any_length() -> None:
    assert run("GEN-05", D(2026, 3, 2), extensions=[Extension(40, "working_day")]).due_on > D(2026, 5, 1)


def test_excluded_days_count_both_ends() -> None:
    stop = Exclusion(D(2026, 10, 13), D(2026, 10, 15), "权利人辨认")
    found = run("GEN-01", D(2026, 9, 28), exclusions=[stop])
    assert (found.due_on, found.excluded_days) == (D(2026, 10, 28), 3)
    assert ("10-13", "权利人辨认，不计入") in story(found)


def test_the_case_of_two_stops_reaches_the_date_shown_on_the_case_page() -> None:
    stops = [
        Exclusion(D(2026, 8, 5), D(2026, 8, 11), "权利人辨认"),
        Exclusion(D(2026, 9, 23), D(2026, 10, 21), "听证"),
    ]
    found = run("GEN-07", D(2026, 7, 22), exclusions=stops)
    assert (found.due_on, found.excluded_days) == (D(2026, 11, 25), 36)


def test_overlapping_exclusions_count_once() -> None:
    apart = [Exclusion(D(2026, 3, 10), D(2026, 3, 20), "鉴定")]
    overlapping = [
        Exclusion(D(2026, 3, 10), D(2026, 3, 16), "鉴定"),
        Exclusion(D(2026, 3, 12), D(2026, 3, 20), "检测"),
        Exclusion(D(2026, 3, 13), D(2026, 3, 14), "鉴定"),
    ]
    one, other = (
        run("GEN-07", D(2026, 3, 2), exclusions=apart),
        run("GEN-07", D(2026, 3, 2), exclusions=overlapping),
    )
    assert (one.due_on, one.excluded_days) == (other.due_on, other.excluded_days)
    assert one.excluded_days == 11


def test_exclusions_outside_the_run_change_nothing() -> None:
    plain = run("GEN-07", D(2026, 3, 2))
    before = Exclusion(D(2026, 2, 1), D(2026, 3, 2), "鉴定")
    after = Exclusion(plain.due_on + timedelta(days=1), D(2026, 12, 1), "鉴定")
    found = run("GEN-07", D(2026, 3, 2), exclusions=[before, after])
    assert (found.due_on, found.excluded_days) == (plain.due_on, 0)


def test_a_term_never_ends_on_a_day_on_which_it_is_stopped() -> None:
    # Day 90 is Saturday 3 October in the holiday; the first working day, the 8th, lies in the stop.
    stop = Exclusion(D(2026, 10, 5), D(2026, 10, 9), "鉴定")
    found = run("GEN-07", D(2026, 7, 5), exclusions=[stop])
    assert (found.warn_on, found.due_on, found.excluded_days) == (D(2026, 10, 3), D(2026, 10, 10), 0)
    assert "不计入的时间一并越过，顺延到10月10日" in found.steps[-2].why
    assert run("GEN-07", D(2026, 7, 5)).due_on == D(2026, 10, 8)


def test_an_exclusion_of_one_day_and_one_on_the_last_day() -> None:
    plain = run("GEN-07", D(2026, 3, 2))
    last = Exclusion(plain.warn_on, plain.warn_on, "鉴定")
    assert run("GEN-07", D(2026, 3, 2), exclusions=[last]).warn_on == plain.warn_on + timedelta(days=1)


def test_month_terms_move_on_by_the_days_that_do_not_count() -> None:
    stop = Exclusion(D(2026, 2, 10), D(2026, 2, 19), "检验鉴定")
    found = run("PAD-06", D(2026, 1, 15), exclusions=[stop])
    assert (found.warn_on, found.excluded_days) == (D(2026, 4, 25), 10)
    assert ("02-10", "检验鉴定，10日不计入，相应顺延") in story(found)
    longer = run("PAD-06", D(2026, 1, 15), exclusions=[stop], extensions=[Extension(1, "month")])
    assert (longer.warn_on, longer.excluded_days) == (D(2026, 5, 25), 10)


@pytest.mark.parametrize(
    ("rule_id", "stop", "word"),
    [
        ("GEN-07", Exclusion(D(2026, 3, 11), D(2026, 3, 10)), "结束早于开始"),
        ("GEN-06", Exclusion(D(2026, 3, 10), D(2026, 3, 11)), "没有可以不计入的时间"),
        ("GEN-07", Exclusion(D(2026, 3, 10), D(9999, 12, 31)), "过长"),
    ],
)
def test_exclusions_that_cannot_be_are_refused(rule_id, stop, word) -> None:
    with pytest.raises(NotAllowed, match=word):
        run(rule_id, D(2026, 3, 2), exclusions=[stop])


def test_counting_back_from_a_meeting() -> None:
    found = run("HEA-02", D(2026, 10, 21), backward=True)
    assert found.due_on == found.warn_on == D(2026, 10, 12)
    assert story(found) == [
        ("10-21", "举行听证，当天不计入，往前数7个工作日"),
        ("10-19", "工作日，第1、2日"),
        ("10-17", "休息日，不计入"),
        ("10-12", "工作日，第3至7日"),
        ("10-12", "数满，最迟在这一天听证通知送达"),
    ]
    assert run("HEA-02", D(2026, 10, 12)).due_on == D(2026, 10, 21)


def test_counting_back_refuses_extensions_and_months() -> None:
    with pytest.raises(NotAllowed, match="不能延长"):
        run("GEN-01", D(2026, 10, 21), backward=True, extensions=[Extension(1, "working_day")])
    with pytest.raises(NotAllowed, match="只有按日计算"):
        run("REM-04", D(2026, 10, 21), backward=True)
    assert run("ENF-01", D(2026, 10, 21), backward=True).due_on == D(2026, 10, 6)


def test_hours_run_from_the_next_full_hour_and_never_roll() -> None:
    found = run("GEN-03", datetime(2026, 10, 1, 14, 30))
    assert (found.due_on, found.due_at) == (D(2026, 10, 2), datetime(2026, 10, 2, 15, 0))
    aware = run("GEN-03", datetime(2026, 10, 1, 17, 30, tzinfo=UTC))
    assert aware.due_at is not None
    assert aware.due_at.isoformat() == "2026-10-03T02:00:00+08:00"
    assert (aware.steps[0].on, aware.due_on) == (D(2026, 10, 2), D(2026, 10, 3))
    plain = run("COE-02", D(2026, 10, 2))
    assert (plain.due_on, plain.due_at) == (D(2026, 10, 3), None)


def test_a_moment_counts_as_its_day_in_china() -> None:
    assert run("GEN-01", datetime(2026, 9, 27, 16, 30, tzinfo=UTC)).due_on == D(2026, 10, 23)


@pytest.mark.parametrize("start", [D(1900, 1, 1), D(9999, 1, 1)])
def test_absurd_starts_are_refused(start: date) -> None:
    with pytest.raises(NotAllowed, match="不合理"):
        compute(BOOK.deadline("GEN-01", D(2026, 1, 1)), start, CALENDAR)


def test_provisional_only_past_the_horizon() -> None:
    assert not run("GEN-06", D(2026, 12, 24)).provisional
    assert run("GEN-06", D(2026, 12, 25)).provisional
    shown = run("DIS-06", D(2026, 10, 16))
    assert shown.provisional
    assert shown.steps[-1].why == "满3年，期限届满；2029年放假安排尚未公布，不影响这个日期"


def test_the_answer_survives_json() -> None:
    for found in (
        run("GEN-01", D(2026, 9, 28), exclusions=[Exclusion(D(2026, 10, 13), D(2026, 10, 15), "鉴定")]),
        run("GEN-03", datetime(2026, 10, 1, 17, 30, tzinfo=UTC)),
    ):
        assert Computed.from_dict(json.loads(json.dumps(found.as_dict()))) == found


@pytest.mark.parametrize(
    ("due", "unit", "days", "text", "level"),
    [
        (D(2026, 10, 23), "working_day", 15, "还剩15个工作日", "ok"),
        (D(2026, 10, 9), "working_day", 4, "还剩4个工作日", "ok"),
        (D(2026, 10, 8), "working_day", 3, "还剩3个工作日", "soon"),
        (D(2026, 10, 1), "working_day", 2, "还剩2个工作日", "soon"),
        (D(2026, 10, 4), "calendar_day", 6, "还剩6天", "ok"),
        (D(2026, 10, 3), "calendar_day", 5, "还剩5天", "soon"),
        (D(2026, 9, 28), "working_day", 0, "今日到期", "today"),
        (D(2026, 9, 26), "calendar_day", -2, "逾期2天", "over"),
    ],
)
def test_what_remains_is_said_in_the_unit_of_the_term(due, unit, days, text, level) -> None:
    found = remaining(due, D(2026, 9, 28), unit, CALENDAR)
    assert (found.days, found.text, found.level) == (days, text, level)


def test_a_working_term_that_ends_on_a_day_off_is_said_in_days() -> None:
    assert remaining(D(2026, 10, 4), D(2026, 10, 2), "working_day", CALENDAR).text == "还剩2天"


STARTS = st.dates(D(2021, 7, 15), D(2028, 12, 31))
LONGER = st.lists(st.integers(1, 60), max_size=2)


@st.composite
def stops(draw, start: date) -> list[Exclusion]:
    found = []
    for _ in range(draw(st.integers(0, 4))):
        begin = start + timedelta(days=draw(st.integers(-10, 150)))
        found.append(Exclusion(begin, begin + timedelta(days=draw(st.integers(0, 40))), "鉴定"))
    return found


def naive(start: date, length: int, *, working: bool, out: list[Exclusion]) -> tuple[date, int]:
    """Walk day by day; the slow answer."""
    day, excluded = start, 0
    while length:
        day += timedelta(days=1)
        if any(stop.start <= day <= stop.end for stop in out):
            excluded += 1
        elif not working or CALENDAR.is_working(day):
            length -= 1
    return day, excluded


@settings(max_examples=300, deadline=None)
@given(st.data(), STARTS, LONGER)
def test_calendar_terms_agree_with_a_day_by_day_walk(data, start: date, longer: list[int]) -> None:
    out = data.draw(stops(start))
    extensions = [
        Extension(min(n, 30) if place == 0 else n, "calendar_day") for place, n in enumerate(longer)
    ]
    found = run("GEN-07", start, extensions=extensions, exclusions=out)
    total = 90 + sum(extension.length for extension in extensions)
    unrolled, excluded = naive(start, total, working=False, out=out)
    due = unrolled
    while not CALENDAR.is_working(due) or any(stop.start <= due <= stop.end for stop in out):
        due += timedelta(days=1)
    assert (found.warn_on, found.due_on, found.excluded_days) == (unrolled, due, excluded)
    assert sum(_days(step) for step in found.steps if step.kind == "count") == total


@settings(max_examples=300, deadline=None)
@given(st.data(), STARTS)
def test_working_terms_agree_with_a_day_by_day_walk(data, start: date) -> None:
    out = data.draw(stops(start))
    found = run("GEN-01", start, exclusions=out)
    assert (found.due_on, found.excluded_days) == naive(start, 15, working=True, out=out)
    assert sum(_days(step) for step in found.steps if step.kind == "count") == 15


@settings(max_examples=200, deadline=None)
@given(st.data(), STARTS)
def test_month_terms_agree_with_a_walk_from_the_plain_end(data, start: date) -> None:
    out = data.draw(stops(start)) if start >= D(2025, 2, 1) else []
    if start < D(2025, 2, 1):
        return
    plain = run("PAD-06", start).warn_on
    unrolled, excluded = naive(start, (plain - start).days, working=False, out=out)
    found = run("PAD-06", start, exclusions=out)
    assert (found.warn_on, found.excluded_days) == (unrolled, excluded)


@settings(max_examples=150, deadline=None)
@given(STARTS)
def test_counting_forward_and_back_meet_on_working_days(start: date) -> None:
    held = run("HEA-02", start).due_on
    back = run("HEA-02", held, backward=True).due_on
    assert CALENDAR.working_days_between(back, held) == 7
    if CALENDAR.is_working(start):
        assert back == start


def _days(step) -> int:
    return ((step.until or step.on) - step.on).days + 1
