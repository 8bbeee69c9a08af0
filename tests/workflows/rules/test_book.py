"""The rule tables are sound, and a look-up answers by the day."""

import csv
import re
import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from casework.holidays import working_calendar
from workflows.clocks import compute
from workflows.rules import book as book_module
from workflows.rules.book import NotInForce, UnknownRule, load, load_from
from workflows.rules.reading import HERE, BadTable
from workflows.rules.rows import UNITS, LocalRule

BOOK = load()
D = date
SWITCHES = [
    D(2025, 2, 1),
    D(2025, 4, 26),
    D(2025, 6, 1),
    D(2025, 10, 15),
    D(2026, 4, 1),
    D(2026, 4, 15),
    D(2026, 10, 15),
    D(2027, 1, 1),
]


def province(name: str, value: int | None) -> LocalRule:
    return LocalRule(name, "340000", D(2026, 1, 1), None, value, "皖市监办〔2026〕1号", "text-seen")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for path in HERE.glob("*.csv"):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def change(path: Path, rule_id: str, **cells: str) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        if row["id"] == rule_id:
            row.update(cells)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_all_rows_are_here() -> None:
    # 99 terms, and five that another case of the same article lengthens.
    assert len(BOOK.deadlines) == 104
    # 54 violations; two of them changed their basis on 2025-06-01.
    assert (len(BOOK.penalties), len({row.id for row in BOOK.penalties})) == (56, 54)


def test_every_row_has_basis_and_confidence() -> None:
    for row in [row for table in BOOK.tables().values() for row in table]:
        assert row.basis, row.id
        assert row.confidence in ("text-seen", "to-confirm"), row.id


def test_articles_are_written_in_chinese_numerals() -> None:
    for row in (*BOOK.deadlines, *BOOK.penalties, *BOOK.referrals, *BOOK.hearings):
        assert not re.search(r"第\s*\d+\s*[条款项]", row.basis), row.id
        assert not re.search(r"[a-zA-Z;]{2,}", row.basis.replace("GB/T", "")), row.id


def test_labels_are_short_and_chinese() -> None:
    for row in BOOK.deadlines:
        assert 2 <= len(row.label) <= 16, row.id
        assert re.search(r"[\u4e00-\u9fff]", row.label), row.id
        assert row.unit in UNITS


def test_every_switch_date_is_in_the_tables() -> None:
    dates = {row.valid_from for table in (BOOK.deadlines, BOOK.penalties, BOOK.referrals) for row in table}
    dates |= {row.valid_from for row in BOOK.displays}
    assert set(SWITCHES) <= dates


def test_a_family_never_has_a_gap_inside_one_violation() -> None:
    assert BOOK.penalty("TM57-3").valid_to == D(2026, 12, 31)
    assert BOOK.penalty("TM72-2026").valid_from == D(2027, 1, 1)
    assert BOOK.penalty("UC6-2019").valid_to == D(2025, 10, 14)


def test_rows_that_never_roll_are_the_ones_the_law_names() -> None:
    still = {row.id for row in BOOK.deadlines if not row.rolls}
    assert still == {
        *("COE-01", "COE-02", "DIS-05", "DIS-06", "REP-01", "REP-01-FOOD", "REP-06", "REP-07", "REP-08"),
        *("SVL-02", "SVL-03", "GEN-03", "CRI-02", "CRI-03", "ENF-02"),
    }


@pytest.mark.parametrize(
    ("rule_id", "on", "words"),
    [
        ("INT-01", D(2026, 4, 14), "总局令第20号"),
        ("INT-01", D(2026, 4, 15), "总局令第121号"),
        ("GEN-01", D(2021, 7, 15), "第十八条第一款"),
        ("HEA-03", D(1999, 1, 1), "听证办法"),
    ],
)
def test_deadlines_are_found_by_the_day(rule_id: str, on: date, words: str) -> None:
    assert words in BOOK.deadline(rule_id, on).basis


def test_unknown_and_not_yet_are_refused_in_words() -> None:
    with pytest.raises(UnknownRule, match="没有期限规则XYZ-01") as unknown:
        BOOK.deadline("XYZ-01", D(2026, 1, 1))
    assert str(unknown.value) == "没有期限规则XYZ-01"
    with pytest.raises(NotInForce, match="2021年7月14日"):
        BOOK.deadline("GEN-01", D(2021, 7, 14))
    said = "“裁决结案”的期限在2024年11月5日不适用，请核对起算日期（立案）"
    with pytest.raises(NotInForce, match=f"^{said}$"):
        BOOK.deadline("PAD-06", D(2024, 11, 5))
    with pytest.raises(UnknownRule, match="没有编号为NO"):
        BOOK.penalty("NO")
    with pytest.raises(UnknownRule, match="不认识的当事人类型"):
        BOOK.hearing("ghost", D(2026, 1, 1))
    with pytest.raises(UnknownRule, match="没有计算规则C99"):
        BOOK.convention("C99")


