"""What people type into the calculator: kept, read in any usual form, refused in words."""

from datetime import date, time

import pytest
from werkzeug.datastructures import MultiDict

from forms.calculator import Excluding, FineForm, LateForm, RulesForm, TermForm

FULL = {"rule": "GEN-01", "start": "2026-9-28"}


def term(**typed: str) -> TermForm:
    return TermForm(MultiDict(FULL | typed))


@pytest.mark.parametrize(
    "typed",
    ["2026年9月28日", "2026-9-28", "20260928", "２０２６年０９月２８日", " 2026 年 9 月 28 日 ", "2026/9/28"],
)
def test_a_day_may_be_written_in_any_usual_way(typed: str) -> None:
    form = term(start=typed)
    assert form.validate(), form.summary()
    assert form.start.data == date(2026, 9, 28)


@pytest.mark.parametrize(
    ("typed", "meant"), [("14:30", time(14, 30)), ("１４：３０", time(14, 30)), ("9时", time(9))]
)
def test_a_time_of_day(typed: str, meant: time) -> None:
    form = term(at=typed)
    assert form.validate(), form.summary()
    assert form.at.data == meant
    assert form.at.shown() == f"{meant:%H:%M}"


@pytest.mark.parametrize("typed", ["24:00", "14:60", "half past two", "14.30.00"])
def test_a_time_that_cannot_be(typed: str) -> None:
    form = term(at=typed)
    assert not form.validate()
    assert form.summary() == [("at", "请按“14:30”的样子填写时刻")]


def test_runs_that_were_filled_in() -> None:
    form = term(from1="2026-10-13", to1="2026-10-15", from3="2026-10-20", to3="2026-10-20")
    assert form.validate()
    assert form.runs() == [
        ("1", date(2026, 10, 13), date(2026, 10, 15)),
        ("3", date(2026, 10, 20), date(2026, 10, 20)),
    ]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"from1": "2026-10-13"}, "to1"),
        ({"to2": "2026-10-13"}, "from2"),
        ({"from3": "2026-10-13", "to3": "2026-10-12"}, "to3"),
    ],
)
@pytest.mark.parametrize("kind", [TermForm, LateForm])
def test_half_a_run_and_one_that_runs_backwards_are_refused(
    kind: type[Excluding], typed: dict[str, str], field: str
) -> None:
    form = kind(MultiDict(FULL | {"fine": "1", "due": "2026-9-28"} | typed))
    assert not form.validate()
    assert [place for place, _message in form.summary()] == [field]


def test_a_run_that_cannot_be_read_is_refused_once() -> None:
    form = term(from1="x", to1="2026-10-15")
    assert not form.validate()
    assert [place for place, _message in form.summary()] == ["from1"]


def test_faults_are_listed_in_the_order_of_the_page() -> None:
    form = TermForm(MultiDict({"rule": "", "start": "x", "from1": "y", "ext": "z", "later_on": "w"}))
    assert not form.validate()
    assert [place for place, _message in form.summary()] == ["rule", "start", "from1", "ext", "later_on"]


def test_a_long_list_keeps_its_groups_and_its_choice() -> None:
    form = term()
    form.rule.offer([("普通程序", [("GEN-01", "决定是否立案"), ("GEN-02", "别的")])])
    ((title, options),) = form.rule.grouped()
    assert title == "普通程序"
    assert [(one.value, one.chosen) for one in options] == [("GEN-01", True), ("GEN-02", False)]
    assert [one.chosen for one in form.rule.options()] == [False]


@pytest.mark.parametrize("typed", ["-1", "1.234", "一万", "9" * 50, "1,00"])
def test_sums_that_cannot_be(typed: str) -> None:
    form = FineForm(MultiDict({"act": "x", "ended": "2026-1-1", "party": "legal", "turnover": typed}))
    assert not form.validate()
    assert [place for place, _message in form.summary()] == ["turnover"]
    assert form.turnover._value() == typed


def test_the_other_day_is_called_with() -> None:
    form = RulesForm(MultiDict({"with": "2027-1-1"}))
    assert form.validate()
    assert form.other.data == date(2027, 1, 1)
    assert form.other.id == "with"
