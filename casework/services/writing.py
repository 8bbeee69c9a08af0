"""Writing a paper that no step makes: begun, revised, sent for approval, issued or thrown away, by the door.

What an officer typed is kept in the writing alone; the case's own facts lie under it each time it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

import documents
from casework import clock, facts, wordings
from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import Bureau, Case, Proceeding
from casework.services import foreseen, numbering, papers, transition
from casework.services.drafting import casefile, confidential, provenance, written
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from casework.services.drafting.draft import compose
from casework.services.drafting.provenance import Source
from casework.services.drafting.written import FRAME
from documents import naming
from documents.catalogue import Field, Kind
from documents.errors import UnknownKind
from workflows import spot
from workflows.engine import Actor, Plan
from workflows.permissions import case_mediator
from workflows.procedures.writing import MEDIATION
from workflows.vocabulary import Action, FactKey, Procedure, State

WRITTEN = "written"
_WRITING = Action.WRITE_PAPER


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as it would be issued now: what to type, what the case knows, what is missing, and why."""

    row: Kind
    asked: tuple[Field, ...]  # fields to type or to word anew
    known: Mapping[str, Any]  # what the case says of them
    typed: Mapping[str, Any]
    data: Mapping[str, Any]
    sources: Mapping[str, Source]
    missing: tuple[str, ...]
    judged: Mapping[str, Any]  # what the checks of lawfulness read
    held: tuple[str, ...] | None = None  # numbers this person will give it first; none for most kinds

    def shown(self) -> dict[str, Any]:
        """What stands in the fields of the form: the case's words, and over them what was typed."""
        return {**self.known, **self.typed}


def kind_of(kind: str) -> Kind:
    """The row of a kind that officers write. Raises NotFound for every other one."""
    try:
        row = documents.lookup(kind)
    except UnknownKind as error:
        raise NotFound from error
    if row.made_by != WRITTEN:
        raise NotFound
    return row


def begin(
    *, case_id: str, kind: str, actor: Actor, content: Mapping[str, Any], note: str = "", token: str = ""
) -> str:
    """Begin a paper in a case with what was typed so far; the public id of its writing.

    The same form sent twice (`token`) begins one paper. Raises NotFound for a case of another bureau, and
    Refused where the case or the person is not the right one.
    """
    row = kind_of(kind)
    with transaction():
        case = _case(case_id, actor, lock=True)
        before = _sent_before(case.id, token)
        if before:
            return before
        writing = transition.begin(
            case.id,
            Procedure.WRITING,
            State.BLANK,
            parent_id=_home(case.id) if row.procedure == MEDIATION else None,
            subject={
                "kind": row.id,
                "title": row.title,
                "part": row.procedure,
                "approver": row.approver,
                "recipient": row.recipient,
                "sealed": row.sealed,
                "token": token,
            },
        )
        data: dict[str, Any] = {FactKey.PAPER_CONTENT: kept(row, content)}
        transition.advance(writing.id, _WRITING, actor, note=note, data=data)
        return writing.public_id


def _sent_before(case_id: int, token: str) -> str:
    """The public id of the writing that this form has begun already."""
    query = select(Proceeding).where(Proceeding.case_id == case_id, Proceeding.procedure == Procedure.WRITING)
    rows = db.session.scalars(query) if token else ()
    return next((row.public_id for row in rows if (row.subject or {}).get("token") == token), "")


def revise(
    *, proceeding_id: int, actor: Actor, version: int | None, content: Mapping[str, Any], note: str = ""
) -> Plan:
    """Keep what was typed now; what was typed before stays in the record, superseded."""
    with transaction():
        row = kind_of(str(_writing(proceeding_id).subject.get("kind")))
        data: dict[str, Any] = {FactKey.PAPER_CONTENT: kept(row, content)}
        return transition.advance(
            proceeding_id, Action.REVISE_PAPER, actor, version=version, note=note, data=data
        )


def take(*, proceeding_id: int, action: Action, actor: Actor, version: int | None, note: str = "") -> Plan:
    """Send a draft for approval, approve or issue it, after asking what it still lacks."""
    with transaction():
        writing = transition.load(proceeding_id)
        found = _read(writing, action, actor)
        data: dict[str, Any] = {"missing": found.missing}
        if found.row.id in spot.ON_THE_SPOT:
            day = spot.decided_on(found.data) or clock.today()
            data |= {spot.PAPER: found.data, spot.DECIDED_ON: day.isoformat()}
        return transition.advance(proceeding_id, action, actor, version=version, note=note, data=data)


def send_back(*, proceeding_id: int, actor: Actor, version: int | None, reason: str, note: str = "") -> Plan:
    """Give a draft back to whoever wrote it, with the reason in the record."""
    said = "\n".join(part for part in (reason, note) if part)
    return transition.advance(
        proceeding_id, Action.RETURN_DRAFT, actor, version=version, note=said, data={"reason": reason}
    )


def kept(row: Kind, content: Mapping[str, Any]) -> dict[str, Any]:
    """Only fields of this kind that may be typed; None stands for one that was emptied on purpose."""
    asked = {field.name for field in row.fields} - FRAME
    return {name: value for name, value in content.items() if name in asked}


