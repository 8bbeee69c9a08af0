"""Disclosure: the public snapshot is frozen, scanned, bound, published, and later ended or withdrawn.

The public reads publications only; nothing of a case travels further than the snapshot.
"""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader
from sqlalchemy import select

from casework import clock, crypto, storage, wordings
from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import Bureau, Deadline, Decision, Document, Fact, Party, Proceeding, Publication
from casework.services import credit, parties
from casework.services.drafting import outcome
from casework.services.drafting.disclosure import public_text
from casework.services.transition import advance
from documents import binder
from documents.errors import PaperError
from documents.story import story
from workflows import redaction
from workflows.display import WARNING
from workflows.engine import Actor, Plan, Reason, Refused
from workflows.subject import Person, Subject
from workflows.vocabulary import Action, DocumentKind, FactKey, PartyRole


def prepare(
    *, proceeding_id: int, actor: Actor, version: int | None, secrecy: tuple[str, ...], note: str = ""
) -> Plan:
    """Make the public copy by construction and scan it; a finding is a refusal."""
    with transaction():
        decision, paper, party = _decided(proceeding_id)
        subject = subject_of(party)
        snapshot = redaction.public_view(_source(decision, paper), subject, on=clock.today())
        snapshot["lines"] = _lines(snapshot)
        findings = redaction.scan(snapshot, subject, known_values=known_values(party.case_id))
        publication = _prepared(decision, snapshot)
        copy = {
            "publication_id": publication.public_id,
            "sha256": publication.snapshot_sha256,
            "findings": sorted({f"{f.kind}（{f.at}）" for f in findings}),
        }
        return advance(
            proceeding_id,
            Action.PREPARE_PUBLIC_COPY,
            actor,
            version=version,
            note=note,
            data={"secrecy": list(secrecy), FactKey.PUBLIC_COPY: copy, "snapshot": snapshot},
        )


def publish(*, proceeding_id: int, actor: Actor, version: int | None, note: str = "") -> Plan:
    """Publish the bound public copy and put the credit record in the outbox, both from one snapshot."""
    bound = _bound(proceeding_id)
    kept = storage.put(bound) if bound else None
    with transaction():
        decision, _, party = _decided(proceeding_id)
        plan = advance(proceeding_id, Action.PUBLISH, actor, version=version, note=note)
        publication = _live(decision.id)
        if publication is None or kept is None or bound is None:
            raise NotFound
        left = redaction.scan(pdf_text(bound), subject_of(party), known_values=known_values(party.case_id))
        if left:
            raise Refused(
                [
                    Reason(
                        "personal_data",
                        f"公示件的文字层中还有{f.kind}，不能公示。",
                        "《市场监督管理行政处罚信息公示规定》第六条",
                    )
                    for f in left
                ]
            )
        shown = db.session.scalars(
            select(Deadline)
            .where(Deadline.proceeding_id == proceeding_id, Deadline.rule_id.in_(("DIS-05", "DIS-06")))
            .order_by(Deadline.id.desc())
        ).first()
        publication.pdf_key, publication.pdf_sha256, publication.pdf_size = kept.key, kept.sha256, kept.size
        publication.published_at = clock.now()
        publication.display_until = shown.due_on if shown else None
        publication.status = "published"
        db.session.flush()
        credit.enqueue(decision.id, "add", reason="处罚决定公示")
        return plan


def withdraw(
    *, proceeding_id: int, actor: Actor, version: int | None, reason: str, document: str = "", note: str = ""
) -> Plan:
    """Withdraw what is shown, with its reason; the credit platform is told in the same transaction."""
    with transaction():
        decision, _, _ = _decided(proceeding_id)
        plan = advance(
            proceeding_id,
            Action.WITHDRAW_PUBLICATION,
            actor,
            version=version,
            note=note,
            data={FactKey.WITHDRAWAL: {"reason": reason, "document": document} if reason else None},
        )
        publication = _live(decision.id)
        if publication is None:
            raise NotFound
        publication.withdrawn_reason = reason[:300]
        publication.status = "withdrawn"
        credit.enqueue(decision.id, "withdraw", reason=reason[:300])
        return plan


def end_display(case_id: int) -> None:
    """Stop showing what has been shown long enough, in the caller's transaction (公示规定 13)."""
    rows = db.session.scalars(
        select(Publication)
        .join(Decision, Decision.id == Publication.decision_id)
        .where(Decision.case_id == case_id, Publication.status == "published")
    ).all()
    for row in rows:
        row.status = "expired"
        credit.enqueue(row.decision_id, "end_display", reason="公示期届满")


def subject_of(party: Party) -> Subject:
    """The punished party and the people of the case whose names are not for the public."""
    others = db.session.scalars(
        select(Party).where(Party.case_id == party.case_id, Party.id != party.id)
    ).all()
    people: list[Person] = []
    holders: list[str] = []
    for other in others:
        if other.role == PartyRole.COMPLAINANT and not other.confidential:
            holders.append(other.name)
        elif other.role == PartyRole.COMPLAINANT:
            people.append(Person(other.name, "reporter"))
        people += [Person(n, "employee") for n in (other.contact_name, other.legal_representative) if n]
    people += [Person(name, "witness") for name in _present(party.case_id)]
    operator = party.legal_representative
    return Subject(
        kind=party.kind,
        name=party.name,
        uscc=party.uscc,
        legal_representative=operator,
        operator=operator,
        address=party.address,
        rights_holders=tuple(holders),
        persons=tuple(p for p in people if p.name not in (party.name, operator)),
    )


