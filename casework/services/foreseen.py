"""The paper a step would issue, as it would be printed, before anything is written: what the lint reads.

Reads rows only: no number is taken, no code made, nothing frozen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

import documents
from casework import facts
from casework.config import Profile, current
from casework.db import db
from casework.errors import NotFound
from casework.models import Bureau, Party, Proceeding
from casework.services import papers
from casework.services.drafting import casefile, earlier
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.draft import Context, compose, draft
from workflows.engine import Facts, Step
from workflows.lint import EARLIER, FAULT, LABELS, PAPER, covers, written_kind
from workflows.vocabulary import Action, DocumentKind, FactKey, PartyRole

# Which paper of a step is judged, and under which key the step states what the paper says.
JUDGED: Mapping[Action, tuple[DocumentKind, FactKey]] = MappingProxyType(
    {
        Action.APPROVE_NOTICE: (DocumentKind.PENALTY_NOTICE, FactKey.NOTICE),
        Action.DECIDE_PENALTY: (DocumentKind.PENALTY_DECISION, FactKey.DECISION),
    }
)


def with_paper(known: Facts, step: Step) -> Step:
    """The same attempt with the paper it would issue in its data, where the lint judges that paper.

    A paper that no rule or local row can fill brings the reason instead. Raises NotFound.
    """
    if not covers(known, step.action):
        return step
    if kind := written_kind(known):
        return _with_written(kind, known, step)
    kind, key = JUDGED[step.action]
    stated = {key: step.data[key]} if key in step.data else {}
    after = replace(known, values={**known.values, **stated})
    try:
        paper: dict[str, Any] = draft(kind, context_of(after, step))
    except (LookupError, ValueError) as error:
        paper = {FAULT: str(error.args[0] if error.args else error)}
    return replace(step, data={**step.data, PAPER: paper})


def _with_written(kind: str, known: Facts, step: Step) -> Step:
    """The same attempt with the paper that an officer wrote, as it would be issued now."""
    writing = db.session.get(Proceeding, known.proceeding.id)
    if writing is None:
        raise NotFound
    context = _of_writing(kind, writing, step)
    file = casefile.read(context)
    try:
        paper = compose(kind, context, file)
    except (LookupError, ValueError) as error:
        paper = {FAULT: str(error.args[0] if error.args else error)}
    return replace(step, data={**step.data, **brought(kind, paper, context, file)})


def _of_writing(kind: str, writing: Proceeding, step: Step) -> Context:
    """What the paper may draw on: the case as the paper's home knows it, and what was typed for it."""
    home = papers.home_of(writing)
    bureau = db.session.scalars(select(Bureau).where(Bureau.region_code == home.case.bureau_region)).one()
    recipient = papers.recipient_of(home.case_id, kind)
    typed = facts.values(writing.case_id, writing.id).get(FactKey.PAPER_CONTENT) or {}
    context = papers.context_of(home, step, "", bureau=bureau, recipient=recipient)
    return replace(context, typed=typed, writing_id=writing.id)


def brought(kind: str, paper: Mapping[str, Any], context: Context, file: CaseFile) -> dict[str, Any]:
    """What the checks of a written paper read: its data, what its fields are called, the papers before it."""
    labels = {field.name: field.label for field in documents.fields(kind)}
    return {PAPER: paper, LABELS: labels, EARLIER: earlier.papers(context, file)}


def context_of(after: Facts, step: Step) -> Context:
    """What the paper of a step would draw on, as the case stands. Raises NotFound."""
    proceeding = db.session.get(Proceeding, after.proceeding.id)
    if proceeding is None:
        raise NotFound
    case = proceeding.case
    bureau = db.session.scalars(select(Bureau).where(Bureau.region_code == case.bureau_region)).one()
    recipient = db.session.scalars(
        select(Party).where(Party.case_id == case.id, Party.role == PartyRole.RESPONDENT).order_by(Party.id)
    ).first()
    return Context(
        facts=after,
        step=step,
        note="",
        case=case,
        proceeding=proceeding,
        bureau=bureau,
        number="",
        issued_on=step.today,
        demo=current().profile == Profile.DEMO,
        recipient=recipient,
    )
