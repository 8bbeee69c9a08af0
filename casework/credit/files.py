"""The way to the credit system without an address: dated files with a manifest, whose line is the receipt.

The manifest is the last thing written, so whatever a crash leaves behind is made again; the same record
again finds its line and changes nothing.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casework.credit import sheets
from casework.credit.fields import CODES
from casework.credit.transport import Answer, Verdict

META = ("record_id", "version", "action", "reason", "sent_at")
COLUMNS = (*META, *CODES)
# A new file begins after this many records, so that adding one stays cheap.
FILE_RECORDS = 500
HEAD = ("line", "key", "record_id", "version", "action", "sha256", "file")
_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Files:
    """Writes into one folder; `form` is csv, xlsx or both."""

    folder: Path
    form: str = "both"

    def send(self, body: bytes, *, key: str) -> Answer:
        """Add the record to the files of its day; OSError when the disk does not take it."""
        if not _KEY.fullmatch(key):
            return Answer(Verdict.REJECTED, words="记录的编号不能用作文件名")
        digest = hashlib.sha256(body).hexdigest()
        message = json.loads(body)
        day = str(message["sent_at"])[:10].replace("-", "")
        with self._locked():
            lines = _manifest(self.folder / f"manifest-{day}.csv")
            known = next((line for line in lines if line["key"] == key), None)
            if known:
                return _again(known, digest, day)
            return self._add(lines, message, body, day=day, key=key, digest=digest)

    def _add(
        self,
        lines: list[dict[str, str]],
        message: dict[str, object],
        body: bytes,
        *,
        day: str,
        key: str,
        digest: str,
    ) -> Answer:
        self._write(self.folder / "records" / f"{day}-{key.replace(':', '_')}.json", body)
        stem = f"credit-{day}-{len(lines) // FILE_RECORDS + 1:03d}"
        line = {
            "line": str(len(lines) + 1),
            "key": key,
            "record_id": str(message["record_id"]),
            "version": str(message["version"]),
            "action": str(message["action"]),
            "sha256": digest,
            "file": stem,
        }
        lines = [*lines, line]
        rows = [self._row(each, day) for each in lines if each["file"] == stem]
        if self.form in ("csv", "both"):
            self._write(self.folder / f"{stem}.csv", sheets.to_csv(rows, COLUMNS))
        if self.form in ("xlsx", "both"):
            self._write(self.folder / f"{stem}.xlsx", sheets.to_xlsx(rows, COLUMNS))
        self._write(self.folder / f"manifest-{day}.csv", _manifest_bytes(lines))
        return Answer(Verdict.DELIVERED, _receipt(line, day), f"已写入{stem}")

    def _row(self, line: dict[str, str], day: str) -> dict[str, str]:
        path = self.folder / "records" / f"{day}-{line['key'].replace(':', '_')}.json"
        message = json.loads(path.read_bytes())
        return {name: str(message[name]) for name in META} | message["fields"]

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        # Identity numbers of natural persons are inside: nobody else on the machine may read.
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / ".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for left in self.folder.glob(".*.????????????"):
                left.unlink(missing_ok=True)
            yield


def _manifest(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _manifest_bytes(lines: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEAD, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()


def _again(line: dict[str, str], digest: str, day: str) -> Answer:
    if line["sha256"] != digest:
        return Answer(Verdict.REJECTED, words=f"清单第{line['line']}行已有同一编号、内容不同的记录")
    return Answer(Verdict.DELIVERED, _receipt(line, day), f"清单第{line['line']}行已有")


def _receipt(line: dict[str, str], day: str) -> str:
    return f"manifest-{day}.csv:{line['line']} {line['key']} {line['sha256'][:16]}"