def known_values(case_id: int) -> tuple[str, ...]:
    """Personal values known to the case that no public text may hold."""
    rows = db.session.scalars(select(Party).where(Party.case_id == case_id)).all()
    found = [parties.phone_of(row) for row in rows]
    found += [
        crypto.open(row.id_number_sealed, context=f"id_number:{row.public_id}")
        for row in rows
        if row.id_number_sealed
    ]
    found += [row.name for row in rows if row.confidential]
    found += [
        row.contact_name for row in rows if row.contact_name and row.contact_name != row.legal_representative
    ]
    return tuple(value for value in found if value)


def pdf_text(content: bytes) -> str:
    """The text layer and the metadata of a PDF, as a stranger could extract them."""
    reader = PdfReader(io.BytesIO(content))
    pages = [page.extract_text() or "" for page in reader.pages]
    meta = [str(value) for value in (reader.metadata or {}).values()]
    return "\n".join(pages + meta)


def _present(case_id: int) -> list[str]:
    rows = db.session.execute(
        select(Fact.key, Fact.value).where(
            Fact.case_id == case_id, Fact.key.in_((FactKey.INSPECTION, FactKey.INQUIRY))
        )
    ).all()
    names: list[str] = []
    for _, value in rows:
        for key in ("present", "person", "witness"):
            name = ((value or {}).get(key) or {}).get("name")
            if name:
                names.append(str(name))
    return names


def _decided(proceeding_id: int) -> tuple[Decision, Document, Party]:
    proceeding = db.session.get(Proceeding, proceeding_id)
    decision = (
        db.session.scalars(select(Decision).where(Decision.case_id == proceeding.case_id)).first()
        if proceeding
        else None
    )
    paper = db.session.get(Document, decision.document_id) if decision else None
    party = db.session.get(Party, decision.party_id) if decision else None
    if decision is None or paper is None or party is None:
        raise NotFound
    return decision, paper, party


def _source(decision: Decision, paper: Document) -> dict[str, Any]:
    """The frozen data of the served decision, with the decision's own row beside it."""
    penalty = {
        "kinds": list(decision.kinds),
        "warning": WARNING in decision.kinds,
        "fine_fen": decision.fine_fen,
        "confiscated_gains_fen": decision.confiscated_gains_fen,
        "confiscated_goods": decision.confiscated_goods,
        "confiscated_goods_fen": decision.confiscated_goods_fen,
    }
    data = {**paper.data, **penalty}
    bureau = db.session.scalars(select(Bureau).where(Bureau.region_code == paper.bureau_region)).one()
    data.update(
        agency={**data.get("agency", {}), "uscc": bureau.uscc, "region": bureau.region_code},
        number=paper.number,
        penalty_text=outcome.text(penalty),
        decided_on=decision.decided_on.isoformat(),
        served_on=decision.served_on.isoformat() if decision.served_on else None,
        procedure="ordinary",
        sources={"document_sha256": paper.sha256 or "", "document_number": paper.number or ""},
    )
    return data


def _lines(snapshot: dict[str, Any]) -> list[list[Any]]:
    """The public text as the wording in force lays it out, [word, cells] a line, frozen with the snapshot.

    The page shows these lines, so that no later wording changes what was published. Empty where the paper
    still lacks something: the door then says what, and issues nothing.
    """
    held = wordings.in_force(DocumentKind.REDACTED_DECISION, clock.today())
    data = public_text(snapshot) | {"demo": False}
    try:
        blocks = story(DocumentKind.REDACTED_DECISION, data, wording=held.wording)
    except PaperError:
        return []
    return [[block.word, list(block.cells)] for block in blocks]


def _prepared(decision: Decision, snapshot: dict[str, Any]) -> Publication:
    """The publication being prepared; making it again replaces what nobody has seen yet."""
    row = _live(decision.id)
    if row is None:
        row = Publication(
            decision_id=decision.id, decided_on=decision.decided_on, verify_code=crypto.random_code(12)
        )
        db.session.add(row)
    row.snapshot = snapshot
    row.snapshot_sha256 = redaction.digest(snapshot)
    row.number = str(snapshot["number"])
    row.party_name = str(snapshot["party"]["name"])
    row.party_code = str(snapshot["party"]["uscc"])
    row.agency = str(snapshot["agency"]["name"])
    row.violation = str(snapshot["violation"]["name"])
    row.penalty_text = str(snapshot["penalty_text"])
    row.fine_fen = decision.fine_fen or None
    row.search_text = _search_text(snapshot)
    db.session.flush()
    return row


def _search_text(snapshot: dict[str, Any]) -> str:
    rights = [f"{r.get('name', '')} {r.get('number', '')}" for r in snapshot.get("rights") or ()]
    parts = [
        snapshot["number"],
        snapshot["party"]["name"],
        snapshot["party"]["uscc"],
        snapshot["violation"]["name"],
        snapshot["agency"]["name"],
        snapshot["penalty_text"],
        *rights,
    ]
    return "\n".join(str(part) for part in parts if part).lower()


def _live(decision_id: int) -> Publication | None:
    return db.session.scalars(
        select(Publication).where(
            Publication.decision_id == decision_id, Publication.status.in_(("prepared", "published"))
        )
    ).first()


def _bound(proceeding_id: int) -> bytes | None:
    """Summary in front, redacted decision behind, one PDF; None while they are not rendered."""
    parts = []
    for kind in (DocumentKind.PENALTY_INFO_SUMMARY, DocumentKind.REDACTED_DECISION):
        paper = db.session.scalars(
            select(Document)
            .where(Document.proceeding_id == proceeding_id, Document.kind == kind)
            .order_by(Document.id.desc())
        ).first()
        if paper is None or paper.storage_key is None:
            db.session.rollback()
            return None
        parts.append(binder.Paper(paper.title, storage.read(paper.storage_key)))
    db.session.rollback()
    return binder.join(parts, title="行政处罚信息公示件").bytes
