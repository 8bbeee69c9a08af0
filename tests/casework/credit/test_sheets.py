"""Tables of records come back as they were, and no spreadsheet runs a cell."""

import json

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.credit import sheets
from casework.credit.fields import CODES
from casework.credit.record import record
from tests.casework.decided import snapshot

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


def rows() -> list[dict[str, str]]:
    return [record(snapshot()), record(snapshot()) | {"BZ": "=cmd|' /C calc'!A0", "CF_NR": "-1\n+2"}]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_is_written_is_read_back(form, tmp_path):
    writer = {"csv": sheets.to_csv, "xlsx": sheets.to_xlsx, "json": sheets.to_json}[form]
    path = tmp_path / f"records.{form}"
    path.write_bytes(writer(rows()))
    assert sheets.read(path) == rows()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_like_a_formula(start, tmp_path):
    fields = {"CF_WSH": "甲", "BZ": f"{start}1+1"}
    assert f"'{start}1+1".encode() in sheets.to_csv([fields])
    path = tmp_path / "records.xlsx"
    path.write_bytes(sheets.to_xlsx([fields]))
    cell = openpyxl.load_workbook(path).active.cell(3, len(CODES))
    assert cell.value.startswith("'")
    assert cell.data_type == "s"


def test_messages_with_fields_inside_are_read(tmp_path):
    path = tmp_path / "records.json"
    path.write_text(json.dumps([{"record_id": "a", "fields": {"CF_WSH": "甲", "BZ": None, "CF_NR_FK": 0.2}}]))
    assert sheets.read(path) == [{"CF_WSH": "甲", "BZ": "", "CF_NR_FK": "0.2"}]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b""),
        ("a.csv", "名称,文号\n甲,乙\n".encode()),
        ("a.csv", b"CF_WSH,CF_WSH\na,b\n"),
        ("a.csv", b"CF_WSH\na,b\n"),
        ("a.json", b"{"),
        ("a.json", b"[1]"),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.txt", b"CF_WSH"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_chinese(name, content, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(sheets.Unreadable, match=r"[一-龥]"):
        sheets.read(path)


@given(value=TEXTS)
def test_guarding_a_cell_loses_nothing(value):
    assert sheets.unguarded(sheets.guarded(value)) == value
