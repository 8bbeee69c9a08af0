"""Where each field of a paper comes from: who stated it in which step and when, and which evidence proves it.

Reads the case's rows and what written knows of the fields. What a mediation holds is told on its papers only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

import documents
from casework import clock
from casework.db import db
from casework.exhibits import Exhibit
from casework.models import Event, Fact
from casework.services.drafting import issued
from casework.services.drafting.casefile import CaseFile, day
from casework.services.drafting.context import Context
from casework.services.drafting.terms import zh_day
from casework.services.drafting.written import FRAME, KNOWN, Known, fixed, known
from workflows.vocabulary import Action, DocumentKind, FactKey

TYPED = "本文书起草人填写"
NOW = "本步骤填写"
DERIVED = "由案件事实按规则得出"
# What the step that makes the decision states itself.
_DECIDED = frozenset({"fine_fen", "warning", "confiscations", "penalty_text"})
_RULES, _RANGE, _FRAME = "期限规则", "处罚幅度规则", "本局登记"


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence under its number, with where to read it: itself, or our own record."""

    number: int
    name: str
    evidence_id: str = ""
    paper_id: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement a field rests on, or where it is kept; with what proves it."""

    text: str
    proofs: tuple[Proof, ...] = ()

    def __str__(self) -> str:
        proved = "、".join(f"证据{one.number}" for one in self.proofs)
        return f"{self.text}，由{proved}证明" if proved else self.text


@dataclass(frozen=True, slots=True)
class Source:
    """Where one field of a paper comes from."""

    label: str
    told: tuple[Said, ...]
    fixed: bool
    filled: bool

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(map(str, self.told))


# Fields that only steps fill, by the fact of the step; what written knows already is not here.
_BY_KIND: Mapping[str, FactKey] = MappingProxyType(
    {
        DocumentKind.ON_SITE_RECORD: FactKey.INSPECTION,
        DocumentKind.INQUIRY_RECORD: FactKey.INQUIRY,
        DocumentKind.COLLECTIVE_DISCUSSION_RECORD: FactKey.DISCUSSION,
        DocumentKind.MEDIATION_RECORD: FactKey.SESSION_RECORD,
        DocumentKind.MEDIATION_AGREEMENT: FactKey.AGREEMENT,
        DocumentKind.MEDIATION_END_NOTICE: FactKey.MEDIATION_END,
        DocumentKind.DEFENCE_RECORD: FactKey.DEFENCE_LINES,
        DocumentKind.LEGAL_REVIEW_FORM: FactKey.REVIEW_OPINION,
        DocumentKind.SUPPLEMENT_NOTICE: FactKey.MISSING_ITEMS,
        DocumentKind.SERVICE_RECEIPT: FactKey.SERVICE_PROOF,
        DocumentKind.CASE_CLOSING_APPROVAL: FactKey.CLOSING,
        DocumentKind.FILE_COVER: FactKey.ARCHIVING,
        DocumentKind.FILE_CATALOGUE: FactKey.ARCHIVING,
        DocumentKind.COERCIVE_MEASURE_DECISION: FactKey.MEASURE_REASONS,
        DocumentKind.COERCIVE_MEASURE_EXTENSION: FactKey.TERM_EXTENSION,
        DocumentKind.COERCIVE_MEASURE_RELEASE: FactKey.MEASURE_HANDLING,
        DocumentKind.FILING_APPROVAL: FactKey.FILING_REASONS,
        DocumentKind.REPORT_RESULT_NOTICE: FactKey.FILING_REASONS,
        DocumentKind.IP_COMPLAINT_FORM: FactKey.COMPLAINT_FACTS,
        DocumentKind.DISCLOSURE_APPROVAL: FactKey.PUBLIC_COPY,
    }
)
_BY_FIELD: Mapping[str, Known] = MappingProxyType(
    {
        name: Known(lambda c, f, h: None, keys, kept)
        for name, keys, kept in (
            ("window", (), _RULES),
            ("term", (), _RULES),
            ("proof", (), _RULES),
            ("due_on", (), _RULES),
            ("display", (), _RULES),
            ("range_proof", (), _RANGE),
            ("access", (), "制作时生成"),
            ("query_code", (), "制作时生成"),
            ("query_url", (), "制作时生成"),
            ("collective_on", (FactKey.DISCUSSION,), ""),
            ("decided_on", (FactKey.DECISION,), ""),
            ("confidential", (), "投诉人登记"),
            ("agent", (), "投诉人登记"),
        )
    }
)


def sources(kind: str, context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Source]:
    """Where each field of a written paper comes from; what nobody knows has no words."""
    told = known(kind, context, file, hidden=hidden)
    typed, history = context.typed or {}, _history(context.writing_id)
    found = {}
    for field in documents.fields(kind):
        if field.name in FRAME:
            continue
        rank = field.name in told and fixed(kind, field.name)
        written = field.name in typed and not rank
        said: tuple[Said, ...] = (_typed(field.name, history, file),) if written else ()
        if field.name in told and not written:
            said = tuple(_said(KNOWN[field.name], file))
        found[field.name] = Source(field.label, said, rank, field.name in told or written)
    return found


def of_paper(
    kind: str,
    data: Mapping[str, Any],
    file: CaseFile,
    *,
    action: Action | None = None,
    writing_id: int | None = None,
) -> dict[str, Source]:
    """Where each filled field of a paper comes from.

    `action` is the step that would make it, `writing_id` the proceeding in which an officer wrote it.
    """
    found, history = {}, _history(writing_id)
    typed = dict(history[-1].value or {}) if history else {}
    for field in documents.fields(kind):
        if field.name in FRAME or data.get(field.name) in (None, "", [], {}):
            continue
        how = KNOWN.get(field.name) or _BY_FIELD.get(field.name) or _of_step(kind)
        told = tuple(_said(how, file)) or (Said(DERIVED),)
        if field.name in typed and typed[field.name] == data[field.name]:
            told = (_typed(field.name, history, file),)
        if action == Action.DECIDE_PENALTY and field.name in _DECIDED:
            told = (Said(NOW), *told)
        found[field.name] = Source(field.label, told, False, True)
    return found


def as_of(file: CaseFile, proceeding_id: int, case_id: int, moment: datetime) -> CaseFile:
    """The same file with the statements that held at a moment, whatever was stated later."""
    query = select(Fact).where(
        Fact.case_id == case_id,
        Fact.stated_at <= moment,
        Fact.proceeding_id.is_(None) | (Fact.proceeding_id == proceeding_id),
    )
    rows = db.session.scalars(query.order_by(Fact.id)).all()
    newest = {(row.key, row.proceeding_id): row for row in rows}.values()
    return replace(
        file,
        statements=tuple(row for row in newest if row.proceeding_id is None),
        own=tuple(row for row in newest if row.proceeding_id is not None),
    )


def _of_step(kind: str) -> Known:
    key = _BY_KIND.get(kind)
    return Known(lambda c, f, h: None, (key,)) if key else Known(lambda c, f, h: None, kept=_FRAME)


def _said(how: Known, file: CaseFile) -> Iterator[Said]:
    if how.kept:
        yield Said(how.kept)
    for key in how.keys:
        fact = file.said(key)
        if fact is not None:
            yield _statement(fact, file)
            if how.first:
                return


def _statement(fact: Fact, file: CaseFile) -> Said:
    """Who stated a fact in which step and when, and what proves it: 提交投诉，甲公司，2026年8月3日 10:00."""
    event = _event(fact, file.events)
    key, at = FactKey(fact.key).label, _moment(fact.stated_at)
    proofs = tuple(_proofs(fact, file))
    if event is None:
        return Said(f"{key}：{at}记入", proofs)
    by = "投诉材料，" if event.action == Action.SUBMIT else ""
    return Said(f"{key}：{by}{Action(event.action).label}，{event.actor_name}，{at}", proofs)


def _event(fact: Fact, events: Iterable[Event]) -> Event | None:
    told = (e for e in events if fact.key in (e.payload or {}).get("records", {}))
    return next((e for e in told if e.at >= fact.stated_at), None)


def _proofs(fact: Fact, file: CaseFile) -> Iterator[Proof]:
    """What was named as proof and is still evidence of the case, in the order of the list."""
    named = set(fact.evidence_ids or ())
    for one in issued.exhibits(file) if named else ():
        if one.key in named:
            yield _proof(one, file)


def _proof(one: Exhibit, file: CaseFile) -> Proof:
    if not one.own:
        return Proof(one.number, one.name, evidence_id=one.key)
    paper = file.paper(DocumentKind(one.key))
    return Proof(one.number, one.name, paper_id=paper.public_id if paper else "")


def _history(writing_id: int | None) -> tuple[Fact, ...]:
    """Everything that was typed for a paper, oldest first."""
    if writing_id is None:
        return ()
    query = select(Fact).where(Fact.proceeding_id == writing_id, Fact.key == FactKey.PAPER_CONTENT)
    return tuple(db.session.scalars(query.order_by(Fact.id)))


def _typed(name: str, history: tuple[Fact, ...], file: CaseFile) -> Said:
    """Who typed the field as it stands now, and when: the first of the savings that have it so."""
    since: Fact | None = None
    for fact in reversed(history):
        if since is not None and (fact.value or {}).get(name) != (since.value or {}).get(name):
            break
        since = fact
    if since is None:
        return Said(TYPED)
    events = [event for event in file.events if event.proceeding_id == since.proceeding_id]
    event = _event(since, events)
    by = f"，{event.actor_name}" if event else ""
    return Said(f"{TYPED}{by}，{_moment(since.stated_at)}")


def _moment(at: datetime) -> str:
    return f"{zh_day(day(at))} {clock.local(at):%H:%M}"
