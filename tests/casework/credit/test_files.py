"""Dated files with a manifest: repeatable, whole after a crash, readable by nobody else."""

import csv
import json
import stat

import pytest

from casework.credit import files, sheets
from casework.credit.files import Files
from casework.credit.record import record
from casework.credit.transport import Verdict
from tests.casework.decided import snapshot


def body(version: int = 1, *, record_id: str = "r1", day: str = "2026-11-22", **changes) -> bytes:
    message = {
        "record_id": record_id,
        "version": version,
        "action": "add",
        "reason": "",
        "fields": record(snapshot()),
        "sent_at": f"{day}T10:00:00+08:00",
    }
    return json.dumps(message | changes, ensure_ascii=False).encode()


def manifest(folder, day: str = "20261122") -> list[dict[str, str]]:
    with (folder / f"manifest-{day}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_a_record_is_written_as_csv_and_xlsx_and_its_line_is_the_receipt(tmp_path):
    answer = Files(tmp_path).send(body(), key="r1-1")
    assert answer.verdict is Verdict.DELIVERED
    line = manifest(tmp_path)[0]
    assert answer.receipt == f"manifest-20261122.csv:1 r1-1 {line['sha256'][:16]}"
    for form in ("csv", "xlsx"):
        rows = sheets.read(tmp_path / f"credit-20261122-001.{form}")
        assert [row["CF_WSH"] for row in rows] == ["宣州市监处罚〔2026〕45号"]
        assert (rows[0]["record_id"], rows[0]["version"], rows[0]["action"]) == ("r1", "1", "add")


def test_the_same_record_again_changes_nothing(tmp_path):
    transport = Files(tmp_path)
    first = transport.send(body(), key="r1-1")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert transport.send(body(), key="r1-1").receipt == first.receipt
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_another_body_under_the_same_key_is_rejected(tmp_path):
    transport = Files(tmp_path)
    transport.send(body(), key="r1-1")
    assert transport.send(body(reason="x"), key="r1-1").verdict is Verdict.REJECTED


@pytest.mark.parametrize("step", range(5))
def test_a_crash_between_any_two_files_is_repaired_by_the_repeat(step, tmp_path, monkeypatch):
    transport = Files(tmp_path)
    transport.send(body(), key="r1-1")
    left = [step]
    write = Files._write

    def crashing(self, path, content):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        write(self, path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Files, "_write", crashing)
        if step < 4:
            with pytest.raises(KeyboardInterrupt):
                transport.send(body(2), key="r1-2")
        else:
            transport.send(body(2), key="r1-2")
    assert transport.send(body(2), key="r1-2").verdict is Verdict.DELIVERED
    assert [line["key"] for line in manifest(tmp_path)] == ["r1-1", "r1-2"]
    for form in ("csv", "xlsx"):
        rows = sheets.read(tmp_path / f"credit-20261122-001.{form}")
        assert [row["version"] for row in rows] == ["1", "2"]


def test_each_day_has_its_own_files(tmp_path):
    transport = Files(tmp_path, "csv")
    transport.send(body(), key="r1-1")
    transport.send(body(2, day="2026-11-23"), key="r1-2")
    assert sorted(path.name for path in tmp_path.glob("credit-*")) == [
        "credit-20261122-001.csv",
        "credit-20261123-001.csv",
    ]


def test_a_full_file_is_followed_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "FILE_RECORDS", 2)
    transport = Files(tmp_path, "csv")
    for number in range(3):
        transport.send(body(record_id=f"r{number}"), key=f"r{number}-1")
    assert len(sheets.read(tmp_path / "credit-20261122-001.csv")) == 2
    assert len(sheets.read(tmp_path / "credit-20261122-002.csv")) == 1


def test_nobody_else_on_the_machine_can_read_the_files(tmp_path):
    Files(tmp_path / "out").send(body(), key="r1-1")
    for path in (tmp_path / "out").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 or path.name == ".lock"


def test_a_key_that_is_no_file_name_is_refused(tmp_path):
    assert Files(tmp_path).send(body(), key="../x").verdict is Verdict.REJECTED
