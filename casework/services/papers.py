"""Papers: issued with number and frozen data in the transaction of the step that makes them.

Their bytes follow by the outbox (casework.services.rendering). Nothing here words a paper.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

import documents
from casework import clock, crypto, facts
from casework.config import Profile, current
from casework.db import db
from casework.models import AccessCode, Bureau, Document, Party, Proceeding
from casework.services import corrections, numbering, outbox, wordings
from casework.services.drafting import issued
from casework.services.drafting.draft import Context, draft
from casework.wordings import KEY
from documents import naming
from documents.catalogue import every_kind
from workflows.engine import Plan, Reason, Refused, Step
from workflows.spot import ON_THE_SPOT
from workflows.vocabulary import DocumentKind, FactKey, PartyRole, Procedure, Topic

# Who receives which paper, by the catalogue; a paper for both sides, or for nobody, has no single recipient.
RECIPIENTS = MappingProxyType(
    {
        kind: PartyRole(row.recipient)
        for kind, row in every_kind().items()
        if row.recipient in (PartyRole.COMPLAINANT, PartyRole.RESPONDENT)
    }
)
ACCESS = "access-code"
# Letters that bring the respondent a code with which to open the case without an account.
WITH_CODE = frozenset(
    {
        DocumentKind.COERCIVE_MEASURE_DECISION,
        DocumentKind.PENALTY_NOTICE,
        DocumentKind.PENALTY_DECISION,
    }
)


def issue_all(proceeding: Proceeding, plan: Plan, note: str) -> list[Document]:
    """Issue every paper of the step, in the order of its row."""
    made = [issue(kind, proceeding, plan, note) for kind in plan.row.papers]
    return [*made, issue_own(proceeding, plan, note)] if plan.row.own_paper else made


def issue_own(writing: Proceeding, plan: Plan, note: str) -> Document:
    """Issue the paper that this proceeding was begun for, with what was typed for it.

    A paper of a mediation belongs to the mediation, so that whoever may not see the one sees not the other.
    """
    typed = facts.values(writing.case_id, writing.id).get(FactKey.PAPER_CONTENT) or {}
    return issue(
        str((writing.subject or {}).get("kind", "")),
        home_of(writing),
        plan,
        note,
        typed=typed,
        writing_id=writing.id,
    )


def home_of(writing: Proceeding) -> Proceeding:
    """The proceeding whose facts the paper is about: the mediation it was written in, else its own."""
    parent = db.session.get(Proceeding, writing.parent_id) if writing.parent_id else None
    return parent if parent is not None and parent.procedure == Procedure.MEDIATION else writing


def issue(
    kind: str,
    proceeding: Proceeding,
    plan: Plan,
    note: str,
    *,
    typed: Mapping[str, Any] | None = None,
    writing_id: int | None = None,
) -> Document:
    """Issue one paper: number, recipient, code and frozen data; its bytes follow by the outbox.

    Raises Refused, naming each fact the paper must say and the case does not know.
    """
    step = plan.step
    query = select(Bureau).where(Bureau.region_code == proceeding.case.bureau_region)
    bureau = db.session.scalars(query).one()
    row = documents.lookup(kind)
    recipient = recipient_of(proceeding.case_id, kind)
    paper = _registered(kind, proceeding, step, recipient)
    begun = _begun_at(writing_id, step)
    wording = wordings.freeze(kind, clock.local(begun).date(), begun=begun)
    if row.number_code:
        _take_number(paper, bureau, step)
    context = context_of(proceeding, step, note, bureau=bureau, recipient=recipient)
    context = replace(context, **_marks(paper, recipient), typed=typed, writing_id=writing_id)
    paper.data = {**draft(kind, context), KEY: wording}
    corrections.cite(paper)
    paper.title = issued.title(paper)
    absent = naming.plain(documents.missing(kind, paper.data))
    if absent:
        raise Refused(
            Reason("paper_incomplete", f"《{row.title}》还缺少：{name}，不能制作。") for name in absent
        )
    db.session.flush()
    outbox.put(Topic.RENDER_PAPER, str(paper.id), dedupe_key=f"{Topic.RENDER_PAPER}:{paper.id}")
    return paper


def _take_number(paper: Document, bureau: Bureau, step: Step) -> None:
    """The next number of the register; a decision on the spot takes the lowest one that its officer holds."""
    row = documents.lookup(paper.kind)
    holder = step.actor.account_id if paper.kind in ON_THE_SPOT else None
    paper.number = numbering.take(
        bureau,
        row.number_code,
        row.group,
        step.today.year,
        document_id=paper.id,
        holder_id=holder,
    )
    db.session.flush()


def _begun_at(writing_id: int | None, step: Step) -> datetime:
    """The moment whose form the paper has: a paper that was being written keeps the one it was begun in."""
    writing = db.session.get(Proceeding, writing_id) if writing_id else None
    return writing.opened_at if writing is not None else step.now


def _registered(kind: str, proceeding: Proceeding, step: Step, recipient: Party | None) -> Document:
    """The paper's row, before it has a number or says anything."""
    paper = Document(
        case_id=proceeding.case_id,
        proceeding_id=proceeding.id,
        kind=kind,
        title=documents.lookup(kind).title,
        bureau_region=proceeding.case.bureau_region,
        issued_at=step.now,
        issued_on=step.today,
        issued_by_id=step.actor.account_id,
        verify_code=crypto.random_code(12),
        recipient_id=recipient.id if recipient else None,
    )
    db.session.add(paper)
    db.session.flush()
    return paper


def context_of(
    proceeding: Proceeding, step: Step, note: str, *, bureau: Bureau, recipient: Party | None
) -> Context:
    """What the wording of a paper may draw on, as the case stands now; a draft has no number and no code."""
    return Context(
        facts=facts.of(proceeding),
        step=step,
        note=note,
        case=proceeding.case,
        proceeding=proceeding,
        bureau=bureau,
        number="",
        issued_on=step.today,
        demo=current().profile == Profile.DEMO,
        recipient=recipient,
        query_code=str(step.given("query_code", "")),
    )


def _marks(paper: Document, recipient: Party | None) -> dict[str, Any]:
    """What only an issued paper carries: its number, and the codes that check it and open it."""
    base_url = current().base_url
    verify = paper.verify_code if paper.number else ""
    return {
        "number": paper.number or "",
        "code": verify,
        "url": f"{base_url}/verify/{verify}" if verify else "",
        "access": _access(paper, recipient, base_url),
    }


def recipient_of(case_id: int, kind: str) -> Party | None:
    role = RECIPIENTS.get(kind)
    if role is None:
        return None
    return next(iter(parties_of(case_id, (role,))), None)


def parties_of(case_id: int, roles: Collection[PartyRole]) -> list[Party]:
    """The parties of a case in these roles, in the order in which they came."""
    query = select(Party).where(Party.case_id == case_id, Party.role.in_(roles))
    return list(db.session.scalars(query.order_by(Party.id)))


def _access(paper: Document, recipient: Party | None, base_url: str) -> dict[str, str] | None:
    if recipient is None or paper.kind not in WITH_CODE:
        return None
    code = crypto.random_code(8)
    db.session.add(
        AccessCode(
            document_id=paper.id, party_id=recipient.id, code_hash=crypto.hash_code(code, context=ACCESS)
        )
    )
    return {"url": f"{base_url}/respond", "code": code}
