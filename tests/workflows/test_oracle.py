"""The fast code against the slow oracle, on ten thousand questions that nobody chose.

Both readings answer or both refuse; where they answer, they answer the same.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casework.holidays import working_calendar
from tests.oracle import capitals, days, shown, sums
from tests.oracle.days import Longer
from tests.oracle.shown import Notice
from tests.oracle.sums import Act
from tests.oracle.tables import Refuse, Row, rows, words
from workflows import money
from workflows.clocks import Exclusion, Extension, compute
from workflows.display import display
from workflows.fines import assess, hearing_right, surcharge
from workflows.referral import Figures, compare
from workflows.rules.book import load

BOOK, CALENDAR = load(), working_calendar()
DAYS = st.dates(date(2018, 6, 1), date(2027, 12, 31))
RECENT = st.dates(date(2026, 4, 1), date(2027, 12, 31))
RULES = {f"{row['id']}@{row['valid_from']}": row for row in rows("deadlines")}
PENALTIES = sorted({row["id"] for row in rows("penalties")})
PARTIES = st.sampled_from(["natural", "individual_business", "legal"])
UNITS = st.sampled_from(["working_day", "calendar_day", "month"])
KINDS = ("警告", "通报批评", "罚款", "没收违法所得", "没收非法财物", "吊销营业执照", "限制从业", "责令关闭")
REFUSED = "refused"


def many(number: int) -> Callable[[Any], Any]:
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    return settings(max_examples=number, deadline=None, suppress_health_check=checks, database=None)


def both(slow: Callable[[], Any], fast: Callable[[], Any]) -> tuple[Any, Any]:
    """The two answers, a refusal being an answer."""
    try:
        expected = slow()
    except Refuse:
        expected = REFUSED
    try:
        got = fast()
    except (ValueError, LookupError):
        got = REFUSED
    return expected, got


@st.composite
def spans(draw: st.DrawFn, around: date) -> tuple[date, date]:
    first = around + timedelta(days=draw(st.integers(-20, 160)))
    return first, first + timedelta(days=draw(st.integers(-1, 45)))


@st.composite
def amounts(draw: st.DrawFn) -> int:
    """Any sum in fen, often one that stands at a boundary."""
    near = st.sampled_from([0, 1_000_000, 2_000_000, 3_000_000, 5_000_000, 10_000_000, 15_000_000])
    free = st.integers(0, 10**9)
    return max(draw(st.one_of(near, free)) + draw(st.integers(-1, 1)), 0)


def compare_deadlines(
    name: str,
    start: date | datetime,
    longer: list[Longer],
    pauses: list[tuple[date, date]],
    *,
    backward: bool = False,
) -> None:
    row = RULES[name]
    rule = next(r for r in BOOK.deadlines if f"{r.id}@{r.valid_from or ''}" == name)
    extended = [Extension(e.length, e.unit, e.approved_on, e.by) for e in longer]
    excluded = [Exclusion(*span) for span in pauses]
    expected, got = both(
        lambda: days.deadline(row, start, extensions=longer, exclusions=pauses, backward=backward),
        lambda: compute(rule, start, CALENDAR, extensions=extended, exclusions=excluded, backward=backward),
    )
    asked = (name, start, longer, pauses, backward)
    if REFUSED in (expected, got):
        assert expected == got, asked
        return
    seen = (got.due_on, got.warn_on, got.excluded_days, got.provisional, got.due_at)
    slow = (expected.due_on, expected.warn_on, expected.excluded_days, expected.provisional, expected.due_at)
    assert seen == slow, asked


@given(st.sampled_from(sorted(RULES)), DAYS, st.booleans())
@many(1500)
def test_plain_deadlines_and_those_counted_back(name: str, start: date, backward: bool) -> None:
    compare_deadlines(name, start, [], [], backward=backward)


@given(
    st.sampled_from([name for name, row in RULES.items() if row["unit"] == "hour"]),
    st.datetimes(datetime(2019, 1, 1), datetime(2027, 12, 31)),
)
@many(300)
def test_terms_in_hours(name: str, moment: datetime) -> None:
    compare_deadlines(name, moment, [], [])


@given(
    st.sampled_from([name for name, row in RULES.items() if row["not_counted"]]),
    DAYS.flatmap(lambda day: st.tuples(st.just(day), st.lists(spans(day), max_size=4))),
)
@example("GEN-07@2021-07-15", (date(2026, 7, 5), [(date(2026, 10, 5), date(2026, 10, 9))]))
@many(1500)
def test_stopped_days(name: str, asked: tuple[date, list[tuple[date, date]]]) -> None:
    compare_deadlines(name, asked[0], [], asked[1])


@st.composite
def longer(draw: st.DrawFn, row: Row, start: date) -> Longer:
    """An extension that may fit the row, or miss it by length, unit, day or person."""
    most, unit = row["extension_length"] or "20", row["extension_unit"] or draw(UNITS)
    length = draw(st.sampled_from([int(most), int(most) + 1, 1, 2, 0, draw(st.integers(1, 60))]))
    unit = draw(st.sampled_from([unit, unit, unit, draw(UNITS)]))
    on = draw(st.one_of(st.none(), st.none(), st.integers(-2, 130)))
    by = draw(st.sampled_from(["", "", "", row["extension_by"], row["later_by"]]))
    return Longer(length, unit, None if on is None else start + timedelta(days=on), by)


@given(st.data())
@many(1500)
def test_extensions_and_stops_together(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([n for n, row in RULES.items() if row["extension_by"]]))
    row, start = RULES[name], data.draw(DAYS)
    extensions = data.draw(st.lists(longer(row, start), max_size=3))
    pauses = data.draw(st.lists(spans(start), max_size=2)) if row["not_counted"] else []
    compare_deadlines(name, start, extensions, pauses)


@given(
    st.sampled_from(PENALTIES),
    st.tuples(st.dates(date(2019, 6, 1), date(2028, 1, 1)), st.integers(-3, 700)),
    PARTIES,
    st.dictionaries(st.sampled_from(sums.FIGURES), amounts()),
    st.booleans(),
    st.booleans(),
    st.lists(st.dates(date(2014, 1, 1), date(2027, 12, 31)), max_size=3),
)
@many(1700)
def test_ranges_and_the_law_that_applies(name, when, party, known, serious, innocent, prior) -> None:
    ended, decided = when[0], when[0] + timedelta(days=when[1])
    act = Act(name, ended, decided, party, known, serious, innocent)

    def slow() -> Any:
        row, _why, found = sums.assess(act)
        hard = sums.aggravated(row, ended, prior, serious=serious) and found[0][0] != "exempt"
        return row["id"], row["valid_from"], found[0], found[1:], hard

    def fast() -> Any:
        found = assess(
            BOOK,
            name,
            act_ended=ended,
            decided=decided,
            party=party,
            turnover_fen=known.get("illegal_turnover"),
            gains_fen=known.get("illegal_gains"),
            goods_value_fen=known.get("goods_value"),
            serious=serious,
            innocent=innocent,
            prior=prior,
        )
        others = [(one.branch, one.min_fen, one.max_fen) for one in found.alternatives]
        day = found.valid_from.isoformat() if found.valid_from else ""
        chosen = (found.branch, found.min_fen, found.max_fen)
        return found.rule, day, chosen, others, bool(found.aggravation)

    expected, got = both(slow, fast)
    assert expected == got, act


@given(
    amounts(),
    DAYS.flatmap(lambda day: st.tuples(st.just(day), st.integers(-5, 80), st.lists(spans(day), max_size=3))),
)
@many(700)
def test_surcharge(fine: int, asked: tuple[date, int, list[tuple[date, date]]]) -> None:
    due, after, pauses = asked
    paid = due + timedelta(days=after)

    def fast() -> Any:
        excluded = [Exclusion(*span) for span in pauses]
        found = surcharge(BOOK, fine_fen=fine, due_on=due, paid_on=paid, exclusions=excluded)
        return found.days, found.amount_fen, found.capped

    expected, got = both(lambda: sums.late(fine, due, paid, pauses), fast)
    assert expected == got


@given(PARTIES, amounts(), amounts(), st.lists(st.sampled_from(KINDS), unique=True), DAYS)
@many(500)
def test_hearing_right(party: str, fine: int, taken: int, kinds: list[str], on: date) -> None:
    slow = sums.heard(party, fine, on, confiscated=taken, kinds=kinds)
    fast = hearing_right(BOOK, party=party, fine_fen=fine, confiscated_fen=taken, kinds=kinds, on=on)
    assert fast.right is slow


@given(st.data())
@many(700)
def test_display_on_both_channels(data: st.DataObject) -> None:
    kinds = tuple(data.draw(st.lists(st.sampled_from(KINDS), max_size=3, unique=True)))
    decided = data.draw(st.one_of(DAYS, RECENT))
    after = data.draw(st.one_of(st.none(), st.integers(-1, 60)))
    published = None if after is None else decided + timedelta(days=after)
    until = None
    if "限制从业" in kinds:
        until = data.draw(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2035, 1, 1))))
    notice = Notice(
        channel=data.draw(st.sampled_from(shown.CHANNELS)),
        kinds=kinds,
        fine=data.draw(amounts()),
        decided=decided,
        published=published,
        procedure=data.draw(st.sampled_from(["ordinary", "ordinary", "summary"])),
        low=data.draw(st.one_of(st.none(), st.just(300_000))),
        other_province=data.draw(st.booleans()),
        restriction_until=until,
    )
    expected, got = both(lambda: shown.shown(notice), lambda: _displayed(notice))
    if REFUSED in (expected, got):
        assert expected == got, notice
        return
    for name in ("classed", "published", "publish_by", "push_by", "until", "repair_from", "confidence"):
        assert getattr(got, name) == getattr(expected, name), (name, notice)


def _displayed(notice: Notice) -> Any:
    return display(
        BOOK,
        channel=notice.channel,
        procedure=notice.procedure,
        kinds=notice.kinds,
        fine_fen=notice.fine,
        decided=notice.decided,
        published=notice.published,
        calendar=CALENDAR,
        low_fine_max_fen=notice.low,
        other_province=notice.other_province,
        restriction_until=notice.restriction_until,
    )


FIGURES = ("turnover", "gains", "sales", "unsold", "items", "loss", "unsold_items", "downloads", "clicks")


@given(
    st.sampled_from(sorted({row["key"] for row in rows("referral")})),
    st.dates(date(2024, 6, 1), date(2027, 6, 1)),
    st.dictionaries(st.sampled_from((*FIGURES, "members")), amounts(), max_size=4),
    st.lists(st.dates(date(2022, 1, 1), date(2027, 6, 1)), max_size=2),
    st.integers(1, 3),
    st.booleans(),
)
@many(900)
def test_crime_thresholds(key, on, figures, prior, marks, service) -> None:
    known = Figures(**figures)
    found = compare(BOOK, (key,), on=on, figures=known, prior=prior, marks=marks, service=service)
    met, row = shown.crime(key, on, figures, prior=prior, marks=marks, service=service)
    assert found.met is met
    assert row is None or found.threshold == int(row["threshold"])


@given(st.one_of(st.integers(0, 10**13), st.integers(0, 10**6), amounts()))
@many(700)
def test_amounts_in_words(fen: int) -> None:
    assert money.capital(fen) == capitals.capital(fen)
    assert money.wan(fen) == capitals.wan(fen)
    assert money.yuan(fen) == capitals.yuan(fen)
    assert money.grouped(fen) == capitals.grouped(fen)
    assert money.fen(money.grouped(fen)) == money.fen(f"{money.wan(fen)}万元") == fen


def test_the_oracle_knows_nothing_of_the_fast_code() -> None:
    for module in (days, shown, sums, capitals):
        source = module.__spec__.loader.get_source(module.__name__)
        assert "workflows" not in source
        assert "casework" not in source
    assert words(rows("kinds")[0], "kind")