@pytest.mark.parametrize(
    ("asked", "ended", "decided", "rule", "word"),
    [
        ("TM57-3", D(2026, 7, 23), D(2026, 10, 1), "TM57-3", "没有变化"),
        ("TM57-3", D(2026, 7, 23), D(2027, 3, 1), "TM57-3", "幅度相同"),
        ("TM57-3", D(2027, 1, 1), D(2027, 3, 1), "TM72-2026", "没有变化"),
        ("TM53", D(2026, 12, 31), D(2026, 12, 31), "TM53", "没有变化"),
        ("TM53", D(2026, 12, 31), D(2027, 1, 1), "TM64-2026", "较轻"),
        ("TM64-2026", D(2026, 7, 1), D(2026, 8, 1), "TM53", "没有变化"),
        ("UC8-2019", D(2025, 10, 14), D(2025, 10, 15), "UC9-2025", "较轻"),
        ("UC9-2019", D(2025, 10, 14), D(2026, 1, 1), "UC9-2019", "不轻于"),
        ("UC11-2019", D(2025, 10, 14), D(2026, 1, 1), "UC11-2019", "不轻于"),
        ("UC6-2019", D(2025, 10, 15), D(2026, 1, 1), "UC7-2025", "没有变化"),
        ("TM68-AG", D(2026, 7, 1), D(2027, 2, 1), "TM68-AG", "不轻于"),
        ("TM68-BAD", D(2026, 7, 1), D(2027, 2, 1), "TM68-BAD", "不轻于"),
        ("TM51", D(2026, 7, 1), D(2027, 2, 1), "TM51", "待核实"),
        ("IC31", D(2026, 10, 14), D(2026, 11, 1), "IC31", "幅度相同"),
    ],
)
def test_the_law_at_the_act_or_the_lighter_one(asked, ended, decided, rule, word) -> None:
    row, because = BOOK.penalty_in_force(asked, ended, decided)
    assert row.id == rule
    assert word in because
    assert "第三十七条" in because


def test_a_future_law_is_never_used_before_its_day() -> None:
    for row in BOOK.penalties:
        if row.valid_from == D(2027, 1, 1) and row.family != "trademark_infringement":
            found, _ = BOOK.penalty_in_force(row.id, D(2026, 6, 1), D(2026, 12, 31))
            assert found.valid_from < D(2026, 6, 1)


def test_one_new_article_for_several_old_ones_is_not_guessed() -> None:
    with pytest.raises(NotInForce, match="请选定其一：TM57-1、TM57-2"):
        BOOK.penalty_in_force("TM72-2026", D(2026, 7, 1), D(2026, 8, 1))


def test_no_law_for_the_day_is_refused() -> None:
    with pytest.raises(NotInForce, match="没有适用的规定"):
        BOOK.penalty_in_force("TM57-3", D(2019, 10, 31), D(2026, 8, 1))
    with pytest.raises(NotInForce, match="没有适用的规定"):
        BOOK.penalty_in_force("TM51", D(2027, 1, 1), D(2027, 8, 1))
    with pytest.raises(ValueError, match="决定日期早于"):
        BOOK.penalty_in_force("TM57-3", D(2026, 7, 2), D(2026, 7, 1))


def test_facts_can_decide_which_law_is_lighter() -> None:
    assert (
        BOOK.penalty_in_force("TM53", D(2026, 7, 1), D(2027, 2, 1), measure=lambda row: (1,))[0].id == "TM53"
    )


def test_numbers_are_exact() -> None:
    assert BOOK.penalty("TM52").multiplier_max == Fraction(1, 5)
    assert BOOK.penalty("CUS25").multiplier_max == Fraction(3, 10)
    assert BOOK.penalty("PT68").threshold_fen == 5_000_000
    assert not BOOK.penalty("PT68").threshold_inclusive
    assert BOOK.penalty("TM57-1").threshold_inclusive


def test_local_amounts_lie_over_the_national_ones() -> None:
    rows = [province("hearing_natural", 2_000_000), province("low_fine_max", 300_000)]
    local = BOOK.with_local(rows, "341823")
    row = local.hearing("natural", D(2026, 8, 1))
    assert (row.threshold_fen, row.basis) == (2_000_000, "皖市监办〔2026〕1号")
    assert local.hearing("legal", D(2026, 8, 1)) == BOOK.hearing("legal", D(2026, 8, 1))
    assert BOOK.hearing("natural", D(2026, 8, 1)).threshold_fen == 1_000_000
    assert local.digest != BOOK.digest
    assert local.digest == BOOK.with_local(rows, "341823").digest


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (province("speed", 1), "不认识的本地参数"),
        (province("low_fine_max", -1), "负数"),
        (province("light_below", 101), "百分比"),
        (replace(province("low_fine_max", 1), region="341800"), "不能由这一级设定"),
        (replace(province("low_fine_max", 1), basis=""), "依据"),
        (replace(province("low_fine_max", 1), valid_to=D(2025, 1, 1)), "失效日早于生效日"),
    ],
)
def test_bad_local_parameters_are_refused(row: LocalRule, words: str) -> None:
    with pytest.raises((ValueError, UnknownRule), match=words):
        BOOK.with_local([row], "341823")


