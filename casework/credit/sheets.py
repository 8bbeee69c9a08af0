"""Records as tables: writing CSV, XLSX and JSON, and reading them back for checking.

A cell that a spreadsheet would take for a formula gets an apostrophe in front; reading takes it off again.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import xlsxwriter

from casework.credit.fields import CODES, FIELDS

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
FILE_BYTES = 64 * 1024 * 1024
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(r"([A-Z]{1,3})\d+", re.ASCII)


class Unreadable(ValueError):
    """A file that holds no table of records; says why in Chinese."""


def guarded(value: str) -> str:
    """A cell that no spreadsheet runs."""
    return "'" + value if value.startswith(DANGEROUS) else value


def unguarded(value: str) -> str:
    """The value as it was before `guarded`."""
    return value[1:] if value.startswith("'") and value[1:].startswith(DANGEROUS) else value


def to_csv(records: Iterable[Mapping[str, str]], columns: Sequence[str] = CODES) -> bytes:
    """UTF-8 with the mark that spreadsheets want, codes in the first line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for fields in records:
        writer.writerow([guarded(str(fields.get(column, ""))) for column in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_xlsx(records: Iterable[Mapping[str, str]], columns: Sequence[str] = CODES) -> bytes:
    """One sheet, codes in the first row, Chinese names in the second; every cell is text."""
    out = io.BytesIO()
    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, settings) as book:
        sheet = book.add_worksheet("行政处罚")
        for column, code in enumerate(columns):
            sheet.write_string(0, column, code)
        for column, code in enumerate(columns):
            sheet.write_string(1, column, FIELDS[code].name if code in FIELDS else "")
        for line, fields in enumerate(records, 2):
            for column, code in enumerate(columns):
                sheet.write_string(line, column, guarded(str(fields.get(code, ""))))
    return out.getvalue()


def to_json(records: Iterable[Mapping[str, Any]]) -> bytes:
    return (json.dumps(list(records), ensure_ascii=False, indent=1) + "\n").encode()


def read(path: Path) -> list[dict[str, str]]:
    """The records of a file, by its suffix; Unreadable says what is wrong with it."""
    if path.stat().st_size > FILE_BYTES:
        raise Unreadable("文件过大")
    readers = {".csv": _read_csv, ".xlsx": _read_xlsx, ".json": _read_json}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise Unreadable("只能读取csv、xlsx、json文件")
    return reader(path.read_bytes())


def _read_csv(content: bytes) -> list[dict[str, str]]:
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(f"不是UTF-8编码的CSV文件（{error}）") from error
    return _table(lines)


def _read_json(content: bytes) -> list[dict[str, str]]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable("不是有效的JSON文件") from error
    items = found if isinstance(found, list) else [found]
    if not all(isinstance(item, dict) for item in items):
        raise Unreadable("应为记录的列表")
    plain = [item["fields"] if isinstance(item.get("fields"), dict) else item for item in items]
    return [{str(code): _text(value) for code, value in item.items()} for item in plain]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _table(lines: list[list[str]]) -> list[dict[str, str]]:
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    if not lines or "CF_WSH" not in lines[0]:
        raise Unreadable("第一行应为字段代码（CF_XDR_MC、CF_WSH等）")
    head, body = lines[0], lines[1:]
    names = [FIELDS[code].name if code in FIELDS else "" for code in head]
    # The names stand under the codes in our own sheets.
    body = body[1:] if body and body[0][: len(names)] == names[: len(body[0])] else body
    if len(set(head)) != len(head):
        raise Unreadable("第一行有重复的字段代码")
    if any(len(line) > len(head) for line in body):
        raise Unreadable("有的行比第一行长")
    return [
        {code: unguarded(cell) for code, cell in zip(head, [*line, *[""] * len(head)], strict=False)}
        for line in body
    ]


def _read_xlsx(content: bytes) -> list[dict[str, str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if sum(item.file_size for item in book.infolist()) > 4 * FILE_BYTES:
                raise Unreadable("文件展开后过大")
            shared = _shared(book)
            name = min(n for n in book.namelist() if n.startswith("xl/worksheets/sheet"))
            tree = ElementTree.fromstring(book.read(name))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, RuntimeError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("不是有效的XLSX文件") from error
    return _table([_line(row, shared) for row in tree.iter(f"{_MAIN}row")])


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    tree = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(t.text or "" for t in item.iter(f"{_MAIN}t")) for item in tree.iter(f"{_MAIN}si")]


def _line(row: ElementTree.Element, shared: list[str]) -> list[str]:
    cells: dict[int, str] = {}
    for place, cell in enumerate(row.iter(f"{_MAIN}c")):
        found = _CELL.fullmatch(cell.get("r") or "")
        cells[_column(found.group(1)) if found else place] = _cell(cell, shared)
    return [cells.get(place, "") for place in range(max(cells, default=-1) + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{_MAIN}t"))
    value = cell.findtext(f"{_MAIN}v") or ""
    if cell.get("t") != "s":
        return value
    index = int(value) if value.isdigit() else -1
    return shared[index] if 0 <= index < len(shared) else ""
