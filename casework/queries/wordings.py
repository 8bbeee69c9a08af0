"""Wordings as the administration shows them: what holds, what waits, what was changed line by line.

SELECT only. Of papers that were issued, only those of one's own bureau that its caseworkers may read.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

import documents
from casework import clock
from casework.db import db
from casework.errors import NotFound
from casework.models import Account, Document, Proceeding, Wording
from casework.queries.queue import works_on_cases
from casework.wordings import Held, checked, in_force, is_part, on_day, uses
from documents import wordcheck, wordings
from documents.catalogue import every_kind
from documents.errors import UnknownKind
from workflows import wording_steps
from workflows.engine import Actor, Reason
from workflows.procedures.terms import zh_day
from workflows.vocabulary import Procedure

GROUPS = {
    "complaint": "投诉举报",
    "penalty": "行政处罚",
    "patent": "专利侵权纠纷行政裁决",
    "mediation": "行政调解",
    "credit": "信用监管",
    "rights_aid": "维权援助",
    "inspection": "检查抽查",
    "public": "公告公示",
}
LAYOUTS = {
    "letter": "公文",
    "form_letter": "填写式文书",
    "table": "审批表",
    "transcript": "笔录",
    "list": "清单",
    "receipt": "回证",
    "report": "报告",
    "cover": "封面",
    "seal_strip": "封条",
}
MOST_PAPERS, CONTEXT = 20, 3
HOUSE = "程序自带的格式"
PARTS, SHARED = "几种文书共用的段落", "共用段落"


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind on the list."""

    id: str
    title: str
    layout: str
    number_code: str
    since: date | None
    waiting: str  # the submission that waits for a second person
    draft: bool  # whether the reader has a draft of it


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One wording of the office and how it went."""

    public_id: str
    kind: str
    status: str
    stands: str
    note: str
    valid_from: date | None
    drafted_by: str
    drafter_id: int
    drafter_bureau: str
    drafted_at: datetime
    submitted_at: datetime | None
    decided_by: str
    decided_at: datetime | None
    decision_note: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a wording is of: a kind of paper, or a shared part with the kinds that take it in."""

    id: str
    title: str
    layout: str
    number_code: str = ""
    signers: str = ""
    basis: str = ""
    part: bool = False
    related: tuple[tuple[str, str], ...] = ()  # of a part, the kinds; of a kind, the parts: (id, title)