def foresee(*, proceeding_id: int, action: Action, actor: Actor) -> Mapping[str, Any]:
    """What the checks would read if this step were taken now; writes nothing. Raises NotFound."""
    known = facts.of(_writing(proceeding_id))
    step = transition.step_of(action, actor, {}, region=known.bureau)
    return foreseen.with_paper(known, step).data


def blank(*, case_id: str, kind: str, actor: Actor, content: Mapping[str, Any] | None = None) -> Draft:
    """A kind as the case fills it in, with what was typed but not saved. Raises NotFound."""
    row = kind_of(kind)
    case = _case(case_id, actor)
    home = _home(case.id) if row.procedure == MEDIATION else None
    query = select(Proceeding).where(Proceeding.case_id == case.id).order_by(Proceeding.id)
    some = db.session.get(Proceeding, home) if home else db.session.scalars(query).first()
    if some is None:
        raise NotFound
    return _draft(row, _context(row.id, some, _WRITING, actor, kept(row, content or {}), None))


def draft(
    *, case_id: str, proceeding_id: str, actor: Actor, content: Mapping[str, Any] | None = None
) -> Draft:
    """A paper being written, or one that was; with `content` as it would be if this were saved.

    Raises NotFound for whoever may not see it.
    """
    case = _case(case_id, actor)
    writing = db.session.scalars(
        select(Proceeding).where(
            Proceeding.case_id == case.id,
            Proceeding.public_id == proceeding_id,
            Proceeding.procedure == Procedure.WRITING,
        )
    ).one_or_none()
    if writing is None:
        raise NotFound
    home = papers.home_of(writing)
    if home is not writing and not case_mediator(actor, facts.of(home)):
        raise NotFound
    return _read(writing, Action.REVISE_PAPER, actor, content)


def preview(*, case_id: str, proceeding_id: str, actor: Actor) -> bytes:
    """The draft as a PDF, marked as one, without number and code. Raises NotFound and PaperError."""
    found = draft(case_id=case_id, proceeding_id=proceeding_id, actor=actor)
    kind, data = found.row.id, dict(found.data)
    begun = db.session.scalar(select(Proceeding.opened_at).where(Proceeding.public_id == proceeding_id))
    held = wordings.in_force(kind, clock.local(begun or clock.now()).date(), begun=begun)
    db.session.rollback()  # no transaction stays open while the paper is laid out
    return documents.render(kind, data, draft=True, wording=held.wording).bytes


def _case(public_id: str, actor: Actor, *, lock: bool = False) -> Case:
    query = select(Case).where(Case.public_id == public_id, Case.bureau_region == actor.bureau)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    case = db.session.scalars(query).one_or_none()
    if case is None or not actor.bureau:
        raise NotFound
    return case


def _writing(proceeding_id: int) -> Proceeding:
    row = db.session.get(Proceeding, proceeding_id)
    if row is None or row.procedure != Procedure.WRITING:
        raise NotFound
    return row


def _home(case_id: int) -> int | None:
    """The newest mediation of a case."""
    query = select(Proceeding.id).where(
        Proceeding.case_id == case_id, Proceeding.procedure == Procedure.MEDIATION
    )
    return db.session.scalars(query.order_by(Proceeding.id.desc())).first()


def _read(
    writing: Proceeding, action: Action, actor: Actor, content: Mapping[str, Any] | None = None
) -> Draft:
    if writing.procedure != Procedure.WRITING:
        raise NotFound
    row = kind_of(str((writing.subject or {}).get("kind")))
    saved = facts.values(writing.case_id, writing.id).get(FactKey.PAPER_CONTENT) or {}
    typed = saved if content is None else kept(row, content)
    return _draft(row, _context(row.id, papers.home_of(writing), action, actor, typed, writing.id))


def _context(
    kind: str,
    home: Proceeding,
    action: Action,
    actor: Actor,
    typed: Mapping[str, Any],
    writing_id: int | None,
) -> Context:
    case = home.case
    bureau = db.session.scalars(select(Bureau).where(Bureau.region_code == case.bureau_region)).one()
    recipient = papers.recipient_of(case.id, kind)
    step = transition.step_of(action, actor, {}, region=case.bureau_region)
    context = papers.context_of(home, step, "", bureau=bureau, recipient=recipient)
    return replace(context, typed=typed, writing_id=writing_id)


def _draft(row: Kind, context: Context) -> Draft:
    file: CaseFile = casefile.read(context)
    hidden = confidential.hidden(row.id, context, file)
    known = written.known(row.id, context, file, hidden=hidden)
    data = compose(row.id, context, file)
    rank = {name for name in known if written.fixed(row.id, name)}
    asked = tuple(f for f in row.fields if f.name not in FRAME and f.name not in rank)
    names = {field.name for field in asked}
    return Draft(
        row=row,
        asked=asked,
        known={name: value for name, value in known.items() if name in names},
        typed={name: value for name, value in (context.typed or {}).items() if name in names},
        data=data,
        sources=provenance.sources(row.id, context, file, hidden=hidden),
        missing=naming.plain(documents.missing(row.id, data, draft=True)),
        judged=foreseen.brought(row.id, data, context, file),
        held=numbering.held_by(context.step.actor, row.number_code, context.step.today.year)
        if row.id in spot.ON_THE_SPOT
        else None,
    )
