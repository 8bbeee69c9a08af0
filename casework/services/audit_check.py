"""Checking the audit log: every hash, every place, every head, and that each step is a row of the tables.

Checkpoints leave the database, so that even a log rewritten from end to end is found out. Nothing is written
to the log from here.
"""

import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import String, Text, select, type_coerce

from casework import clock, crypto
from casework.db import canonical, db, lenient_text, snapshot
from casework.errors import Invalid
from casework.models import AuditStream, Case, Event, Proceeding
from casework.services.audit import SAID, SYSTEM_STREAM, chained, instant
from workflows.procedures import allows

FORMAT = "casework-audit-checkpoint-1"
STAMP = "audit-checkpoint"
SQLITE_MOMENT = "%Y-%m-%d %H:%M:%S.%f"


@dataclass(frozen=True, slots=True)
class Bad:
    """The first entry of a stream at which the chain does not hold."""

    stream: str
    reference: str
    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking the whole log found."""

    streams: int
    events: int
    bad: tuple[Bad, ...]

    @property
    def ok(self) -> bool:
        return not self.bad


@dataclass(slots=True)
class _Stream:
    """One stream while it is walked."""

    name: str
    reference: str
    case_id: int | None
    head_seq: int
    head: str
    mark: tuple[int, str] | None
    seq: int = 0
    hash: str = ""
    states: dict[int, str] = field(default_factory=dict)
    bad: Bad | None = None

    def blame(self, seq: int, reason: str) -> None:
        self.bad = self.bad or Bad(self.name, self.reference, seq, reason)


def verify(checkpoint: Mapping[str, Any] | None = None) -> Verdict:
    """Walk all streams, against a checkpoint if there is one, and name the first bad entry of each."""
    marks = _marks(checkpoint)
    with snapshot(), lenient_text():
        streams = {stream.name: stream for stream in _heads(marks)}
        states = dict(db.session.execute(select(Proceeding.id, Proceeding.state)).all())
        events = 0
        for row in _rows():
            events += 1
            name = str(row.stream)
            stream = streams.get(name)
            if stream is None:
                stream = streams[name] = _Stream(name, "", None, 0, "", marks.get(name))
                stream.blame(1, "这一组记录不属于任何案件")
            if stream.bad is None:
                _check(stream, row)
    for stream in streams.values():
        _check_end(stream, states)
    bad = tuple(stream.bad for stream in streams.values() if stream.bad)
    return Verdict(len(streams), events, bad)


def _heads(marks: Mapping[str, tuple[int, str]]) -> Iterator[_Stream]:
    """All streams that should exist: the system's, every case's, and those a checkpoint remembers."""
    seen = set()
    for row in db.session.execute(select(AuditStream.name, AuditStream.seq, AuditStream.head)):
        seen.add(row.name)
        yield _Stream(row.name, "系统", None, row.seq, row.head, marks.get(row.name))
    columns = (Case.public_id, Case.reference, Case.id, Case.chain_seq, Case.chain_head)
    for name, reference, case_id, seq, head in db.session.execute(select(*columns).order_by(Case.id)):
        seen.add(name)
        yield _Stream(name, reference, case_id, seq, head, marks.get(name))
    for name in {SYSTEM_STREAM, *marks} - seen:
        stream = _Stream(name, "", None, 0, "", marks.get(name))
        stream.blame(1, "这一组记录已不存在")
        yield stream


def _rows() -> Iterator[Any]:
    # As the database holds them: a moment or a payload spelled another way is a change, too.
    plain = {"at": type_coerce(Event.at, String), "payload": type_coerce(Event.payload, Text)}
    columns = [plain.get(name, getattr(Event, name)).label(name) for name in SAID]
    query = select(*columns, Event.previous_hash, Event.hash).order_by(Event.stream, Event.seq)
    yield from db.session.execute(query.execution_options(yield_per=500))


def _check(stream: _Stream, row: Any) -> None:
    expected = stream.seq + 1
    fault = _fault(stream, row, expected)
    if fault:
        stream.blame(expected, fault)
        return
    stream.seq, stream.hash = row.seq, row.hash
    if row.proceeding_id is not None and row.to_state:
        stream.states[row.proceeding_id] = row.to_state


def _fault(stream: _Stream, row: Any, expected: int) -> str:
    if row.seq != expected:
        return (
            f"缺少第{expected}条" if isinstance(row.seq, int) and row.seq > expected else "序号重复或者无效"
        )
    if row.previous_hash != stream.hash:
        return "与前一条记录不衔接"
    try:
        digest = chained(stream.hash, _said(row))
    except (TypeError, ValueError):
        return "内容无法读取"
    if digest != row.hash:
        return "内容与校验值不一致"
    if stream.mark and stream.mark[0] == row.seq and stream.mark[1] != row.hash:
        return "与检查点记载的校验值不一致"
    if row.case_id != stream.case_id and stream.case_id is not None:
        return "记录所属的案件不一致"
    if row.procedure and not allows(row.procedure, row.from_state, row.action, row.to_state):
        return "程序表不允许这一步"
    before = stream.states.get(row.proceeding_id)
    if row.procedure and before is not None and before != row.from_state:
        return "与这一程序前一步到达的状态不衔接"
    return ""


def _said(row: Any) -> dict[str, Any]:
    """What the row says, provided that it is written exactly as we write it."""
    found = {name: getattr(row, name) for name in SAID}
    found["at"] = instant(_moment(row.at))
    found["payload"] = json.loads(row.payload)
    if canonical(found["payload"]) != row.payload:
        raise ValueError("payload is not in canonical form")
    return found


def _moment(raw: Any) -> datetime:
    if isinstance(raw, datetime):
        return raw
    moment = datetime.strptime(raw, SQLITE_MOMENT).replace(tzinfo=UTC)
    if moment.strftime(SQLITE_MOMENT) != raw:
        raise ValueError("moment is not in our form")
    return moment


def _check_end(stream: _Stream, states: Mapping[int, str]) -> None:
    if stream.mark and stream.seq < stream.mark[0]:
        stream.blame(stream.seq + 1, "检查点以后记录被截断")
    if stream.seq < stream.head_seq:
        stream.blame(stream.seq + 1, f"缺少第{stream.seq + 1}条到第{stream.head_seq}条")
    if stream.seq > stream.head_seq:
        stream.blame(stream.head_seq + 1, "多出案件没有登记的记录")
    if stream.hash != stream.head:
        stream.blame(max(stream.seq, 1), "末条校验值与登记的不一致")
    if stream.case_id is not None and stream.seq == 0:
        stream.blame(1, "案件没有任何记录")
    for proceeding_id, reached in stream.states.items():
        if states.get(proceeding_id) != reached:
            stream.blame(stream.seq, "程序现在的状态不是记录到达的状态")


def checkpoint() -> dict[str, Any]:
    """The heads of all streams now, stamped so that only this installation can have made it."""
    with snapshot():
        streams = list(_heads({}))
    body = {
        "format": FORMAT,
        "at": instant(clock.now()),
        "events": sum(stream.head_seq for stream in streams),
        "streams": {stream.name: [stream.head_seq, stream.head] for stream in streams},
    }
    return {**body, "stamp": crypto.stamp(canonical(body).encode(), context=STAMP)}


def write_checkpoint(target: Path) -> dict[str, Any]:
    """Write a checkpoint as a file that appears whole and read-only."""
    made = checkpoint()
    draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(json.dumps(made, ensure_ascii=False, indent=1))
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(target)
    return made


def read_checkpoint(source: Path) -> dict[str, Any]:
    """The checkpoint in a file; Invalid when it is none, or was altered."""
    try:
        found = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Invalid({"checkpoint": "检查点文件无法读取"}) from error
    if not isinstance(found, dict):
        raise Invalid({"checkpoint": "不是检查点文件"})
    return found


def _marks(found: Mapping[str, Any] | None) -> dict[str, tuple[int, str]]:
    if found is None:
        return {}
    body = {key: value for key, value in found.items() if key != "stamp"}
    try:
        stamp = crypto.stamp(canonical(body).encode(), context=STAMP)
        marks = {name: (int(seq), str(head)) for name, (seq, head) in body["streams"].items()}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Invalid({"checkpoint": "不是检查点文件"}) from error
    if body.get("format") != FORMAT or stamp != found.get("stamp"):
        raise Invalid({"checkpoint": "检查点文件已被改动，或者不是本系统制作的"})
    return marks