def test_the_book_is_read_once_and_its_digest_follows_the_tables(copy: Path) -> None:
    assert load() is BOOK
    assert load_from(copy).digest == BOOK.digest
    change(copy / "deadlines.csv", "GEN-01", length="14")
    assert load_from(copy).digest != BOOK.digest


def test_changing_one_row_moves_only_its_own_dates(copy: Path) -> None:
    calendar = working_calendar()
    change(copy / "deadlines.csv", "GEN-06", length="4")
    other, moved = load_from(copy), []
    for row in BOOK.deadlines:
        start = row.valid_from or D(2026, 3, 2)
        twin = other.deadline(row.id, start)
        if compute(row, start, calendar).due_on != compute(twin, start, calendar).due_on:
            moved.append(row.id)
    assert moved == ["GEN-06"]


def test_ending_one_row_leaves_the_others_in_force(copy: Path) -> None:
    change(copy / "deadlines.csv", "GEN-06", valid_to="2026-08-31")
    other = load_from(copy)
    gone = {row.id for row in BOOK.in_force_on(D(2026, 9, 1))} - {
        row.id for row in other.in_force_on(D(2026, 9, 1))
    }
    assert gone == {"GEN-06"}
    with pytest.raises(NotInForce):
        other.deadline("GEN-06", D(2026, 9, 1))


@pytest.mark.parametrize(
    ("table", "rule_id", "cells", "word"),
    [
        ("deadlines.csv", "GEN-01", {"basis": ""}, "没有依据"),
        ("deadlines.csv", "GEN-01", {"confidence": "sure"}, "核实状态不认识"),
        ("deadlines.csv", "GEN-01", {"length": "many"}, "length不能读取"),
        ("deadlines.csv", "GEN-01", {"length": "0"}, "不是正数"),
        ("deadlines.csv", "GEN-01", {"unit": "fortnight"}, "单位不认识"),
        ("deadlines.csv", "GEN-01", {"unit": ""}, "没有单位"),
        ("deadlines.csv", "GEN-01", {"extension_unit": ""}, "延长没有单位"),
        ("deadlines.csv", "GEN-06", {"later_by": "局长"}, "再延长"),
        ("deadlines.csv", "GEN-01", {"rolls": "maybe"}, "rolls不能读取"),
        ("deadlines.csv", "GEN-01", {"label": " 有空格"}, "label不能读取"),
        ("deadlines.csv", "GEN-01", {"valid_to": "2020-01-01"}, "失效日早于生效日"),
        ("deadlines.csv", "INT-01", {"valid_from": "2020-01-01"}, "重叠"),
        ("deadlines.csv", "INT-01", {"valid_to": ""}, "重叠"),
        ("penalties.csv", "TM57-1", {"modal": "might"}, "不认识"),
        ("penalties.csv", "TM57-1", {"base": "weight"}, "计算基数不认识"),
        ("penalties.csv", "TM57-1", {"multiplier_max": ""}, "缺少分档或者倍数"),
        ("penalties.csv", "TM53", {"threshold_fen": "1"}, "不按数额分档"),
        ("penalties.csv", "TM53", {"below_max_fen": ""}, "缺少罚款幅度"),
        ("penalties.csv", "TM53", {"below_max_fen": "1"}, "下限高于上限"),
        ("penalties.csv", "UC10-2025", {"above_max_fen": ""}, "情节严重"),
        ("display.csv", "GSXT-OTHER", {"unit": "moon"}, "单位不认识"),
        ("hearing.csv", "HEARING-LEGAL", {"id": ""}, "没有编号"),
    ],
)
def test_an_unsound_table_stops_the_start(copy: Path, table, rule_id, cells, word) -> None:
    change(copy / table, rule_id, **cells)
    with pytest.raises(BadTable, match=word):
        load_from(copy)


def test_a_table_with_other_columns_is_refused(copy: Path) -> None:
    (copy / "surcharge.csv").write_text("id,valid_from\n", encoding="utf-8")
    with pytest.raises(BadTable, match="列应当是"):
        load_from(copy)


def test_thresholds_of_a_crime_before_their_day_are_not_loaded() -> None:
    assert BOOK.referral("214", D(2025, 4, 26))
    with pytest.raises(NotInForce, match="待核实"):
        BOOK.referral("214", D(2025, 4, 25))
    assert BOOK.referral("none", D(2025, 4, 25)) == ()


def test_every_offence_and_clock_that_a_row_names_exists() -> None:
    keys = {row.key for row in BOOK.referrals}
    assert {key for row in BOOK.penalties for key in row.offences} <= keys
    clocks = {row.id for row in BOOK.deadlines}
    named = {
        name for row in BOOK.displays for name in (row.publish_rule, row.push_rule, row.repair_rule) if name
    }
    assert named <= clocks


def test_the_law_of_counting_fits_the_procedure() -> None:
    assert "程序规定" in BOOK.convention("C1", "penalty_general").basis
    assert "民法典" in BOOK.convention("C1", "litigation").basis
    assert "行政复议法" in BOOK.convention("C2", "reconsideration").basis
    assert book_module.load().convention("C10").basis
