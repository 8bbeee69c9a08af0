"""Papers: issued with number and frozen data in the transaction of the step that makes them.

Their bytes follow by the outbox (casework.services.rendering). Nothing here words a paper.
"""

from __future__ import annotations

from sqlalchemy import select

import documents
from casework import crypto, facts
from casework.config import Profile, current
from casework.db import db
from casework.models import AccessCode, Bureau, Document, Party, Proceeding
from casework.services import numbering, outbox
from casework.services.drafting import issued
from casework.services.drafting.draft import Context, draft
from workflows.engine import Plan, Reason, Refused
from workflows.vocabulary import DocumentKind, PartyRole, Topic

# Who receives which paper; a paper that is not here stays in the file.
RECIPIENTS = {
    DocumentKind.COMPLAINT_RECEIPT: PartyRole.COMPLAINANT,
    DocumentKind.IP_COMPLAINT_FORM: PartyRole.COMPLAINANT,
    DocumentKind.SUPPLEMENT_NOTICE: PartyRole.COMPLAINANT,
    DocumentKind.REPORT_RESULT_NOTICE: PartyRole.COMPLAINANT,
    DocumentKind.COERCIVE_MEASURE_DECISION: PartyRole.RESPONDENT,
    DocumentKind.COERCIVE_MEASURE_EXTENSION: PartyRole.RESPONDENT,
    DocumentKind.COERCIVE_MEASURE_RELEASE: PartyRole.RESPONDENT,
    DocumentKind.INVENTORY_LIST: PartyRole.RESPONDENT,
    DocumentKind.PENALTY_NOTICE: PartyRole.RESPONDENT,
    DocumentKind.DEFENCE_RECORD: PartyRole.RESPONDENT,
    DocumentKind.PENALTY_DECISION: PartyRole.RESPONDENT,
    DocumentKind.PENALTY_DISCLOSURE_NOTICE: PartyRole.RESPONDENT,
}
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
    return [issue(kind, proceeding, plan, note) for kind in plan.row.papers]


def issue(kind: DocumentKind, proceeding: Proceeding, plan: Plan, note: str) -> Document:
    """Issue one paper: number, recipient, code and frozen data; its bytes follow by the outbox.

    Raises Refused, naming each fact the paper must say and the case does not know.
    """
    case, step = proceeding.case, plan.step
    bureau = db.session.scalars(select(Bureau).where(Bureau.region_code == case.bureau_region)).one()
    row = documents.lookup(kind)
    recipient = _recipient(proceeding.case_id, kind)
    paper = Document(
        case_id=case.id,
        proceeding_id=proceeding.id,
        kind=kind,
        title=row.title,
        bureau_region=bureau.region_code,
        issued_at=step.now,
        issued_on=step.today,
        issued_by_id=step.actor.account_id,
        verify_code=crypto.random_code(12),
        recipient_id=recipient.id if recipient else None,
    )
    db.session.add(paper)
    db.session.flush()
    if row.number_code:
        paper.number = numbering.take(
            bureau, row.number_code, row.group, step.today.year, document_id=paper.id
        )
        db.session.flush()
    paper.data = draft(kind, _context(paper, proceeding, plan, note, bureau, recipient))
    paper.title = issued.title(paper)
    absent = documents.missing(kind, paper.data)
    if absent:
        raise Refused(
            [Reason("paper_incomplete", f"《{row.title}》还缺少：{name}，不能制作。") for name in absent]
        )
    db.session.flush()
    outbox.put(Topic.RENDER_PAPER, str(paper.id), dedupe_key=f"{Topic.RENDER_PAPER}:{paper.id}")
    return paper


def _context(
    paper: Document, proceeding: Proceeding, plan: Plan, note: str, bureau: Bureau, recipient: Party | None
) -> Context:
    """What the wording of a paper may draw on, as the case stands after the step's facts were written."""
    config, step = current(), plan.step
    verify = paper.verify_code if paper.number else ""
    return Context(
        facts=facts.of(proceeding),
        step=step,
        note=note,
        case=proceeding.case,
        proceeding=proceeding,
        bureau=bureau,
        number=paper.number or "",
        issued_on=step.today,
        code=verify,
        url=f"{config.base_url}/verify/{verify}" if verify else "",
        demo=config.profile == Profile.DEMO,
        recipient=recipient,
        access=_access(paper, recipient, config.base_url),
        query_code=str(step.given("query_code", "")),
    )


def _recipient(case_id: int, kind: DocumentKind) -> Party | None:
    role = RECIPIENTS.get(kind)
    if role is None:
        return None
    return db.session.scalars(
        select(Party).where(Party.case_id == case_id, Party.role == role).order_by(Party.id)
    ).first()


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
