"""Rows in words: what a row says follows its columns and nothing else."""

import re
from dataclasses import replace
from datetime import date

from casework.web.law import changes, wording
from workflows.rules import book, rows

BOOK = book.load()
RULE = BOOK.deadline("GEN-01", date(2026, 9, 28))


def test_every_row_says_something_and_nothing_raw() -> None:
    for name, every in BOOK.tables().items():
        for row in every:
            said = f"{wording.label(row)}{wording.sentence(row, BOOK)}"
            assert said, (name, row.id)
            for raw in (
                "None",
                "working_day",
                "calendar_day",
                "illegal_",
                "repair_barred",
                "to-confirm",
                "。。",
            ):
                assert raw not in said, (name, row.id, said)


def test_a_changed_column_changes_the_sentence() -> None:
    said = wording.sentence(RULE, BOOK)
    assert "15个工作日" in said
    for changed in (
        replace(RULE, length=16),
        replace(RULE, rolls=False),
        replace(RULE, starts_at="别的事"),
        replace(RULE, extension_length=9),
        replace(RULE, extension_by="别人"),
        replace(RULE, not_counted=()),
        replace(RULE, note="另有说明"),
    ):
        assert wording.sentence(changed, BOOK) != said


def test_a_range_is_worded_by_the_computation_itself() -> None:
    said = wording.sentence(BOOK.penalty("UC10-2025"), BOOK)
    assert "应当处100,000.00元以上1,000,000.00元以下罚款" in said
    assert "情节严重的，应当处1,000,000.00元以上5,000,000.00元以下罚款" in said


def test_a_gap_is_counted_back() -> None:
    rule = BOOK.deadline("HEA-02", date(2026, 9, 28))
    assert wording.backward(rule)
    assert "往前数7个工作日" in wording.counting(rule)
    assert not wording.backward(RULE)


def test_columns_in_words() -> None:
    penalty = BOOK.penalty("TM51")
    assert wording.value("multiplier_max", penalty.multiplier_max) == "0.2倍"
    assert wording.value("threshold_fen", penalty.threshold_fen) == "50,000.00元"
    assert wording.value("threshold_inclusive", held=True) == "是"
    assert wording.value("extension_unit", "working_day") == "个工作日"
    assert wording.value("note", "") == "—"
    assert wording.value("not_counted", ("检测", "检验")) == "检测、检验"


def test_only_what_differs_is_told() -> None:
    changed = replace(RULE, length=20, valid_from=date(2030, 1, 1))
    assert changes.columns(RULE, changed) == (changes.Column("长度", "15", "20"),)
    assert changes.columns(RULE, RULE) == ()


def test_changing_one_row_tells_that_row_only() -> None:
    cut = replace(RULE, valid_to=date(2029, 12, 31))
    new = replace(RULE, valid_from=date(2030, 1, 1), length=20)
    copy = replace(BOOK, deadlines=(*(row for row in BOOK.deadlines if row is not RULE), cut, new))
    (difference,) = changes.between(copy, date(2029, 12, 31), date(2030, 1, 1))
    (change,) = difference.changed
    assert (difference.name, difference.begun, difference.ended) == ("deadlines", (), ())
    assert (change.before.id, change.columns) == ("GEN-01", (changes.Column("长度", "15", "20"),))


def test_several_forerunners_are_not_one_change() -> None:
    (difference,) = changes.between(BOOK, date(2026, 12, 31), date(2027, 1, 1))
    assert {one.id for one in difference.begun} == {"TM72-2026"}
    assert {f"TM57-{number}" for number in range(1, 8)} <= {one.id for one in difference.ended}
    assert ("TM53", "TM64-2026") in {(one.before.id, one.after.id) for one in difference.changed}


def test_a_hearing_amount_of_the_place_is_told() -> None:
    local = rows.LocalRule("hearing_legal", "340000", None, None, 5_000_000, "《示例》", "text-seen")
    laid = BOOK.with_local([local], "341800")
    assert "安徽省：对法人或者其他组织罚款的听证起点50,000.00元" in wording.sentence(local, laid)


def test_no_coded_value_is_shown_as_it_is_stored() -> None:
    coded = re.compile(r"[a-z]+(_[a-z]+)*")
    for name, every in BOOK.tables().items():
        for row in every:
            for column in wording.CODED:
                held = getattr(row, column, "")
                if isinstance(held, str) and held:
                    assert not coded.fullmatch(wording.value(column, held, row)), (name, row.id, column, held)