@dataclass(frozen=True, slots=True)
class KindPage:
    """A kind or part with the text in force, its versions, and why this reader may not write one."""

    row: Head
    fields: tuple[dict[str, Any], ...]
    held: Held
    versions: tuple[VersionRow, ...]
    coming: tuple[VersionRow, ...]
    not_write: tuple[Reason, ...]

    @property
    def text(self) -> str:
        return self.held.wording.text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison; mark is + - or nothing, or … where equal lines are left out."""

    mark: str
    old: int | None
    new: int | None
    text: str


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One wording with what it changes, what is to be looked at, and what this reader may do."""

    kind: Head
    row: VersionRow
    text: str
    against: str
    lines: tuple[Line, ...]
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    not_decide: tuple[Reason, ...]
    not_withdraw: tuple[Reason, ...]
    not_change: tuple[Reason, ...]
    not_reopen: tuple[Reason, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Editing:
    """What stands in the editor when it is opened; no version while nothing was saved."""

    row: Head
    text: str
    note: str
    valid_from: date | None
    version: int | None
    public_id: str
    fields: tuple[dict[str, Any], ...]
    papers: tuple[tuple[str, str], ...]


def overview(actor: Actor) -> tuple[tuple[str, tuple[KindRow, ...]], ...]:
    """All kinds by group, with what holds today and what waits."""
    today = clock.today()
    query = select(Wording.kind, Wording.status, Wording.valid_from, Wording.public_id, Wording.drafted_by_id)
    found = db.session.execute(query.where(Wording.status.in_(("draft", "proposed", "approved")))).all()
    since: dict[str, date] = {}
    for one in found:
        if one.status == "approved" and one.valid_from <= today:
            since[one.kind] = max(one.valid_from, since.get(one.kind, one.valid_from))
    waiting = {one.kind: one.public_id for one in found if one.status == "proposed"}
    own = {one.kind for one in found if one.status == "draft" and one.drafted_by_id == actor.account_id}
    groups: dict[str, list[KindRow]] = {}
    for group, name, title, layout, code in _everything():
        shown = KindRow(name, title, layout, code, since.get(name), waiting.get(name, ""), name in own)
        groups.setdefault(group, []).append(shown)
    return tuple((name, tuple(rows)) for name, rows in groups.items())


def _everything() -> Iterator[tuple[str, str, str, str, str]]:
    """Every kind by its group, then the shared parts: (group, id, title, layout, number code)."""
    for row in every_kind().values():
        layout = LAYOUTS.get(row.layout, row.layout)
        yield GROUPS.get(row.group, row.group), row.id, row.title, layout, row.number_code
    for name in wordings.part_files():
        yield PARTS, name, wordings.part_titles()[name], SHARED, ""


def kind_page(actor: Actor, kind: str) -> KindPage:
    """One kind with its text in force and its versions, newest first. Raises NotFound."""
    row, today = head_of(kind), clock.today()
    mine = or_(Wording.status.not_in(("draft", "withdrawn")), Wording.drafted_by_id == actor.account_id)
    versions = tuple(_rows(Wording.kind == kind, mine))
    return KindPage(
        row=row,
        fields=_fields(row),
        held=in_force(kind, today),
        versions=versions,
        coming=tuple(v for v in versions if v.status == "approved" and v.valid_from and v.valid_from > today),
        not_write=tuple(wording_steps.against_writing(actor)),
    )


def version_page(actor: Actor, kind: str, public_id: str) -> VersionPage:
    """One wording; a draft is its drafter's alone. Raises NotFound."""
    row = next(iter(_rows(Wording.public_id == public_id, Wording.kind == kind)), None)
    if row is None or (row.status == "draft" and row.drafter_id != actor.account_id):
        raise NotFound
    text, version = db.session.execute(
        select(Wording.text, Wording.version).where(Wording.public_id == public_id)
    ).one()
    against, before = _before(row)
    standing = wording_steps.Standing(row.status, row.drafter_id, row.drafter_bureau)
    day = max(row.valid_from or clock.today(), clock.today())
    found = checked(kind, text, day) if row.status in ("draft", "proposed") else wordcheck.Checked(())
    return VersionPage(
        kind=head_of(kind),
        row=row,
        text=text,
        against=against,
        lines=tuple(compared(before, text)),
        faults=tuple(map(str, found.faults)),
        warnings=tuple(map(str, found.warnings)),
        not_decide=tuple(wording_steps.against_deciding(actor, standing)),
        not_withdraw=tuple(wording_steps.against_withdrawing(actor, standing)),
        not_change=tuple(wording_steps.against_changing(actor, standing)),
        not_reopen=tuple(wording_steps.against_reopening(actor, standing)),
        version=version,
    )


def editing(actor: Actor, kind: str) -> Editing:
    """The reader's draft of a kind, else the text in force to begin with. Raises NotFound."""
    row = head_of(kind)
    found = db.session.scalars(
        select(Wording).where(
            Wording.kind == kind, Wording.status == "draft", Wording.drafted_by_id == actor.account_id
        )
    ).one_or_none()
    text = found.text if found is not None else in_force(kind, clock.today()).wording.text
    return Editing(
        row=row,
        text=text,
        note=found.note if found is not None else "",
        valid_from=found.valid_from if found is not None else None,
        version=found.version if found is not None else None,
        public_id=found.public_id if found is not None else "",
        fields=_fields(row),
        papers=_through(row) if row.part else papers_for(actor, kind),
    )


def head_of(name: str) -> Head:
    """A kind or a shared part. Raises NotFound."""
    if name in wordings.part_files():
        titles = [(kind, documents.lookup(kind).title) for kind in uses(name, clock.today())]
        return Head(name, wordings.part_titles()[name], SHARED, part=True, related=tuple(titles))
    try:
        row = documents.lookup(name)
    except UnknownKind as error:
        raise NotFound from error
    taken = in_force(name, clock.today()).wording.parts
    parts = tuple((part, wordings.part_titles()[part]) for part, _text in taken)
    layout = LAYOUTS.get(row.layout, row.layout)
    return Head(row.id, row.title, layout, row.number_code, row.signers, row.basis, related=parts)


def _fields(row: Head) -> tuple[dict[str, Any], ...]:
    if row.part:
        return wordcheck.fields_of_part(kind for kind, _title in row.related)
    return wordcheck.fields_of(row.id)


def _through(row: Head) -> tuple[tuple[str, str], ...]:
    """The kinds through which a shared part can be looked at."""
    return tuple((kind, f"《{title}》的示例") for kind, title in row.related)


def laid_out(name: str, text: str, kind: str) -> documents.Wording:
    """The wording of a kind with this text as its own, or as the shared part it takes in. Raises NotFound."""
    held = on_day(clock.today())
    if not is_part(name):
        return wordings.whole(text, held.parts)
    if kind not in documents.kinds():
        raise NotFound
    return wordings.whole(held.text(kind), {**held.parts, name: text})


def papers_for(actor: Actor, kind: str) -> tuple[tuple[str, str], ...]:
    """The latest papers of a kind with which this reader may try a wording, as (public id, words)."""
    if not works_on_cases(actor):
        return ()
    query = select(Document.public_id, Document.number, Document.title, Document.issued_on)
    rows = db.session.execute(
        _papers(query, actor, kind).order_by(Document.id.desc()).limit(MOST_PAPERS)
    ).all()
    return tuple((row.public_id, f"{row.number or row.title}（{zh_day(row.issued_on)}）") for row in rows)


def data_of(actor: Actor, kind: str, public_id: str) -> dict[str, Any]:
    """The frozen data of such a paper. Raises NotFound for any other."""
    found = None
    if works_on_cases(actor):
        query = _papers(select(Document.data), actor, kind).where(Document.public_id == public_id)
        found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return dict(found)


def _papers(query: Any, actor: Actor, kind: str) -> Any:
    """Papers of one's own bureau; what belongs to a mediation is nobody's example."""
    parent = aliased(Proceeding)
    return (
        query.outerjoin(Proceeding, Proceeding.id == Document.proceeding_id)
        .outerjoin(parent, parent.id == Proceeding.parent_id)
        .where(
            Document.kind == kind,
            Document.bureau_region == actor.bureau,
            Document.status != "void",
            or_(Proceeding.id.is_(None), and_(*(_open(one) for one in (Proceeding, parent)))),
        )
    )


def _open(proceeding: Any) -> ColumnElement[bool]:
    return or_(proceeding.id.is_(None), proceeding.procedure != Procedure.MEDIATION)


def _before(row: VersionRow) -> tuple[str, str]:
    """What a wording is compared with: what held before it was approved, else what holds now."""
    query = select(Wording.text, Wording.valid_from).where(
        Wording.kind == row.kind, Wording.status == "approved", Wording.public_id != row.public_id
    )
    if row.status == "approved":
        query = query.where(Wording.decided_at <= row.decided_at)
    found = db.session.execute(query.order_by(Wording.decided_at.desc(), Wording.id.desc()).limit(1)).first()
    if found is None:
        return HOUSE, wordings.part_files().get(row.kind) or wordings.base(row.kind).text
    return f"{zh_day(found.valid_from)}起使用的格式", found.text


def compared(before: str, after: str) -> Iterator[Line]:
    """The differences line by line, with a few equal lines around each."""
    old, new = before.splitlines(), after.splitlines()
    groups = difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(CONTEXT)
    for number, group in enumerate(groups):
        if number:
            yield Line("…", None, None, "")
        for tag, first, last, start, end in group:
            if tag == "equal":
                pairs = zip(range(first, last), range(start, end), strict=True)
                yield from (Line("", a + 1, b + 1, old[a]) for a, b in pairs)
                continue
            yield from (Line("-", a + 1, None, old[a]) for a in range(first, last))
            yield from (Line("+", None, b + 1, new[b]) for b in range(start, end))


def _rows(*where: ColumnElement[bool]) -> Iterable[VersionRow]:
    drafter, decider = aliased(Account), aliased(Account)
    query = (
        select(Wording, drafter.name, drafter.bureau_region, decider.name)
        .join(drafter, drafter.id == Wording.drafted_by_id)
        .outerjoin(decider, decider.id == Wording.decided_by_id)
        .where(*where)
        .order_by(Wording.id.desc())
    )
    for found, name, bureau, decided_by in db.session.execute(query):
        yield VersionRow(
            public_id=found.public_id,
            kind=found.kind,
            status=found.status,
            stands=wording_steps.STATUS_WORDS[found.status],
            note=found.note,
            valid_from=found.valid_from,
            drafted_by=name,
            drafter_id=found.drafted_by_id,
            drafter_bureau=bureau or "",
            drafted_at=found.drafted_at,
            submitted_at=found.submitted_at,
            decided_by=decided_by or "",
            decided_at=found.decided_at,
            decision_note=found.decision_note,
        )
